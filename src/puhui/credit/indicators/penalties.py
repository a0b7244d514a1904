"""Administrative penalties (domain/scoring §1 and §2), as one pure Ibis expression.

The list is complete: an enterprise without a penalty has a row of zeros. A penalty whose credit was repaired stays in
the counts of what happened and leaves those of what is still held against the enterprise.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, joined, total

PENALTIES = {
    "enterprise": "string",
    "field": "string",
    "kind": "string",
    "amount_fen": "int64",
    "decided_on": "date",
    "repaired_on": "date",
}
FIELDS = ("environment", "fire", "labour", "quality", "safety")
SEVERITY = {"warning": 1, "fine": 2, "confiscation": 3, "suspension": 4, "revocation": 5}


def penalties_indicators(penalties: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, as of its very day."""
    decided = (
        penalties.join(subjects, "enterprise")
        .filter(_.decided_on <= _.as_of)
        .mutate(
            ago=ago(_.as_of, _.decided_on),
            held=_.repaired_on.isnull() | (_.repaired_on > _.as_of),
            severity=_.kind.cases(*SEVERITY.items(), else_=0).cast("int64"),
        )
    )
    recent = decided.ago < 3 * YEAR
    sums = decided.group_by("enterprise").agg(
        penalty_cnt_12=decided.count(where=decided.ago < YEAR),
        penalty_cnt_36=decided.count(where=recent),
        penalty_amt_36_fen=total(decided.amount_fen, recent),
        penalty_held_cnt_36=decided.count(where=recent & decided.held),
        penalty_worst_held_36=decided.severity.max(where=recent & decided.held),
        **{f"penalty_{name}_36": decided.count(where=recent & (decided.field == name)) for name in FIELDS},
    )
    row = joined(subjects, (sums,))
    return row.select(
        "enterprise",
        "as_of",
        record_months=ibis.literal(3 * YEAR).cast("int64"),
        **{name: row[name].fill_null(0).cast("int64") for name in sums.columns if name != "enterprise"},
    )
