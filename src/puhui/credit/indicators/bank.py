"""What one bank's accounts say of its customer (domain/cash-flow §2), as one pure Ibis expression.

Normal income is what flows in without related parties and without loans. Sums and counts only, no counterparties.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, either, ratio, until

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
    months = (
        flows.join(asked, "enterprise")
        .filter(_.month <= _.until)
        .mutate(ago=ago(_.until, _.month))
        .group_by("enterprise", "ago")
        .agg(
            gross=_.in_fen.sum(),
            income=(_.in_fen - _.related_in_fen - _.loan_in_fen).sum().cast("float64"),
            out=_.out_fen.sum(),
            cash=_.cash_in_fen.sum(),
            serviced=_.loan_out_fen.sum(),
            salary=_.salary_fen.sum(),
            balance=_.balance_avg_fen.sum().cast("float64"),
            lowest=_.balance_min_fen.sum(),
        )
    )
    year = months.ago < YEAR
    sums = months.group_by("enterprise").agg(
        oldest=months.ago.max(),
        count12=months.count(where=year),
        median12=months.income.median(where=year),
        income12=months.income.sum(where=year),
        before12=months.income.sum(where=months.ago.between(YEAR, 2 * YEAR - 1)),
        mean12=months.income.mean(where=year),
        spread12=months.income.std(where=year, how="sample"),
        gross12=months.gross.sum(where=year),
        out12=months["out"].sum(where=year),
        cash12=months.cash.sum(where=year),
        serviced12=months.serviced.sum(where=year),
        paying12=months.count(where=year & (months.salary > 0)),
        balance3=months.balance.mean(where=months.ago < 3),
        lowest3=months.lowest.min(where=months.ago < 3),
    )
    owed = loans.group_by("enterprise").agg(
        loans=_.count(),
        outstanding=_.outstanding_fen.sum(),
        overdue=_.overdue_fen.sum(),
        past_due=_.days_past_due.max(),
        past_due_max=_.days_past_due_max.max(),
    )
    row = asked
    for part in (sums, owed):
        row = row.left_join(part, "enterprise").drop("enterprise_right")
    record = ibis.coalesce(row.oldest + 1, either(row.loans.notnull(), 1), 0)
    here = record > 0
    return row.select(
        "enterprise",
        as_of=row.until,
        record_months=record.cast("int64"),
        inflow_median12_fen=row.median12.round().cast("int64"),
        inflow12_fen=row.income12.round().cast("int64"),
        inflow_yoy=either(record >= 2 * YEAR, ratio(row.income12, row.before12) - 1),
        inflow_cv12=either(row.count12 >= MIN_MONTHS, ratio(row.spread12, row.mean12)),
        cash_share12=ratio(row.cash12, row.gross12),
        out_in_ratio12=ratio(row.out12, row.gross12),
        debt_service_share12=ratio(row.serviced12, row.income12),
        salary_months12=row.paying12.cast("int64"),
        balance_avg3_fen=row.balance3.round().cast("int64"),
        balance_min3_fen=row.lowest3.cast("int64"),
        own_loans_outstanding_fen=either(here, row.outstanding.fill_null(0)).cast("int64"),
        own_loans_overdue_fen=either(here, row.overdue.fill_null(0)).cast("int64"),
        own_dpd_now=either(here, row.past_due.fill_null(0)).cast("int64"),
        own_dpd_max=either(here, row.past_due_max.fill_null(0)).cast("int64"),
    )
