"""A day of private computations between nodes, and the dossiers that three institutions then print of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from puhui.assembly.databases import database_at
from puhui.city import day
from puhui.city.delivering import await_delivered
from puhui.kernel import Language, SystemClock, Text
from puhui.privacy.dossier import Dossier, End, Names, as_markdown, compose, reach, read_dossier
from puhui.privacy.jobs.counting import catch_up
from tests.api.house import House
from tests.api.rogue import invite_to_what_is_nowhere, use_what_was_withdrawn
from tests.api.test_computations import over

pytestmark = pytest.mark.spu

ARREARS = {"dataset": "tax/tax-arrears", "receiver": "bank-b", "op": "match", "purpose": "fraud_prevention", "uses": 2}


@dataclass
class Played:
    """What happened, told by those who did it, and when."""

    told: Mapping[str, Any]
    since: datetime
    until: datetime
    taken_back: str  # a mandate that was used after it was withdrawn
    denied: str  # the job that tried

    def of(self, owner: str, by: str) -> list[dict[str, Any]]:
        """The computations that one institution began over another's data."""
        return [one for one in self.told["computations"] if (one["owner"], one["by"]) == (owner, by)]


@pytest.fixture(scope="module")
def played(house: House) -> Played:
    """The day, and two things that an honest client does not do."""
    since = SystemClock().now()
    told = day.play(house.folder, house.settings, "en", None, house.transport)
    tax, asker = (house.person(house.accounts("steward", org)[0]) for org in ("tax", "bank-b"))
    mandate = tax.post("/mandates", json=ARREARS).json()["mandate"]
    names = ["uscc", *day._enterprises(house.folder)]
    denied = use_what_was_withdrawn(house, "bank-b", tax, mandate, "\n".join(names))
    assert over(asker, denied)["state"] == "refused"
    assert invite_to_what_is_nowhere(house, "bank-b", "tax", denied) == "computation_not_open"
    await_delivered(house.settings)
    return Played(told, since, SystemClock().now(), mandate, denied)


def dossier(house: House, org: str, played: Played) -> Dossier:
    """The institution's own dossier of the day, as its command makes it."""
    settings = next(one for one in house.settings if one.org == org)
    database = database_at(settings.database, settings.folder)
    names = Names({one.org: Text(zh=one.name_zh, en=one.name_en) for one in house.settings})
    try:
        with database.transaction() as connection:
            catch_up(connection, None)
            return read_dossier(
                connection,
                org,
                since=played.since,
                until=played.until,
                made_at=played.until,
                names=names,
                ledger=house.nodes[org].ledger.read,
                source="platform",
            )
    finally:
        database.close()


def test_every_computation_of_the_day_stands_in_the_dossiers_of_both_sides(house: House, played: Played) -> None:
    told = {org: dossier(house, org, played) for org in ("bank-a", "bank-b", "court", "tax")}
    ends = {"done": End.DONE, "cancelled": End.CANCELLED}
    for one in played.told["computations"]:
        mine = {
            org: next(deed for deed in told[org].deeds if deed.job == one["job"]) for org in (one["by"], one["owner"])
        }
        refused = one["state"] == "refused"
        assert mine[one["owner"]].end is (End.REFUSED if refused else ends[one["state"]])
        assert mine[one["by"]].end is (End.REFUSED_ELSEWHERE if refused else ends[one["state"]])
        assert {deed.code for deed in mine.values()} == {one["code"]}
        assert mine[one["owner"]].takers == [one["by"]]
        assert [party.name for party in mine[one["by"]].sources] == [one["owner"]]
    assert sum(len(told[org].of_us()) for org in told) == len(played.told["computations"]) + 1  # with the one denied
    assert sum(len(told[org].by_us()) for org in told) == len(played.told["computations"]) + 1
    assert told["court"].by_us() == []


def test_the_days_ends_are_those_that_it_was_made_for(played: Played) -> None:
    assert [(one["by"], one["state"], one["code"]) for one in played.told["computations"]] == [
        ("bank-a", "done", ""),
        ("bank-a", "done", ""),
        ("bank-a", "done", ""),
        ("bank-b", "done", ""),
        ("bank-a", "cancelled", "job_cancelled"),
        ("bank-b", "refused", "too_few_subjects"),
        ("bank-b", "refused", "list_implausible"),
    ]
    assert [one["by"] for one in played.told["not_begun"]] == ["bank-b"]


def test_uses_and_denials_are_the_ledgers(house: House, played: Played) -> None:
    tax = dossier(house, "tax", played)
    assert tax.ledger is not None
    mandates = {one.id: one for one in tax.ledger.mandates}
    given = [one for one in played.told["mandates"] if one["custodian"] == "tax"]
    for one in given:
        drawn = [deed for deed in played.told["computations"] if deed["mandate"] == one["mandate"]]
        counted = [deed for deed in drawn if mandates[one["mandate"]].use_of(deed["job"])]
        assert mandates[one["mandate"]].used == len(counted)
        assert {deed["job"] for deed in drawn if deed["state"] == "done"} <= {deed["job"] for deed in counted}
    back = mandates[played.taken_back]
    assert ([one.reason for one in back.denials], back.uses, back.gaps) == (["withdrawn"], [], ())
    assert back.denial_of(played.denied) is not None
    assert (tax.not_on_ledger(), tax.without_job()) == ([], [])
    received = dossier(house, "bank-b", played)
    assert received.ledger is not None
    assert {one.id for one in received.ledger.mandates} >= {played.taken_back}


def test_what_was_refused_is_told_under_the_mandate_that_was_shown(house: House, played: Played) -> None:
    tax = dossier(house, "tax", played)
    shown = {one["job"]: one["mandate"] for one in played.told["computations"]} | {played.denied: played.taken_back}
    refused = tax.having(End.REFUSED)
    assert len(refused) == 3
    for deed in refused:
        assert [one.id for one, _ in tax.mandate_of(deed)] == [shown[deed.job]]
    assert (len(tax.on_ledger()), tax.unrecorded()) == (len(tax.deeds), [])


def test_the_days_refusals_and_ends_are_all_on_the_ledger_when_it_is_over(house: House, played: Played) -> None:
    for org in ("bank-a", "bank-b", "court", "tax"):
        told = dossier(house, org, played)
        assert (told.undenied(), told.ends_missing(), told.ends_differing()) == ([], [], [])
        assert told.ends_agreed() == told.deeds
    assert len(dossier(house, "tax", played).refused_under_mandate()) == 3


def test_no_more_of_a_list_is_told_than_it_has(house: House, played: Played) -> None:
    asked = {one["job"]: one["rows"] for one in played.told["computations"]}
    for one in reach.of_us(dossier(house, "tax", played).deeds):
        assert one.learner == "bank-a"
        assert one.known == min(sum(asked[deed.job] for deed in one.deeds), one.rows)
    found = {one.owner: one for one in reach.by_us(dossier(house, "bank-a", played).deeds)}
    assert {owner: (one.sure, one.counted) for owner, one in found.items()} == {
        "tax": (True, True),
        "court": (False, True),  # of two lookups, whose hits may be the same
    }
    assert all(one.known <= one.rows for one in found.values())


def test_what_was_learnt_and_spent_is_what_was_asked(house: House, played: Played) -> None:
    court = dossier(house, "court", played)
    asked = sum(one["rows"] for one in played.of("court", "bank-a"))
    listed = [one for one in court.totals if (one.learner, one.code) == ("bank-a", "on_list")]
    assert [(one.amount, one.jobs) for one in listed] == [(asked, 2)]
    spent = {(one.counterparty, one.dataset, one.gauge.value): one for one in court.budgets}
    names = spent["bank-a", "court/dishonest-debtors", "names"]
    assert (names.spent, names.left) == (asked, names.limit - asked)
    tax = dossier(house, "tax", played)
    assert not any(one.learner == "bank-b" for one in tax.totals)  # all that it asked was refused
    assert [(one.caller, one.code, one.count) for one in tax.turned_away] == [("bank-b", "computation_not_open", 1)]


@pytest.mark.parametrize("language", list(Language))
def test_the_document_says_it_in_words(house: House, played: Played, language: Language) -> None:
    text = as_markdown(compose(dossier(house, "tax", played), language))
    said = {
        Language.ZH_CN: [
            "提出方的名单超过规模上限",
            "委托已撤回，仍被要求使用",
            "少于门槛",
            "邀请在门口被挡回 1 次，账本上没有这项计算",
            "同一机构接连 4 次被拒或可疑",
            "对照名单本身，不是对照额度",
            "本期的编号连续，没有缺号",
        ],
        Language.EN: [
            "the asker's list is longer than the maximum",
            "the mandate was withdrawn, and was asked for all the same",
            "fewer than the minimum",
            "invitations turned away at the door, 1: the ledger has no such computation",
            "was refused or looked suspicious 4 times",
            "against the list itself and no budget",
            "have no gap in it",
        ],
    }[language]
    assert Counter(one in text for one in said) == {True: len(said)}
    for code in day._enterprises(house.folder):
        assert code not in text


def test_who_asked_for_what_was_refused_is_told_on_its_own_first_page(house: House, played: Played) -> None:
    """The list that was too long was its own, and the tax bureau learnt how long it is."""
    asker = dossier(house, "bank-b", played)
    text = as_markdown(compose(asker, Language.EN))
    first, _, _ = text.partition("## 2. ")
    assert first.count("Mingcheng Tax Bureau refused what this institution asked for") == 2
    assert "the list of this institution has 100,001 rows, the maximum is 100,000" in first
    assert "how long our list is (100,001 rows), not what is on it" in text
    assert "find out who here asked, and why" in text
