"""What the business register says of an enterprise (domain/scoring §3, groups Age and Changes), as one expression."""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, ratio

ENTERPRISES = {
    "enterprise": "string",
    "status": "string",
    "established_on": "date",
    "reg_capital_fen": "int64",
    "paid_capital_fen": "int64",
    "industry_section": "string",
}
CHANGES = {"enterprise": "string", "item": "string", "changed_on": "date"}
OPERATING = ("存续", "在业", "在营")


def registry_indicators(enterprises: Any, changes: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, as of its very day; nulls where it is not registered."""
    made = changes.join(subjects, "enterprise").filter(_.changed_on <= _.as_of).mutate(ago=ago(_.as_of, _.changed_on))
    sums = made.group_by("enterprise").agg(
        lr3=_.count(where=(_.item == "legal_representative") & (_.ago < 3)),
        lr12=_.count(where=(_.item == "legal_representative") & (_.ago < YEAR)),
        sh24=_.count(where=(_.item == "shareholder") & (_.ago < 2 * YEAR)),
        addr24=_.count(where=(_.item == "address") & (_.ago < 2 * YEAR)),
        abnormal=_.count(where=_.item == "abnormal_in") - _.count(where=_.item == "abnormal_out"),
    )
    known = subjects.join(enterprises, "enterprise")
    row = known.left_join(sums, "enterprise").drop("enterprise_right")
    age = ago(row.as_of, row.established_on) - (row.established_on.day() > row.as_of.day()).cast("int32")
    found = row.select(
        "enterprise",
        record_months=ibis.greatest(age, 1).cast("int64"),
        age_m=ibis.greatest(age, 0).cast("int64"),
        operating_now=row.status.isin(OPERATING).cast("int64"),
        status=row.status,
        industry_section=row.industry_section,
        reg_capital_fen=row.reg_capital_fen,
        paid_capital_ratio=ratio(row.paid_capital_fen, row.reg_capital_fen),
        lr_chg_3m=row.lr3.fill_null(0).cast("int64"),
        lr_chg_12m=row.lr12.fill_null(0).cast("int64"),
        sh_chg_24m=row.sh24.fill_null(0).cast("int64"),
        addr_chg_24m=row.addr24.fill_null(0).cast("int64"),
        abnormal_now=(row.abnormal.fill_null(0) > 0).cast("int64"),
    )
    whole = subjects.left_join(found, "enterprise").drop("enterprise_right")
    return whole.mutate(record_months=whole.record_months.fill_null(0))
