"""Public bids and awards (domain/scoring §1), as one pure Ibis expression.

The platform of public resources lists every bid opened in the city: no bid is zero, which is knowledge.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, change, joined, ratio, total

BIDS = {"enterprise": "string", "bid_no": "string", "opened_on": "date", "won": "int64", "amount_fen": "int64"}
AWARDS = {"enterprise": "string", "level": "string", "awarded_on": "date"}


def bids_indicators(bids: Any, awards: Any, subjects: Any) -> Any:
    """One row for each of `subjects`, as of its very day."""
    opened = bids.join(subjects, "enterprise").filter(_.opened_on <= _.as_of).mutate(ago=ago(_.as_of, _.opened_on))
    won, year = opened.won > 0, opened.ago < YEAR
    placed = opened.group_by("enterprise").agg(
        bids12=opened.count(where=year),
        wins12=opened.count(where=won & year),
        bids24=opened.count(where=opened.ago < 2 * YEAR),
        wins24=opened.count(where=won & (opened.ago < 2 * YEAR)),
        won12=total(opened.amount_fen, won & year),
        won_before12=total(opened.amount_fen, won & opened.ago.between(YEAR, 2 * YEAR - 1)),
    )
    given = awards.join(subjects, "enterprise").filter(_.awarded_on <= _.as_of)
    recent = ago(given.as_of, given.awarded_on) < 3 * YEAR
    honoured = given.group_by("enterprise").agg(
        awards=given.count(where=recent), high=given.count(where=recent & given.level.isin(("national", "province")))
    )
    row = joined(subjects, (placed, honoured))
    return row.select(
        "enterprise",
        "as_of",
        record_months=ibis.literal(3 * YEAR).cast("int64"),
        bids_12=row.bids12.fill_null(0).cast("int64"),
        bid_wins_12=row.wins12.fill_null(0).cast("int64"),
        bid_win_rate_24=ratio(row.wins24, row.bids24),
        bid_won_amt_12_fen=row.won12.fill_null(0).cast("int64"),
        bid_won_yoy=change(row.won12, row.won_before12),
        awards_36=row.awards.fill_null(0).cast("int64"),
        awards_high_36=row.high.fill_null(0).cast("int64"),
    )
