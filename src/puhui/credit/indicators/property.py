"""Real estate on the register (domain/scoring §1), as one pure Ibis expression.

The register is complete for the city: an enterprise without an entry owns nothing here, which is knowledge; what it
owns elsewhere the register does not know.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, either, flag, joined, ratio, total

ESTATES = {
    "enterprise": "string",
    "estate_no": "string",
    "kind": "string",
    "value_fen": "int64",
    "mortgaged_fen": "int64",
    "acquired_on": "date",
    "disposed_on": "date",
    "sealed_on": "date",
    "unsealed_on": "date",
}


def property_indicators(estates: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, as of its very day."""
    owned = (
        estates.join(subjects, "enterprise")
        .filter((_.acquired_on <= _.as_of) & (_.disposed_on.isnull() | (_.disposed_on > _.as_of)))
        .mutate(sealed=(_.sealed_on <= _.as_of) & (_.unsealed_on.isnull() | (_.unsealed_on > _.as_of)))
        .mutate(free=ibis.greatest(_.value_fen - _.mortgaged_fen.fill_null(0), 0))
    )
    sums = owned.group_by("enterprise").agg(
        count=owned.count(),
        plants=owned.count(where=owned.kind.isin(("land", "factory"))),
        value=total(owned.value_fen),
        mortgaged=total(owned.mortgaged_fen),
        free=total(owned.free, ~owned.sealed.fill_null(False)),
        sealed=total(flag(owned.sealed)),
    )
    row = joined(subjects, (sums,))
    return row.select(
        "enterprise",
        "as_of",
        record_months=ibis.literal(YEAR).cast("int64"),
        estate_cnt_now=row["count"].fill_null(0).cast("int64"),
        estate_plant_cnt_now=row.plants.fill_null(0).cast("int64"),
        estate_value_fen=row.value.fill_null(0).cast("int64"),
        estate_free_fen=row.free.fill_null(0).cast("int64"),
        estate_mortgaged_ratio=either(row.value > 0, ratio(row.mortgaged, row.value)),
        estate_sealed_cnt=row.sealed.fill_null(0).cast("int64"),
    )
