"""What customs know of a trader (domain/scoring §1), as one pure Ibis expression.

Customs' roll of traders is complete: whoever is on it and declared nothing traded nothing; whoever is not on it is no
trader, of whom nothing is said.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, change, either, joined, ratio, total, until

TRADE = {"enterprise": "string", "month": "date", "direction": "string", "value_fen": "int64"}
TRADERS = {"enterprise": "string", "grade": "string", "since": "date"}
BREACHES = {"enterprise": "string", "decided_on": "date", "amount_fen": "int64"}


def customs_indicators(trade: Any, traders: Any, breaches: Any, subjects: Any) -> Any:
    """One row for each of `subjects`; nulls where it is not on the roll of traders."""
    asked = until(subjects)
    row = joined(asked, (_traded(trade, asked), _graded(traders, asked), _punished(breaches, asked)))
    known = row.grade.notnull()

    def told(column: Any) -> Any:
        return either(known, column.fill_null(0)).cast("int64")

    return row.select(
        "enterprise",
        as_of=row.until,
        record_months=ibis.ifelse(known, ibis.greatest(row.since_m + 1, (row.oldest + 1).fill_null(1)), 0).cast(
            "int64"
        ),
        export12_fen=told(row.export12),
        import12_fen=told(row.import12),
        export_yoy=either(known, change(row.export12, row.export_before12)),
        export_months12=told(row.months12),
        export_top_month_share12=either(known, ratio(row.top_month, row.export12)),
        customs_grade=row.grade,
        customs_penalty_cnt24=told(row.breaches24),
        customs_penalty_amt24_fen=told(row.fined24),
    )


def _traded(trade: Any, asked: Any) -> Any:
    months = (
        trade.join(asked, "enterprise")
        .filter(_.month <= _.until)
        .mutate(ago=ago(_.until, _.month))
        .group_by("enterprise", "ago")
        .agg(exported=total(_.value_fen, _.direction == "export"), imported=total(_.value_fen, _.direction == "import"))
    )
    year = months.ago < YEAR
    return months.group_by("enterprise").agg(
        oldest=months.ago.max(),
        export12=total(months.exported, year),
        import12=total(months.imported, year),
        export_before12=total(months.exported, months.ago.between(YEAR, 2 * YEAR - 1)),
        months12=months.count(where=year & (months.exported > 0)),
        top_month=months.exported.max(where=year),
    )


def _graded(traders: Any, asked: Any) -> Any:
    """The grade that holds, by the last change of it up to the day asked for."""
    held = traders.join(asked, "enterprise").filter((_.since <= _.as_of) & _.grade.notnull())
    latest = ibis.window(group_by="enterprise", order_by=[_.since.desc(), _.grade])
    ranked = held.mutate(nth=ibis.row_number().over(latest), since_m=ago(_.until, _.since))
    return ranked.group_by("enterprise").agg(
        grade=ranked.grade.max(where=ranked.nth == 0), since_m=ranked.since_m.max()
    )


def _punished(breaches: Any, asked: Any) -> Any:
    decided = breaches.join(asked, "enterprise").filter(_.decided_on <= _.as_of)
    recent = ago(decided.as_of, decided.decided_on) < 2 * YEAR
    return decided.group_by("enterprise").agg(
        breaches24=decided.count(where=recent), fined24=total(decided.amount_fen, recent)
    )
