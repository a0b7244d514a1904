"""What insured employees say about an enterprise (domain/scoring §3, group Staff), as one pure Ibis expression."""

from typing import Any

from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, either, ratio, until

INSURED = {
    "enterprise": "string",
    "month": "date",
    "insured": "int64",
    "due_fen": "int64",
    "paid_fen": "int64",
    "due_on": "date",
}
MIN_MONTHS_TREND = 6


def social_indicators(insured: Any, subjects: Any) -> Any:
    """One row for each of `subjects`; nulls where the fund has no month of it on record."""
    asked = until(subjects)
    months = (
        insured.join(asked, "enterprise")
        .filter(_.month <= _.until)
        .mutate(ago=ago(_.until, _.month), open=(_.due_on <= _.until) & (_.paid_fen < _.due_fen))
        .group_by("enterprise", "ago")
        .agg(heads=_.insured.sum().cast("float64"), open=_.open.any().cast("int64"))
    )
    year = months.ago < YEAR
    at = (-months.ago).cast("float64")
    sums = months.group_by("enterprise").agg(
        oldest=months.ago.max(),
        latest=months.heads.max(where=months.ago == 0),
        year_before=months.heads.max(where=months.ago == YEAR),
        count12=months.count(where=year),
        mean12=months.heads.mean(where=year),
        product12=(months.heads * at).sum(where=year),
        heads12=months.heads.sum(where=year),
        at12=at.sum(where=year),
        square12=(at * at).sum(where=year),
        open12=months.open.sum(where=year),
    )
    row = asked.left_join(sums, "enterprise").drop("enterprise_right")
    spread = row.square12 - row.at12 * row.at12 / row.count12
    slope = (row.product12 - row.at12 * row.heads12 / row.count12) / spread
    return row.select(
        "enterprise",
        as_of=row.until,
        record_months=(row.oldest + 1).fill_null(0).cast("int64"),
        ins_now=row.latest.cast("int64"),
        ins_trend12=either((row.count12 >= MIN_MONTHS_TREND) & (row.mean12 > 0), slope / row.mean12),
        ins_yoy=ratio(row.latest - row.year_before, row.year_before),
        ins_arrears_m=row.open12.cast("int64"),
    )
