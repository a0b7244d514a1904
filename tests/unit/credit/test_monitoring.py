"""Monitoring: every trigger fires where it was planted and nowhere else; the page stands alone."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from puhui.credit import Scorecard
from puhui.credit.challenger import fit_challenger
from puhui.credit.developing import develop
from puhui.credit.errors import ColumnLengthsDiffer
from puhui.credit.fit import Recipe
from puhui.credit.models import Model
from puhui.credit.monitoring import Applications, Monitoring, monitor
from puhui.credit.monitoring.page import render
from puhui.credit.scorecard import EXAMPLE
from puhui.credit.validation import grade_test
from tests.unit.credit.test_challenger import COLUMNS, population

ROWS = 3000
MONTHS = np.sort(np.array([f"2026-{1 + n % 6:02d}" for n in range(ROWS)]))
QUARTERS = np.array(["2026Q1" if month < "2026-04" else "2026Q2" for month in MONTHS.tolist()])
LATE = MONTHS == "2026-06"


@pytest.fixture(scope="module")
def model() -> Model:
    frame, bad = population(rows=5000)  # from here on cross-validation is not repeated
    return develop(frame, bad, Recipe(name="demo", columns=COLUMNS), folds=2).model


def applications(**changed: Any) -> Applications:
    frame, bad = population(rows=ROWS, seed=9)
    rng = np.random.default_rng(3)
    log = Applications(
        frame=frame,
        period=MONTHS,
        quarter=QUARTERS,
        bad=bad,
        known=~LATE,
        approved=rng.random(ROWS) < 0.6,
        overridden=rng.random(ROWS) < 0.04,
        segment=rng.choice(["small", "micro"], ROWS),
        groups={"region": rng.choice(["east", "west"], ROWS).astype(object)},
    )
    return replace(log, **changed)


def codes(found: Monitoring) -> list[str]:
    return [trigger.code for trigger in found.triggers]


def test_a_quiet_half_year_calls_for_nothing(model: Model) -> None:
    found = monitor(model, applications())
    assert codes(found) == []
    assert found.as_dict()["review"] is False
    assert [row.period for row in found.periods] == [f"2026-{month:02d}" for month in range(1, 7)]
    assert found.periods[-1].outcomes == 0
    assert found.periods[-1].measures is None
    assert sum(row.rows for row in found.periods) == ROWS
    assert [quarter for quarter, _ in found.quarters] == ["2026Q1", "2026Q2"]


def test_applicants_that_moved_are_seen_without_outcomes(model: Model) -> None:
    frame = dict(applications().frame)
    frame["sales"] = frame["sales"] - 1.5 * LATE
    found = monitor(model, applications(frame=frame))
    assert codes(found) == ["psi"]
    assert found.triggers[0].mark == "S"
    assert found.stability is not None
    assert found.stability.csi[0][0] == "sales"


def test_a_base_rate_that_moved_is_calibration_and_not_order(model: Model) -> None:
    log = applications()
    pd = model.score(log.frame).pd
    worse = np.random.default_rng(4).random(ROWS) < 1 / (1 + np.exp(-1.2 - np.log(pd / (1 - pd))))
    found = monitor(model, replace(log, bad=worse))
    assert codes(found) == ["calibration"]
    assert any(row.p_value < 0.001 for row in found.grades)
    row = next(row for row in found.grades if row.p_value < 0.001)
    assert row.p_value == grade_test(row.mean_pd, row.bads, row.rows)
    fair = np.random.default_rng(6).random(ROWS) < pd
    one_quarter = np.where(QUARTERS == "2026Q2", worse, fair)
    assert "calibration" not in codes(monitor(model, replace(log, bad=one_quarter)))


def test_lost_order_is_seen(model: Model) -> None:
    lots = np.random.default_rng(5).random(ROWS) < 0.25
    assert {"auc_drop", "ks_drop"} <= set(codes(monitor(model, applications(bad=lots))))


def test_decisions_are_watched(model: Model) -> None:
    log = applications()
    assert log.approved is not None
    assert log.overridden is not None
    fewer = log.approved & ~(LATE & (np.arange(ROWS) % 3 == 0))
    assert codes(monitor(model, replace(log, approved=fewer))) == ["approval_shift"]
    assert codes(monitor(model, replace(log, overridden=log.overridden | (LATE & (np.arange(ROWS) % 5 == 0))))) == [
        "overrides"
    ]


def test_a_group_that_is_refused_more_is_seen_unless_it_is_tiny(model: Model) -> None:
    log = applications()
    assert log.approved is not None
    west = log.groups["region"] == "west"
    unfair = log.approved & ~(LATE & west & (np.arange(ROWS) % 2 == 0))
    found = monitor(model, replace(log, approved=unfair))
    assert "impact_ratio" in codes(found)
    assert (found.groups[0].group, found.groups[-1].impact) == ("west", 1.0)
    tiny = np.where(np.arange(ROWS) > ROWS - 6, "islands", log.groups["region"]).astype(object)
    refused = log.approved & (tiny != "islands")
    told = monitor(model, replace(log, approved=refused, groups={"region": tiny}))
    assert codes(told) == []
    assert any(row.group == "islands" and not row.judged for row in told.groups)


def test_the_page_stands_alone_in_both_languages_and_is_the_same_again(model: Model) -> None:
    found = monitor(model, applications())
    page = render(found)
    assert page.count("data:image/png;base64,") == 8
    assert not re.search(r'(src|href)="http', page)
    assert page.count('<span lang="zh-CN">') == page.count('<span lang="en">') > 40


def test_without_outcomes_or_decisions_there_is_still_a_report() -> None:
    log = applications()
    card = Scorecard.parse(EXAMPLE)
    bare = Applications({"age_m": np.full(ROWS, 30.0)}, log.period, log.quarter)
    found = monitor(card, bare)
    assert (codes(found), found.against.en, found.grades) == ([], "the first period, 2026-01", ())
    assert render(found).count("data:image/png;base64,") >= 2


def test_a_challenger_is_watched_like_a_card() -> None:
    frame, bad = population(rows=900)
    trees = fit_challenger(frame, bad, Recipe(name="demo", columns=COLUMNS)).model
    found = monitor(trees, applications())
    assert found.stability is not None
    assert max(value for _, value in found.stability.csi) < 0.1
    moved = {**applications().frame, "trade": np.full(ROWS, "farm", dtype=object)}
    again = monitor(trees, applications(frame=moved))
    assert again.stability is not None
    assert again.stability.csi[0][0] == "trade"
    assert again.stability.csi[0][1] > 0.25


def test_columns_of_other_lengths_are_refused() -> None:
    with pytest.raises(ColumnLengthsDiffer, match="approved"):
        applications(approved=np.ones(3, dtype=bool))
