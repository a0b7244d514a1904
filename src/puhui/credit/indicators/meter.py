"""What daily meter readings say now (domain/electricity-loan §3, post-loan alerts), as one pure Ibis expression.

The baseline is the median working day of the 90 days that ended two weeks ago. The two weeks around the Spring Festival
are in no baseline and in no week that is judged: an enterprise at rest is no alarm.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.festival import resting
from puhui.credit.indicators.windows import days, either, joined, never_nan, ratio, total, whole

READINGS = {"enterprise": "string", "account_no": "string", "on_day": "date", "kwh": "float64"}
WEEK = 7
BASELINE_FROM, BASELINE_TO = 104, 14
LOW_PERCENT = 50
MISSING_MOST = 0.05  # domain/electricity-loan §3: above it, say so and judge nothing


def meter_indicators(readings: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, as of its very day; nulls where it has no meter."""
    daily = _daily(readings, subjects)
    baseline = daily.group_by("enterprise").agg(
        usual=_.wh.median(where=_.back.between(BASELINE_TO, BASELINE_FROM) & ~_.rests),
        seen=_.count(where=_.back < BASELINE_FROM),
        oldest=_.back.max(),
        newest=_.back.min(),
    )
    row = joined(subjects, (baseline, _weeks(daily, baseline)))
    missing = 1.0 - ratio(row.seen, ibis.literal(BASELINE_FROM))
    enough = (missing <= MISSING_MOST) & (row.usual > 0)
    return row.select(
        "enterprise",
        "as_of",
        record_months=(row.oldest // 30 + 1).fill_null(0).cast("int64"),
        meter_missing_share=either(row.oldest.notnull(), missing),
        meter_silent_d=row.newest.cast("int64"),
        kwh_7d_change=either(enough, ratio(row.week, row.usual * WEEK) - 1),
        kwh_low_run_d=either(enough, row.low_days.fill_null(0)).cast("int64"),
    )


def _daily(readings: Any, subjects: Any) -> Any:
    """One row an enterprise and day that has a reading, the latest 400 days of them."""
    seen = readings.join(subjects, "enterprise").filter(_.on_day <= _.as_of)
    known = seen.mutate(wh=whole(never_nan(_.kwh) * 1000.0), back=days(_.as_of, _.on_day))
    recent = known.filter(_.wh.notnull() & (_.back < 400))
    by_day = recent.group_by("enterprise", "on_day", "back").agg(wh=total(_.wh))
    return by_day.mutate(rests=resting(by_day.on_day))


def _weeks(daily: Any, baseline: Any) -> Any:
    """The latest week of working days, and how many days to now each ended a week below half the baseline."""
    working = daily.filter(~daily.rests & (daily.back < BASELINE_FROM))
    week = ibis.window(group_by="enterprise", order_by=_.on_day, preceding=WEEK - 1, following=0)
    latest = ibis.window(group_by="enterprise", order_by=_.on_day.desc())
    rolled = working.mutate(
        week=_.wh.sum().over(week).cast("int64"),
        filled=_.wh.count().over(week),
        nth=ibis.row_number().over(latest),
    )
    judged = rolled.join(baseline.select("enterprise", "usual"), "enterprise").filter(_.filled == WEEK)
    fine = judged.week.cast("float64") * 100 >= judged.usual.cast("float64") * (WEEK * LOW_PERCENT)
    marked = judged.mutate(fine_nth=ibis.ifelse(fine, judged.nth, ibis.null()))
    return marked.group_by("enterprise").agg(
        week=marked.week.max(where=marked.nth == 0),
        low_days=ibis.coalesce(marked.fine_nth.min(), marked.count()),
    )
