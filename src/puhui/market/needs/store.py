"""The rows of needs: one a need with its version, and the numbered events of each with the entry that proves it.

An event's document stands beside its digest. The statement that puts the digest on the ledger is owed in the same
transaction, so that a step is either made and owed, or neither.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel import decode, encode
from puhui.kernel.ids import EntryId
from puhui.ledger import build_statement, entry_id
from puhui.market.needs.documents import need_document, read_need
from puhui.market.needs.errors import NeedChanged, NeedUnknown
from puhui.market.needs.house import MarketHouse
from puhui.market.needs.model import FinancingNeed
from puhui.market.needs.states import OPEN, AnswerState, NeedState
from puhui.storage import metadata, put
from puhui.storage.database import Moment

LEDGER = "ledger"  # the outbox destination that the node delivers to the ledger
LIST_MAX = 500

_needs = sa.Table(
    "market_needs",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("uscc", sa.Text, nullable=False, index=True),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
_events = sa.Table(
    "market_events",
    metadata,
    sa.Column("stream", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False, index=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("document", sa.LargeBinary, nullable=False),
    sa.Column("entry", sa.Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class NeedEvent:
    """One step of a need. `entry` is its ledger entry, final once the outbox has delivered it."""

    seq: int
    kind: str
    at: datetime
    digest: str
    document: dict[str, Any]
    entry: EntryId


def record(connection: Connection, house: MarketHouse, stream: str, kind: str, document: dict[str, Any]) -> NeedEvent:
    """Append an event to a need's stream and owe its digest to the ledger, in the caller's transaction."""
    data = encode(document)
    digest = house.signer.public_key.suite.digest(data).hex()
    highest = connection.execute(sa.select(sa.func.max(_events.c.seq)).where(_events.c.stream == stream)).scalar()
    seq = (highest or 0) + 1
    statement = build_statement(
        house.signer,
        house.organisation,
        "anchors",
        "record",
        {"stream": stream, "seq": seq, "kind": kind, "digest": digest},
        clock=house.clock,
        entropy=house.entropy,
        subject=stream,
    )
    event = NeedEvent(seq, kind, house.now(), digest, document, entry_id(statement, house.signer.public_key.suite))
    row = {"stream": stream, "seq": seq, "kind": kind, "at": event.at, "digest": digest}
    try:  # two writers on one stream meet at its primary key: the second one's transaction fails whole
        connection.execute(_events.insert().values(**row, document=data, entry=event.entry))
    except sa.exc.IntegrityError:
        raise NeedChanged(need=stream, stage="market.needs") from None
    put(connection, house.clock, destination=LEDGER, key=f"{stream}:{seq}", payload=statement)
    return event


def events(connection: Connection, stream: str) -> list[NeedEvent]:
    """The events of a need, in order."""
    rows = connection.execute(_events.select().where(_events.c.stream == stream).order_by(_events.c.seq))
    return [NeedEvent(row.seq, row.kind, row.at, row.digest, decode(row.document), EntryId(row.entry)) for row in rows]


def insert(connection: Connection, need: FinancingNeed) -> None:
    """Store a new need."""
    connection.execute(_needs.insert().values(**_row(need)))


def save(connection: Connection, changed: FinancingNeed) -> FinancingNeed:
    """Store the next version; raises `NeedChanged` when the row is no longer the one that was read."""
    following = replace(changed, version=changed.version + 1)
    done = connection.execute(
        _needs.update().where(_needs.c.id == changed.id, _needs.c.version == changed.version).values(**_row(following))
    )
    if done.rowcount != 1:
        raise NeedChanged(need=changed.id, stage="market.needs")
    return following


def forget(connection: Connection, need: FinancingNeed) -> None:
    """Remove a draft: it was nobody's business yet."""
    connection.execute(_needs.delete().where(_needs.c.id == need.id, _needs.c.state == NeedState.DRAFT.value))


def find(connection: Connection, id_: str) -> FinancingNeed:
    """The need; raises `NeedUnknown`."""
    row = connection.execute(_needs.select().where(_needs.c.id == id_)).first()
    if row is None:
        raise NeedUnknown(need=id_, stage="market.needs")
    return read_need(decode(row.body))


def owner_of(connection: Connection, id_: str) -> str | None:
    """The enterprise of a need; None where there is no such need."""
    uscc: str | None = connection.execute(sa.select(_needs.c.uscc).where(_needs.c.id == id_)).scalar()
    return uscc


def of_enterprise(connection: Connection, uscc: str) -> list[FinancingNeed]:
    """The needs of one enterprise, newest first."""
    query = _needs.select().where(_needs.c.uscc == uscc).order_by(_needs.c.made_at.desc(), _needs.c.id.desc())
    return _read(connection.execute(query.limit(LIST_MAX)))


def under_way(connection: Connection, uscc: str) -> int:
    """How many drafts and open needs the enterprise has."""
    states = [one.value for one in (NeedState.DRAFT, *OPEN)]
    query = sa.select(sa.func.count()).select_from(_needs).where(_needs.c.uscc == uscc, _needs.c.state.in_(states))
    return int(connection.execute(query).scalar() or 0)


def open_needs(connection: Connection) -> list[FinancingNeed]:
    """Every need that banks may see, the oldest first."""
    states = [one.value for one in OPEN]
    return _read(connection.execute(_needs.select().where(_needs.c.state.in_(states)).order_by(_needs.c.made_at)))


def published(connection: Connection) -> list[FinancingNeed]:
    """Every need that was ever published, the oldest first."""
    query = _needs.select().where(_needs.c.state != NeedState.DRAFT.value).order_by(_needs.c.made_at)
    return _read(connection.execute(query))


def first_taken_up(connection: Connection) -> dict[str, datetime]:
    """When the first bank took each need up, by needs' ids; without those that none did."""
    first = sa.func.min(_events.c.at, type_=_events.c.at.type)
    kind = f"answer.{AnswerState.PICKED_UP.value}"
    query = sa.select(_events.c.stream, first).where(_events.c.kind == kind).group_by(_events.c.stream)
    return {row[0]: row[1] for row in connection.execute(query)}


def _row(need: FinancingNeed) -> dict[str, Any]:
    return {
        "id": need.id,
        "uscc": need.asker.uscc,
        "state": need.state.value,
        "version": need.version,
        "made_at": need.made_at,
        "body": encode(need_document(need)),
    }


def _read(rows: Iterable[sa.Row[Any]] | Sequence[sa.Row[Any]]) -> list[FinancingNeed]:
    return [read_need(decode(row.body)) for row in rows]
