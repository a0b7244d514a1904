"""What the courts know of an enterprise (domain/scoring §3, group Litigation), as one pure Ibis expression.

The courts' register is complete: an enterprise without a case has a row of zeros, which is knowledge, not absence.
Suits that it brings as plaintiff count nothing: they only tell of its claims.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, ago

CASES = {
    "enterprise": "string",
    "kind": "string",
    "role": "string",
    "cause": "string",
    "amount_fen": "int64",
    "unpaid_fen": "int64",
    "filed_on": "date",
    "closed_on": "date",
}
BORROWING = ("financial_loan", "private_lending")


def court_indicators(cases: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, as of its very day."""
    filed = (
        cases.join(subjects, "enterprise")
        .filter(_.filed_on <= _.as_of)
        .mutate(
            ago=ago(_.as_of, _.filed_on),
            defends=(_.kind == "lawsuit") & (_.role == "defendant"),
            open=_.closed_on.isnull() | (_.closed_on > _.as_of),
        )
    )
    executed = filed.open & (filed.kind == "execution")
    sums = filed.group_by("enterprise").agg(
        lit_def_12=filed.count(where=filed.defends & (filed.ago < YEAR)),
        lit_def_36=filed.count(where=filed.defends & (filed.ago < 3 * YEAR)),
        lit_def_loan_36=filed.count(where=filed.defends & (filed.ago < 3 * YEAR) & filed.cause.isin(BORROWING)),
        lit_def_amt_36_fen=filed.amount_fen.sum(where=filed.defends & (filed.ago < 3 * YEAR)),
        exec_open_cnt=filed.count(where=executed),
        exec_open_amt_fen=filed.unpaid_fen.sum(where=executed),
        dishonest_now=filed.count(where=filed.open & (filed.kind == "dishonest")),
        limit_consume_now=filed.count(where=filed.open & (filed.kind == "consumption_limit")),
        bankruptcy_now=filed.count(where=filed.open & (filed.kind == "bankruptcy")),
    )
    row = subjects.left_join(sums, "enterprise").drop("enterprise_right")
    counts = [name for name in sums.columns if name != "enterprise" and not name.endswith("_now")]
    flags = [name for name in sums.columns if name.endswith("_now")]
    return row.select(
        "enterprise",
        "as_of",
        record_months=ibis.literal(3 * YEAR).cast("int64"),
        **{name: row[name].fill_null(0).cast("int64") for name in counts},
        **{name: (row[name].fill_null(0) > 0).cast("int64") for name in flags},
    )
