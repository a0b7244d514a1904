"""What another node had seen, this one sees too before it looks, and a lie about it costs one wait."""

from datetime import UTC, datetime, timedelta

import pytest

from puhui.assembly.horizon import FRESH, PATIENCE_S, Horizon
from puhui.kernel import ManualClock


class _Copy:
    def __init__(self, size: int) -> None:
        self.size = size
        self.waits: list[tuple[int, float]] = []

    def wait_for_size(self, size: int, timeout_s: float) -> bool:
        self.waits.append((size, timeout_s))
        return False


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 7, 1, tzinfo=UTC))


def test_a_copy_that_is_behind_is_waited_for_and_one_that_is_not_is_not(clock: ManualClock) -> None:
    copy, horizon = _Copy(5), Horizon(clock)
    horizon.keep(copy)
    for told in ("4", "5", "6"):
        horizon.reach(told)
    assert copy.waits == [(6, PATIENCE_S)]
    assert horizon.size() == 5, "what was heard is not passed on as one's own"


@pytest.mark.parametrize("told", [None, "", "-1", "1.5", "x", "٣", "9" * 16])
def test_what_is_no_number_is_passed_over(clock: ManualClock, told: str | None) -> None:
    copy, horizon = _Copy(0), Horizon(clock)
    horizon.keep(copy)
    horizon.reach(told)
    assert copy.waits == []


def test_a_node_without_a_copy_passes_on_what_it_heard_of_late(clock: ManualClock) -> None:
    horizon = Horizon(clock)
    assert horizon.size() == 0
    horizon.reach("7")
    horizon.reach("6")
    assert horizon.size() == 7
    clock.advance(FRESH + timedelta(seconds=1))
    assert horizon.size() == 0
    horizon.reach("6")
    assert horizon.size() == 6
