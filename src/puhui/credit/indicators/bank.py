"""What one bank's accounts say of its customer (domain/cash-flow §2), as one pure Ibis expression over months.

Normal income is what flows in without related parties and without loans. Sums and counts only, no counterparties;
what single entries tell is `statement`'s.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import (
    YEAR,
    ago,
    by_month,
    change,
    deviation,
    either,
    joined,
    mean,
    ratio,
    total,
    until,
    whole,
)

FLOWS = {
    "enterprise": "string",
    "month": "date",
    "in_fen": "int64",
    "out_fen": "int64",
    "related_in_fen": "int64",
    "loan_in_fen": "int64",
    "loan_out_fen": "int64",
    "cash_in_fen": "int64",
    "salary_fen": "int64",
    "balance_avg_fen": "int64",
    "balance_min_fen": "int64",
}
LOANS = {
    "enterprise": "string",
    "state": "string",
    "outstanding_fen": "int64",
    "overdue_fen": "int64",
    "days_past_due": "int64",
    "days_past_due_max": "int64",
}
MIN_MONTHS = 6


def bank_indicators(flows: Any, loans: Any, subjects: Any) -> Any:
    """One row for each of `subjects`; nulls where it has no account here."""
    asked = until(subjects)
    owed = loans.group_by("enterprise").agg(
        loans=_.count(),
        outstanding=total(_.outstanding_fen),
        overdue=total(_.overdue_fen),
        past_due=_.days_past_due.max(),
        past_due_max=_.days_past_due_max.max(),
    )
    row = joined(asked, (_sums(flows, asked), owed))
    monthly = [f"m{number}" for number in range(YEAR)]
    row = row.mutate(mean12=mean([row[name] for name in monthly], row.span12))
    months = [row[name] for name in monthly]
    record = ibis.coalesce(row.oldest + 1, either(row.loans.notnull(), 1), 0)
    here = record > 0
    spending = row.out12 - row.serviced12
    return row.select(
        "enterprise",
        as_of=row.until,
        record_months=record.cast("int64"),
        inflow_median12_fen=whole(row.median12),
        inflow12_fen=row.income12.cast("int64"),
        inflow_year_fen=whole(ratio(row.income12 * YEAR, row.count12)),
        inflow_yoy=either(record >= 2 * YEAR, change(row.income12, row.before12)),
        inflow_cv12=either(row.count12 >= MIN_MONTHS, deviation(months, row.span12, row.mean12)),
        related_in_share12=ratio(row.related12, row.gross12),
        cash_share12=ratio(row.cash12, row.gross12),
        out_in_ratio12=ratio(row.out12, row.gross12),
        burn_months12=row.burning12.cast("int64"),
        debt_service12_fen=row.serviced12.cast("int64"),
        debt_service_share12=ratio(row.serviced12, row.income12),
        dscr12=ratio(row.income12 - spending, row.serviced12),
        salary_months12=row.paying12.cast("int64"),
        balance_avg3_fen=whole(ratio(row.balances3, row.months3)),
        balance_min3_fen=row.lowest3.cast("int64"),
        own_loans_outstanding_fen=either(here, row.outstanding.fill_null(0)).cast("int64"),
        own_loans_overdue_fen=either(here, row.overdue.fill_null(0)).cast("int64"),
        own_dpd_now=either(here, row.past_due.fill_null(0)).cast("int64"),
        own_dpd_max=either(here, row.past_due_max.fill_null(0)).cast("int64"),
    )


def _sums(flows: Any, asked: Any) -> Any:
    months = (
        flows.join(asked, "enterprise")
        .filter(_.month <= _.until)
        .mutate(ago=ago(_.until, _.month))
        .group_by("enterprise", "ago")
        .agg(
            gross=total(_.in_fen),
            related=total(_.related_in_fen),
            income=total(_.in_fen - _.related_in_fen - _.loan_in_fen),
            out=total(_.out_fen),
            cash=total(_.cash_in_fen),
            serviced=total(_.loan_out_fen),
            salary=total(_.salary_fen),
            balance=total(_.balance_avg_fen),
            lowest=total(_.balance_min_fen),
        )
    )
    year, quarter = months.ago < YEAR, months.ago < 3
    return months.group_by("enterprise").agg(
        oldest=months.ago.max(),
        count12=months.count(where=year),
        span12=months.ago.max(where=year) + 1,
        median12=months.income.median(where=year),
        income12=months.income.sum(where=year).cast("int64"),
        before12=total(months.income, months.ago.between(YEAR, 2 * YEAR - 1)),
        gross12=total(months.gross, year),
        related12=total(months.related, year),
        out12=total(months["out"], year),
        cash12=total(months.cash, year),
        serviced12=months.serviced.sum(where=year).cast("int64"),
        paying12=months.count(where=year & (months.salary > 0)),
        burning12=months.count(where=year & (months["out"] > months.gross)),
        months3=months.count(where=quarter),
        balances3=total(months.balance, quarter),
        lowest3=months.lowest.min(where=quarter),
        **by_month(months.income, months.ago, YEAR),
    )
