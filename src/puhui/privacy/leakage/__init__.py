"""What private jobs add up to: facts learnt, budgets at the data's owner, and refusals before anything runs.

Promises. Every job that this node accepts is counted before its worker starts, in the same transaction that accepts
it: no sequence of accepted jobs exceeds a budget, whatever the initiator declared and in whatever order they come. A
failed job stays counted; only one whose worker never started is given back. A sum that, with all earlier answers to
its receiver, would tell of one enterprise is refused; a repeated question about unchanged data is not. All numbers
are settings with their reasons (`limits.json`); none can go below the house's minimums.

>>> from datetime import UTC, datetime
>>> from puhui.kernel import suite
>>> from puhui.privacy.model import JobSpec, Op, Party, Scheme
>>> from puhui.storage import Database
>>> database = Database.in_memory()
>>> database.create()
>>> parties = (Party("court", 90_000, ("name",), dataset="court/defaulters"), Party("bank-a", 100, ("name",)))
>>> spec = JobSpec(Op.LOOKUP, Scheme.UNBALANCED, parties, ("bank-a",), "", purpose="pre_loan", nonce="1")
>>> hashing, at = suite("ed25519-sha256"), datetime(2026, 1, 5, tzinfo=UTC)
>>> asked = Asked(spec.digest(hashing), spec, me="court", initiator="bank-a")
>>> with database.transaction() as connection:
...     admit(connection, asked, at=at, suite=hashing)
...     settle(connection, asked.job, Standing.LEARNT, at=at)
...     so_far = spent(connection, "bank-a", "court/defaulters", datetime(2026, 1, 1, tzinfo=UTC))
>>> so_far[Gauge.JOBS], so_far[Gauge.NAMES]
(1, 100)
"""

from puhui.privacy.leakage.differencing import Answered, answered
from puhui.privacy.leakage.errors import LeakageRefused
from puhui.privacy.leakage.grouping import own_groups
from puhui.privacy.leakage.judging import common_rows_min
from puhui.privacy.leakage.keeping import admit, refuse, settle
from puhui.privacy.leakage.limits import LIMITS, with_own
from puhui.privacy.leakage.model import Asked, Fact, Gauge, Spend, Standing, facts_of, spends_of
from puhui.privacy.leakage.store import JobRow, Total, accepted, jobs, secret, spent, totals

__all__ = [
    "LIMITS",
    "Answered",
    "Asked",
    "Fact",
    "Gauge",
    "JobRow",
    "LeakageRefused",
    "Spend",
    "Standing",
    "Total",
    "accepted",
    "admit",
    "answered",
    "common_rows_min",
    "facts_of",
    "jobs",
    "own_groups",
    "refuse",
    "secret",
    "settle",
    "spends_of",
    "spent",
    "totals",
    "with_own",
]
