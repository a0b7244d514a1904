"""A simulated change says who changes sides, and does not say what nobody can know."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.decisions import NothingToSimulate, adjust, facts_of, shipped
from puhui.decisions.backtesting import Past, Share, backtest, paired

OLD = shipped("standard")
STRICTER = adjust(OLD, {"age_m_min": 24}, version="stricter")
LOOSER = adjust(OLD, {"age_m_min": 6}, version="looser")
CASES = json.loads(__import__("puhui.decisions", fromlist=["shipped_cases"]).shipped_cases("standard"))
SOUND = CASES["facts"]


def past(*ages: int, **more: Any) -> list[Past]:
    """Applications of these ages, the youngest ones bad where they were lent to."""
    return [
        Past(
            str(age), facts_of(SOUND | {"age_m": age, "pd": 0.02, "grade": "A"} | more), age < 18 if age >= 12 else None
        )
        for age in ages
    ]


def test_who_changes_sides_and_what_is_known_of_them() -> None:
    found = backtest(OLD, STRICTER, past(8, 12, 14, 20, 30, 40))
    assert found.rules == ("standard 2026.2", "standard stricter")
    assert [(one.code, one.what) for one in found.changes] == [("AGE_TOO_YOUNG", "tightens")]
    assert (found.all.old.approved.count, found.all.new.approved.count) == (5, 2)
    assert (found.all.old.approvals.bad.count, found.all.new.approvals.bad.count) == (2, 0)
    assert found.swapped == {"lost": ("12", "14", "20"), "won": ()}
    assert {side: group.applications for side, group in found.all.swaps.items()} == {
        "kept": 2,
        "lost": 3,
        "won": 0,
        "out": 1,
    }
    assert found.all.moves == {"approve → approve": 2, "approve → decline": 3, "decline → decline": 1}
    fired = {one.code: (one.old, one.new) for one in found.fires}
    assert fired["AGE_TOO_YOUNG"] == (1, 4)
    assert found.all.old.approvals.limit_fen == 5 * SOUND["limit_fen"]


def test_who_is_referred_is_let_through_and_changes_sides_when_a_rule_begins_to_decline() -> None:
    """An officer lends to some of those referred: their outcomes are known, and count."""
    rated_c = past(20, 30, rating_last="C")
    found = backtest(OLD, shipped("cautious"), [*rated_c, *past(40, lr_chg_12m=0)])
    assert found.all.old.referred.count == 2
    assert found.all.swaps["lost"].applications == 2
    assert found.all.swaps["lost"].bad.of == 2
    assert (found.all.approval.value, round(found.all.passing.value, 4)) == (0.0, -0.6667)


def test_those_newly_let_in_have_no_outcome_and_it_is_said() -> None:
    found = backtest(OLD, LOOSER, past(8, 9, 30))
    won = found.all.swaps["won"]
    assert (won.applications, won.bad.of, won.without_outcome) == (2, 0, 2)
    assert won.bad.rate is None
    assert won.bad.interval is None
    assert won.pd_mean == pytest.approx(0.02)
    assert found.all.new.approvals.bad.of == 1  # the rate is of the one whose outcome is known, not of three


def test_by_grade_and_industry_the_parts_sum_to_the_whole() -> None:
    mixed = past(8, 14, 30) + past(9, 20, 40, grade="B", industry_section="F") + past(13, industry_section=None)
    found = backtest(OLD, STRICTER, mixed)
    for groups in (found.by_grade, found.by_industry):
        for file in ("old", "new"):
            assert sum(getattr(one, file).approved.count for one in groups) == getattr(found.all, file).approved.count
        assert sum(one.old.approved.of for one in groups) == len(mixed)
    assert [one.name for one in found.by_industry] == ["-", "C", "F"]


def test_nothing_changes_when_nothing_changed() -> None:
    found = backtest(OLD, OLD, past(8, 20, 30))
    assert found.changes == ()
    assert found.all.approval.value == 0.0
    assert found.all.approval.low < 0.0 < found.all.approval.high
    with pytest.raises(NothingToSimulate):
        backtest(OLD, OLD, [])


def test_a_rule_that_only_one_file_has_says_so() -> None:
    document = json.loads(OLD)
    document["nodes"][1]["content"]["rules"].pop(0)
    schema = json.loads(document["nodes"][0]["content"]["schema"])
    del schema["x-thresholds"]["statuses_allowed"]
    document["nodes"][0]["content"]["schema"] = json.dumps(schema)
    found = backtest(OLD, json.dumps(document).encode(), past(30))
    assert {one.code: (one.old, one.new) for one in found.fires}["STATUS_NOT_OPERATING"] == (0, None)


def test_intervals_of_known_vectors() -> None:
    """Wilson: Brown, Cai and DasGupta (2001); the paired one: Bonett and Price (2012), worked by hand."""
    low, high = Share(0, 10).interval or (math.nan, math.nan)
    assert (low, round(high, 4)) == (0.0, 0.2775)
    low, high = Share(5, 10).interval or (math.nan, math.nan)
    assert (round(low, 4), round(high, 4)) == (0.2366, 0.7634)
    change = paired(12, 4, 100)
    assert change.value == pytest.approx(0.08)
    assert (round(change.low, 4), round(change.high, 4)) == (-0.0017, 0.1585)


@given(st.integers(1, 500), st.data())
def test_an_interval_holds_its_rate(of: int, data: st.DataObject) -> None:
    share = Share(data.draw(st.integers(0, of)), of)
    low, high = share.interval or (1.0, 0.0)
    assert 0.0 <= low <= (share.rate or 0.0) + 1e-12
    assert (share.rate or 0.0) - 1e-12 <= high <= 1.0
