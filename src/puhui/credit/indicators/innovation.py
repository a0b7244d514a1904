"""Intellectual property and technology qualifications (domain/scoring §1 and §2), as one pure Ibis expression.

Both registers are complete: an enterprise without an entry has none, which is knowledge.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, flag, joined

RIGHTS = {
    "enterprise": "string",
    "right_no": "string",
    "kind": "string",
    "granted_on": "date",
    "ends_on": "date",
}
QUALIFICATIONS = {"enterprise": "string", "kind": "string", "since": "date", "ends_on": "date"}
PATENTS = ("invention", "utility_model", "design")
TITLES = {"high_tech_now": "high_tech", "specialised_now": "specialised", "tech_sme_now": "tech_sme"}


def innovation_indicators(rights: Any, qualifications: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, as of its very day."""
    granted = (
        rights.join(subjects, "enterprise")
        .filter(_.granted_on <= _.as_of)
        .mutate(holds=_.ends_on.isnull() | (_.ends_on > _.as_of), ago=ago(_.as_of, _.granted_on))
    )
    patent = granted.kind.isin(PATENTS)
    counted = granted.group_by("enterprise").agg(
        patents_now=granted.count(where=patent & granted.holds),
        inventions_now=granted.count(where=(granted.kind == "invention") & granted.holds),
        patent_add_12m=granted.count(where=patent & (granted.ago < YEAR)),
        patent_add_36m=granted.count(where=patent & (granted.ago < 3 * YEAR)),
        trademarks_now=granted.count(where=(granted.kind == "trademark") & granted.holds),
        software_now=granted.count(where=(granted.kind == "software") & granted.holds),
    )
    held = (
        qualifications.join(subjects, "enterprise")
        .filter((_.since <= _.as_of) & (_.ends_on.isnull() | (_.ends_on > _.as_of)))
        .group_by("enterprise")
        .agg(**{name: flag(_.kind == kind).max() for name, kind in TITLES.items()})
    )
    row = joined(subjects, (counted, held))
    names = [*(name for name in counted.columns if name != "enterprise"), *TITLES]
    return row.select(
        "enterprise",
        "as_of",
        record_months=ibis.literal(3 * YEAR).cast("int64"),
        **{name: row[name].fill_null(0).cast("int64") for name in names},
    )
