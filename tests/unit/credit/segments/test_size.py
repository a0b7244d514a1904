"""Size classes by the official table: every row's edges, what an unknown figure leaves open, versions by date."""

import json
from datetime import date, timedelta
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.credit.segments import Figures, MalformedSegmentSettings, NotAFigure, NotInForce, Size, size_of
from puhui.credit.segments.size import parse_sizes, shipped_sizes
from puhui.kernel.money import WAN_FEN

DAY = date(2026, 6, 30)
FILE = resources.files("puhui.credit.segments").joinpath("sizes.json").read_bytes()
# An industry of each row of the table, with the least staff, revenue and assets (万元) of small, medium and large.
ROWS = {
    "0111": [(None, 50, None), (None, 500, None), (None, 20000, None)],
    "3484": [(20, 300, None), (300, 2000, None), (1000, 40000, None)],
    "5011": [(None, 300, 300), (None, 6000, 5000), (None, 80000, 80000)],
    "5165": [(5, 1000, None), (20, 5000, None), (200, 40000, None)],
    "5211": [(10, 100, None), (50, 500, None), (300, 20000, None)],
    "5431": [(20, 200, None), (300, 3000, None), (1000, 30000, None)],
    "5951": [(20, 100, None), (100, 1000, None), (200, 30000, None)],
    "6010": [(20, 100, None), (300, 2000, None), (1000, 30000, None)],
    "6110": [(10, 100, None), (100, 2000, None), (300, 10000, None)],
    "6210": [(10, 100, None), (100, 2000, None), (300, 10000, None)],
    "6311": [(10, 100, None), (100, 1000, None), (2000, 100000, None)],
    "6513": [(10, 50, None), (100, 1000, None), (300, 10000, None)],
    "7010": [(None, 100, 2000), (None, 1000, 5000), (None, 200000, 10000)],
    "7020": [(100, 500, None), (300, 1000, None), (1000, 5000, None)],
    "7259": [(10, None, 100), (100, None, 8000), (300, None, 120000)],
    "8111": [(10, None, None), (100, None, None), (300, None, None)],
}


def figures(staff: int | None, revenue_wan: int | None, assets_wan: int | None) -> Figures:
    wan = [None if value is None else value * WAN_FEN for value in (revenue_wan, assets_wan)]
    return Figures(staff, *wan)


@pytest.mark.parametrize("industry", ROWS)
def test_a_class_begins_exactly_at_its_thresholds(industry: str) -> None:
    for size, least in zip((Size.SMALL, Size.MEDIUM, Size.LARGE), ROWS[industry], strict=True):
        assert size_of(industry, figures(*least), DAY).size is size


@pytest.mark.parametrize("industry", ROWS)
def test_failing_one_threshold_drops_the_class(industry: str) -> None:
    below = {Size.SMALL: Size.MICRO, Size.MEDIUM: Size.SMALL, Size.LARGE: Size.MEDIUM}
    for size, least in zip((Size.SMALL, Size.MEDIUM, Size.LARGE), ROWS[industry], strict=True):
        for place, value in enumerate(least):
            if value is not None:
                short = [*least[:place], value - 1, *least[place + 1 :]]
                assert size_of(industry, figures(*short), DAY).size is below[size]


@pytest.mark.parametrize(
    ("industry", "row"),
    [
        ("A", "agriculture"), ("B0610", "industry"), ("D4411", "industry"), ("E", "construction"),
        ("F5165", "wholesale"), ("5211", "retail"), ("5411", "transport"), ("5910", "transport"),
        ("5920", "storage"), ("6032", "post"), ("6421", "information"), ("65", "software"),
        ("7030", "other"), ("L", "leasing"), ("M", "other"), ("5310", None),
        ("J", None), ("6622", None), ("S", None), ("", None),
        ("X", None), ("99", None),
    ],
)  # fmt: skip
def test_an_industrys_row_is_that_of_the_longest_code_that_begins_it(industry: str, row: str | None) -> None:
    found = size_of(industry, figures(50, 50, 50), DAY)
    assert found.row == row
    assert (found.size is None) == (row is None)


def test_an_unknown_figure_leaves_open_only_what_it_decides() -> None:
    assert size_of("3484", figures(None, 200, None), DAY).size is Size.MICRO  # whatever the staff
    open_ = size_of("3484", figures(None, 2500, None), DAY)
    assert (open_.size, open_.possible, open_.missing) == (None, (Size.MICRO, Size.SMALL, Size.MEDIUM), ("staff",))
    assert size_of("8111", figures(40, None, None), DAY).size is Size.SMALL  # assets and revenue have no say


@given(st.sampled_from(sorted(ROWS)), *(st.integers(0, 400_000) for _ in range(3)), st.integers(0, 2))
def test_more_of_anything_never_makes_an_enterprise_smaller(
    industry: str, staff: int, revenue: int, assets: int, which: int
) -> None:
    order = list(Size)
    first = [staff, revenue, assets]
    more = [value + (place == which) * 1000 for place, value in enumerate(first)]
    low, high = (size_of(industry, figures(*one), DAY).size for one in (first, more))
    assert low is not None
    assert high is not None
    assert order.index(low) <= order.index(high)


@given(st.sampled_from(sorted(ROWS)), *(st.none() | st.integers(0, 100_000) for _ in range(3)), st.integers(0, 100_000))
def test_the_class_with_all_figures_lies_within_what_was_possible(
    industry: str, staff: int | None, revenue: int | None, assets: int | None, filled: int
) -> None:
    partly = size_of(industry, figures(staff, revenue, assets), DAY)
    whole = size_of(industry, figures(*(filled if one is None else one for one in (staff, revenue, assets))), DAY)
    assert whole.size in partly.possible


def test_the_table_in_force_on_the_day_decides_and_before_the_first_there_is_none() -> None:
    document = json.loads(FILE)
    later = json.loads(FILE)["versions"][0] | {"version": "2030", "valid_from": "2030-01-01"}
    later["rows"][1] = later["rows"][1] | {"small": {"staff": 50, "revenue": 300}}
    document["versions"].append(later)
    tables = parse_sizes(json.dumps(document).encode())
    assert size_of("3484", figures(20, 300, None), date(2029, 12, 31), tables).size is Size.SMALL
    assert size_of("3484", figures(20, 300, None), date(2030, 1, 1), tables).size is Size.MICRO
    first = shipped_sizes()[-1].valid_from
    with pytest.raises(NotInForce):
        size_of("3484", figures(20, 300, None), first - timedelta(days=1))


@pytest.mark.parametrize(
    "broken",
    [
        b"[]", b"{", b'{"format": "other"}',
        FILE.replace(b'"small": {"revenue": 50}', b'"small": {"revenue": 5000}'),
        FILE.replace(b'"small": {"revenue": 50}', b'"small": {}'),
        FILE.replace(b'"A": "agriculture"', b'"A": "farming"'),
    ],
)  # fmt: skip
def test_a_malformed_table_is_refused(broken: bytes) -> None:
    with pytest.raises(MalformedSegmentSettings):
        parse_sizes(broken)


def test_a_negative_figure_is_refused() -> None:
    with pytest.raises(NotAFigure, match="revenue_fen"):
        figures(1, -1, None)
