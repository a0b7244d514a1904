"""The room's rows: applications and loans with a version each, and the numbered events of both.

An event's document is stored beside its digest, so that it can be shown and digested again. The statement that puts
the digest on the ledger stands in the outbox of the same transaction.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel import PuhuiError, decode, encode
from puhui.kernel.ids import ApplicationId, EntryId, LoanId, ReliefId, RequestId
from puhui.kernel.moves import Moves, leading_to
from puhui.ledger import build_statement, entry_id
from puhui.lending import application as applications_
from puhui.lending import loan as loans_
from puhui.lending.accruing.store import keep_position
from puhui.lending.application import Application
from puhui.lending.documents import from_document, to_document
from puhui.lending.errors import ApplicationUnknown, ChangedMeanwhile, LoanUnknown, RowDamaged
from puhui.lending.listing import PAGE_MAX, Page, Sought
from puhui.lending.loan import Loan
from puhui.lending.moves import APPLICATION_MOVES, LOAN_MOVES
from puhui.lending.office import LoanOffice
from puhui.storage import metadata, put
from puhui.storage.database import Moment

T = TypeVar("T", bound=Application)
S = TypeVar("S")
EVERYTHING = Sought()
LEDGER = "ledger"  # the outbox destination that the node delivers to the ledger
_LATE_MAX = 500

_applications = sa.Table(
    "lending_applications",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("request", sa.Text, nullable=False, unique=True),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("uscc", sa.Text, nullable=False, index=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("submitted_at", Moment, nullable=False),
    sa.Column("decide_by", Moment, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
_loans = sa.Table(
    "lending_loans",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("application", sa.Text, nullable=False, unique=True),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("uscc", sa.Text, nullable=False, index=True),
    sa.Column("disbursed_at", Moment, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
_events = sa.Table(
    "lending_events",
    metadata,
    sa.Column("stream", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("digest", sa.Text, nullable=False, index=True),
    sa.Column("document", sa.LargeBinary, nullable=False),
    sa.Column("entry", sa.Text, nullable=False),
)
_rules = sa.Table(
    "lending_rules",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("file", sa.LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Event:
    """One step of an application or a loan. `entry` is its ledger entry, final once the outbox has delivered it."""

    stream: str
    seq: int
    kind: str
    at: datetime
    digest: str
    document: bytes
    entry: EntryId


def record(connection: Connection, office: LoanOffice, stream: str, kind: str, document: Any) -> Event:
    """Append an event to a stream and owe its digest to the ledger, in the caller's transaction.

    `document` is canonical bytes, or a value to encode.
    """
    data = document if isinstance(document, bytes) else encode(to_document(document))
    digest = office.digest(data).hex()
    highest = connection.execute(sa.select(sa.func.max(_events.c.seq)).where(_events.c.stream == stream)).scalar()
    seq = (highest or 0) + 1
    args = {"stream": stream, "seq": seq, "kind": kind, "digest": digest}
    statement = build_statement(
        office.signer,
        office.organisation,
        "anchors",
        "record",
        args,
        clock=office.clock,
        entropy=office.entropy,
        subject=stream,
    )
    event = Event(stream, seq, kind, office.now(), digest, data, entry_id(statement, office.signer.public_key.suite))
    # Two writers on one stream meet at this primary key: the second one's transaction fails whole.
    _insert(
        connection,
        _events,
        {
            "stream": stream,
            "seq": seq,
            "kind": kind,
            "at": event.at,
            "digest": digest,
            "document": data,
            "entry": event.entry,
        },
        stream,
    )
    put(connection, office.clock, destination=LEDGER, key=f"{stream}:{seq}", payload=statement)
    return event


def events(connection: Connection, stream: str) -> list[Event]:
    """The events of an application or a loan, in order."""
    rows = connection.execute(_events.select().where(_events.c.stream == stream).order_by(_events.c.seq))
    return [_event(row) for row in rows]


def document(connection: Connection, digest: str) -> bytes | None:
    """The stored document of a digest."""
    query = sa.select(_events.c.document).where(_events.c.digest == digest).limit(1)
    return connection.execute(query).scalar()


def keep_rules(connection: Connection, digest: str, file: bytes) -> None:
    """Keep a decision file that decided something: its decisions replay after the bank has changed its rules."""
    if rules(connection, digest) is None:
        _insert(connection, _rules, {"digest": digest, "file": file}, digest)


def rules(connection: Connection, digest: str) -> bytes | None:
    """The kept decision file of that digest."""
    return connection.execute(sa.select(_rules.c.file).where(_rules.c.digest == digest)).scalar()


def streams(connection: Connection) -> list[str]:
    """Every application and loan that has events."""
    return list(connection.execute(sa.select(_events.c.stream).distinct().order_by(_events.c.stream)).scalars())


def insert_application(connection: Connection, application: Application) -> None:
    """Store a new application."""
    _insert(connection, _applications, _application_row(application), application.id)


def application(connection: Connection, id: ApplicationId) -> Application:
    """The application; raises `ApplicationUnknown`."""
    row = connection.execute(_applications.select().where(_applications.c.id == id)).first()
    if row is None:
        raise ApplicationUnknown(application=id, stage="lending.store")
    return _application(row)


def application_of_request(connection: Connection, request: RequestId) -> Application | None:
    """The application that this request made, if it did."""
    row = connection.execute(_applications.select().where(_applications.c.request == request)).first()
    return None if row is None else _application(row)


def applications(connection: Connection, sought: Sought = EVERYTHING) -> Page[Application]:
    """The bank's applications, newest first."""
    named = _holds(_applications.c.name, sought.words)
    return _page(connection, _applications, _applications.c.submitted_at, sought, read=_application, named=named)


def every_application(connection: Connection, since: datetime | None, most: int) -> list[Application]:
    """Applications of the whole bank submitted since then, newest first, at most so many."""
    query = _applications.select().order_by(_applications.c.submitted_at.desc(), _applications.c.id.desc()).limit(most)
    if since is not None:
        query = query.where(_applications.c.submitted_at >= since)
    return [_application(row) for row in connection.execute(query)]


def submitted_since(connection: Connection, uscc: str, since: datetime) -> int:
    """How many applications an enterprise has submitted here since then, in whatever state they are now."""
    query = sa.select(sa.func.count()).select_from(_applications)
    query = query.where(_applications.c.uscc == uscc, _applications.c.submitted_at >= since)
    return int(connection.execute(query).scalar() or 0)


def late_applications(connection: Connection, now: datetime) -> list[Application]:
    """Those whose promised time passed without a decision, the longest waiting first."""
    query = (
        _applications.select()
        .where(_applications.c.state.in_(applications_.AWAITING), _applications.c.decide_by < now)
        .order_by(_applications.c.decide_by)
        .limit(_LATE_MAX)
    )
    return [_application(row) for row in connection.execute(query)]


def save_application(connection: Connection, changed: T) -> T:
    """Store the next state; raises `ChangedMeanwhile` when the row is no longer the one that was read.

    A state that no move of the table leads to from there is not stored.
    """
    following: T = replace(changed, version=changed.version + 1)
    _update(connection, _applications, _application_row(following), changed.version, APPLICATION_MOVES)
    return following


def insert_loan(connection: Connection, loan: Loan, *, came_of: ReliefId | None = None) -> None:
    """Store a new loan, once for its application, or once for the relief that renewed another loan (`came_of`)."""
    _insert(connection, _loans, _loan_row(loan) | {"application": came_of or loan.application}, loan.id)
    keep_position(connection, loan)


def loan(connection: Connection, id: LoanId) -> Loan:
    """The loan; raises `LoanUnknown`."""
    row = connection.execute(_loans.select().where(_loans.c.id == id)).first()
    if row is None:
        raise LoanUnknown(loan=id, stage="lending.store")
    return _loan(row)


def loans(connection: Connection, sought: Sought = EVERYTHING) -> Page[Loan]:
    """The bank's loans, newest first. An enterprise's name is the one it applied by."""
    applied = sa.select(_applications.c.uscc).where(_holds(_applications.c.name, sought.words))
    return _page(connection, _loans, _loans.c.disbursed_at, sought, read=_loan, named=_loans.c.uscc.in_(applied))


def every_loan(connection: Connection, since: datetime | None, most: int) -> list[Loan]:
    """Loans of the whole bank paid out since then, newest first, at most so many."""
    query = _loans.select().order_by(_loans.c.disbursed_at.desc(), _loans.c.id.desc()).limit(most)
    if since is not None:
        query = query.where(_loans.c.disbursed_at >= since)
    return [_loan(row) for row in connection.execute(query)]


def chain(connection: Connection, id: LoanId) -> list[Loan]:
    """A loan and those that renewed it, in order."""
    found = [loan(connection, id)]
    while (following := found[-1].renewed_by) is not None:
        found.append(loan(connection, following))
    return found


def open_loans(connection: Connection) -> list[LoanId]:
    """Every loan that is not settled, the oldest first."""
    query = sa.select(_loans.c.id).where(_loans.c.state != "settled").order_by(_loans.c.disbursed_at, _loans.c.id)
    return [LoanId(id) for id in connection.execute(query).scalars()]


def debtors(connection: Connection) -> list[str]:
    """The code of every enterprise with a loan that is not settled, in order."""
    query = sa.select(_loans.c.uscc).where(_loans.c.state != "settled").distinct().order_by(_loans.c.uscc)
    return list(connection.execute(query).scalars())


def save_loan(connection: Connection, changed: Loan) -> Loan:
    """Store the loan after an event; raises `ChangedMeanwhile`."""
    following = replace(changed, version=changed.version + 1)
    _update(connection, _loans, _loan_row(following), changed.version, LOAN_MOVES)
    keep_position(connection, following)
    return following


def _page(
    connection: Connection,
    table: sa.Table,
    moment: sa.Column[datetime],
    sought: Sought,
    *,
    read: Callable[[sa.Row[Any]], S],
    named: sa.ColumnElement[bool],
) -> Page[S]:
    of_all = [table.c.uscc == sought.uscc] if sought.uscc is not None else []
    of_all += [table.c.state.in_(sought.states)] if sought.states else []
    if sought.words:
        of_all.append(sa.or_(_begins(table.c.id, sought.words), _begins(table.c.uscc, sought.words), named))
    total = connection.execute(sa.select(sa.func.count()).select_from(table).where(*of_all)).scalar_one()
    query = table.select().where(*of_all).order_by(moment.desc(), table.c.id.desc())
    if sought.after:
        last = sa.select(moment).where(table.c.id == sought.after).scalar_subquery()
        query = query.where(sa.tuple_(moment, table.c.id) < sa.tuple_(last, sa.literal(sought.after)))
    limit = min(sought.limit, PAGE_MAX)
    rows = connection.execute(query.limit(limit + 1)).all()
    return Page([read(row) for row in rows[:limit]], total, more=len(rows) > limit)


def _begins(column: sa.Column[str], words: str) -> sa.ColumnElement[bool]:
    return sa.func.lower(column).startswith(words.lower(), autoescape=True)


def _holds(column: sa.Column[str], words: str) -> sa.ColumnElement[bool]:
    return sa.func.lower(column).contains(words.lower(), autoescape=True)


def _insert(connection: Connection, table: sa.Table, row: dict[str, Any], what: str) -> None:
    try:
        connection.execute(table.insert().values(**row))
    except sa.exc.IntegrityError:
        # A second transaction did the same at the same time: trying again finds what it stored.
        raise ChangedMeanwhile(what=what, stage="lending.store") from None


def _update(connection: Connection, table: sa.Table, row: dict[str, Any], version: int, moves: Moves) -> None:
    origins = leading_to(moves, row["state"])
    there = (table.c.id == row["id"], table.c.version == version, table.c.state.in_(origins))
    if connection.execute(table.update().where(*there).values(**row)).rowcount != 1:
        raise ChangedMeanwhile(what=row["id"], stage="lending.store")


def _application_row(application: Application) -> dict[str, Any]:
    return {
        "id": application.id,
        "request": application.request,
        "state": application.state,
        "version": application.version,
        "uscc": application.applicant.uscc,
        "name": application.applicant.name,
        "submitted_at": application.submitted_at,
        "decide_by": application.decide_by,
        "body": encode(to_document(application)),
    }


def _loan_row(loan: Loan) -> dict[str, Any]:
    return {
        "id": loan.id,
        "state": loan.state,
        "version": loan.version,
        "uscc": loan.uscc,
        "disbursed_at": loan.disbursed_at,
        "body": encode(to_document(loan)),
    }


def _application(row: sa.Row[Any]) -> Application:
    found: Application = _body(row, applications_.STATES)
    return found


def _loan(row: sa.Row[Any]) -> Loan:
    found: Loan = _body(row, loans_.STATES)
    return found


def _body(row: sa.Row[Any], states: Mapping[str, type[Any]]) -> Any:
    fields = row._mapping
    try:
        return from_document(states[fields["state"]], decode(fields["body"]))
    except (KeyError, TypeError, ValueError, ArithmeticError, PuhuiError) as reason:
        raise RowDamaged(row=fields["id"], reason=repr(reason), stage="lending.store") from None


def _event(row: sa.Row[Any]) -> Event:
    fields = row._mapping
    return Event(
        stream=fields["stream"],
        seq=fields["seq"],
        kind=fields["kind"],
        at=fields["at"],
        digest=fields["digest"],
        document=fields["document"],
        entry=EntryId(fields["entry"]),
    )
