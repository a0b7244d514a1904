"""What the ledger has and has not yet of refusals, withdrawals and ends, and that no text says otherwise."""

import re
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.engine import Connection

from puhui.kernel import Language, ManualClock, SoftwareSigner, SystemEntropy, suite
from puhui.kernel.ids import OrgId
from puhui.ledger import build_statement
from puhui.privacy.dossier import Dossier, End, as_markdown, compose, words
from puhui.privacy.dossier.blocks import Shares
from puhui.privacy.dossier.model import Undenied
from puhui.privacy.dossier.withdrawals import with_entry
from puhui.privacy.jobs import request_of
from puhui.privacy.jobs import store as desk
from puhui.privacy.leakage import Standing, admit, settle
from puhui.storage import put
from tests.unit.privacy.leakage_jobs import SUITE, TAX, lookup_of, match_of
from tests.unit.privacy.test_dossier import read, table, text_of
from tests.unit.privacy.test_dossier_facts import (
    BANK,
    DONE,
    FIRST,
    JOBS,
    ROWS,
    SECOND,
    TAKEN_BACK,
    a_database,
    at,
    first_page,
    play_the_asker,
    play_the_owner,
    row,
    the_ledger,
)

SHORT, LONG = JOBS[2], JOBS[3]
BOTH = [Language.ZH_CN, Language.EN]


@pytest.fixture
def connection() -> Any:
    with a_database() as held:
        play_the_owner(held)
        yield held


def deny(ledger: dict[str, Any], job: str, index: int) -> None:
    """Put a denial of a job on the second mandate."""
    tally = ledger[f"mandates/{SECOND}/tally"]
    tally |= {"seq": tally["seq"] + 1, "denied": tally["denied"] + 1}
    told = {"n": 0, "request": str(request_of(job)), "reason": "too_few_subjects", "index": index}
    ledger[f"mandates/{SECOND}/{tally['seq']}"] = told | {"at": int(at(3).timestamp() * 1000)}


def owe(connection: Connection, key: str) -> None:
    put(connection, ManualClock(at(4)), destination="ledger", key=key, payload=b"statement")


def paragraph(dossier: Dossier, starting: str, language: Language = Language.EN) -> str:
    return next(one for one in first_page(dossier, language).splitlines() if starting in one)


# Refusals and denials


def test_a_denial_that_is_written_and_not_delivered_is_told_as_such_and_not_as_one_on_the_ledger(
    connection: Connection,
) -> None:
    ledger = the_ledger(jobs=JOBS)
    deny(ledger, SHORT.job, 71)
    desk.deny(connection, LONG.job, SECOND, "bank-b", at(4))
    owe(connection, f"mandates.deny:{request_of(LONG.job)}")
    told = read(connection, ledger)
    assert [(deed.number, why) for deed, why in told.undenied()] == [(4, Undenied.UNSENT)]
    said = paragraph(told, "under a mandate of ours that was shown")
    assert said.startswith("3 refused by this institution under a mandate of ours that was shown; the ledger has the")
    assert "the denial of 2. No. 4 has none: this node has written the denial, which had not reached the ledger" in said
    assert row(told, "of_us", "4")[3].endswith("its denial has not reached the ledger yet)")
    assert said in text_of(told).partition("## 5. ")[2].partition("## 6. ")[0]


@pytest.mark.parametrize(
    ("put_down", "why", "said"),
    [
        (True, Undenied.MISSING, "this node delivered a denial that the ledger read here does not have"),
        (False, Undenied.NONE, "One institution leaves at most 10 a day on one mandate and 200 on all of ours"),
    ],
)
def test_a_refusal_without_a_denial_says_why(connection: Connection, put_down: bool, why: Undenied, said: str) -> None:
    if put_down:
        desk.deny(connection, SHORT.job, SECOND, "bank-b", at(3))
        desk.deny(connection, LONG.job, SECOND, "bank-b", at(4))
    told = read(connection, the_ledger(jobs=JOBS))
    assert [reason for _, reason in told.undenied()] == [why, why]
    assert said in first_page(told)


def test_refusals_equal_denials_or_each_is_explained(connection: Connection) -> None:
    ledger = the_ledger(jobs=JOBS)
    deny(ledger, SHORT.job, 71)
    for jobs in ([], [LONG.job]):
        for job in jobs:
            deny(ledger, job, 72)
        told = read(connection, ledger)
        assert told.ledger is not None
        denials = sum(len(one.denials) for one in told.ledger.mandates)
        assert len(told.refused_under_mandate()) == denials + len(told.undenied())
    assert told.undenied() == []
    assert "has none:" not in first_page(told)


# Mandates that are withdrawn


@pytest.mark.parametrize("language", BOTH)
def test_no_decision_is_asked_on_a_mandate_that_is_withdrawn(connection: Connection, language: Language) -> None:
    told = read(connection, the_ledger(jobs=JOBS))
    pattern = first_page(told, language)
    judge = {Language.ZH_CN: "仍然有效", Language.EN: "still in force"}[language]
    none = {Language.ZH_CN: "现在没有给它的有效委托", Language.EN: "It has no mandate of ours in force now"}[language]
    assert none in pattern
    assert judge not in pattern
    assert "继续给它委托" not in pattern


def test_a_withdrawal_is_told_with_when_and_before_or_after_which(connection: Connection) -> None:
    told = first_page(read(connection, the_ledger(jobs=JOBS)))
    assert "Mandate 12 was withdrawn at 03-02 09:00:04, after no. 3, 4; nothing is left to decide on it." in told
    assert "Mandate 13 was withdrawn at 03-02 09:00:04, before no. 5;" in told


def test_a_mandate_in_force_is_what_there_is_to_judge(connection: Connection) -> None:
    ledger = the_ledger(jobs=JOBS)
    ledger[f"mandates/{SECOND}/tally"]["withdrawn_at"] = None
    told = read(connection, ledger, made_at=at(10))
    assert "Mandate 12 still in force: judge whether to leave it so" in first_page(told)
    expired = first_page(read(connection, ledger))
    assert "still in force" not in expired


def test_the_entry_of_a_withdrawal_is_found_in_the_log(connection: Connection) -> None:
    signer = SoftwareSigner.from_seed(suite("ed25519-sha256"), b"\x01" * 32)

    def said(action: str, mandate: str) -> bytes:
        terms = {"mandate": mandate}
        return build_statement(
            signer, OrgId(TAX), "mandates", action, terms, clock=ManualClock(at(4)), entropy=SystemEntropy()
        )

    log = [said("withdraw", FIRST)] * 13 + [said("deny", SECOND)] * 300 + [said("withdraw", SECOND)]

    def entries(start: int, limit: int) -> list[bytes]:
        return log[start : start + limit]

    told = read(connection, the_ledger(jobs=JOBS), entries=entries)
    assert told.ledger is not None
    assert {one.id: one.withdrawn_by for one in told.ledger.mandates if one.withdrawn_at}[SECOND] == 313
    assert "(entry 313 of the ledger), after no. 3, 4" in first_page(told)
    assert next(one for one in table(told, "annex") if one[0] == "mandate 12" and len(one) == 6)[5] == "313"
    first = next(one for one in told.ledger.mandates if one.id == FIRST)
    assert with_entry(first, entries) is first  # not withdrawn: nothing is looked for


# Ends


def closed(ledger: dict[str, Any], job: str, **ends: str) -> None:
    told = {org.replace("_", "-"): {"outcome": end, "index": 80} for org, end in ends.items()}
    ledger[f"computations/{job}"]["closed"] = told


def test_an_end_is_agreed_when_everybody_recorded_it_alike_and_what_is_missing_is_told(connection: Connection) -> None:
    ledger = the_ledger(jobs=[DONE, TAKEN_BACK, LONG])
    closed(ledger, DONE.job, tax_bureau="done", bank_a="done")
    closed(ledger, TAKEN_BACK.job, tax_bureau="cancelled")
    owe(connection, f"computations.close:{LONG.job}")
    told = read(connection, ledger)
    assert [deed.number for deed in told.ends_agreed()] == [1]
    page = first_page(told)
    assert "3 began with an agreeing record, and the end of 1 is on the ledger" in page
    assert "No. 2: the end is not whole on the ledger: not recorded by Bank of Qinghe." in page
    assert "not recorded by this institution, bank-b (ours is written and had not reached the ledger" in page
    assert (
        row(told, "annex", "1")[4]
        == "Bank of Qinghe recorded it as done (80); this institution recorded it as done (80)"
    )
    assert row(told, "annex", "4")[4].startswith(
        "bank-b recorded nothing; this institution has written it; not delivered"
    )


def test_an_end_that_another_recorded_otherwise_is_to_be_looked_at(connection: Connection) -> None:
    ledger = the_ledger(jobs=JOBS)
    closed(ledger, DONE.job, tax_bureau="done", bank_a="failed")
    told = read(connection, ledger)
    assert [deed.number for deed in told.ends_differing()] == [1]
    assert "no. 1: somebody recorded another end" in first_page(told)


def test_uses_and_denials_stand_in_the_annex_with_their_entries(connection: Connection) -> None:
    ledger = the_ledger(jobs=JOBS)
    ledger[f"mandates/{FIRST}/outcome/1"] = {"outcome": "answered", "answer_digest": "", "index": 65}
    rows = [one for one in table(read(connection, ledger), "annex") if len(one) == 7]
    assert [(one[0], one[1], one[2], *one[4:]) for one in rows] == [
        ("mandate 11", "use 1", "no. 1", "61", "answered", "65"),
        ("mandate 11", "use 2", "no. 2", "62", "—", "—"),
        ("mandate 13", "denied", "no. 5", "70", "—", "—"),
    ]


# What was learnt


def test_what_was_taken_back_after_the_same_was_answered_is_to_be_looked_at(connection: Connection) -> None:
    told = paragraph(read(connection, the_ledger(jobs=JOBS)), "cost a use of mandate 11")
    assert "no. 1 (03-02 09:00:01) had asked the same data with a list as long, and had its result" in told
    assert told.endswith("Why is not recorded: ask the other side to say so.")
    with a_database() as theirs:
        play_the_asker(theirs)
        asker = read(theirs, the_ledger(jobs=[DONE, TAKEN_BACK]), BANK)
    assert paragraph(asker, "cost a use of mandate 11").endswith("have it written down here.")


@pytest.mark.parametrize("language", BOTH)
def test_nothing_that_may_be_exceeded_is_called_the_worst(connection: Connection, language: Language) -> None:
    told = text_of(read(connection, the_ledger(jobs=JOBS)), language)
    assert not re.search(r"最坏情况下|At worst", told)
    assert {Language.ZH_CN: "不是最坏情况", Language.EN: "not the worst case"}[language] in told


def test_a_part_of_a_list_is_told_with_what_that_rests_on() -> None:
    with a_database() as held:
        asked = match_of(ROWS, 30, nonce="1")
        admit(held, asked, at=at(1), suite=SUITE)
        settle(held, asked.job, Standing.LEARNT, at=at(2))
        told = read(held, None)
    assert "(73%, no. 1). That holds if it keeps to the protocol and declares honestly" in first_page(told)


def test_the_first_page_says_whose_whole_list_is_known_and_where_encrypted_copies_went() -> None:
    with a_database() as held:
        lookup = replace(lookup_of(12, nonce="6"), me=BANK, under=())
        for asked, found in ((replace(DONE, me=BANK, under=()), ROWS), (lookup, 4)):
            admit(held, asked, at=at(1), suite=SUITE)
            settle(held, asked.job, Standing.LEARNT, at=at(2), found=found)
        asker = read(held, None, BANK)
    lead = next(one for one in first_page(asker).splitlines() if one.startswith("> "))
    assert "the whole list “sales” of Qinghe Tax Bureau is known to us" in lead
    assert re.search(r"An encrypted copy of .* went to our node \(no\. \d\)", lead)
    assert "which enterprises" in row(asker, "by_us", "1")[5] or row(asker, "by_us", "2")[5].endswith("4 were hit")


def test_the_glossary_does_not_say_that_nothing_is_handed_over() -> None:
    for language in BOTH:
        said = " ".join(meaning for _, meaning in words.glossary(language))
        assert "各自的数据不交给别人" not in said
        assert "none hands its data to another" not in said


@pytest.mark.parametrize("language", BOTH)
def test_no_refusal_for_too_few_sends_to_the_route_without_a_minimum(
    connection: Connection, language: Language
) -> None:
    told = text_of(read(connection, the_ledger(jobs=JOBS)), language)
    assert not re.search(r"改用名单查询|须用名单查询|by a lookup|ask by lookup", told)


def test_english_calls_enterprise_codes_no_keys(connection: Connection) -> None:
    told = text_of(read(connection, the_ledger(jobs=JOBS)))
    for line in told.splitlines():
        for at_ in re.finditer(r"\bkeys?\b", line):
            assert re.search(r"cryptographic $|own $|with a $|its $", line[: at_.start()]), line


# The document


def test_both_languages_tell_of_one_moment_and_english_is_the_translation(connection: Connection) -> None:
    told = read(connection, the_ledger(jobs=JOBS))
    made = [re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", as_markdown(compose(told, one))) for one in BOTH]
    assert made[0]
    assert made[1]
    assert made[0].group() == made[1].group()
    assert "This English is a translation" in text_of(told)


def test_a_share_is_plain_text_and_a_sliver_is_drawn_as_one() -> None:
    drawn = as_markdown([Shares("c", (("a", 0.008, ""), ("b", 0.0, ""), ("c", 1.0, "")))]).splitlines()
    assert [line.count("█") for line in drawn if "░" in line or "█" in line] == [0, 0, 24]
    assert drawn[4].startswith("▏░")


def test_counts_have_their_singular_and_what_was_not_there_is_not_named() -> None:
    with a_database() as held:
        admit(held, DONE, at=at(1), suite=SUITE)
        settle(held, DONE.job, Standing.LEARNT, at=at(2))
        told = first_page(read(held, the_ledger(jobs=[DONE]), until=at(1.5)))
    assert "of 1 computation, 1 began" in told
    assert not re.search(r"\b1 (uses|denials|computations)\b", told)
    assert "ones included" not in told


def test_that_nothing_was_turned_away_is_said_too() -> None:
    with a_database() as held:
        assert "Invitations turned away at the door: 0." in text_of(read(held, None))


def test_cryptography_that_does_not_meet_the_standard_is_on_the_first_page(connection: Connection) -> None:
    told = read(connection, the_ledger(jobs=JOBS), suite="ed25519-sha256")
    page = first_page(told)
    assert "does not meet" in page
    assert "not certified" in page
    assert "ed25519-sha256, with which this node signs, is not of the Chinese standards" in page
    assert "is not of the Chinese standards" not in first_page(replace(told, suite="sm2-sm3"))
    assert [deed.end for deed in told.having(End.REFUSED)] == [End.REFUSED] * 3
