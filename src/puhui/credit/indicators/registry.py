"""What the business register says of an enterprise (domain/scoring §3, groups Age and Changes), as one expression.

Shares are of subscribed capital, which the register has in whole fen; of people nothing leaves but the share.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, flag, joined, ratio, total

ENTERPRISES = {
    "enterprise": "string",
    "status": "string",
    "established_on": "date",
    "reg_capital_fen": "int64",
    "paid_capital_fen": "int64",
    "industry_section": "string",
    "legal_representative_id": "string",
}
STAKEHOLDERS = {
    "enterprise": "string",
    "person_id": "string",
    "role": "string",
    "subscribed_fen": "int64",
    "since": "date",
    "until": "date",
}
CHANGES = {"enterprise": "string", "item": "string", "changed_on": "date"}
OPERATING = ("存续", "在业", "在营")


def registry_indicators(enterprises: Any, changes: Any, stakeholders: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, as of its very day; nulls where it is not registered."""
    made = changes.join(subjects, "enterprise").filter(_.changed_on <= _.as_of).mutate(ago=ago(_.as_of, _.changed_on))

    def changed(item: str, months: int) -> Any:
        return made.count(where=(made.item == item) & (made.ago < months))

    sums = made.group_by("enterprise").agg(
        lr_chg_3m=changed("legal_representative", 3),
        lr_chg_6m=changed("legal_representative", 6),
        lr_chg_12m=changed("legal_representative", YEAR),
        sh_chg_6m=changed("shareholder", 6),
        sh_chg_24m=changed("shareholder", 2 * YEAR),
        addr_chg_24m=changed("address", 2 * YEAR),
        cap_chg_24m=changed("capital", 2 * YEAR),
        scope_chg_12m=changed("scope", YEAR),
        abnormal_cnt_24m=changed("abnormal_in", 2 * YEAR),
        abnormal=made.count(where=made.item == "abnormal_in") - made.count(where=made.item == "abnormal_out"),
    )
    counts = [name for name in sums.columns if name not in ("enterprise", "abnormal")]
    registered = enterprises.rename(code="enterprise")
    row = joined(subjects, (sums, _shares(enterprises, stakeholders, subjects)))
    row = row.left_join(registered, row.enterprise == registered.code)
    known = row.code.notnull()
    age = ago(row.as_of, row.established_on) - flag(row.established_on.day() > row.as_of.day())

    def told(value: Any) -> Any:
        return ibis.ifelse(known, value, ibis.null())

    return row.select(
        "enterprise",
        "as_of",
        record_months=ibis.ifelse(known, ibis.greatest(age.fill_null(1), 1), 0).cast("int64"),
        age_m=ibis.ifelse(age < 0, 0, age).cast("int64"),
        operating_now=told(flag(row.status.isin(OPERATING))),
        status=row.status,
        industry_section=row.industry_section,
        reg_capital_fen=row.reg_capital_fen,
        paid_capital_ratio=ratio(row.paid_capital_fen, row.reg_capital_fen),
        **{name: told(row[name].fill_null(0).cast("int64")) for name in counts},
        abnormal_now=told(flag(row.abnormal.fill_null(0) > 0)),
        lr_share=ratio(row.lr_fen, row.held_fen),
        equity_chg_6m=ratio(row.moved_6m_fen, row.held_fen),
        equity_chg_24m=ratio(row.moved_24m_fen, row.held_fen),
    )


def _shares(enterprises: Any, stakeholders: Any, subjects: Any) -> Any:
    """Subscribed capital held now, by the representative, and by whoever came in after the founding; no holder, no row.

    A share that changed hands twice in a window moved twice.
    """
    firms = enterprises.select("enterprise", "established_on", "legal_representative_id")
    held = (
        stakeholders.rename(ended="until")
        .filter(_.role == "shareholder")
        .join(subjects, "enterprise")
        .join(firms, "enterprise")
        .filter(_.since <= _.as_of)
        .mutate(
            holds=_.ended.isnull() | (_.ended > _.as_of),
            leads=(_.person_id == _.legal_representative_id).fill_null(False),
            came=ibis.ifelse(_.since > _.established_on, ago(_.as_of, _.since), None),
        )
    )
    return held.group_by("enterprise").agg(
        held_fen=total(held.subscribed_fen, held.holds),
        lr_fen=total(held.subscribed_fen, held.holds & held.leads),
        moved_6m_fen=total(held.subscribed_fen, (held.came < YEAR // 2).fill_null(False)),
        moved_24m_fen=total(held.subscribed_fen, (held.came < 2 * YEAR).fill_null(False)),
    )
