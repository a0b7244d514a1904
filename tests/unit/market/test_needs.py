"""A need goes only where its machines allow, three banks hold it at most, and each step is owed to the ledger."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puhui.kernel import ManualClock, PuhuiError, SeededEntropy, SoftwareSigner, suite
from puhui.kernel.ids import OrgId
from puhui.kernel.moves import picture
from puhui.market import Guarantee, Need
from puhui.market.needs import (
    AnswerState,
    Asker,
    FinancingNeed,
    MarketHouse,
    NeedChanged,
    NeedState,
    NeedStepRefused,
    NeedTaken,
    NeedUnknown,
    Scope,
    ScopeRefused,
    TooManyNeeds,
    answering,
    need_settings,
    publishing,
    store,
)
from puhui.market.needs.documents import need_document, read_need
from puhui.market.needs.running_out import run_out
from puhui.market.needs.states import ANSWER_MOVES, LIVE, NEED_MOVES, OPEN, AnswerStep, answer_moved
from puhui.storage import Database, owed

WHO = Asker("91110000600037341L", "青禾机械", "small_micro")
BANKS = [OrgId(f"bank-{letter}") for letter in "abcde"]
EVERYBODY = Scope()
ASK = Need(amount_fen=50_000_000, term_months=12, purpose="working_capital")


@dataclass
class World:
    """One portal's rows and its clock."""

    database: Database
    house: MarketHouse
    clock: ManualClock

    def do(self, step: Callable[..., Any], *args: Any, **more: Any) -> Any:
        with self.database.transaction() as connection:
            return step(connection, *args, **more)

    def published(self, scope: Scope = EVERYBODY) -> FinancingNeed:
        made = self.do(publishing.draft, self.house, WHO, ASK)
        terms = {"version": made.version, "contact": "1000000", "days": None, "banks": BANKS}
        found: FinancingNeed = self.do(publishing.publish, self.house, made.id, scope, **terms)
        return found


def make_world() -> World:
    database, clock = Database.in_memory(), ManualClock(datetime(2026, 7, 1, 2, tzinfo=UTC))
    database.create()
    signer = SoftwareSigner.from_seed(suite("ed25519-sha256"), bytes(32))
    return World(database, MarketHouse(OrgId("platform"), signer, clock, SeededEntropy(1)), clock)


@pytest.fixture
def world() -> World:
    return make_world()


def test_a_draft_is_saved_as_it_is_typed_and_a_stale_page_is_told(world: World) -> None:
    made = world.do(publishing.draft, world.house, WHO, ASK)
    wanted = Need(amount_fen=60_000_000, term_months=6, guarantees=frozenset({Guarantee.PLEDGE}))
    kept = world.do(publishing.rewrite, made.id, wanted, version=made.version)
    assert world.do(store.find, made.id).ask == wanted
    with pytest.raises(NeedChanged):
        world.do(publishing.rewrite, made.id, ASK, version=made.version)
    assert world.do(store.events, made.id) == [], "a draft is nobody's business"
    world.do(publishing.discard, kept.id)
    with pytest.raises(NeedUnknown):
        world.do(store.find, kept.id)


def test_a_need_under_way_is_neither_rewritten_nor_discarded(world: World) -> None:
    need = world.published()
    with pytest.raises(NeedStepRefused):
        world.do(publishing.rewrite, need.id, ASK, version=need.version)
    with pytest.raises(NeedStepRefused):
        world.do(publishing.discard, need.id)


def test_the_scope_names_banks_of_this_market_and_a_time_that_ends(world: World) -> None:
    made = world.do(publishing.draft, world.house, WHO, ASK)
    terms: dict[str, Any] = {"version": made.version, "contact": "", "banks": BANKS}
    for scope, days in ((Scope((OrgId("bank-x"),)), None), (Scope(), 0), (Scope(), need_settings().open_days_max + 1)):
        with pytest.raises(ScopeRefused):
            world.do(publishing.publish, world.house, made.id, scope, days=days, **terms)


def test_an_enterprise_has_so_many_needs_under_way_and_no_more(world: World) -> None:
    for _ in range(need_settings().open_needs_max):
        world.do(publishing.draft, world.house, WHO, ASK)
    with pytest.raises(TooManyNeeds):
        world.do(publishing.draft, world.house, WHO, ASK)


def test_to_a_bank_outside_the_scope_there_is_no_such_need(world: World) -> None:
    need = world.published(Scope((BANKS[0],)))
    with pytest.raises(NeedUnknown):
        world.do(answering.pick_up, world.house, need.id, BANKS[1])
    assert world.do(answering.pick_up, world.house, need.id, BANKS[0]).state is NeedState.ANSWERED


def test_three_banks_hold_a_need_and_the_fourth_waits_until_one_leaves(world: World) -> None:
    need = world.published()
    for bank in BANKS[:3]:
        world.do(answering.pick_up, world.house, need.id, bank)
    again = world.do(answering.pick_up, world.house, need.id, BANKS[0])
    assert len(again.held) == 3, "the same bank again takes no second place"
    with pytest.raises(NeedTaken):
        world.do(answering.pick_up, world.house, need.id, BANKS[3])
    world.do(answering.leave, world.house, need.id, BANKS[1], reason="full")
    assert len(world.do(answering.pick_up, world.house, need.id, BANKS[3]).held) == 3


def test_a_loan_that_is_drawn_meets_the_need_and_closes_the_other_answers(world: World) -> None:
    need = world.published()
    for bank in BANKS[:2]:
        world.do(answering.pick_up, world.house, need.id, bank)
    world.do(answering.agree, world.house, need.id, BANKS[0])
    said = {"banker": "张三", "phone": "100", "message": ""}
    contacted = world.do(answering.make_contact, world.house, need.id, BANKS[0], **said)
    assert contacted.answer_of(BANKS[0]).due_at is None, "the bank has answered: its clock stops"
    applied = world.do(answering.apply, world.house, need.id, BANKS[0], "app_1")
    met = world.do(answering.follow, world.house, applied, BANKS[0], "disbursed")
    assert (met.state, met.answer_of(BANKS[0]).state) == (NeedState.MET, AnswerState.DRAWN)
    assert met.answer_of(BANKS[1]).state is AnswerState.CLOSED
    assert world.do(answering.follow, world.house, met, BANKS[0], "disbursed") == met
    kinds = [event.kind for event in world.do(store.events, need.id)]
    assert kinds[-4:] == ["answer.approved", "answer.signed", "answer.drawn", "need.met"]


def test_an_application_that_is_taken_back_frees_its_place(world: World) -> None:
    need = world.published()
    world.do(answering.pick_up, world.house, need.id, BANKS[0])
    world.do(answering.agree, world.house, need.id, BANKS[0])
    applied = world.do(answering.apply, world.house, need.id, BANKS[0], "app_1")
    back = world.do(answering.follow, world.house, applied, BANKS[0], "withdrawn")
    assert (back.state, back.answer_of(BANKS[0]).state) == (NeedState.PUBLISHED, AnswerState.REFUSED)
    assert world.do(answering.follow, world.house, back, BANKS[0], "withdrawn") == back


def test_a_decline_opens_the_need_again(world: World) -> None:
    need = world.published()
    world.do(answering.pick_up, world.house, need.id, BANKS[0])
    world.do(answering.agree, world.house, need.id, BANKS[0])
    applied = world.do(answering.apply, world.house, need.id, BANKS[0], "app_1")
    assert world.do(answering.follow, world.house, applied, BANKS[0], "declined").state is NeedState.PUBLISHED


def test_a_clock_that_runs_out_hands_over_to_the_next_bank_and_is_escalated_once(world: World) -> None:
    need = world.published()
    world.do(answering.pick_up, world.house, need.id, BANKS[0])
    agreed = world.do(answering.agree, world.house, need.id, BANKS[0])
    due = agreed.answer_of(BANKS[0]).due_at
    assert due - world.clock.now() == timedelta(days=2), "Wednesday to Friday"
    assert world.do(run_out, world.house, need.id, lambda _: BANKS[1])[1] == [], "there is time left"
    world.clock.advance(timedelta(days=2, seconds=1))
    after, told = world.do(run_out, world.house, need.id, lambda _: BANKS[1])
    assert [(one.bank, one.to) for one in told] == [(BANKS[0], BANKS[1])]
    assert after.answer_of(BANKS[0]).state is AnswerState.LAPSED
    assert after.answer_of(BANKS[1]).state is AnswerState.INVITED
    assert world.do(run_out, world.house, need.id, lambda _: BANKS[2])[1] == [], "again changes nothing"
    world.clock.advance(timedelta(days=6))
    last, told = world.do(run_out, world.house, need.id, lambda _: None)
    assert (told[0].to, last.state) == (None, NeedState.PUBLISHED), "no bank is left: told, and open as before"
    assert [event.kind for event in world.do(store.events, need.id)].count("need.escalated") == 2


def test_a_need_expires_unless_an_application_is_under_way(world: World) -> None:
    idle, busy = world.published(), world.published()
    world.do(answering.pick_up, world.house, busy.id, BANKS[0])
    world.do(answering.agree, world.house, busy.id, BANKS[0])
    world.do(answering.apply, world.house, busy.id, BANKS[0], "app_1")
    world.clock.advance(timedelta(days=need_settings().open_days, seconds=1))
    assert world.do(run_out, world.house, idle.id, lambda _: None)[0].state is NeedState.EXPIRED
    assert world.do(run_out, world.house, busy.id, lambda _: None)[0].state is NeedState.ANSWERED


def test_a_stored_need_reads_as_it_was_written(world: World) -> None:
    need = world.published(Scope((BANKS[0],)))
    picked = world.do(answering.pick_up, world.house, need.id, BANKS[0])
    assert read_need(need_document(picked)) == picked == world.do(store.find, need.id)


STEPS: dict[str, Callable[[World, FinancingNeed, OrgId], Any]] = {
    "invite": lambda w, n, b: w.do(answering.invite, w.house, n.id, b, why="assigned"),
    "pick_up": lambda w, n, b: w.do(answering.pick_up, w.house, n.id, b),
    "leave": lambda w, n, b: w.do(answering.leave, w.house, n.id, b, reason=""),
    "agree": lambda w, n, b: w.do(answering.agree, w.house, n.id, b),
    "refuse": lambda w, n, b: w.do(answering.refuse, w.house, n.id, b),
    "contact": lambda w, n, b: w.do(answering.make_contact, w.house, n.id, b, banker="x", phone="100", message=""),
    "apply": lambda w, n, b: w.do(answering.apply, w.house, n.id, b, f"app_{b}"),
    "approved": lambda w, n, b: w.do(answering.follow, w.house, w.do(store.find, n.id), b, "approved"),
    "declined": lambda w, n, b: w.do(answering.follow, w.house, w.do(store.find, n.id), b, "declined"),
    "withdrawn": lambda w, n, b: w.do(answering.follow, w.house, w.do(store.find, n.id), b, "withdrawn"),
    "disbursed": lambda w, n, b: w.do(answering.follow, w.house, w.do(store.find, n.id), b, "disbursed"),
    "withdraw": lambda w, n, _: w.do(publishing.withdraw, w.house, n.id, reason=""),
    "wait": lambda w, n, b: (w.clock.advance(timedelta(days=3)), w.do(run_out, w.house, n.id, lambda _: b)),
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.sampled_from(BANKS)), max_size=14))
def test_no_walk_leaves_the_machines(walk: list[tuple[str, OrgId]]) -> None:
    world = make_world()
    need = world.published()
    for name, bank in walk:
        before = world.do(store.find, need.id)
        events = world.do(store.events, need.id)
        try:
            STEPS[name](world, need, bank)
        except PuhuiError:
            assert world.do(store.find, need.id) == before, "a refused step changes nothing"
            assert world.do(store.events, need.id) == events
        after = world.do(store.find, need.id)
        assert len(after.held) <= need_settings().banks_max
        assert (after.state is NeedState.ANSWERED) == (after.state in OPEN and bool(after.held))
        assert not (after.state not in OPEN and after.held)
        now = world.do(store.events, need.id)
        assert [event.seq for event in now] == list(range(1, len(now) + 1))
        assert (after != before) == (len(now) > len(events)), "a change is an event, and an event a change"
        with world.database.transaction() as connection:
            assert {f"{need.id}:{event.seq}" for event in now} <= owed(connection, "ledger")


def test_every_live_answer_can_end_and_nothing_but_an_appeal_leads_out_of_an_end() -> None:
    ends = set(AnswerState) - LIVE
    for state in LIVE:
        assert answer_moved(AnswerStep.CLOSE, state) is AnswerState.CLOSED
    for end in ends:
        out = {step for step, move in ANSWER_MOVES.items() if end in move.origins}
        assert out == ({AnswerStep.LOOK_AGAIN} if end is AnswerState.DECLINED else set())


def test_the_page_shows_the_machines_as_they_run() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "market.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{picture(NEED_MOVES)}\n```" in page
    assert f"```mermaid\n{picture(ANSWER_MOVES)}\n```" in page
