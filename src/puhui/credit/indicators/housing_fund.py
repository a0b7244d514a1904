"""What deposits to the housing provident fund say about an enterprise (domain/scoring §1), as one Ibis expression."""

from typing import Any

from ibis import _

from puhui.credit.indicators.staff import staff

DEPOSITS = {
    "enterprise": "string",
    "month": "date",
    "persons": "int64",
    "due_fen": "int64",
    "paid_fen": "int64",
    "due_on": "date",
}


def housing_fund_indicators(deposits: Any, subjects: Any) -> Any:
    """One row for each of `subjects`; nulls where the fund has no month of it on record."""
    return staff(deposits.mutate(heads=_.persons), subjects, "fund")
