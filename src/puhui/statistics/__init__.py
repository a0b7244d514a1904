"""What a city's lending looks like in numbers: steps of applications counted by month, county, industry, size and bank.

The room promises: no number stands on fewer enterprises than the threshold, nor an amount mostly on one of them; what
is withheld cannot be had back by taking the others from their total; amounts, rates and times are told of months that
are over, so that two readings differ by no one enterprise's loan; and a month that is over never changes. No I/O.

>>> from datetime import UTC, datetime
>>> at = datetime(2026, 5, 6, tzinfo=UTC)
>>> steps = [
...     Step("applied", at, f"e{i}", county="130203", industry="C", segment="small_micro", lender="bank-a",
...          amount_fen=10_000_000)
...     for i in range(7)
... ]
>>> found = table(steps, "county", now=datetime(2026, 6, 30, tzinfo=UTC))
>>> [(row.group, row.applied.count, row.applied.amount_fen) for row in found.rows]
[('130203', 7, 70000000)]
>>> few = table(steps[:4], "county", now=datetime(2026, 6, 30, tzinfo=UTC))
>>> few.rows, few.total.applied.count, few.total.applied.amount_fen
((), 4, None)
"""

from puhui.statistics.disclosure import Disclosure, disclosure
from puhui.statistics.errors import NoSuchBreakdown
from puhui.statistics.model import BREAKDOWNS, NO_CAMPAIGN, WHAT, Cell, Row, Step, Table
from puhui.statistics.tables import refusals, table

__all__ = [
    "BREAKDOWNS",
    "NO_CAMPAIGN",
    "WHAT",
    "Cell",
    "Disclosure",
    "NoSuchBreakdown",
    "Row",
    "Step",
    "Table",
    "disclosure",
    "refusals",
    "table",
]
