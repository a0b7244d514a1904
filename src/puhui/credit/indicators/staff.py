"""Heads month by month, and whether what was due for them was paid: what both funds of employees compute."""

from typing import Any

from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, change, either, flag, joined, ratio, total, until

MIN_MONTHS_TREND = 6


def staff(paid: Any, subjects: Any, name: str) -> Any:
    """One row for each of `subjects`: `<name>_now`, `_trend12`, `_yoy`, `_arrears_m`, `_paid_rate12`, `_head_fen`.

    `paid` has `enterprise`, `month`, `heads`, `due_fen`, `paid_fen`, `due_on`: one row an enterprise and month, or
    more, which are added.
    """
    asked = until(subjects)
    months = (
        paid.join(asked, "enterprise")
        .filter(_.month <= _.until)
        .mutate(ago=ago(_.until, _.month), judged=_.due_on <= _.until)
        .group_by("enterprise", "ago")
        .agg(
            heads=total(_.heads),
            due=total(_.due_fen, _.judged),
            paid=total(_.paid_fen, _.judged),
            open=flag((_.judged & (_.paid_fen < _.due_fen)).any()),
        )
    )
    year = months.ago < YEAR
    sums = months.group_by("enterprise").agg(
        oldest=months.ago.max(),
        latest=months.heads.max(where=months.ago == 0),
        year_before=months.heads.max(where=months.ago == YEAR),
        count12=months.count(where=year),
        # Times run backwards from the last month: the products of what is behind it have the opposite sign.
        behind12=total(months.heads * months.ago, year),
        heads12=total(months.heads, year),
        at12=total(months.ago, year),
        square12=total(months.ago * months.ago, year),
        open12=months.open.sum(where=year),
        due12=total(months.due, year),
        paid12=total(months.paid, year),
    )
    row = joined(asked, (sums,))
    # The slope of least squares over its mean, all sums whole: n · (n Σth − Σt Σh) / ((n Σt² − (Σt)²) · Σh), t = −ago.
    rise = row.at12 * row.heads12 - row.count12 * row.behind12
    spread = row.count12 * row.square12 - row.at12 * row.at12
    trend = ratio(
        rise.cast("float64") * row.count12.cast("float64"), spread.cast("float64") * row.heads12.cast("float64")
    )
    told = {
        "now": row.latest.cast("int64"),
        "trend12": either(row.count12 >= MIN_MONTHS_TREND, trend),
        "yoy": change(row.latest, row.year_before),
        "arrears_m": row.open12.cast("int64"),
        "paid_rate12": ratio(row.paid12, row.due12),
        "head_fen": ratio(row.due12, row.heads12).floor().cast("int64"),
    }
    return row.select(
        "enterprise",
        as_of=row.until,
        record_months=(row.oldest + 1).fill_null(0).cast("int64"),
        **{f"{name}_{column}": value for column, value in told.items()},
    )
