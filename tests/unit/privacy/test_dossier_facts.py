"""What a lawyer read wrongly in a dossier, each as the fact that the record has: a small list, asked by two banks."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.engine import Connection

from puhui.consent.mandate_errors import MandateWithdrawn
from puhui.kernel import Language, PuhuiError
from puhui.privacy.dossier import Dossier, as_page, compose, reach, words
from puhui.privacy.dossier.blocks import Shares
from puhui.privacy.jobs import JobState, PartyWord, request_of
from puhui.privacy.jobs import store as desk
from puhui.privacy.jobs.errors import ComputationNotOpen, JobCancelled, NodeRestarted, PartyEnded
from puhui.privacy.leakage import Standing, admit, refuse, settle
from puhui.privacy.leakage.errors import LeakageRefused
from puhui.privacy.leakage.model import Asked
from puhui.privacy.model import Op
from puhui.privacy.policy import LIST_DAYS, LIST_NAMES
from puhui.storage import Database
from tests.unit.privacy.leakage_jobs import SALES, START, SUITE, TAX, lookup_of, match_of
from tests.unit.privacy.test_dossier import read, table, text_of

ROWS = 41
BANK = "bank-a"
FIRST, SECOND, THIRD = (f"mnd_{at:026d}" for at in (1, 2, 3))
JOBS = [
    replace(match_of(ROWS, 300, nonce="1"), under=(FIRST,)),
    replace(match_of(ROWS, 300, nonce="2"), under=(FIRST,)),
    replace(match_of(ROWS, 3, nonce="3", bank="bank-b"), under=(SECOND,)),
    replace(match_of(ROWS, 100_001, nonce="4", bank="bank-b"), under=(SECOND,)),
    replace(match_of(ROWS, 50, nonce="5", bank="bank-b"), under=(THIRD,)),
]
DONE, TAKEN_BACK, _, _, DENIED = JOBS


def at(second: float) -> datetime:
    return START + timedelta(seconds=second)


def ended(connection: Connection, asked: Asked, state: JobState, when: datetime, error: PuhuiError | None) -> None:
    desk.begin(
        connection,
        job=asked.job,
        spec=asked.spec,
        me=asked.me,
        initiator=asked.initiator,
        deadline=when,
        invitation="",
        at=when,
    )
    text = desk.error_text(error) if error else None
    desk.advance(connection, asked.job, [JobState.INVITED], state, error=text, over_at=when)


def play_the_owner(connection: Connection) -> None:
    """A match is done, one taken back, a list is too short, one too long, a mandate withdrawn, a job on no ledger."""
    back = PartyEnded(peer=BANK, code="job_cancelled", at="s", party=BANK)
    ends: dict[str, tuple[Standing, JobState, PuhuiError | None]] = {
        DONE.job: (Standing.LEARNT, JobState.DONE, None),
        TAKEN_BACK.job: (Standing.VOID, JobState.CANCELLED, back),
        DENIED.job: (Standing.VOID, JobState.REFUSED, MandateWithdrawn(mandate=THIRD, party=TAX, stage="s")),
    }
    for second, asked in enumerate(JOBS, start=1):
        when = at(second)
        try:
            admit(connection, asked, at=when, suite=SUITE)
        except LeakageRefused as refusal:
            refuse(connection, asked, refusal, at=when)
            ended(connection, asked, JobState.REFUSED, when, refusal)
            continue
        standing, state, error = ends[asked.job]
        settle(connection, asked.job, standing, at=when, reason=error.code if error else "")
        ended(connection, asked, state, when, error)
    desk.say(connection, TAKEN_BACK.job, PartyWord(BANK, "cancelled", "job_cancelled", "s", at(2)))
    desk.turn_away(connection, "bank-b", ComputationNotOpen(initiator="bank-b", party="bank-b", stage="s"), at(6))


def mandate(state: dict[str, Any], n: int, name: str, receiver: str, opened: float, back: float | None) -> None:
    """One of the tax bureau's over its list, and its number in the list of them."""
    terms = {
        "custodian": TAX,
        "receiver": receiver,
        "dataset": SALES,
        "purpose": "marketing",
        "program": "match/1",
        "uses": 4,
        "expires": _ms(at(86_400)),
    }
    tally = {"n": 0, "seq": 0, "denied": 0, "withdrawn_at": None if back is None else _ms(at(back))}
    state |= {
        f"mandates/of/{TAX}": n,
        f"mandates/of/{TAX}/{n}": name,
        f"mandates/{name}": {"terms": terms, "index": 10 + n, "at": _ms(at(opened))},
        f"mandates/{name}/tally": tally,
    }


def the_ledger(*, jobs: list[Asked]) -> dict[str, Any]:
    """It knows these jobs, three mandates, two uses of the first and a denial of the third."""
    state: dict[str, Any] = {
        f"computations/{one.job}": {"index": 50 + n, "entry": "ab", "program": one.spec.program, "closed": {}}
        for n, one in enumerate(jobs)
    }
    mandate(state, 1, FIRST, BANK, -30, None)
    mandate(state, 2, SECOND, "bank-b", -20, 4.2)
    mandate(state, 3, THIRD, "bank-b", 4.4, 4.8)
    for seq, one in enumerate((DONE, TAKEN_BACK), start=1):
        told = {"n": seq, "request": str(request_of(one.job)), "reason": "", "at": _ms(at(seq)), "index": 60 + seq}
        state[f"mandates/{FIRST}/{seq}"] = told
    state[f"mandates/{FIRST}/tally"] |= {"n": 2, "seq": 2}
    refused = {"n": 0, "request": str(request_of(DENIED.job)), "reason": "withdrawn", "at": _ms(at(5)), "index": 70}
    state[f"mandates/{THIRD}/1"] = refused
    state[f"mandates/{THIRD}/tally"] |= {"seq": 1, "denied": 1}
    return state


def _ms(when: datetime) -> int:
    return int(when.timestamp() * 1000)


@contextlib.contextmanager
def a_database() -> Iterator[Connection]:
    database = Database.in_memory()
    database.create()
    with database.transaction() as held:
        yield held
    database.close()


@pytest.fixture
def connection() -> Iterator[Connection]:
    with a_database() as held:
        yield held


@pytest.fixture
def owner(connection: Connection) -> Dossier:
    """The tax bureau's dossier."""
    play_the_owner(connection)
    return read(connection, the_ledger(jobs=JOBS))


def play_the_asker(connection: Connection) -> None:
    """The same match, hit by hit the whole list; one taken back, one refused there; a lookup that broke off."""
    broken = replace(lookup_of(12, nonce="6"), me=BANK, under=())
    short = PartyEnded(peer=TAX, code="too_few_subjects", at="s", party=TAX)
    lost = NodeRestarted(who=BANK, party=BANK, stage="s")
    steps: list[tuple[Asked, Standing, JobState, PuhuiError | None, int | None]] = [
        (broken, Standing.FAILED, JobState.FAILED, lost, None),
        (DONE, Standing.LEARNT, JobState.DONE, None, ROWS),
        (TAKEN_BACK, Standing.VOID, JobState.CANCELLED, JobCancelled(by=BANK, party=BANK), None),
        (match_of(ROWS, 3, nonce="7"), Standing.VOID, JobState.REFUSED, short, None),
    ]
    for second, (asked, standing, state, error, found) in enumerate(steps, start=1):
        ours, when = replace(asked, me=BANK, under=()), at(second)
        admit(connection, ours, at=when, suite=SUITE)
        settle(connection, ours.job, standing, at=when, reason=error.code if error else "", found=found)
        ended(connection, ours, state, when, error)
        if error is short:
            desk.say(connection, ours.job, PartyWord(TAX, "refused", "too_few_subjects", "s", when))


@pytest.fixture
def asker() -> Dossier:
    """The bank's dossier, of its own node."""
    with a_database() as theirs:
        play_the_asker(theirs)
        return read(theirs, the_ledger(jobs=[DONE, TAKEN_BACK]), BANK)


def row(dossier: Dossier, section: str, number: str) -> tuple[str, ...]:
    return next(one for one in table(dossier, section) if one[0] == number)


def first_page(dossier: Dossier, language: Language = Language.EN) -> str:
    return text_of(dossier, language).partition("## 2. ")[0]


def test_a_refused_job_is_told_under_the_mandate_that_was_shown_and_no_later_one(owner: Dossier) -> None:
    assert (
        row(owner, "of_us", "3")[3]
        == "marketing a product; mandate 12 (shown, not used, no use counted; no denial was written)"
    )
    assert row(owner, "of_us", "4")[3] == row(owner, "of_us", "3")[3]
    assert row(owner, "of_us", "5")[3] == "marketing a product; mandate 13: denied (the mandate was withdrawn)"
    summary = {one[0]: one[3] for one in table(owner, "summary")}
    assert summary["bank-b"] == "mandate 12 (0 of 4); mandate 13 (0 of 4)"


def test_where_no_mandate_was_written_down_those_in_force_then_are_told_and_not_taken_for_it(asker: Dossier) -> None:
    assert row(asker, "by_us", "4")[3].endswith("did not record which was shown; in force was mandate 11")
    later = [one for one in asker.deeds if one.number == 4]
    assert [one.id for one in asker.in_force_for(replace(later[0], at=at(-60)))] == []
    assert row(asker, "by_us", "1")[3].endswith("no mandate was in force then")


def test_a_mandate_has_one_number_in_every_institutions_dossier(owner: Dossier, asker: Dossier) -> None:
    def numbers(dossier: Dossier) -> dict[str, str]:
        return {one[1]: one[0] for one in table(dossier, "annex") if one[1].startswith("mnd_")}

    assert numbers(asker) == {FIRST: "mandate 11"}
    assert numbers(owner)[FIRST] == "mandate 11"


def test_refused_and_cancelled_computations_are_among_those_compared(connection: Connection, owner: Dossier) -> None:
    assert "of 5 computations (refused and cancelled ones included), 5 began with an agreeing record" in first_page(
        owner
    )
    less = read(connection, the_ledger(jobs=[DONE, TAKEN_BACK, DENIED]))
    assert [one.number for one in less.unrecorded()] == [3, 4]
    assert "of 5 computations (refused and cancelled ones included), 3 began" in first_page(less)
    assert "Without an agreeing record: no. 3, 4, which ended before they began" in first_page(less)


def test_the_page_says_that_the_ledger_itself_was_not_verified_and_whose_it_was(connection: Connection) -> None:
    play_the_owner(connection)
    told = first_page(read(connection, the_ledger(jobs=JOBS), source=BANK))
    assert "Compared with the ledger that Bank of Qinghe keeps: of 5" in told
    assert "signatures and proofs were not verified" in told


def test_both_sides_learn_how_long_the_lists_are_of_what_was_cancelled(owner: Dossier, asker: Dossier) -> None:
    assert row(owner, "of_us", "2")[5] == "no result; only, while it was being arranged, that our list has 41 rows"
    assert row(asker, "by_us", "3")[5].endswith("that the other side's list has 41 rows")
    assert row(asker, "by_us", "3")[6] == "how long our list is (300 rows), not what is on it"


def test_a_list_that_was_hit_as_a_whole_is_told_on_the_first_page(asker: Dossier) -> None:
    (match, lookup) = sorted(reach.by_us(asker.deeds), key=lambda one: one.rows)
    assert (match.known, match.rows, match.sure, match.share) == (ROWS, ROWS, True, 1.0)
    assert (lookup.known, lookup.rows, lookup.sure) == (12, 90_000, False)
    told = first_page(asker)
    assert "We know 41 of the 41 rows of “sales” of Qinghe Tax Bureau (100%, no. 2): the whole list" in told
    assert "the other side does not know how many were hit" in told
    assert "90,000 rows" not in told


def test_the_owner_is_told_the_worst_and_that_it_does_not_know_the_hits(owner: Dossier) -> None:
    (one,) = reach.of_us(owner.deeds)
    assert (one.learner, one.known, one.rows, one.sure) == (BANK, ROWS, ROWS, False)
    assert (
        "By the rows that it declared, Bank of Qinghe knows at most 41 of the 41 rows of “sales” of ours (100%, no. 1)"
        in first_page(owner)
    )


def test_hits_that_the_owner_saw_bound_what_another_knows(connection: Connection) -> None:
    for nonce, found in (("1", 9), ("2", 4)):
        asked = match_of(ROWS, 300, nonce=nonce, both=True)
        admit(connection, asked, at=at(1), suite=SUITE)
        settle(connection, asked.job, Standing.LEARNT, at=at(2), found=found)
    told = read(connection, None)
    (both,) = reach.of_us(told.deeds)
    assert (both.known, both.sure) == (13, False)
    assert "By the rows" not in first_page(told)


def test_shares_are_of_the_list_and_a_budget_that_does_not_bind_says_so(owner: Dossier) -> None:
    lists, budgets = [block for block in compose(owner, Language.EN) if isinstance(block, Shares)]
    assert lists.rows == (("Bank of Qinghe, “sales”", 1.0, "at most 41 of 41 rows as declared (100%)"),)
    assert budgets.rows[0][2] == "300 of 50,000,000 (below 0.1%); it does not protect a list of 41 rows"
    rows = {(one[0], one[2]): one[-1] for one in table(owner, "budgets") if len(one) > 2}
    assert rows["Bank of Qinghe", "rows matched"] == "no: the limit is not below the list's 41 rows"
    assert rows["Bank of Qinghe", "jobs"] == "—"
    assert "Bank of Qinghe, “sales”</span> <span" in as_page("t", [(Language.EN, [lists])])


def test_a_budget_below_the_list_does_protect_it(connection: Connection) -> None:
    asked = lookup_of(8, nonce="1")
    admit(connection, asked, at=at(1), suite=SUITE)
    told = read(connection, None, asked.me)
    rows = {one[2]: one[-1] for one in table(told, "budgets") if len(one) > 2}
    assert rows["rows looked up"] == "yes"


def test_what_counts_is_what_began_and_each_row_says_which_it_is(owner: Dossier, asker: Dossier) -> None:
    assert row(asker, "by_us", "1")[5].startswith("no result; it had begun, so what is added up counts the most: of 12")
    assert [one.counted for one in owner.deeds] == [True, False, False, False, False]
    added = [one for one in table(owner, "learnt") if "rows of its own" in one[3]]
    assert [one[3].split(",")[0] for one in added] == ["of 300 rows of its own"]


def test_what_never_began_stands_with_the_sizes_that_it_told(owner: Dossier) -> None:
    rows = [one for one in table(owner, "learnt") if len(one) == 6]
    told = "that the list has 41 rows, nothing else"
    whose = "“sales”, this institution"
    assert ("bank-b", whose, "match of two lists", told, "no. 3, 4, 5", "3") in rows
    assert ("Bank of Qinghe", whose, "match of two lists", told, "no. 2", "1") in rows
    theirs = "that the list has 100,001 rows, nothing else"
    assert ("this institution", "a list that bank-b brought", "match of two lists", theirs, "no. 4", "1") in rows


def test_what_this_node_refused_itself_before_inviting_told_nobody_anything(connection: Connection) -> None:
    asked = replace(match_of(ROWS, 3, nonce="1"), me=BANK, initiator=BANK)
    refusal = ComputationNotOpen(initiator=BANK, party=BANK, stage="s")
    refuse(connection, asked, refusal, at=at(1))
    ended(connection, asked, JobState.REFUSED, at(1), refusal)
    told = read(connection, None, BANK)
    assert row(told, "by_us", "1")[6].startswith("nothing: we refused it ourselves")
    assert {one[0] for one in table(told, "learnt")} == {"this institution"}


def test_several_refusals_of_one_institution_stand_together_and_first(owner: Dossier) -> None:
    told = first_page(owner).partition("To be looked at")[2].strip().splitlines()[0]
    assert told.startswith(
        "- One institution was refused or looked suspicious 4 times: look at them together. bank-b: "
    )
    assert "This node refused bank-b" not in first_page(owner)
    steps = ["no. 3, bringing 3 rows", "no. 4, bringing 100,001 rows", "no. 5, bringing 50 rows", "at the door, 1"]
    assert [told.index(one) for one in steps] == sorted(told.index(one) for one in steps)


def test_a_single_refusal_is_no_pattern(asker: Dossier) -> None:
    assert "look at them together" not in first_page(asker)


def test_refusals_for_a_list_of_ones_own_that_is_too_short_accuse_nobody(connection: Connection) -> None:
    """The owner's four rows point at their members, whoever asks: it is said whose list it was, and no pattern."""
    for nonce in ("1", "2"):
        asked = match_of(4, 60, nonce=nonce)
        with pytest.raises(LeakageRefused) as refusal:
            admit(connection, asked, at=at(1), suite=SUITE)
        refuse(connection, asked, refusal.value, at=at(1))
    told = first_page(read(connection, None))
    assert "look at them together" not in told
    assert "(no. 1, 2): fewer than the minimum" in told
    assert "(the list of this institution has 4 rows, the minimum is 5)" in told


def test_whose_node_failed_and_who_took_it_back_are_told_and_what_it_cost(owner: Dossier, asker: Dossier) -> None:
    assert row(asker, "refusals", "1")[5] == "a node was restarted in the middle (this institution)"
    assert row(owner, "refusals", "2")[5] == "Bank of Qinghe took it back"
    assert row(owner, "refusals", "2")[6].startswith("a use of mandate 11 was spent")


def test_a_refusal_on_the_ledger_says_who_refused(connection: Connection) -> None:
    play_the_owner(connection)
    ledger = the_ledger(jobs=JOBS)
    both = {org: {"outcome": "refused"} for org in (TAX, "bank-b")}
    ledger[f"computations/{JOBS[2].job}"] |= {"closed": both}
    cell = row(read(connection, ledger), "annex", "3")[4]
    assert cell == (
        "bank-b recorded it as refused; this institution recorded it as refused (it was refused by this institution)"
    )


def test_minimums_and_maximums_are_told_with_their_numbers(owner: Dossier) -> None:
    assert "This institution has changed 1." in text_of(owner)
    ((what, must),) = [one for one in table(owner, "budgets") if len(one) == 2]
    assert what == "match of two lists"
    assert "below 5 rows" in must
    assert "not above 100,000, or 100 times" in must


@pytest.mark.parametrize("op", list(Op))
def test_every_operation_has_its_minimums_in_words(op: Op) -> None:
    assert words.sentence(f"threshold_{op.value}").zh


def test_a_hit_rate_that_was_never_seen_is_not_counted_as_protection(connection: Connection, owner: Dossier) -> None:
    assert "so the hit rate was never looked at" in text_of(owner)
    seen = match_of(ROWS, 300, nonce="9", both=True)
    admit(connection, seen, at=at(9), suite=SUITE)
    assert "so the hit rate was never looked at" not in text_of(read(connection, None))


def test_a_document_made_before_its_period_is_over_says_until_when_it_tells(connection: Connection) -> None:
    open_period = text_of(read(connection, None, made_at=START))
    assert "it has the records until 2026-03-02 09:00:00" in open_period
    assert "before the period was over" not in text_of(read(connection, None))


@pytest.mark.parametrize(
    ("suite", "told"),
    [("ed25519-sha256", "ed25519-sha256 (international"), ("sm2-sm3", "sm2-sm3 (of the Chinese"), ("", "was not read")],
)
def test_the_suite_that_the_node_signs_with_is_told(connection: Connection, suite: str, told: str) -> None:
    assert f"suite {'is ' + told if suite else told}" in text_of(read(connection, None, suite=suite))


def test_how_long_an_encrypted_list_serves_is_what_the_policy_says(asker: Dossier) -> None:
    text = text_of(asker, Language.ZH_CN)
    assert f"至多用 {LIST_DAYS} 天、回答 {LIST_NAMES:,} 户" in text
    assert "加密后的副本已送到本机构的节点" in first_page(asker, Language.ZH_CN)
    assert f"at most {LIST_DAYS} days and {LIST_NAMES:,} enterprises" in text_of(asker)


@pytest.mark.parametrize(
    "wrong", ["涉及具体企业须有其授权", "对方无从得知", "因此运行的正是", "除被拒绝的以外", "企业可查看谁用了"]
)
def test_what_the_lawyer_found_contradictory_is_said_no_more(owner: Dossier, asker: Dossier, wrong: str) -> None:
    assert wrong not in text_of(owner, Language.ZH_CN) + text_of(asker, Language.ZH_CN)


def test_that_a_mandate_was_the_ground_is_said_only_where_it_is_known(connection: Connection) -> None:
    """Under what the other side took part, this node's record does not say; without a ledger nobody here knows."""
    play_the_asker(connection)
    with_ledger = first_page(read(connection, the_ledger(jobs=[DONE, TAKEN_BACK]), BANK))
    assert "no. 2: the result is about single enterprises, under an institution's mandate" in with_ledger
    without = read(connection, None, BANK)
    assert "under an institution's mandate" not in first_page(without)
    assert row(without, "by_us", "1")[3].endswith("under what is not known: no ledger was read")
