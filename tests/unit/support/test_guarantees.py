"""A guarantor promises within its limits, two people at a time, and a pool that paid too much stops."""

import json
import threading
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from puhui.credit.price_cover import SharesUnsound
from puhui.kernel import PuhuiError, encode
from puhui.kernel.moves import picture
from puhui.storage import owed
from puhui.support import Cover, Guarantee, guaranteeing, store
from puhui.support.errors import (
    BeyondCapacity,
    ClaimUnsound,
    InstitutionUnsound,
    NoInstitution,
    SecondPersonNeeded,
    SupportStepRefused,
    SupportUnknown,
)
from puhui.support.institution import Institution
from puhui.support.states import (
    CAMPAIGN_MOVES,
    CRITERIA_MOVES,
    GUARANTEE_MOVES,
    LISTING_MOVES,
    OBJECTION_MOVES,
    SUBSIDY_MOVES,
)
from tests.unit.support.world import CODES, DAY, INSTITUTION, YI, World, news, world

WAN = 1_000_000  # ten thousand yuan, in fen
WORDS = {"group": "", "controls_guarantor": False, "comment": ""}


@pytest.fixture
def office() -> World:
    return world()


def test_a_letter_is_a_document_whose_digest_is_on_the_ledger(office: World) -> None:
    one = office.promised(1, 100 * WAN)
    assert (one.state, one.liability_fen, one.decided_by) == ("promised", 80 * WAN, "approver")
    events = office.do(store.events, one.id)
    assert [event.kind for event in events] == [f"guarantee.{step}" for step in ("asked", "proposed", "promised")]
    letter = events[-1].document
    assert office.house.digest(encode(letter)) == one.letter == events[-1].digest
    assert (letter["borrower"], letter["loan_fen"], letter["fee_rate"]) == (one.uscc, 100 * WAN, "0.01")
    assert office.do(owed, "ledger") == {f"{one.id}:{seq}" for seq in (1, 2, 3)}


def test_the_same_application_is_one_guarantee(office: World) -> None:
    assert office.asked(1, 100 * WAN).id == office.asked(1, 100 * WAN).id


def test_who_proposed_does_not_promise_and_who_checked_does_not_pay(office: World) -> None:
    one = office.asked(1, 100 * WAN)
    office.do(guaranteeing.propose, office.house, INSTITUTION, one.id, **WORDS, by="a")
    with pytest.raises(SecondPersonNeeded):
        office.do(guaranteeing.promise, office.house, INSTITUTION, one.id, by="a")
    begun = office.begun(2, 100 * WAN)
    office.do(guaranteeing.follow, office.house, begun, news(2, 100 * WAN, 100 * WAN, late=61))
    late = office.do(store.find, Guarantee, begun.id)
    office.do(guaranteeing.claim, office.house, late, loss_fen=100 * WAN, request="req_1")
    office.do(guaranteeing.check, office.house, begun.id, comment="", by="a")
    with pytest.raises(SecondPersonNeeded):
        office.do(guaranteeing.compensate, office.house, begun.id, by="a")
    assert office.do(guaranteeing.compensate, office.house, begun.id, by="b").state == "compensated"


def test_one_client_and_its_group_are_limited(office: World) -> None:
    """Of net assets of a hundred million yuan: ten for one client, fifteen with its group."""
    office.promised(1, YI // 8, group="G")  # covers 0.1 of the net assets: all that one client may have
    with pytest.raises(BeyondCapacity, match="one client"):
        office.promised(2, 100 * WAN, group="G")
    office.promised(3, YI // 20, uscc=CODES[1], group="G")  # 0.04 more of the group
    with pytest.raises(BeyondCapacity, match="related parties"):
        office.promised(4, YI // 40, uscc=CODES[1], group="G")
    assert office.promised(5, YI // 40, uscc=CODES[1], group="other").state == "promised"


def test_leverage_is_limited_and_what_was_released_makes_room(office: World) -> None:
    """Fifteen times its net assets, of which an old book takes all but fifty; each new loan covers forty."""
    small = Institution(INSTITUTION.name, 1000 * WAN, True, "2026-06-30")
    old = replace(office.asked(0, 1, uscc="old"), id="gua_old", application="app_old", state="in_force")
    office.do(store.insert, replace(old, liability_fen=14_950 * WAN))
    book = [office.asked(number, 50 * WAN, uscc=f"code-{number}") for number in (1, 2)]

    def promise(one: Guarantee) -> Guarantee:
        office.do(guaranteeing.propose, office.house, small, one.id, **WORDS, by="a")
        found: Guarantee = office.do(guaranteeing.promise, office.house, small, one.id, by="b")
        return found

    first = promise(book[0])
    with pytest.raises(BeyondCapacity, match="times its net assets"):
        promise(book[1])
    first = office.do(guaranteeing.follow, office.house, first, news(1, 50 * WAN, 0, settled=True))
    assert (first.state, first.liability_fen) == ("released", 0)
    assert promise(book[1]).state == "promised"


def test_of_two_who_promise_at_once_the_limit_lets_one(tmp_path: Path) -> None:
    """Each fits alone, both do not: the sums are in the transaction that promises, and writers take turns."""
    office = world(tmp_path / "node.sqlite")
    made = [office.asked(number, YI // 10, uscc=CODES[0]) for number in (1, 2)]
    for one in made:
        office.do(guaranteeing.propose, office.house, INSTITUTION, one.id, **WORDS, by="a")
    told: list[str] = []
    gate = threading.Barrier(2)

    def promise(id_: str) -> None:
        gate.wait()
        try:
            office.do(guaranteeing.promise, office.house, INSTITUTION, id_, by="b")
            told.append("promised")
        except PuhuiError as refused:
            told.append(refused.code)

    threads = [threading.Thread(target=promise, args=(one.id,)) for one in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["beyond_capacity", "promised"]


def test_nothing_for_who_controls_the_guarantor_and_nothing_without_one(office: World) -> None:
    one = office.asked(1, WAN)
    with pytest.raises(BeyondCapacity, match="controls"):
        office.do(
            guaranteeing.propose, office.house, INSTITUTION, one.id, **WORDS | {"controls_guarantor": True}, by="a"
        )
    with pytest.raises(NoInstitution):
        office.do(guaranteeing.propose, office.house, None, one.id, **WORDS, by="a")
    assert office.do(store.find, Guarantee, one.id).state == "asked"


def claimed(office: World, one: Guarantee, owed_fen: int) -> Guarantee:
    office.do(guaranteeing.follow, office.house, one, news(2, one.loan_fen, owed_fen, late=60))
    late = office.do(store.find, Guarantee, one.id)
    office.do(guaranteeing.claim, office.house, late, loss_fen=owed_fen, request=f"req_{one.id}")
    office.do(guaranteeing.check, office.house, one.id, comment="", by="a")
    found: Guarantee = office.do(guaranteeing.compensate, office.house, one.id, by="b")
    return found


def test_a_claim_goes_through_the_shares_and_what_comes_back_goes_the_same_way(office: World) -> None:
    begun = office.begun(1, 100 * WAN)
    paid = claimed(office, begun, 50 * WAN)
    assert {one.party: one.pays_fen // WAN for one in paid.paid} == {
        "guarantor": 20, "re-guarantor": 15, "bank-a": 10, "government": 5,
    }  # fmt: skip
    assert (paid.compensated_fen, paid.liability_fen) == (40 * WAN, 0)
    back = office.do(guaranteeing.follow, office.house, paid, news(3, 100 * WAN, 40 * WAN, late=90))
    assert back.recovered_fen == 8 * WAN, "80 percent of the 10 that were repaid"
    again = office.do(guaranteeing.follow, office.house, back, news(3, 100 * WAN, 0, late=90))
    assert again == back, "news that is overtaken changes nothing"


def test_the_breaker_stops_a_pool_and_what_comes_back_closes_it(office: World) -> None:
    office.begun(1, 900 * WAN)
    lost = claimed(office, office.begun(2, 100 * WAN, uscc=CODES[1]), 100 * WAN)
    (pool,) = office.do(store.pools)
    assert (pool.compensation_rate, pool.begun_fen) == (Decimal("0.1"), 800 * WAN)
    with pytest.raises(BeyondCapacity, match="breaker"):
        office.promised(3, WAN)
    assert office.promised(4, WAN, product="another").state == "promised", "a pool of its own"
    office.do(guaranteeing.follow, office.house, lost, news(3, 100 * WAN, 40 * WAN, late=99))
    (pool, _) = sorted(office.do(store.pools), key=lambda one: -one.begun_fen)
    assert pool.compensation_rate == Decimal("0.04")
    assert office.promised(5, WAN).state == "promised"


def test_a_claim_before_its_time_or_above_what_is_owed_is_refused(office: World) -> None:
    one = office.begun(1, 100 * WAN)
    with pytest.raises(ClaimUnsound, match="0 days late"):
        office.do(guaranteeing.claim, office.house, one, loss_fen=WAN, request="r")
    late = office.do(guaranteeing.follow, office.house, one, news(2, 100 * WAN, 30 * WAN, late=61))
    with pytest.raises(ClaimUnsound, match="at most"):
        office.do(guaranteeing.claim, office.house, late, loss_fen=31 * WAN, request="r")
    first = office.do(guaranteeing.claim, office.house, late, loss_fen=30 * WAN, request="r")
    assert office.do(guaranteeing.claim, office.house, first, loss_fen=30 * WAN, request="r") == first
    rejected = office.do(guaranteeing.reject, office.house, one.id, reason="papers are missing", by="a")
    assert (rejected.state, rejected.loss_fen, rejected.liability_fen) == ("in_force", 0, 24 * WAN)


def test_a_letter_lapses_by_its_day_and_a_late_loan_does_not_wake_it(office: World) -> None:
    one = office.promised(1, 100 * WAN)
    office.clock.advance(timedelta(days=91))
    (lapsed,) = office.do(guaranteeing.lapse_due, office.house)
    assert (lapsed.id, lapsed.state, lapsed.liability_fen) == (one.id, "lapsed", 0)
    after = office.do(guaranteeing.follow, office.house, lapsed, news(1, 100 * WAN, 100 * WAN))
    assert after.state == "lapsed"
    assert office.do(guaranteeing.lapse_due, office.house) == []


def test_what_lapsed_with_a_refusal_is_asked_for_again_once_and_answered_anew(office: World) -> None:
    one = office.promised(1, 100 * WAN)
    assert office.do(guaranteeing.ask_again, office.house, one.application) is None, "it holds"
    office.do(guaranteeing.end, office.house, one.application, "ended")
    office.clock.advance(timedelta(days=1))
    again = office.do(guaranteeing.ask_again, office.house, one.application)
    assert (again.id, again.state, again.liability_fen, again.letter) == (one.id, "asked", 0, "")
    office.do(guaranteeing.end, office.house, one.application, "ended again")
    assert office.do(guaranteeing.ask_again, office.house, one.application) is None, "there is one appeal"
    assert office.do(guaranteeing.ask_again, office.house, "app_2") is None, "nobody asked"


def test_a_loan_paid_out_after_the_letters_day_is_not_covered(office: World) -> None:
    one = office.promised(1, 100 * WAN)
    late = guaranteeing.LoanNews(1, "lon_1", 100 * WAN, 100 * WAN, 0, False, DAY, DAY + timedelta(days=91))
    assert office.do(guaranteeing.follow, office.house, one, late).state == "promised"


@pytest.mark.parametrize("step", ["promise", "check", "compensate"])
def test_a_step_out_of_order_is_refused(office: World, step: str) -> None:
    one = office.asked(1, WAN)
    more: dict[str, Any] = {"comment": ""} if step == "check" else {}
    args = (INSTITUTION,) if step == "promise" else ()
    with pytest.raises(SupportStepRefused):
        office.do(getattr(guaranteeing, step), office.house, *args, one.id, **more, by="b")
    with pytest.raises(SupportUnknown):
        office.do(store.find, Guarantee, "gua_none")


def test_a_transaction_that_dies_promises_nothing(office: World) -> None:
    one = office.asked(1, 100 * WAN)
    office.do(guaranteeing.propose, office.house, INSTITUTION, one.id, **WORDS, by="a")
    with pytest.raises(RuntimeError), office.database.transaction() as connection:
        guaranteeing.promise(connection, office.house, INSTITUTION, one.id, by="b")
        raise RuntimeError("killed")
    after = office.do(store.find, Guarantee, one.id)
    assert (after.state, after.liability_fen) == ("proposed", 0)
    assert len(office.do(store.events, one.id)) == 2
    assert office.do(owed, "ledger") == {f"{one.id}:1", f"{one.id}:2"}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"fee_rate": "0.011"}, ValueError),
        ({"fee_rate": 0.01}, ValueError),
        ({"more": 1}, ValueError),
        ({"shares": [{"party": "bank-a", "percent": "100", "cap_fen": "1"}]}, ValueError),
        ({"shares": [{"party": "guarantor", "percent": "90"}, {"party": "bank-a", "percent": "10"}]}, SharesUnsound),
    ],
)
def test_a_cover_that_breaks_a_rule_is_refused(change: dict[str, Any], error: type[Exception]) -> None:
    sound = {
        "guarantor": "pbc",
        "fee_rate": "0.01",
        "shares": [{"party": "guarantor", "percent": "80"}, {"party": "bank-a", "percent": "20"}],
    }
    assert Cover.parse(sound, lender="bank-a").document() == sound
    with pytest.raises(error):
        Cover.parse(sound | change, lender="bank-a")


def test_an_institution_reads_itself_again_and_refuses_nonsense() -> None:
    written = json.dumps(INSTITUTION.document()).encode()
    assert Institution.parse(written) == INSTITUTION
    for wrong in (b"{}", b"[]", b"x", written.replace(b"true", b"1"), written.replace(b"10000000000", b"-1")):
        with pytest.raises(InstitutionUnsound):
            Institution.parse(wrong)


def test_the_page_draws_what_runs() -> None:
    page = Path("docs/reference/support.md").read_text(encoding="utf-8")
    for moves in (GUARANTEE_MOVES, SUBSIDY_MOVES, CAMPAIGN_MOVES, LISTING_MOVES, CRITERIA_MOVES, OBJECTION_MOVES):
        assert f"```mermaid\n{picture(moves)}\n```" in page
