"""How an enterprise issues its invoices (domain/relations-and-fraud §4, row Invoice), as one Ibis expression.

Signals for people who look closer, not judgements: a season, a rush order or a round price explain many of them. Void
and red-letter rates are `vat`'s. An invoice delivered twice counts once, as there. A file of invoices has no time of
day, so nothing is said of issuing by night.
"""

from typing import Any

import ibis
from ibis import _

from puhui.credit.indicators.windows import YEAR, ago, days, joined, ratio, total, until

SALES = {
    "enterprise": "string",
    "invoice_no": "string",
    "issued_on": "date",
    "counterparty": "string",
    "amount_fen": "int64",
    "tax_fen": "int64",
    "status": "string",
}
QUARTER_END_D = 3
ROUND_FEN = 100_000  # whole thousands of yuan
REPEATS = 3
SATURDAY = 5


def invoice_patterns_indicators(sales: Any, subjects: Any) -> Any:
    """One row for each of `subjects`; nulls where it issued no invoice in M(12)."""
    asked = until(subjects)
    issued = _issued(sales, asked)
    row = joined(asked, (_sums(issued), _quarters(issued), _repeated(issued), _months(issued)))
    return row.select(
        "enterprise",
        as_of=row.until,
        record_months=(row.oldest + 1).fill_null(0).cast("int64"),
        quarter_end_share12=row.quarter_end,
        round_share12=ratio(row.round12, row.blue_count12),
        weekend_share12=ratio(row.weekend12, row.blue_count12),
        repeat_amount_share12=ratio(row.repeated, row.blue_count12),
        top_month_share12=ratio(row.top_month, row.blue12),
        top_day_share12=ratio(row.top_day, row.blue12),
        void_amount_rate12=ratio(row.void12, row.all12),
    )


def _issued(sales: Any, asked: Any) -> Any:
    once = sales.group_by("enterprise", "invoice_no", "issued_on", "amount_fen", "tax_fen", "status").agg(
        counterparty=_.counterparty.min()
    )
    dated = once.join(asked, "enterprise").filter(_.issued_on <= _.until)
    ends = (_.issued_on.truncate("Q") + ibis.interval(months=3) - ibis.interval(days=1)).cast("date")
    return dated.select(
        "enterprise",
        "counterparty",
        "amount_fen",
        "issued_on",
        ago=ago(_.until, _.issued_on),
        total_fen=_.amount_fen + _.tax_fen,
        void=_.status == "void",
        blue=(_.status == "valid") & (_.amount_fen > 0),
        quarter=_.issued_on.year() * 4 + _.issued_on.quarter(),
        to_quarter_end=days(ends, _.issued_on),
        quarter_over=ends <= _.until,
        weekday=_.issued_on.day_of_week.index(),
    )


def _sums(issued: Any) -> Any:
    year = issued.ago < YEAR
    blue = issued.blue & year
    return issued.group_by("enterprise").agg(
        oldest=issued.ago.max(),
        blue12=total(issued.amount_fen, blue),
        blue_count12=issued.count(where=blue),
        round12=issued.count(where=blue & (issued.total_fen % ROUND_FEN == 0)),
        weekend12=issued.count(where=blue & (issued.weekday >= SATURDAY)),
        void12=total(issued.amount_fen.abs(), issued.void & year),
        all12=total(issued.amount_fen.abs(), year),
    )


def _quarters(issued: Any) -> Any:
    """The worst of the quarters that lie in M(12) whole: what share of it was issued in its last three days."""
    whole = issued.filter(issued.blue & issued.quarter_over & (issued.ago < YEAR))
    quarters = whole.group_by("enterprise", "quarter").agg(
        sold=total(_.amount_fen), late=total(_.amount_fen, _.to_quarter_end < QUARTER_END_D), latest=_.ago.min()
    )
    # Of a quarter whose last month is ten months ago, the first month lies before the window.
    inside = quarters.filter(quarters.latest + 2 < YEAR)
    return inside.group_by("enterprise").agg(quarter_end=ratio(inside.late, inside.sold).max())


def _repeated(issued: Any) -> Any:
    """Invoices of one amount to one buyer, three or more of them in M(12)."""
    same = issued.filter(issued.blue & (issued.ago < YEAR)).group_by("enterprise", "counterparty", "amount_fen")
    alike = same.agg(times=_.count()).filter(_.times >= REPEATS)
    return alike.group_by("enterprise").agg(repeated=total(_.times))


def _months(issued: Any) -> Any:
    blue = issued.filter(issued.blue & (issued.ago < YEAR))
    by_day = blue.group_by("enterprise", "issued_on", "ago").agg(sold=total(_.amount_fen))
    by_month = by_day.group_by("enterprise", "ago").agg(day=_.sold.max(), month=total(_.sold))
    return by_month.group_by("enterprise").agg(top_day=_.day.max(), top_month=_.month.max())
