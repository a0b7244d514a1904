"""What electricity says about an enterprise (domain/scoring §3, domain/electricity-loan §3), as one Ibis expression."""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, either, ratio, until

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
    bills = (
        consumption.join(asked, "enterprise")
        .filter(_.month <= _.until)
        .mutate(
            ago=ago(_.until, _.month),
            season=_.month.month(),
            settled=ibis.coalesce(_.paid_on, _.until),
            judged=_.due_on <= _.until,  # a bill that is not due yet is neither late nor on time
        )
        .mutate(late=(_.judged & (_.settled > _.due_on)).cast("int64"))
    )
    months = bills.group_by("enterprise", "ago", "season").agg(
        kwh=_.kwh.sum(),
        fee=_.fee_fen.sum(),
        capacity=_.capacity_kva.sum(),
        disconnections=_.disconnections.sum(),
        late=_.late.sum(),
        late_days=_.settled.delta(_.due_on, unit="day").sum(where=_.late > 0).fill_null(0),
    )
    # The month-of-year factor is the enterprise's own: Spring Festival troughs are its calendar, not its decline.
    usual = months.kwh.mean().over(ibis.window(group_by=["enterprise", "season"]))
    overall = months.kwh.mean().over(ibis.window(group_by="enterprise"))
    even = months.mutate(even=either(usual > 0, months.kwh * overall / usual))
    sums = even.group_by("enterprise").agg(
        oldest=_.ago.max(),
        kwh12=_.kwh.sum(where=_.ago < YEAR),
        before12=_.kwh.sum(where=_.ago.between(YEAR, 2 * YEAR - 1)),
        kwh3=_.kwh.sum(where=_.ago < 3),
        kwh_9=_.kwh.sum(where=_.ago.between(3, YEAR - 1)),
        fee12=_.fee.sum(where=_.ago < YEAR),
        capacity12=_.capacity.sum(where=_.ago < YEAR),
        late24=_.late.sum(where=_.ago < 2 * YEAR),
        late_days24=_.late_days.sum(where=_.ago < 2 * YEAR),
        disc24=_.disconnections.sum(where=_.ago < 2 * YEAR),
        spread12=_.even.std(where=_.ago < YEAR, how="sample"),
        mean12=_.even.mean(where=_.ago < YEAR),
    )
    row = asked.left_join(sums, "enterprise").drop("enterprise_right")
    record = (row.oldest + 1).fill_null(0)
    return row.select(
        "enterprise",
        as_of=row.until,
        record_months=record.cast("int64"),
        kwh12=row.kwh12,
        kwh_fee12_fen=row.fee12.cast("int64"),
        kwh_yoy12=either(record >= 2 * YEAR, ratio(row.kwh12, row.before12) - 1),
        kwh_cv12=either(record >= 2 * YEAR, ratio(row.spread12, row.mean12)),
        kwh_drop3=either(record >= YEAR, ratio(row.kwh3 / 3, row.kwh_9 / 9) - 1),
        load_util12=ratio(row.kwh12, row.capacity12 * POWER_FACTOR * HOURS_A_MONTH),
        pay_late_cnt24=row.late24.cast("int64"),
        pay_late_days_avg24=ratio(row.late_days24, row.late24),
        disc_cnt24=row.disc24.cast("int64"),
    )
