"""What the credit reference system knows of an enterprise, on its authorisation (domain/scoring §1 and §4, rules 7, 9,
11).

One pure Ibis expression. An enterprise with neither a facility nor an enquiry ever is unknown to it: absent, not clean.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, days, either, flag, joined, total, until

FACILITIES = {
    "enterprise": "string",
    "lender": "string",
    "lender_kind": "string",
    "opened_on": "date",
    "closed_on": "date",
    "balance_fen": "int64",
    "overdue_fen": "int64",
}
ARREARS = {"enterprise": "string", "lender": "string", "month": "date", "days_past_due": "int64"}
ENQUIRIES = {"enterprise": "string", "asker_kind": "string", "asked_on": "date"}
GUARANTEES = {"enterprise": "string", "amount_fen": "int64", "since": "date", "ended_on": "date"}
WINDOWS_M = (1, 2, 3, 6, 12)
FORTNIGHT_D = 15


def finance_indicators(facilities: Any, arrears: Any, enquiries: Any, guarantees: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, as of its very day; windows of months of arrears are full calendar months."""
    asked = until(subjects)
    parts = (_lent(facilities, asked), _late(arrears, asked), _asked(enquiries, asked), _vouched(guarantees, asked))
    row = joined(asked, parts)
    known = row.facilities.notnull() | row.enquiries.notnull()

    def told(column: Any) -> Any:
        return either(known, column.fill_null(0)).cast("int64")

    return row.select(
        "enterprise",
        "as_of",
        record_months=ibis.ifelse(known, ibis.greatest(row.oldest.fill_null(0) + 1, 1), 0).cast("int64"),
        lenders_now=told(row.lenders),
        nonbank_lenders_now=told(row.nonbanks),
        outside_balance_fen=told(row.balance),
        outside_overdue_fen=told(row.overdue),
        overdue_months24=told(row.months24),
        overdue_run24=told(row.run24),
        overdue_60d_24=told(row.sixty24),
        enquiries_15d=told(row.days15),
        **{f"enquiries_{months}m": told(row[f"asked{months}"]) for months in WINDOWS_M},
        nonbank_enquiries_3m=told(row.nonbank3),
        guarantees_given_fen=told(row.guaranteed),
    )


def _lent(facilities: Any, asked: Any) -> Any:
    seen = facilities.join(asked, "enterprise").filter(_.opened_on <= _.as_of)
    runs = seen.closed_on.isnull() | (seen.closed_on > seen.as_of)
    nonbank = seen.lender_kind == "nonbank"
    return seen.group_by("enterprise").agg(
        facilities=seen.count(),
        oldest=ago(seen.as_of, seen.opened_on).max(),
        lenders=seen.lender.nunique(where=runs),
        nonbanks=seen.lender.nunique(where=runs & nonbank),
        balance=total(seen.balance_fen, runs),
        overdue=total(seen.overdue_fen, runs),
    )


def _late(arrears: Any, asked: Any) -> Any:
    """Months of M(24) with arrears anywhere: how many, and the most in a row (连三累六 asks for both)."""
    months = (
        arrears.join(asked, "enterprise")
        .filter(_.month <= _.until)
        .mutate(ago=ago(_.until, _.month))
        .filter((_.ago < 2 * YEAR) & (_.days_past_due > 0))
        .group_by("enterprise", "ago")
        .agg(worst=_.days_past_due.max())
    )
    in_order = ibis.window(group_by="enterprise", order_by=months.ago)
    runs = months.mutate(run=months.ago - ibis.row_number().over(in_order))
    lengths = runs.group_by("enterprise", "run").agg(length=_.count(), sixty=total(flag(_.worst >= 60)))
    return lengths.group_by("enterprise").agg(
        months24=total(_.length), run24=_.length.max(), sixty24=flag(total(_.sixty) > 0)
    )


def _asked(enquiries: Any, asked: Any) -> Any:
    seen = enquiries.join(asked, "enterprise").filter(_.asked_on <= _.as_of)
    back = days(seen.as_of, seen.asked_on)

    def within(months: int) -> Any:
        return seen.asked_on > (seen.as_of - ibis.interval(months=months)).cast("date")

    return seen.group_by("enterprise").agg(
        enquiries=seen.count(),
        days15=seen.count(where=back < FORTNIGHT_D),
        nonbank3=seen.count(where=within(3) & (seen.asker_kind == "nonbank")),
        **{f"asked{months}": seen.count(where=within(months)) for months in WINDOWS_M},
    )


def _vouched(guarantees: Any, asked: Any) -> Any:
    given = guarantees.join(asked, "enterprise").filter(_.since <= _.as_of)
    return given.group_by("enterprise").agg(
        guaranteed=total(given.amount_fen, given.ended_on.isnull() | (given.ended_on > given.as_of))
    )
