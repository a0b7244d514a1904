"""What the tables tell, and what they must not."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.statistics import BREAKDOWNS, Disclosure, NoSuchBreakdown, Step, disclosure, refusals, table

NOW = datetime(2026, 6, 30, 4, tzinfo=UTC)
MAY = datetime(2026, 5, 10, 4, tzinfo=UTC)


def step(who: int, what: str = "applied", **more: object) -> Step:
    told: dict[str, object] = {"county": "130203", "industry": "C", "segment": "small_micro", "lender": "bank-a"}
    told |= {"amount_fen": 10_000_000, "at": MAY} | more
    return Step(what=what, enterprise=f"e{who}", **told)  # type: ignore[arg-type]


def test_a_group_of_enough_is_told_with_weighted_rate_and_times() -> None:
    steps = [step(i, "approved", rate=0.04 + 0.01 * (i % 2), hours=float(i), unsecured=i < 3) for i in range(6)]
    steps[0] = step(0, "approved", rate=0.04, hours=0.0, unsecured=True, amount_fen=20_000_000)
    cell = table(steps, "county", now=NOW).rows[0].approved
    assert (cell.count, cell.enterprises, cell.amount_fen) == (6, 6, 70_000_000)
    assert cell.rate == pytest.approx((0.04 * 40 + 0.05 * 30) / 70, abs=1e-6)
    assert (cell.hours_median, cell.hours_p90) == (2.5, 4.5)
    assert cell.unsecured_share == pytest.approx(40 / 70, abs=1e-6)


def test_many_applications_of_few_enterprises_are_withheld() -> None:
    found = table([step(i % 4) for i in range(40)], "county", now=NOW)
    assert found.rows == ()
    assert (found.total.applied.count, found.total.applied.enterprises, found.total.applied.amount_fen) == (
        40,
        None,
        None,
    )
    assert found.withheld == 1


def test_the_only_withheld_group_takes_the_smallest_other_along() -> None:
    steps = [step(i, county="130202") for i in range(3)]
    steps += [step(10 + i, county="130203") for i in range(6)]
    steps += [step(20 + i, county="130204") for i in range(9)]
    found = table(steps, "county", now=NOW)
    assert [row.applied.count for row in found.rows] == [None, None, 9]
    assert found.total.applied.count == 18


def test_where_no_other_group_can_go_along_the_empty_ones_do() -> None:
    """Else the only group that is withheld would be the one that is not empty."""
    steps = [step(i, county=f"13020{i % 3}") for i in range(18)]
    steps += [step(0, "approved", county="130200", rate=0.04)]
    found = table(steps, "county", now=NOW)
    assert [row.approved.count for row in found.rows] == [None, None, None]
    assert [row.declined.count for row in found.rows] == [0, 0, 0]


def test_an_amount_that_is_mostly_one_enterprises_is_withheld_and_its_count_told() -> None:
    steps = [step(i) for i in range(5)] + [step(9, amount_fen=900_000_000)]
    cell = table(steps, "county", now=NOW).rows[0].applied
    assert (cell.count, cell.amount_fen) == (6, None)


def test_amounts_of_a_month_that_is_not_over_wait_for_its_end() -> None:
    june = datetime(2026, 5, 31, 17, tzinfo=UTC)  # 1 June in China
    steps = [step(i) for i in range(5)] + [step(10 + i, at=june) for i in range(5)]
    found = table(steps, "month", now=NOW)
    assert [(row.group, row.applied.count, row.applied.amount_fen) for row in found.rows] == [
        ("2026-05", 5, 50_000_000),
        ("2026-06", 5, None),
    ]
    assert (found.total.applied.count, found.total.applied.amount_fen) == (10, 50_000_000)
    assert found.closed_before == date(2026, 6, 1)


def test_nothing_at_all_is_no_secret() -> None:
    found = table([step(i) for i in range(5)], "lender", now=NOW)
    assert found.rows[0].drawn.count == 0
    assert table([], "county", now=NOW).rows == ()


def test_reasons_of_few_enterprises_are_left_out() -> None:
    steps = [step(i, "declined", reasons=("ARREARS",)) for i in range(6)] + [step(9, "declined", reasons=("RARE",))]
    assert refusals(steps) == {"ARREARS": 6}


def test_a_breakdown_that_there_is_not_is_refused() -> None:
    with pytest.raises(NoSuchBreakdown) as refused:
        table([], "name", now=NOW)
    assert "county" in refused.value.remedy_text.en


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from("ABCD"), st.integers(1, 10**9), st.integers(0, 80)), max_size=60
    )
)
def test_no_number_stands_on_too_few_and_none_is_the_difference_of_others(
    drawn: list[tuple[int, str, int, int]],
) -> None:
    steps = [
        step(who, county=county, amount_fen=amount, at=MAY + timedelta(days=days))
        for who, county, amount, days in drawn
    ]
    rules = disclosure()
    for by in BREAKDOWNS:
        found = table(steps, by, now=NOW)
        groups = {row.group: {one.enterprise for one in steps if _group(one, by) == row.group} for row in found.rows}
        for row in found.rows:
            if row.applied.count:
                assert len(groups[row.group]) >= rules.enterprises_min
        withheld = [row for row in found.rows if row.applied.count is None]
        told = [row for row in found.rows if row.applied.count]
        assert len(withheld) != 1 or not told


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 80)), max_size=40), st.integers(0, 40))
def test_a_later_reading_changes_no_month_that_was_over(drawn: list[tuple[int, int]], first: int) -> None:
    """Whoever reads twice learns no single loan: amounts that were told stay as they were."""
    ordered = sorted(drawn, key=lambda one: one[1])
    steps = [step(who, at=MAY + timedelta(days=days)) for who, days in ordered]
    readings = [
        table([one for one in steps if one.at <= now], "month", now=now) for now in (NOW, NOW + timedelta(days=first))
    ]
    for before, after in pairwise(readings):
        amounts = {row.group: row.applied.amount_fen for row in after.rows if row.applied.amount_fen is not None}
        for row in before.rows:
            if row.applied.amount_fen is not None and row.group in amounts:
                assert amounts[row.group] == row.applied.amount_fen


def test_the_shipped_rules() -> None:
    assert disclosure() == Disclosure(enterprises_min=5, largest_share_max=0.7)


def _group(one: Step, by: str) -> str:
    return f"{one.at.astimezone().strftime('%Y-%m')}" if by == "month" else str(getattr(one, by))


def test_first_loans_are_told_where_neither_they_nor_the_others_are_few() -> None:
    drawn = [step(i, "drawn", rate=0.04, first_loan=i < 6) for i in range(12)]
    assert table(drawn, "county", now=NOW).rows[0].drawn.first_loans == 6
    few = [step(i, "drawn", rate=0.04, first_loan=i < 8) for i in range(12)]
    assert table(few, "county", now=NOW).rows[0].drawn.first_loans is None, "the four others would be known by it"
    three = [
        step(i, "drawn", rate=0.04, first_loan=i % 12 < (8 if i < 12 else 6), county=f"13020{i // 12}")
        for i in range(36)
    ]
    told = table(three, "county", now=NOW)
    assert [row.drawn.first_loans for row in told.rows] == [None, None, 6], "it would be the total less the others"
    assert told.total.drawn.first_loans == 20
    none = [step(i, "drawn", rate=0.04, first_loan=None) for i in range(12)]
    assert table(none, "county", now=NOW).rows[0].drawn.first_loans == 0


def test_what_comes_before_an_application_has_no_lender_and_no_campaign() -> None:
    steps = [step(i, "scored", lender="", amount_fen=0) for i in range(9)]
    steps += [step(i, "needed", lender="") for i in range(8)]
    steps += [step(i, "answered", lender="", hours=float(i)) for i in range(7)]
    steps += [step(i, campaign="cam_1" if i < 6 else "none") for i in range(12)]
    by_county = table(steps, "county", now=NOW).rows[0]
    assert (by_county.scored.count, by_county.needed.count, by_county.answered.hours_median) == (9, 8, 3.0)
    found = table(steps, "campaign", now=NOW)
    assert [(row.group, row.applied.count, row.scored.count) for row in found.rows] == [
        ("cam_1", 6, None),
        ("none", 6, None),
    ]
    assert (found.total.scored.count, found.withheld) == (9, 0)
    assert [row.group for row in table(steps, "lender", now=NOW).rows] == ["bank-a"]
