"""What water, gas and telecom bills say about an enterprise (domain/scoring §1), as Ibis expressions of one shape.

Usage is compared per working day, as electricity is: the Spring Festival is no fall. It is added up in whole
thousandths of its unit.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.festival import working
from puhui.credit.indicators.windows import (
    YEAR,
    ago,
    change,
    days,
    either,
    joined,
    never_nan,
    ratio,
    total,
    until,
    whole,
)

BILLS = {
    "enterprise": "string",
    "account_no": "string",
    "month": "date",
    "usage": "float64",
    "fee_fen": "int64",
    "due_on": "date",
    "paid_on": "date",
    "cuts": "int64",
}


def water_indicators(bills: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, usage in cubic metres; nulls where it is no customer."""
    return _indicators(bills, subjects, "water")


def gas_indicators(bills: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, usage in cubic metres; nulls where it is no customer."""
    return _indicators(bills, subjects, "gas")


def telecom_indicators(bills: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, usage in gigabytes; nulls where it is no customer."""
    return _indicators(bills, subjects, "telecom")


def _indicators(bills: Any, subjects: Any, name: str) -> Any:
    asked = until(subjects)
    row = joined(asked, (_sums(_months(bills, asked)),))
    record = (row.oldest + 1).fill_null(0)
    told = {
        "months": record.cast("int64"),
        "usage12": row.used12.cast("float64") / 1000,
        "fee12_fen": row.fee12.cast("int64"),
        "yoy12": either(
            record >= 2 * YEAR, change(ratio(row.used12, row.worked12), ratio(row.used_before12, row.worked_before12))
        ),
        "drop3": either(record >= YEAR, change(ratio(row.used3, row.worked3), ratio(row.used9, row.worked9))),
        "late_cnt24": row.late24.cast("int64"),
        "arrears_now_fen": row.owed.cast("int64"),
        "cut_cnt12": row.cuts12.cast("int64"),
    }
    told["months"] = either(record > 0, told["months"])
    return row.select(
        "enterprise",
        as_of=row.until,
        record_months=record.cast("int64"),
        **{f"{name}_{column}": value for column, value in told.items()},
    )


def _months(bills: Any, asked: Any) -> Any:
    seen = (
        bills.join(asked, "enterprise")
        .filter(_.month <= _.until)
        .mutate(
            ago=ago(_.until, _.month),
            used=whole(never_nan(_.usage) * 1000.0),
            judged=_.due_on <= _.until,
            open=_.paid_on.isnull() | (_.paid_on > _.until),
            over=days(ibis.least(ibis.coalesce(_.paid_on, _.until), _.until), _.due_on),
        )
    )
    months = seen.group_by("enterprise", "ago").agg(
        month=_.month.min(),
        used=total(_.used),
        fee=total(_.fee_fen),
        owed=total(_.fee_fen, _.judged & _.open),
        late=_.count(where=_.judged & (_.over > 0)),
        cuts=total(_.cuts),
    )
    return months.mutate(worked=working(months.month))


def _sums(months: Any) -> Any:
    year, before = months.ago < YEAR, months.ago.between(YEAR, 2 * YEAR - 1)
    quarter, nine = months.ago < 3, months.ago.between(3, YEAR - 1)
    return months.group_by("enterprise").agg(
        oldest=months.ago.max(),
        used12=months.used.sum(where=year).cast("int64"),
        worked12=total(months.worked, year),
        used_before12=total(months.used, before),
        worked_before12=total(months.worked, before),
        used3=total(months.used, quarter),
        worked3=total(months.worked, quarter),
        used9=total(months.used, nine),
        worked9=total(months.worked, nine),
        fee12=months.fee.sum(where=year),
        late24=total(months.late, months.ago < 2 * YEAR),
        owed=total(months.owed),
        cuts12=total(months.cuts, year),
    )
