"""What the register says of pledges, freezes, mortgages and lists (domain/scoring §1, registry), as one expression.

The register is complete: an enterprise without an entry has a row of zeros, which is knowledge.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, flag, joined, total

ENCUMBRANCES = {
    "enterprise": "string",
    "kind": "string",
    "amount_fen": "int64",
    "since": "date",
    "until": "date",
}


def encumbrances_indicators(encumbrances: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, as of its very day."""
    entries = (
        encumbrances.rename(ended="until")
        .join(subjects, "enterprise")
        .filter(_.since <= _.as_of)
        .mutate(recent=ago(_.as_of, _.since) < YEAR, holds=_.ended.isnull() | (_.ended > _.as_of))
    )

    def of(kind: str) -> Any:
        return entries.kind == kind

    sums = entries.group_by("enterprise").agg(
        eq_pledge_cnt_12m=entries.count(where=of("equity_pledge") & entries.recent),
        eq_pledge_amt_now_fen=total(entries.amount_fen, of("equity_pledge") & entries.holds),
        eq_freeze_cnt_12m=entries.count(where=of("equity_freeze") & entries.recent),
        eq_freeze_amt_now_fen=total(entries.amount_fen, of("equity_freeze") & entries.holds),
        chattel_cnt_now=entries.count(where=of("chattel_mortgage") & entries.holds),
        chattel_amt_now_fen=total(entries.amount_fen, of("chattel_mortgage") & entries.holds),
        eq_freeze_now=entries.count(where=of("equity_freeze") & entries.holds),
        serious_dishonest_now=entries.count(where=of("serious_dishonesty") & entries.holds),
        liquidation_now=entries.count(where=of("liquidation") & entries.holds),
    )
    row = joined(subjects, (sums,))
    names = [name for name in sums.columns if name != "enterprise"]
    flags = ("eq_freeze_now", "serious_dishonest_now", "liquidation_now")
    return row.select(
        "enterprise",
        "as_of",
        record_months=ibis.literal(YEAR).cast("int64"),
        **{name: row[name].fill_null(0).cast("int64") for name in names if name not in flags},
        **{name: flag(row[name].fill_null(0) > 0) for name in flags},
    )
