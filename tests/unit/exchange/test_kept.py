"""A view is made beforehand: before there is one a question is told so, and none is ever answered by an empty one."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from puhui.credit.indicator import IndicatorSet
from puhui.exchange import described
from puhui.exchange.connectors import KeptView, ViewConnector
from puhui.exchange.connectors.kept import LASTS, RENEWED_AFTER
from puhui.exchange.errors import SourceDown, SourcePreparing
from puhui.kernel import ManualClock
from puhui.kernel.ids import DatasetId, OrgId

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
DATASET = described(DatasetId("registry/relations"))


@dataclass(frozen=True)
class Made:
    """A view that says of nobody anything, and when it was made."""

    made_at: datetime

    def told(self, code: Any) -> IndicatorSet:
        del code
        return IndicatorSet(())


class Tables:
    """Tables that can be slow (`ready` is not set) and down; `made` is how often a view was begun."""

    def __init__(self) -> None:
        self.ready = threading.Event()
        self.begun = threading.Semaphore(0)
        self.made = 0
        self.down = ""

    def view(self, holdings: Any, dataset: Any, now: datetime) -> Made:
        del holdings
        self.made += 1
        self.begun.release()
        assert self.ready.wait(20)
        if self.down == "defect":
            raise ZeroDivisionError
        if self.down:
            raise SourceDown(dataset=dataset.slug, reason=self.down, stage="tests")
        return Made(now)


@pytest.fixture
def tables() -> Iterator[Tables]:
    made = Tables()
    yield made
    made.ready.set()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOON)


@pytest.fixture
def kept(tables: Tables, clock: ManualClock) -> Iterator[Callable[..., KeptView]]:
    views = []

    def make(patience_seconds: float = 20.0) -> KeptView:
        nothing: Any = None
        views.append(KeptView(nothing, DATASET, clock, tables.view, patience_seconds=patience_seconds))
        return views[-1]

    yield make
    tables.ready.set()
    for view in views:
        view.stop()


def test_it_is_made_when_the_node_starts_and_whoever_comes_meanwhile_waits_for_it(
    kept: Callable[..., KeptView], tables: Tables
) -> None:
    view = kept()
    view.start()
    assert tables.begun.acquire(timeout=20), "nobody asked yet"
    found: list[Any] = []
    askers = [threading.Thread(target=lambda: found.append(view.now())) for _ in range(3)]
    for asker in askers:
        asker.start()
    tables.ready.set()
    for asker in askers:
        asker.join(20)
    assert (found, tables.made) == ([Made(NOON)] * 3, 1)


def test_a_question_before_it_is_ready_is_told_to_ask_again_and_the_next_does_not_wait(
    kept: Callable[..., KeptView], tables: Tables
) -> None:
    view = kept(patience_seconds=0.05)
    connector = ViewConnector(view, DATASET, OrgId("registry"))
    view.start()
    with pytest.raises(SourcePreparing) as told:
        connector.check()  # before a use is counted
    assert told.value.retriable
    assert "正在准备" in told.value.cause_text.zh
    view._patience = 600.0  # somebody has waited in vain already: nobody else does
    with pytest.raises(SourcePreparing):
        connector.check()
    tables.ready.set()
    _tried(view, 1)
    connector.check()


def test_it_is_renewed_before_it_is_too_old_and_the_one_before_answers_meanwhile(
    kept: Callable[..., KeptView], tables: Tables, clock: ManualClock
) -> None:
    view = kept(patience_seconds=0.05)
    tables.ready.set()
    view.renew()
    tables.ready.clear()
    clock.advance(RENEWED_AFTER + timedelta(seconds=1))
    view.start()
    assert tables.begun.acquire(timeout=20)
    assert tables.begun.acquire(timeout=20), "a new one is under way"
    assert view.now() == Made(NOON)
    tables.ready.set()
    _tried(view, 2)
    assert view.now() == Made(clock.now())


def test_one_that_is_too_old_answers_nobody(kept: Callable[..., KeptView], tables: Tables, clock: ManualClock) -> None:
    view = kept(patience_seconds=0.0)
    tables.ready.set()
    view.renew()
    clock.advance(LASTS)
    assert view.now() == Made(NOON)
    clock.advance(timedelta(seconds=1))
    with pytest.raises(SourcePreparing):
        view.now()


@pytest.mark.parametrize(("down", "said"), [("TableUnusable", "TableUnusable"), ("defect", "ZeroDivisionError")])
def test_tables_that_cannot_be_read_are_told_and_looked_at_again_with_the_next_question(
    kept: Callable[..., KeptView], tables: Tables, clock: ManualClock, down: str, said: str
) -> None:
    view = kept()
    tables.ready.set()
    tables.down = down
    view.start()
    _tried(view, 1)
    with pytest.raises(SourceDown) as told:
        view.now()
    assert told.value.data["reason"] == said
    tables.down = ""
    assert view.now() == Made(clock.now())


def _tried(view: KeptView, times: int) -> None:
    """Wait until a view was made, or could not be, so many times."""
    with view._change:
        assert view._change.wait_for(lambda: view._tries >= times, 20)
