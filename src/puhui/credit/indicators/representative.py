"""What courts have against the legal representative in person (domain/scoring §4, rule 5), as one Ibis expression.

It is a person's own record: it is asked for only under a consent that this person signs alone (PIPL art. 29), and
nothing of a case leaves but whether and how many. The courts' register is complete: a representative without a case has
zeros. An enterprise of which the courts were told no representative has no record. Whoever no longer represents it is
not looked at.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import either, flag, joined

REPRESENTATIVES = {"enterprise": "string", "representative": "string"}
REPRESENTATIVE_CASES = {
    "enterprise": "string",
    "representative": "string",
    "kind": "string",
    "filed_on": "date",
    "closed_on": "date",
}


def representative_indicators(representatives: Any, representative_cases: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, as of its very day; nulls where no representative is known."""
    asked = representatives.join(subjects, "enterprise").distinct()
    named = asked.group_by("enterprise").agg(named=asked.count())
    held = representative_cases.join(asked, ["enterprise", "representative"])
    now = held.filter(_.filed_on <= _.as_of).filter(_.closed_on.isnull() | (_.closed_on > _.as_of))
    counts = now.group_by("enterprise").agg(
        dishonest=now.count(where=now.kind == "dishonest"),
        limited=now.count(where=now.kind == "consumption_limit"),
        executed=now.count(where=now.kind == "execution"),
    )
    row = joined(subjects, (named, counts))
    known = row.named.notnull()
    return row.select(
        "enterprise",
        "as_of",
        record_months=ibis.literal(0).cast("int64"),
        lr_dishonest_now=either(known, flag(row.dishonest.fill_null(0) > 0)),
        lr_limit_consume_now=either(known, flag(row.limited.fill_null(0) > 0)),
        lr_exec_open_cnt=either(known, row.executed.fill_null(0)).cast("int64"),
    )
