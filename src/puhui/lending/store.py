"""The room's rows: applications and loans with a version each, and the numbered events of both.

An event's document is stored beside its digest, so that it can be shown and digested again. The statement that puts
the digest on the ledger stands in the outbox of the same transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel import PuhuiError, decode, encode
from puhui.kernel.ids import ApplicationId, EntryId, LoanId, RequestId
from puhui.ledger import build_statement, entry_id
from puhui.lending import application as applications_
from puhui.lending import loan as loans_
from puhui.lending.application import Application
from puhui.lending.documents import from_document, to_document
from puhui.lending.errors import ApplicationUnknown, ChangedMeanwhile, LoanUnknown, RowDamaged
from puhui.lending.loan import Loan
from puhui.lending.office import LoanOffice
from puhui.storage import metadata, put
from puhui.storage.database import Moment

T = TypeVar("T", bound=Application)
LEDGER = "ledger"  # the outbox destination that the node delivers to the ledger
LIST_MAX = 500

_applications = sa.Table(
    "lending_applications",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("request", sa.Text, nullable=False, unique=True),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("uscc", sa.Text, nullable=False, index=True),
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


def applications(
    connection: Connection, *, uscc: str | None = None, states: Sequence[str] = (), limit: int = LIST_MAX
) -> list[Application]:
    """Applications, newest first: of one enterprise, or of the whole bank; at most `limit`."""
    query = _applications.select().order_by(_applications.c.submitted_at.desc(), _applications.c.id.desc())
    if uscc is not None:
        query = query.where(_applications.c.uscc == uscc)
    if states:
        query = query.where(_applications.c.state.in_(states))
    return [_application(row) for row in connection.execute(query.limit(min(limit, LIST_MAX)))]


def submitted_since(connection: Connection, uscc: str, since: datetime) -> int:
    """How many applications an enterprise has submitted here since then, in whatever state they are now."""
    query = sa.select(sa.func.count()).select_from(_applications)
    query = query.where(_applications.c.uscc == uscc, _applications.c.submitted_at >= since)
    return int(connection.execute(query).scalar() or 0)


def late_applications(connection: Connection, now: datetime) -> list[Application]:
    """Those whose promised time passed without a decision, the longest waiting first."""
    query = (
        _applications.select()
        .where(_applications.c.state.in_(("submitted", "assessed")), _applications.c.decide_by < now)
        .order_by(_applications.c.decide_by)
        .limit(LIST_MAX)
    )
    return [_application(row) for row in connection.execute(query)]


def save_application(connection: Connection, changed: T) -> T:
    """Store the next state; raises `ChangedMeanwhile` when the row is no longer the one that was read."""
    following: T = replace(changed, version=changed.version + 1)
    _update(connection, _applications, _application_row(following), changed.version, changed.id)
    return following


def insert_loan(connection: Connection, loan: Loan) -> None:
    """Store a new loan."""
    _insert(connection, _loans, _loan_row(loan), loan.id)


def loan(connection: Connection, id: LoanId) -> Loan:
    """The loan; raises `LoanUnknown`."""
    row = connection.execute(_loans.select().where(_loans.c.id == id)).first()
    if row is None:
        raise LoanUnknown(loan=id, stage="lending.store")
    return _loan(row)


def loans(
    connection: Connection, *, uscc: str | None = None, states: Sequence[str] = (), limit: int = LIST_MAX
) -> list[Loan]:
    """Loans, newest first: of one enterprise, or of the whole bank; at most `limit`."""
    query = _loans.select().order_by(_loans.c.disbursed_at.desc(), _loans.c.id.desc())
    if uscc is not None:
        query = query.where(_loans.c.uscc == uscc)
    if states:
        query = query.where(_loans.c.state.in_(states))
    return [_loan(row) for row in connection.execute(query.limit(min(limit, LIST_MAX)))]


def open_loans(connection: Connection) -> list[LoanId]:
    """Every loan that is not settled, the oldest first."""
    query = sa.select(_loans.c.id).where(_loans.c.state != "settled").order_by(_loans.c.disbursed_at, _loans.c.id)
    return [LoanId(id) for id in connection.execute(query).scalars()]


def save_loan(connection: Connection, changed: Loan) -> Loan:
    """Store the loan after an event; raises `ChangedMeanwhile`."""
    following = replace(changed, version=changed.version + 1)
    _update(connection, _loans, _loan_row(following), changed.version, changed.id)
    return following


def _insert(connection: Connection, table: sa.Table, row: dict[str, Any], what: str) -> None:
    try:
        connection.execute(table.insert().values(**row))
    except sa.exc.IntegrityError:
        # A second transaction did the same at the same time: trying again finds what it stored.
        raise ChangedMeanwhile(what=what, stage="lending.store") from None


def _update(connection: Connection, table: sa.Table, row: dict[str, Any], version: int, id: str) -> None:
    done = connection.execute(table.update().where(table.c.id == id, table.c.version == version).values(**row))
    if done.rowcount != 1:
        raise ChangedMeanwhile(what=id, stage="lending.store")


def _application_row(application: Application) -> dict[str, Any]:
    return {
        "id": application.id,
        "request": application.request,
        "state": application.state,
        "version": application.version,
        "uscc": application.applicant.uscc,
        "submitted_at": application.submitted_at,
        "decide_by": application.decide_by,
        "body": encode(to_document(application)),
    }


def _loan_row(loan: Loan) -> dict[str, Any]:
    return {
        "id": loan.id,
        "application": loan.application,
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
