"""What declarations, payments and the yearly rating say of a taxpayer (domain/scoring §3 and §5), as one expression.

Invoices are `vat`'s. A rating is A, B, M, C or D; the last one published before the day asked for counts.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, either, until

DECLARATIONS = {
    "enterprise": "string",
    "period": "date",
    "period_months": "int64",
    "sales_fen": "int64",
    "tax_type": "string",
    "payable_fen": "int64",
    "paid_fen": "int64",
    "arrears_fen": "int64",
    "due_on": "date",
    "filed_on": "date",
}
RATINGS = {"enterprise": "string", "year": "int64", "rating": "string", "published_on": "date"}
TAXPAYERS = {"enterprise": "string", "status": "string", "abnormal_since": "date"}


def tax_indicators(declarations: Any, ratings: Any, taxpayers: Any, subjects: Any) -> Any:
    """One row for each of `subjects`; nulls where the bureau has it not on its rolls."""
    asked = until(subjects)
    filed = (
        declarations.join(asked, "enterprise")
        .filter(_.period <= _.until)
        .mutate(
            ago=ago(_.until, _.period),
            late=(_.due_on <= _.until) & (ibis.coalesce(_.filed_on, _.until) > _.due_on),
            unfiled=(_.due_on < _.until) & _.filed_on.isnull(),
        )
    )
    sums = filed.group_by("enterprise").agg(
        oldest=_.ago.max(),
        tax12=_.paid_fen.sum(where=_.ago < YEAR),
        declared12=_.sales_fen.sum(where=(_.ago < YEAR) & (_.tax_type == "vat")),
        late12=_.count(where=(_.late | _.unfiled) & (_.ago < YEAR)),
        arrears=_.arrears_fen.sum(),
        arrears24=_.count(where=(_.arrears_fen > 0) & (_.ago < 2 * YEAR)),
    )
    published = ratings.join(asked, "enterprise").filter(_.published_on <= _.as_of)
    rated = published.group_by("enterprise").agg(
        rating=_.rating.argmax(_.year),
        worst=_.rating.isin(("C", "D")).sum(where=_.year > _.as_of.year() - 4),
    )
    rolls = taxpayers.select(
        "enterprise", abnormal=(taxpayers.status == "abnormal").cast("int64"), known=ibis.literal(1)
    )
    row = asked
    for part in (sums, rated, rolls):
        row = row.left_join(part, "enterprise").drop("enterprise_right")
    known = row.known.notnull() | row.oldest.notnull()
    return row.select(
        "enterprise",
        as_of=row.until,
        record_months=either(known, (row.oldest + 1).fill_null(1)).fill_null(0).cast("int64"),
        tax12_fen=row.tax12.cast("int64"),
        declared12_fen=row.declared12.cast("int64"),
        late_decl12=row.late12.cast("int64"),
        arrears_now_fen=row.arrears.cast("int64"),
        arrears_cnt24=row.arrears24.cast("int64"),
        rating_last=row.rating,
        rating_low_3y=row.worst.cast("int64"),
        abnormal_taxpayer_now=row.abnormal.cast("int64"),
    )
