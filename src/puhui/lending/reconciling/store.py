"""The room's rows: every look at a core's file, with what came of it. Written once, never changed.

The same file with the same outcome is one look, however often it comes; where our books have changed since, so that
the outcome is another, it is a new one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel import decode, encode
from puhui.kernel.ids import ReconciliationId
from puhui.lending.documents import from_document, to_document
from puhui.lending.errors import ReconciliationUnknown
from puhui.lending.reconciling.comparing import Difference
from puhui.storage import metadata
from puhui.storage.database import Moment

_looks = sa.Table(
    "core_reconciliations",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("business_date", sa.Date, nullable=False, index=True),
    sa.Column("file_digest", sa.Text, nullable=False),
    sa.Column("outcome_digest", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("differences", sa.Integer, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("file_digest", "outcome_digest"),
)


@dataclass(frozen=True, slots=True)
class Sum:
    """One balance over all loans, on both sides."""

    what: str
    ours_fen: int
    core_fen: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: loans on either side, how many of them differ, the sums, and every difference."""

    loans: int
    differing: int
    balances: int
    movements: int
    sums: tuple[Sum, ...]
    differences: tuple[Difference, ...]

    def encoded(self) -> bytes:
        """The canonical bytes that are kept, and by which the same outcome is known."""
        return encode(to_document(self))


@dataclass(frozen=True, slots=True)
class Look:
    """One reconciliation. `file_digest` is that of the core's file, which itself is not kept."""

    id: ReconciliationId
    business_date: date
    file_digest: str
    at: datetime
    by: str
    outcome: Outcome


def keep(connection: Connection, look: Look, outcome_digest: str) -> Look:
    """Keep it; answers the one that is kept already where file and outcome are the same."""
    same = sa.and_(_looks.c.file_digest == look.file_digest, _looks.c.outcome_digest == outcome_digest)
    row = connection.execute(_looks.select().where(same)).first()
    if row is not None:
        return _look(row)
    connection.execute(
        _looks.insert().values(
            id=look.id,
            business_date=look.business_date,
            file_digest=look.file_digest,
            outcome_digest=outcome_digest,
            at=look.at,
            by=look.by,
            differences=len(look.outcome.differences),
            body=look.outcome.encoded(),
        )
    )
    return look


def look(connection: Connection, id: str) -> Look:
    """One reconciliation; raises `ReconciliationUnknown`."""
    row = connection.execute(_looks.select().where(_looks.c.id == id)).first()
    if row is None:
        raise ReconciliationUnknown(reconciliation=id, stage="lending.reconciling")
    return _look(row)


def looks(connection: Connection, *, after: str, limit: int) -> tuple[int, Sequence[Look]]:
    """How many there are, and those after one of them: the latest business date first, of one date the latest look."""
    total = connection.execute(sa.select(sa.func.count()).select_from(_looks)).scalar_one()
    place = (_looks.c.business_date, _looks.c.at, _looks.c.id)
    query = _looks.select().order_by(*(column.desc() for column in place)).limit(limit)
    if after:
        last = [sa.select(column).where(_looks.c.id == after).scalar_subquery() for column in place]
        query = query.where(sa.tuple_(*place) < sa.tuple_(*last))
    return total, [_look(row) for row in connection.execute(query)]


def _look(row: sa.Row[Any]) -> Look:
    outcome = from_document(Outcome, decode(row.body))
    return Look(ReconciliationId(row.id), row.business_date, row.file_digest, row.at, row.by, outcome)
