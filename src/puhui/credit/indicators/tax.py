"""What declarations, payments and the yearly rating say of a taxpayer (domain/scoring §3 and §5), as one expression.

Invoices are `vat`'s. A rating is A, B, M, C or D; the last one published before the day asked for counts, and of two
for the same year the later.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, change, days, either, flag, joined, ratio, total, until

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
_ORDER = {"A": 4, "B": 3, "M": 2, "C": 1, "D": 0}


def tax_indicators(declarations: Any, ratings: Any, taxpayers: Any, subjects: Any) -> Any:
    """One row for each of `subjects`; nulls where the bureau has it not on its rolls."""
    asked = until(subjects)
    rolls = taxpayers.group_by("enterprise").agg(abnormal=flag(_.status == "abnormal").max(), known=_.count())
    row = joined(asked, (_filed(declarations, asked), _rated(ratings, asked), rolls))
    known = row.known.notnull() | row.oldest.notnull()
    return row.select(
        "enterprise",
        as_of=row.until,
        record_months=ibis.ifelse(known, (row.oldest + 1).fill_null(1), 0).cast("int64"),
        tax12_fen=row.tax12.cast("int64"),
        declared12_fen=row.declared12.cast("int64"),
        declared_yoy=either(row.oldest >= 2 * YEAR - 1, change(row.declared12, row.declared_before12)),
        tax_rev12=ratio(row.tax12, row.declared12),
        late_decl12=row.late12.cast("int64"),
        late_decl_days24=row.late_days24.cast("int64"),
        unfiled_now=row.unfiled.cast("int64"),
        arrears_now_fen=row.arrears.cast("int64"),
        arrears_cnt24=row.arrears24.cast("int64"),
        rating_last=row.rating,
        rating_low_3y=row.worst.cast("int64"),
        rating_trend=row.rank_last - row.rank_before,
        abnormal_taxpayer_now=row.abnormal.cast("int64"),
    )


def _filed(declarations: Any, asked: Any) -> Any:
    filed = (
        declarations.join(asked, "enterprise")
        .filter(_.period <= _.until)
        .mutate(
            ago=ago(_.until, _.period),
            unfiled=(_.due_on < _.until) & _.filed_on.isnull(),
            over=days(ibis.least(ibis.coalesce(_.filed_on, _.until), _.until), _.due_on),
        )
    )
    late = (filed.due_on <= filed.until) & (filed.over > 0)
    vat = filed.tax_type == "vat"
    return filed.group_by("enterprise").agg(
        oldest=filed.ago.max(),
        tax12=filed.paid_fen.sum(where=filed.ago < YEAR),
        declared12=filed.sales_fen.sum(where=(filed.ago < YEAR) & vat),
        declared_before12=total(filed.sales_fen, filed.ago.between(YEAR, 2 * YEAR - 1) & vat),
        late12=filed.count(where=late & (filed.ago < YEAR)),
        late_days24=total(filed.over, late & (filed.ago < 2 * YEAR)),
        unfiled=filed.count(where=filed.unfiled),
        arrears=total(filed.arrears_fen),
        arrears24=filed.count(where=(filed.arrears_fen > 0) & (filed.ago < 2 * YEAR)),
    )


def _rated(ratings: Any, asked: Any) -> Any:
    published = ratings.join(asked, "enterprise").filter(
        (_.published_on <= _.as_of) & _.year.notnull() & _.rating.isin(list(_ORDER))
    )
    order = published.rating.cases(*_ORDER.items(), else_=None).cast("int64")
    newest = ibis.window(
        group_by="enterprise", order_by=[_.year.desc(), _.published_on.desc(), _.order]
    )  # the lower of two of one day
    ranked = published.mutate(order=order).mutate(nth=ibis.row_number().over(newest))
    return ranked.group_by("enterprise").agg(
        rating=ranked.rating.max(where=ranked.nth == 0),
        rank_last=ranked.order.max(where=ranked.nth == 0),
        rank_before=ranked.order.max(where=ranked.nth == 1),
        worst=ranked.count(where=ranked.rating.isin(("C", "D")) & (ranked.year > ranked.as_of.year() - 4)),
    )
