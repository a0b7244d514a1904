"""What electricity says about an enterprise (domain/scoring §3, domain/electricity-loan §3), as one Ibis expression.

Levels are compared per working day: the Spring Festival is taken out (`festival`) before a fall is called one.
Consumption is added up in whole watt-hours, so that no warehouse adds it up differently.
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
    deviation,
    either,
    flag,
    joined,
    mean,
    never_nan,
    ratio,
    total,
    until,
    whole,
)

CONSUMPTION = {
    "enterprise": "string",
    "account_no": "string",
    "month": "date",
    "capacity_kva": "float64",
    "kwh": "float64",
    "fee_fen": "int64",
    "due_on": "date",
    "paid_on": "date",
    "disconnections": "int64",
}
POWER_FACTOR = 0.9  # domain/electricity-loan: a default, J
HOURS_A_MONTH = 730.5


def power_indicators(consumption: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, over all its accounts; nulls where the utility has none of it on record."""
    asked = until(subjects)
    months = _months(_bills(consumption, asked))
    row = _with_levels(joined(asked, (_sums(months), _idle(months))))
    record = (row.oldest + 1).fill_null(0)
    year, two_years = record >= YEAR, record >= 2 * YEAR
    daily12, daily_before = ratio(row.wh12, row.worked12), ratio(row.wh_before12, row.worked_before12)
    daily3, daily9 = ratio(row.wh3, row.worked3), ratio(row.wh9, row.worked9)
    return row.select(
        "enterprise",
        as_of=row.until,
        record_months=record.cast("int64"),
        kwh12=row.wh12.cast("float64") / 1000,
        kwh_fee12_fen=row.fee12.cast("int64"),
        kwh_fee_paid24_fen=row.paid24.cast("int64"),
        kwh_yoy12=either(two_years, change(daily12, daily_before)),
        kwh_cv12=either(row.months24 == 2 * YEAR, deviation(_named(row, "even"), ibis.literal(YEAR), row.even_mean)),
        kwh_drop3=either(year, change(daily3, daily9)),
        kwh_zero_run12=either(row.oldest.notnull(), row.zero_run.fill_null(0)).cast("int64"),
        load_util12=ratio(row.wh12, row.va12.cast("float64") * POWER_FACTOR * HOURS_A_MONTH),
        kva_now=row.va_now.cast("float64") / 1000,
        kva_yoy=change(row.va_now, row.va_before),
        pay_late_cnt24=row.late24.cast("int64"),
        pay_late_rate24=ratio(row.late24, row.judged24),
        pay_late_days_avg24=ratio(row.late_days24, row.late24),
        power_arrears_now_fen=row.owed.cast("int64"),
        disc_cnt12=row.disc12.cast("int64"),
        disc_cnt24=row.disc24.cast("int64"),
    )


def _bills(consumption: Any, asked: Any) -> Any:
    """Each month's bill of each account, judged at the end of the window."""
    seen = consumption.join(asked, "enterprise").filter(_.month <= _.until)
    return seen.select(
        "enterprise",
        "month",
        "fee_fen",
        "disconnections",
        ago=ago(_.until, _.month),
        wh=whole(never_nan(_.kwh) * 1000.0),
        va=whole(never_nan(_.capacity_kva) * 1000.0),
        judged=_.due_on <= _.until,  # a bill that is not due yet is neither late nor on time
        open=_.paid_on.isnull() | (_.paid_on > _.until),
        over=days(ibis.least(ibis.coalesce(_.paid_on, _.until), _.until), _.due_on),
    )


def _months(bills: Any) -> Any:
    late = bills.judged & (bills.over > 0)
    months = bills.group_by("enterprise", "ago").agg(
        month=bills.month.min(),
        wh=total(bills.wh),
        va=total(bills.va),
        fee=total(bills.fee_fen),
        paid=total(bills.fee_fen, ~bills.open),
        owed=total(bills.fee_fen, bills.judged & bills.open),
        disconnections=total(bills.disconnections),
        judged=total(flag(bills.judged)),
        late=total(flag(late)),
        late_days=total(bills.over, late),
    )
    return months.mutate(worked=working(months.month))


def _sums(months: Any) -> Any:
    year, two_years = months.ago < YEAR, months.ago < 2 * YEAR
    before = months.ago.between(YEAR, 2 * YEAR - 1)
    return months.group_by("enterprise").agg(
        oldest=months.ago.max(),
        months24=months.count(where=two_years),
        wh12=months.wh.sum(where=year).cast("int64"),
        worked12=total(months.worked, year),
        wh_before12=total(months.wh, before),
        worked_before12=total(months.worked, before),
        wh3=total(months.wh, months.ago < 3),
        worked3=total(months.worked, months.ago < 3),
        wh9=total(months.wh, months.ago.between(3, YEAR - 1)),
        worked9=total(months.worked, months.ago.between(3, YEAR - 1)),
        fee12=months.fee.sum(where=year),
        paid24=total(months.paid, two_years),
        va12=total(months.va, year),
        va_now=months.va.max(where=months.ago == 0),
        va_before=months.va.max(where=months.ago == YEAR),
        judged24=total(months.judged, two_years),
        late24=total(months.late, two_years),
        late_days24=total(months.late_days, two_years),
        owed=total(months.owed),
        disc12=total(months.disconnections, year),
        disc24=total(months.disconnections, two_years),
        **{f"wh_{number}": total(months.wh, months.ago == number) for number in range(2 * YEAR)},
        **{f"worked_{number}": total(months.worked, months.ago == number) for number in range(2 * YEAR)},
    )


def _with_levels(row: Any) -> Any:
    """`row` with `even_0` … `even_11`: consumption per working day, latest first, without the enterprise's own season.

    The month-of-year factor is its own, from two years. What is left of a month after it is the enterprise's doing.
    """
    year = ibis.literal(YEAR)
    row = row.mutate(
        **{f"daily_{number}": ratio(row[f"wh_{number}"], row[f"worked_{number}"]) for number in range(2 * YEAR)}
    )
    row = row.mutate(
        **{f"usual_{n}": (row[f"daily_{n}"] + row[f"daily_{n + YEAR}"]) / 2.0 for n in range(YEAR)},
    )
    row = row.mutate(usual_mean=mean(_named(row, "usual"), year))
    row = row.mutate(
        **{
            f"even_{n}": ibis.ifelse(
                row[f"usual_{n}"] > 0, row[f"daily_{n}"] * row.usual_mean / row[f"usual_{n}"], row.usual_mean
            )
            for n in range(YEAR)
        }
    )
    return row.mutate(even_mean=mean(_named(row, "even"), year))


def _named(row: Any, name: str) -> list[Any]:
    return [row[f"{name}_{number}"] for number in range(YEAR)]


def _idle(months: Any) -> Any:
    """The longest run of months without any consumption, in M(12)."""
    idle = months.filter((months.ago < YEAR) & (months.wh == 0)).select("enterprise", "ago")
    # Consecutive months keep the same distance to their rank.
    runs = idle.mutate(run=idle.ago - ibis.row_number().over(ibis.window(group_by="enterprise", order_by=idle.ago)))
    return runs.group_by("enterprise", "run").agg(length=_.count()).group_by("enterprise").agg(zero_run=_.length.max())
