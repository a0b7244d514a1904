"""What the owner's own credit record says, where the owner has granted it separately (domain/scoring §3, group Owner).

One pure Ibis expression over what 征信业管理条例 article 14 leaves: credit behaviour only. Religion, genes,
fingerprints, blood type, disease and medical history have no column, no definition and no place to be put; income,
deposits, securities, insurance, real estate and tax amounts of a person, which it allows only with written consent
after a warning, are not collected either. A test holds both.

Of several owners the one with the weaker record counts, each by the last report up to the day asked for.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import either, joined, never_nan, ratio, total, whole

OWNER_CREDIT = {
    "enterprise": "string",
    "owner": "string",
    "reported_on": "date",
    "born_on": "date",
    "shareholding": "float64",
    "lenders": "int64",
    "card_used_fen": "int64",
    "card_limit_fen": "int64",
    "overdue_now_fen": "int64",
    "overdue_months_24": "int64",
    "days_past_due_max_24": "int64",
}
OWNER_ENQUIRIES = {"enterprise": "string", "owner": "string", "asker_kind": "string", "asked_on": "date"}
WINDOWS_M = (2, 6)
_BILLION = 1_000_000_000


def owner_indicators(owner_credit: Any, owner_enquiries: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, as of its very day; nulls where no owner's record was granted."""
    row = joined(subjects, (_reported(owner_credit, subjects), _asked(owner_enquiries, subjects)))
    known = row.owners.notnull()
    return row.select(
        "enterprise",
        "as_of",
        record_months=either(known, 24).fill_null(0).cast("int64"),
        owner_age_y=row.age.cast("int64"),
        owner_shareholding=row.held.cast("float64") / _BILLION,
        owner_lenders=row.lenders.cast("int64"),
        owner_card_use=ratio(row.used, row["limit"]),
        owner_overdue_now_fen=row.overdue.cast("int64"),
        owner_overdue_months24=row.months24.cast("int64"),
        owner_dpd_max24=row.worst24.cast("int64"),
        **{
            f"owner_enquiries_{months}m": either(known, row[f"asked{months}"].fill_null(0)).cast("int64")
            for months in WINDOWS_M
        },
    )


def _reported(owner_credit: Any, subjects: Any) -> Any:
    seen = owner_credit.join(subjects, "enterprise").filter(_.reported_on <= _.as_of)
    newest = seen.mutate(newest=_.reported_on.max().over(ibis.window(group_by=["enterprise", "owner"])))
    told = newest.filter(_.reported_on == _.newest)
    before_birthday = (told.as_of.month() * 100 + told.as_of.day()) < (told.born_on.month() * 100 + told.born_on.day())
    age = told.as_of.year() - told.born_on.year() - ibis.ifelse(before_birthday, 1, 0)
    # Of two reports of one day the worse figure counts.
    owners = told.group_by("enterprise", "owner").agg(
        age=age.max(),
        held=whole(never_nan(told.shareholding) * float(_BILLION)).max(),
        used=told.card_used_fen.max(),
        limit=told.card_limit_fen.min(),
        lenders=told.lenders.max(),
        overdue=told.overdue_now_fen.max(),
        months24=told.overdue_months_24.max(),
        worst24=told.days_past_due_max_24.max(),
    )
    return owners.group_by("enterprise").agg(
        owners=owners.count(),
        age=owners.age.max(),
        held=total(owners.held),
        lenders=owners.lenders.max(),
        used=total(owners.used),
        limit=total(owners["limit"]),
        overdue=total(owners.overdue),
        months24=owners.months24.max(),
        worst24=owners.worst24.max(),
    )


def _asked(owner_enquiries: Any, subjects: Any) -> Any:
    seen = owner_enquiries.join(subjects, "enterprise").filter(_.asked_on <= _.as_of)
    return seen.group_by("enterprise").agg(
        **{
            f"asked{months}": seen.count(where=seen.asked_on > (seen.as_of - ibis.interval(months=months)).cast("date"))
            for months in WINDOWS_M
        }
    )
