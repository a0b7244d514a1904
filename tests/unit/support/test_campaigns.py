"""A campaign's budget is promised once: never the fifty-first of fifty, never to whom it is not for."""

import threading
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puhui.kernel import Text
from puhui.storage import owed
from puhui.support import Applied, Campaign, Listing, Subsidy, conditions, fits, naming_lists, store, subsidising
from puhui.support.campaign import Terms, check_terms, most_fen
from puhui.support.errors import (
    CampaignUnsound,
    ListingUnsound,
    SecondPersonNeeded,
    SupportChanged,
    SupportStepRefused,
)
from tests.unit.support.world import CODES, DAY, TERMS, World, news, wanted, world


def published(office: World, terms: Terms = TERMS) -> Campaign:
    made = office.do(subsidising.draft, office.house, terms, by="officer")
    found: Campaign = office.do(subsidising.publish, office.house, made.id, version=made.version, by="approver")
    return found


def answered(office: World, number: int, campaign: Campaign, **parts: object) -> Subsidy:
    found: Subsidy = office.do(subsidising.answer, office.house, wanted(number, campaign.id, **parts))
    return found


@pytest.fixture
def office() -> World:
    return world()


def test_a_second_person_publishes_what_they_looked_at(office: World) -> None:
    made = office.do(subsidising.draft, office.house, TERMS, by="a")
    with pytest.raises(SecondPersonNeeded):
        office.do(subsidising.publish, office.house, made.id, version=made.version, by="a")
    more = office.do(subsidising.rewrite, office.house, made.id, replace(TERMS, quota=60), version=made.version, by="c")
    with pytest.raises(SupportChanged):
        office.do(subsidising.publish, office.house, made.id, version=made.version, by="b")
    office.do(subsidising.publish, office.house, made.id, version=more.version, by="b")
    with pytest.raises(SupportStepRefused):
        office.do(subsidising.rewrite, office.house, made.id, TERMS, version=more.version + 1, by="a")
    assert office.do(owed, "ledger") == {f"{made.id}:1"}, "a draft is nobody's business"


def test_fifty_promises_never_become_fifty_one(tmp_path: Path) -> None:
    """Sixty ask at once, from eight threads."""
    office = world(tmp_path / "node.sqlite")
    campaign = published(office, replace(TERMS, budget_fen=10**9))
    told: list[str] = []

    def ask(numbers: range) -> None:
        told.extend(answered(office, number, campaign).state for number in numbers)

    threads = [threading.Thread(target=ask, args=(range(start, 60, 8),)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(told) == {"promised": 50, "declined": 10}
    assert office.do(store.used, campaign.id).loans == 50


def test_the_same_application_is_promised_once(office: World) -> None:
    campaign = published(office)
    assert answered(office, 1, campaign) == answered(office, 1, campaign)
    assert office.do(store.used, campaign.id).loans == 1


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"region": "370202"}, "counties"),
        ({"segment": "medium"}, "kinds"),
        ({"product": "mortgage"}, "products"),
        ({"campaign": "cmp_other"}, "no such"),
    ],
)
def test_whom_it_is_not_for_is_told_why(office: World, parts: dict[str, str], word: str) -> None:
    asked = replace(wanted(1, published(office).id), **parts)
    one = office.do(subsidising.answer, office.house, asked)
    assert one.state == "declined"
    assert word in one.reason.en
    assert one.promised_fen == 0


def test_what_is_not_known_asks(office: World) -> None:
    campaign = published(office, replace(TERMS, industries=("C",)))
    known = Applied("bank-a", "guaranteed", "370102", "C", "small_micro", DAY)
    assert fits(conditions(campaign, known)) == "pass"
    for name in ("bank", "region", "industry", "segment"):
        assert fits(conditions(campaign, replace(known, **{name: None}))) == "ask"
    assert fits(conditions(campaign, replace(known, on=date(2027, 1, 1)))) == "fail"


def test_what_is_not_earned_goes_back(office: World) -> None:
    campaign = published(office)
    one = answered(office, 1, campaign)
    assert one.promised_fen == most_fen(TERMS, 10_000_000, 12) == 103_334
    drawn = office.do(subsidising.follow, office.house, one, news(1, 10_000_000, 10_000_000))
    half = office.do(
        subsidising.follow, office.house, drawn, news(2, 10_000_000, 5_000_000, on=DAY + timedelta(days=36))
    )
    assert half.spent_fen == 10_000, "100,000 yuan x 36 days x 1 % / 360"
    late = office.do(
        subsidising.follow, office.house, half, news(3, 10_000_000, 5_000_000, late=3, on=DAY + timedelta(days=72))
    )
    assert late.spent_fen == 15_000
    end = office.do(
        subsidising.follow, office.house, late, news(4, 10_000_000, 0, settled=True, on=DAY + timedelta(days=108))
    )
    assert (end.state, end.spent_fen) == ("ended", 15_000), "nothing while it is late"
    used = office.do(store.used, campaign.id, one.uscc)
    assert (used.promised_fen, used.spent_fen, used.left_fen(TERMS)) == (0, 15_000, 4_985_000)


def test_a_promise_that_nobody_draws_goes_back(office: World) -> None:
    campaign = published(office)
    answered(office, 1, campaign)
    answered(office, 2, campaign)
    office.do(subsidising.end, office.house, "app_1")
    office.clock.advance(timedelta(days=91))
    assert [one.application for one in office.do(subsidising.lapse_due, office.house)] == ["app_2"]
    assert office.do(store.used, campaign.id).left_fen(TERMS) == TERMS.budget_fen


def test_a_promise_that_lapsed_with_a_refusal_is_made_again_where_there_is_room(office: World) -> None:
    campaign = published(office, replace(TERMS, quota=1))
    one = answered(office, 1, campaign)
    again = wanted(1, campaign.id)
    assert office.do(subsidising.ask_again, office.house, again) is None, "it holds"
    office.do(subsidising.end, office.house, one.application)
    other = answered(office, 2, campaign)
    assert office.do(subsidising.ask_again, office.house, again) is None, "somebody else has the last place"
    office.do(subsidising.end, office.house, other.application)
    office.clock.advance(timedelta(days=2))
    promised = office.do(subsidising.ask_again, office.house, again)
    assert (promised.id, promised.state, promised.promised_fen) == (one.id, "promised", one.promised_fen)
    assert promised.valid_until == one.valid_until + timedelta(days=2)


def test_the_enterprises_ceiling_counts_all_of_its_loans(office: World) -> None:
    campaign = published(office, replace(TERMS, client_most_fen=150_000))
    assert answered(office, 1, campaign, uscc="one").state == "promised"
    second = answered(office, 2, campaign, uscc="one")
    assert second.state == "declined"
    assert "ceiling" in second.reason.en


def test_a_closed_campaign_promises_nothing_more_and_keeps_its_word(office: World) -> None:
    campaign = published(office)
    one = answered(office, 1, campaign)
    office.do(subsidising.close, office.house, campaign.id, reason="spent", by="b")
    assert answered(office, 2, campaign).state == "declined"
    assert office.do(subsidising.follow, office.house, one, news(1, 10_000_000, 10_000_000)).state == "drawn"


MOVES = st.lists(
    st.tuples(st.sampled_from(["ask", "draw", "repay", "end", "lapse"]), st.integers(0, 7), st.integers(1, 60)),
    max_size=40,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(moves=MOVES)
def test_whatever_happens_the_budget_holds(moves: list[tuple[str, int, int]]) -> None:
    """Random lives of eight loans under a budget for less than three of them."""
    office, day = world(), DAY
    terms = replace(TERMS, budget_fen=300_000, client_most_fen=200_000)
    campaign = published(office, terms)
    numbers = dict.fromkeys(range(8), 0)
    for move, loan, days in moves:
        one = office.do(store.of_application, Subsidy, f"app_{loan}")
        if move == "ask":
            answered(office, loan, campaign)
        elif one is not None and move == "lapse":
            office.do(subsidising.end, office.house, f"app_{loan}")
        elif one is not None:
            day += timedelta(days=days)
            numbers[loan] += 1
            owed_fen = {"draw": 10_000_000, "repay": 4_000_000, "end": 0}[move]
            told = news(numbers[loan], 10_000_000, owed_fen, settled=move == "end", on=day)
            office.do(subsidising.follow, office.house, one, told)
        rows = office.do(store.every, Subsidy)
        reserved = sum(one.promised_fen for one in rows if one.state in ("promised", "drawn"))
        spent = sum(one.spent_fen for one in rows if one.state == "ended")
        used = office.do(store.used, campaign.id)
        assert reserved + spent <= terms.budget_fen
        assert used.left_fen(terms) == terms.budget_fen - reserved - spent


@pytest.mark.parametrize(
    "change",
    [
        {"budget_fen": 0},
        {"quota": 0},
        {"subsidy_rate": Decimal("0.051")},
        {"ends_on": date(2026, 5, 31)},
        {"client_most_fen": 5_000_001},
        {"name": Text(zh="春雨", en=" ")},
    ],
)
def test_terms_that_promise_nothing_are_refused(change: dict[str, object]) -> None:
    check_terms(TERMS)
    with pytest.raises(CampaignUnsound):
        check_terms(replace(TERMS, **change))


def listed(office: World, **more: object) -> Listing:
    office.criteria("keypoint")
    words = {
        "list_": "keypoint",
        "uscc": CODES[0],
        "name": "青禾机械",
        "reason": "专精特新",
        "source": "工信局 2026-12",
        "expires_on": DAY + timedelta(days=30),
        "by": "a",
    }
    found: Listing = office.do(naming_lists.propose, office.house, **words | more)
    return found


def test_a_name_counts_when_confirmed_and_until_its_day_and_every_look_is_an_entry(office: World) -> None:
    one = listed(office)
    looked = {"application": "app_1", "bank": "bank-a"}
    assert office.do(naming_lists.look_up, office.house, CODES[0], **looked) == []
    with pytest.raises(SecondPersonNeeded):
        office.do(naming_lists.confirm, office.house, one.id, by="a")
    office.do(naming_lists.confirm, office.house, one.id, by="b")
    for _ in range(2):
        (found,) = office.do(naming_lists.look_up, office.house, CODES[0], **looked)
    assert found.reason == "专精特新"
    office.do(naming_lists.look_up, office.house, CODES[0], application="app_2", bank="bank-b")
    kinds = [event.kind for event in office.do(store.events, one.id)]
    assert kinds == ["listing.proposed", "listing.confirmed", "listing.used", "listing.used"]
    office.clock.advance(timedelta(days=31))
    assert office.do(naming_lists.look_up, office.house, CODES[0], **looked) == []


def test_a_list_opens_a_campaign(office: World) -> None:
    campaign = published(office, replace(TERMS, listed="keypoint"))
    assert answered(office, 1, campaign).state == "declined"
    assert answered(office, 2, campaign, listed=frozenset({"keypoint"})).state == "promised"


@pytest.mark.parametrize(
    "change", [{"reason": " "}, {"source": ""}, {"expires_on": date(2026, 6, 30)}, {"expires_on": date(2030, 1, 1)}]
)
def test_a_name_needs_a_reason_a_source_and_an_end(office: World, change: dict[str, object]) -> None:
    with pytest.raises(ListingUnsound):
        listed(office, **change)
