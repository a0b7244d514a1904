"""What the courts know of an enterprise (domain/scoring §3, group Litigation), as one pure Ibis expression.

The courts' register is complete: an enterprise without a case has a row of zeros, which is knowledge, not absence.
Suits that it brings as plaintiff weigh nothing (weights: defendant 1, plaintiff 0): they only tell of its claims, and
are counted apart.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, flag, joined, ratio, total

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
CAUSES = {"fin": "financial_loan", "private": "private_lending", "sale": "sale", "labour": "labour"}


def court_indicators(cases: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, as of its very day."""
    filed = (
        cases.join(subjects, "enterprise")
        .filter(_.filed_on <= _.as_of)
        .mutate(
            ago=ago(_.as_of, _.filed_on),
            defends=(_.kind == "lawsuit") & (_.role == "defendant"),
            sues=(_.kind == "lawsuit") & (_.role == "plaintiff"),
            open=_.closed_on.isnull() | (_.closed_on > _.as_of),
            other=~_.cause.isin(list(CAUSES.values())),
        )
    )
    executed = filed.open & (filed.kind == "execution")
    three_years = filed.ago < 3 * YEAR
    by_cause = {name: filed.cause == cause for name, cause in CAUSES.items()} | {"other": filed.other}
    sums = filed.group_by("enterprise").agg(
        lit_def_12=filed.count(where=filed.defends & (filed.ago < YEAR)),
        lit_def_36=filed.count(where=filed.defends & three_years),
        lit_def_loan_36=filed.count(where=filed.defends & three_years & filed.cause.isin(BORROWING)),
        lit_def_amt_36_fen=total(filed.amount_fen, filed.defends & three_years),
        **{
            f"lit_def_{name}_amt_36_fen": total(filed.amount_fen, filed.defends & three_years & chosen)
            for name, chosen in by_cause.items()
        },
        lit_def_open_cnt=filed.count(where=filed.defends & filed.open),
        lit_plf_12=filed.count(where=filed.sues & (filed.ago < YEAR)),
        lit_plf_36=filed.count(where=filed.sues & three_years),
        lit_plf_amt_36_fen=total(filed.amount_fen, filed.sues & three_years),
        exec_cnt_36=filed.count(where=(filed.kind == "execution") & three_years),
        exec_open_cnt=filed.count(where=executed),
        exec_open_amt_fen=total(filed.unpaid_fen, executed),
        exec_claimed=total(filed.amount_fen, executed),
        dishonest_now=filed.count(where=filed.open & (filed.kind == "dishonest")),
        limit_consume_now=filed.count(where=filed.open & (filed.kind == "consumption_limit")),
        bankruptcy_now=filed.count(where=filed.open & (filed.kind == "bankruptcy")),
    )
    row = joined(subjects, (sums,))
    told = [name for name in sums.columns if name not in ("enterprise", "exec_claimed")]
    flags = [name for name in told if name.endswith("_now")]
    return row.select(
        "enterprise",
        "as_of",
        record_months=ibis.literal(3 * YEAR).cast("int64"),
        **{name: row[name].fill_null(0).cast("int64") for name in told if name not in flags},
        exec_unpaid_ratio=ibis.ifelse(
            row.exec_open_cnt.fill_null(0) > 0, ratio(row.exec_open_amt_fen, row.exec_claimed), 0.0
        ),
        **{name: flag(row[name].fill_null(0) > 0) for name in flags},
    )
