"""The rows of accrual: a position a loan, written with the loan; runs by business date; the parts of a run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel.ids import LoanId
from puhui.lending.accruing.position import position_of
from puhui.lending.agreed import AgreedLoan
from puhui.storage import metadata
from puhui.storage.database import Moment

_positions = sa.Table(
    "lending_positions",
    metadata,
    sa.Column("loan", sa.Text, primary_key=True),
    sa.Column("open", sa.Boolean, nullable=False),
    sa.Column("since", sa.Integer, nullable=False),
    sa.Column("day", sa.Integer, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
_runs = sa.Table(
    "lending_accrual_runs",
    metadata,
    sa.Column("business_date", sa.Text, primary_key=True),
    sa.Column("through", sa.Text, nullable=False),
    sa.Column("loans", sa.Integer, nullable=False),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("closed_at", Moment, nullable=True),
)
_parts = sa.Table(
    "lending_accruals",
    metadata,
    sa.Column("business_date", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("loans", sa.Integer, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Run:
    """One business date's accrual: how far it is (`through` that loan's id), and when it was closed."""

    business_date: date
    through: str
    loans: int
    started_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeptPosition:
    """A position's row; an empty `body` is one that 64 bits do not hold."""

    loan: LoanId
    day: int
    body: bytes


def keep_position(connection: Connection, loan: AgreedLoan) -> None:
    """Write the loan's position, in the transaction that writes the loan."""
    made = position_of(loan)
    row = {
        "open": loan.state != "settled",
        "since": loan.disbursed_on.toordinal(),
        "day": made.day,
        "body": made.body,
    }
    changed = connection.execute(_positions.update().where(_positions.c.loan == loan.id).values(**row))
    if changed.rowcount == 0:
        connection.execute(_positions.insert().values(loan=loan.id, **row))


def positioned(connection: Connection) -> set[str]:
    """The loans that have a position."""
    return set(connection.execute(sa.select(_positions.c.loan)).scalars())


def positions(connection: Connection, day: date, after: str, limit: int) -> list[KeptPosition]:
    """Positions of loans that ran on `day`, in the order of their ids, after `after`."""
    on = day.toordinal()
    query = (
        sa.select(_positions.c.loan, _positions.c.day, _positions.c.body)
        .where(_positions.c.loan > after, _positions.c.since <= on)
        .where(sa.or_(_positions.c.open, _positions.c.day > on))
        .order_by(_positions.c.loan)
        .limit(limit)
    )
    return [KeptPosition(LoanId(loan), at, body) for loan, at, body in connection.execute(query)]


def run(connection: Connection, day: date) -> Run | None:
    """The run of a business date."""
    row = connection.execute(_runs.select().where(_runs.c.business_date == day.isoformat())).first()
    return None if row is None else _run(row)


def last_closed(connection: Connection) -> date | None:
    """The latest business date that was closed."""
    query = sa.select(sa.func.max(_runs.c.business_date)).where(_runs.c.closed_at.is_not(None))
    found = connection.execute(query).scalar()
    return None if found is None else date.fromisoformat(found)


def begin_run(connection: Connection, day: date, at: datetime) -> None:
    """Begin a business date."""
    connection.execute(
        _runs.insert().values(business_date=day.isoformat(), through="", loans=0, started_at=at, closed_at=None)
    )


def add_part(connection: Connection, day: date, *, through: str, loans: int, digest: str, body: bytes) -> None:
    """Store the next part of a run, and how far it is now."""
    on = day.isoformat()
    number = connection.execute(
        sa.select(sa.func.count()).select_from(_parts).where(_parts.c.business_date == on)
    ).scalar_one()
    connection.execute(
        _parts.insert().values(business_date=on, number=number + 1, loans=loans, digest=digest, body=body)
    )
    connection.execute(
        _runs.update().where(_runs.c.business_date == on).values(through=through, loans=_runs.c.loans + loans)
    )


def close_run(connection: Connection, day: date, at: datetime) -> None:
    """Close a business date."""
    connection.execute(_runs.update().where(_runs.c.business_date == day.isoformat()).values(closed_at=at))


def parts(connection: Connection, day: date) -> Sequence[tuple[str, bytes]]:
    """The digests and bodies of a run's parts, in order."""
    query = sa.select(_parts.c.digest, _parts.c.body).where(_parts.c.business_date == day.isoformat())
    return [(digest, body) for digest, body in connection.execute(query.order_by(_parts.c.number))]


def _run(row: sa.Row[tuple[object, ...]]) -> Run:
    held = row._mapping
    day = date.fromisoformat(held["business_date"])
    return Run(day, held["through"], held["loans"], held["started_at"], held["closed_at"])
