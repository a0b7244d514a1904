"""What a custodian's tables say month by month, as pure Ibis expressions: three years, for a reader's eye and no card.

Each is one row an enterprise: `<column>_m0` is the last full month up to the day asked for, `_m1` the one before, and
`rows_m0` … how many rows of the tables spoke of that month. `puhui.credit.series` makes a document of a row.
"""

from typing import Any

from ibis import _

from puhui.credit.indicators.bank import FLOWS
from puhui.credit.indicators.power import CONSUMPTION
from puhui.credit.indicators.vat import INVOICES, invoices_once
from puhui.credit.indicators.windows import YEAR, ago, joined, never_nan, total, until, whole

MONTHS = 3 * YEAR

__all__ = ["CONSUMPTION", "FLOWS", "INVOICES", "MONTHS", "flow_months", "power_months", "trade_months"]


def trade_months(sales: Any, purchases: Any, subjects: Any) -> Any:
    """Valid invoices without tax, red-letter ones taken off, each counted once: what was sold and what was bought."""
    asked = until(subjects)
    sides = {}
    for name, invoices in (("sales_fen", sales), ("purchases_fen", purchases)):
        once = invoices_once(invoices, asked)
        sides[name] = once.group_by("enterprise", "ago").agg(amount=total(_.amount_fen, _.valid), rows=_.count())
    parts = [
        months.group_by("enterprise").agg(
            **{f"{name}_oldest": months.ago.max()},
            **_monthly(months, {name: months.amount, f"{name}_rows": months.rows}),
        )
        for name, months in sides.items()
    ]
    row = joined(asked, parts)
    oldest = [row[f"{name}_oldest"].fill_null(-1) for name in sides]
    rows = {
        f"rows_m{number}": sum((row[f"{name}_rows_m{number}"].fill_null(0) for name in sides), start=0)
        for number in range(MONTHS)
    }
    return _told(row, oldest, list(sides), rows)


def flow_months(flows: Any, subjects: Any) -> Any:
    """All accounts of one bank: what came in without related parties and loans, what went out, the mean balance."""
    asked = until(subjects)
    seen = flows.join(asked, "enterprise").filter(_.month <= _.until).mutate(ago=ago(_.until, _.month))
    columns = {
        "income_fen": seen.in_fen - seen.related_in_fen - seen.loan_in_fen,
        "out_fen": seen.out_fen,
        "balance_avg_fen": seen.balance_avg_fen,
    }
    return _of_bills(seen, asked, columns)


def power_months(consumption: Any, subjects: Any) -> Any:
    """All accounts: consumption in watt-hours, so that every warehouse adds it up alike, and fees."""
    asked = until(subjects)
    seen = consumption.join(asked, "enterprise").filter(_.month <= _.until).mutate(ago=ago(_.until, _.month))
    return _of_bills(seen, asked, {"wh": whole(never_nan(seen.kwh) * 1000.0), "fee_fen": seen.fee_fen})


def _of_bills(seen: Any, asked: Any, columns: dict[str, Any]) -> Any:
    """Of tables with a row an account and month."""
    months = seen.select("enterprise", "ago", **columns)
    summed = months.group_by("enterprise", "ago").agg(rows=_.count(), **{name: total(months[name]) for name in columns})
    wanted = {name: summed[name] for name in (*columns, "rows")}
    row = joined(asked, (summed.group_by("enterprise").agg(oldest=summed.ago.max(), **_monthly(summed, wanted)),))
    rows = {f"rows_m{number}": row[f"rows_m{number}"].fill_null(0) for number in range(MONTHS)}
    return _told(row, [row.oldest.fill_null(-1)], list(columns), rows)


def _monthly(months: Any, columns: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{name}_m{number}": total(column, months.ago == number)
        for name, column in columns.items()
        for number in range(MONTHS)
    }


def _told(row: Any, oldest: list[Any], columns: list[str], rows: dict[str, Any]) -> Any:
    import ibis

    record = (ibis.greatest(*oldest) if len(oldest) > 1 else oldest[0]) + 1
    values = {f"{name}_m{number}": row[f"{name}_m{number}"] for name in columns for number in range(MONTHS)}
    told = {name: value.cast("int64") for name, value in (values | rows).items()}
    return row.select("enterprise", as_of=row.until, record_months=record.cast("int64"), **told)
