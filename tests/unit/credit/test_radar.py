"""The radar places among peers; what is not known stays hollow."""

import math

from hypothesis import given
from hypothesis import strategies as st

from puhui.credit.indicators import VAT, Axis
from puhui.credit.radar import PeerGroup

ROWS = [{"rev12_fen": n * 1_000_000, "void_rate12": n / 100, "rev_yoy": None if n % 3 else n / 50} for n in range(30)]


def by_axis(group: PeerGroup, row: dict[str, object]) -> dict[Axis, object]:
    return {found.axis: found for found in group.radar(row)}


def test_seven_axes_in_order_and_hollow_without_data() -> None:
    found = PeerGroup(ROWS).radar({})
    assert [axis.axis for axis in found] == list(Axis)
    assert all(axis.value is None and axis.peer_median is None and axis.coverage == 0.0 for axis in found)


def test_the_better_end_is_high_whatever_the_direction() -> None:
    group = PeerGroup([{"void_rate12": n / 100} for n in range(30)])
    clean, dirty = group.radar({"void_rate12": 0.0}), group.radar({"void_rate12": 0.29})
    at = list(Axis).index(Axis.OPERATION)
    assert clean[at].value > 95
    assert dirty[at].value < 5
    assert clean[at].peer_median == 50.0


def test_coverage_is_the_share_of_known_indicators() -> None:
    growth = [item for item in VAT.values() if item.axis is Axis.GROWTH]
    found = by_axis(PeerGroup(ROWS), {"rev_yoy": 0.1})[Axis.GROWTH]
    assert math.isclose(found.coverage, 1 / len(growth), abs_tol=1e-4)
    assert found.value is not None


def test_too_few_peers_say_nothing() -> None:
    assert by_axis(PeerGroup(ROWS[:9]), ROWS[0])[Axis.OPERATION].value is None
    assert by_axis(PeerGroup(ROWS[:9], peers_min=9), ROWS[0])[Axis.OPERATION].value is not None
    assert PeerGroup([]).radar(ROWS[0])[0].value is None


@given(st.lists(st.integers(-50, 50) | st.none(), min_size=10, max_size=40), st.integers(-60, 60))
def test_a_better_value_is_never_placed_lower(values: list[int | None], value: int) -> None:
    group = PeerGroup([{"rev12_fen": v} for v in values])
    low = by_axis(group, {"rev12_fen": value})[Axis.OPERATION].value
    high = by_axis(group, {"rev12_fen": value + 1})[Axis.OPERATION].value
    assert (low is None) == (high is None) == (sum(v is not None for v in values) < 10)
    assert low is None or 0.0 <= low <= high <= 100.0
