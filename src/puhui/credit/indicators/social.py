"""What insured employees say about an enterprise (domain/scoring §3, group Staff), as one pure Ibis expression."""

from typing import Any

from ibis import _

from puhui.credit.indicators.staff import staff

INSURED = {
    "enterprise": "string",
    "month": "date",
    "insured": "int64",
    "due_fen": "int64",
    "paid_fen": "int64",
    "due_on": "date",
}


def social_indicators(insured: Any, subjects: Any) -> Any:
    """One row for each of `subjects`; nulls where the fund has no month of it on record."""
    return staff(insured.mutate(heads=_.insured), subjects, "ins")
