"""The rows of support: guarantees, subsidies, campaigns, listings, criteria, objections, and the events of each.

What is counted stands in columns of its own, so that a limit is one sum in the transaction that promises: writers take
turns, so nobody promises between the sum and the row. An event's document stands beside its digest; the statement that
puts the digest on the ledger is owed in the same transaction.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel import decode, encode
from puhui.kernel.ids import EntryId
from puhui.ledger import build_statement, entry_id
from puhui.storage import metadata, put
from puhui.storage.database import Moment
from puhui.support.campaign import Campaign, Subsidy, Used
from puhui.support.criteria import Criteria, Objection
from puhui.support.documents import document, read
from puhui.support.errors import SupportChanged, SupportUnknown
from puhui.support.guarantee import Guarantee
from puhui.support.house import SupportHouse
from puhui.support.institution import Burden, Pool
from puhui.support.listing import Listing
from puhui.support.states import BEGUN, ON_BOOK

LEDGER = "ledger"  # the outbox destination that the node delivers to the ledger
LIST_MAX = 500
T = TypeVar("T", Guarantee, Subsidy, Campaign, Listing, Criteria, Objection)


def _columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    ]


_guarantees = sa.Table(
    "support_guarantees",
    metadata,
    *_columns(),
    sa.Column("application", sa.Text, nullable=False, unique=True),
    sa.Column("bank", sa.Text, nullable=False),
    sa.Column("product", sa.Text, nullable=False),
    sa.Column("uscc", sa.Text, nullable=False, index=True),
    sa.Column("kin", sa.Text, nullable=False, index=True),
    sa.Column("liability_fen", sa.BigInteger, nullable=False),
    sa.Column("begun_fen", sa.BigInteger, nullable=False),
    sa.Column("compensated_fen", sa.BigInteger, nullable=False),
    sa.Column("recovered_fen", sa.BigInteger, nullable=False),
    sa.Index("ix_support_pools", "bank", "product"),
)
_subsidies = sa.Table(
    "support_subsidies",
    metadata,
    *_columns(),
    sa.Column("application", sa.Text, nullable=False, unique=True),
    sa.Column("campaign", sa.Text, nullable=False, index=True),
    sa.Column("uscc", sa.Text, nullable=False, index=True),
    sa.Column("promised_fen", sa.BigInteger, nullable=False),
    sa.Column("spent_fen", sa.BigInteger, nullable=False),
)
_campaigns = sa.Table("support_campaigns", metadata, *_columns())
_listings = sa.Table(
    "support_listings",
    metadata,
    *_columns(),
    sa.Column("list", sa.Text, nullable=False, index=True),
    sa.Column("uscc", sa.Text, nullable=False, index=True),
)
_criteria = sa.Table(
    "support_criteria",
    metadata,
    *_columns(),
    sa.Column("list", sa.Text, nullable=False, index=True),
)
_objections = sa.Table(
    "support_objections",
    metadata,
    *_columns(),
    sa.Column("uscc", sa.Text, nullable=False, index=True),
    sa.Column("criteria", sa.Text, nullable=False),
    sa.Column("listing", sa.Text, nullable=False),
    sa.UniqueConstraint("uscc", "criteria", "listing"),
)
_events = sa.Table(
    "support_events",
    metadata,
    sa.Column("stream", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("document", sa.LargeBinary, nullable=False),
    sa.Column("entry", sa.Text, nullable=False),
)
_TABLES: dict[type[Any], tuple[sa.Table, Callable[[Any], dict[str, Any]]]] = {
    Guarantee: (
        _guarantees,
        lambda one: {
            "made_at": one.asked_at,
            "application": one.application,
            "bank": one.bank,
            "product": one.product,
            "uscc": one.uscc,
            "kin": one.group,
            "liability_fen": one.liability_fen,
            "begun_fen": one.begun_fen,
            "compensated_fen": one.compensated_fen,
            "recovered_fen": one.recovered_fen,
        },
    ),
    Subsidy: (
        _subsidies,
        lambda one: {
            "made_at": one.made_at,
            "application": one.application,
            "campaign": one.campaign,
            "uscc": one.uscc,
            "promised_fen": one.promised_fen,
            "spent_fen": one.spent_fen,
        },
    ),
    Campaign: (_campaigns, lambda one: {"made_at": one.made_at}),
    Listing: (_listings, lambda one: {"made_at": one.made_at, "list": one.list, "uscc": one.uscc}),
    Criteria: (_criteria, lambda one: {"made_at": one.made_at, "list": one.list}),
    Objection: (
        _objections,
        lambda one: {"made_at": one.made_at, "uscc": one.uscc, "criteria": one.criteria, "listing": one.listing},
    ),
}


@dataclass(frozen=True, slots=True)
class SupportEvent:
    """One step. `entry` is its ledger entry, final once the outbox has delivered it."""

    seq: int
    kind: str
    at: datetime
    digest: str
    document: dict[str, Any]
    entry: EntryId


def record(connection: Connection, house: SupportHouse, stream: str, kind: str, told: dict[str, Any]) -> SupportEvent:
    """Append an event to a stream and owe its digest to the ledger, in the caller's transaction."""
    data = encode(told)
    digest = house.digest(data)
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
    event = SupportEvent(seq, kind, house.now(), digest, told, entry_id(statement, house.signer.public_key.suite))
    row = {"stream": stream, "seq": seq, "kind": kind, "at": event.at, "digest": digest}
    try:  # two writers on one stream meet at its primary key: the second one's transaction fails whole
        connection.execute(_events.insert().values(**row, document=data, entry=event.entry))
    except sa.exc.IntegrityError:
        raise SupportChanged(thing=stream, stage="support.store") from None
    put(connection, house.clock, destination=LEDGER, key=f"{stream}:{seq}", payload=statement)
    return event


def events(connection: Connection, stream: str) -> list[SupportEvent]:
    """The events of one thing, in order."""
    rows = connection.execute(_events.select().where(_events.c.stream == stream).order_by(_events.c.seq))
    return [
        SupportEvent(row.seq, row.kind, row.at, row.digest, decode(row.document), EntryId(row.entry)) for row in rows
    ]


def has_event(connection: Connection, stream: str, kind: str) -> bool:
    """Whether that has happened to a thing."""
    query = sa.select(_events.c.seq).where(_events.c.stream == stream, _events.c.kind == kind).limit(1)
    return connection.execute(query).first() is not None


def insert(connection: Connection, one: Guarantee | Subsidy | Campaign | Listing | Criteria | Objection) -> None:
    """Store a new thing; raises `SupportChanged` where another transaction stored it meanwhile."""
    table, _ = _TABLES[type(one)]
    try:
        connection.execute(table.insert().values(**_row(one)))
    except sa.exc.IntegrityError:
        raise SupportChanged(thing=one.id, stage="support.store") from None


def save(connection: Connection, changed: T) -> T:
    """Store the next version; raises `SupportChanged` when the row is no longer the one that was read."""
    table, _ = _TABLES[type(changed)]
    following: T = replace(changed, version=changed.version + 1)
    done = connection.execute(
        table.update().where(table.c.id == changed.id, table.c.version == changed.version).values(**_row(following))
    )
    if done.rowcount != 1:
        raise SupportChanged(thing=changed.id, stage="support.store")
    return following


def find(connection: Connection, kind: type[T], id_: str) -> T:
    """The thing of that id; raises `SupportUnknown`."""
    table, _ = _TABLES[kind]
    return _one(connection, kind, table.c.id == id_, id_)


def of_application(connection: Connection, kind: type[T], application: str) -> T | None:
    """The guarantee or the subsidy of an application, None where there is none."""
    table, _ = _TABLES[kind]
    row = connection.execute(table.select().where(table.c.application == application)).first()
    return None if row is None else read(kind, decode(row.body))


def every(connection: Connection, kind: type[T], states: Iterable[str] = (), *, oldest_first: bool = False) -> list[T]:
    """All of a kind, newest first, at most `LIST_MAX`."""
    table, _ = _TABLES[kind]
    order = (table.c.made_at, table.c.id)
    query = table.select().order_by(*(order if oldest_first else (one.desc() for one in order))).limit(LIST_MAX)
    if wanted := list(states):
        query = query.where(table.c.state.in_(wanted))
    return [read(kind, decode(row.body)) for row in connection.execute(query)]


def listings_of(
    connection: Connection, uscc: str, states: Iterable[str] = ("confirmed",), *, list_: str | None = None
) -> list[Listing]:
    """The entries of one enterprise, oldest first: the confirmed ones, whether they have ended or not."""
    query = _listings.select().where(_listings.c.uscc == uscc, _listings.c.state.in_(list(states)))
    if list_ is not None:
        query = query.where(_listings.c.list == list_)
    return [read(Listing, decode(row.body)) for row in connection.execute(query.order_by(_listings.c.made_at))]


def criteria_of(connection: Connection, list_: str) -> list[Criteria]:
    """Every version of what a list demands, oldest first."""
    query = _criteria.select().where(_criteria.c.list == list_).order_by(_criteria.c.made_at, _criteria.c.id)
    return [read(Criteria, decode(row.body)) for row in connection.execute(query)]


def criteria_in_force(connection: Connection, list_: str) -> Criteria | None:
    """The version that is published now; None where none is."""
    return next((one for one in criteria_of(connection, list_) if one.state == "published"), None)


def objections_of(connection: Connection, uscc: str) -> list[Objection]:
    """The objections of one enterprise, oldest first."""
    query = _objections.select().where(_objections.c.uscc == uscc)
    rows = connection.execute(query.order_by(_objections.c.made_at, _objections.c.id))
    return [read(Objection, decode(row.body)) for row in rows]


def burden(connection: Connection, one: Guarantee) -> Burden:
    """What the institution answers for now, seen from one guarantee: sums over all rows, this moment's."""
    on_book = _guarantees.c.state.in_(ON_BOOK)
    own, kin = _guarantees.c.uscc == one.uscc, _guarantees.c.kin == one.group
    related = sa.or_(own, kin) if one.group else own

    def answered_for(*where: Any) -> int:
        total = sa.select(sa.func.coalesce(sa.func.sum(_guarantees.c.liability_fen), 0)).where(on_book, *where)
        return int(connection.execute(total).scalar() or 0)

    pool = next(iter(pools(connection, one.bank, one.product)), Pool(one.bank, one.product, 0, 0, 0, 0))
    return Burden(answered_for(), answered_for(own), answered_for(related), pool)


def pools(connection: Connection, bank: str | None = None, product: str | None = None) -> list[Pool]:
    """The pools of the book by bank and product, or the one that is named."""
    of = _guarantees.c

    def summed(column: Any, states: tuple[str, ...]) -> Any:
        return sa.func.coalesce(sa.func.sum(sa.case((of.state.in_(states), column), else_=0)), 0)

    query = (
        sa.select(
            of.bank,
            of.product,
            summed(of.begun_fen, BEGUN),
            summed(of.liability_fen, ON_BOOK),
            sa.func.sum(of.compensated_fen),
            sa.func.sum(of.recovered_fen),
        )
        .group_by(of.bank, of.product)
        .order_by(of.bank, of.product)
    )
    if bank is not None and product is not None:
        query = query.where(of.bank == bank, of.product == product)
    return [Pool(row[0], row[1], *(int(value) for value in row[2:])) for row in connection.execute(query)]


def clients(connection: Connection, limit: int) -> list[tuple[str, int]]:
    """The clients for whom most is answered for, with how much, the greatest first."""
    total = sa.func.sum(_guarantees.c.liability_fen)
    query = (
        sa.select(_guarantees.c.uscc, total)
        .where(_guarantees.c.state.in_(ON_BOOK))
        .group_by(_guarantees.c.uscc)
        .order_by(total.desc(), _guarantees.c.uscc)
        .limit(limit)
    )
    return [(row[0], int(row[1])) for row in connection.execute(query)]


def used(connection: Connection, campaign: str, uscc: str = "") -> Used:
    """How much of a campaign is promised and spent, and what of it is one enterprise's."""
    of = _subsidies.c
    under_way = of.state.in_(("promised", "drawn"))
    reserved = sa.case((under_way, of.promised_fen - of.spent_fen), else_=0)
    counted = of.state.in_(("promised", "drawn", "ended"))
    own = sa.case(
        (sa.and_(of.uscc == uscc, counted), sa.case((under_way, of.promised_fen), else_=of.spent_fen)), else_=0
    )
    row = connection.execute(
        sa.select(
            sa.func.coalesce(sa.func.sum(reserved), 0),
            sa.func.coalesce(sa.func.sum(of.spent_fen), 0),
            sa.func.coalesce(sa.func.sum(sa.case((counted, 1), else_=0)), 0),
            sa.func.coalesce(sa.func.sum(own), 0),
        ).where(of.campaign == campaign)
    ).one()
    return Used(*(int(value) for value in row))


def subsidies_of(connection: Connection, campaign: str) -> list[Subsidy]:
    """The subsidies of a campaign, newest first, at most `LIST_MAX`."""
    query = _subsidies.select().where(_subsidies.c.campaign == campaign).order_by(_subsidies.c.made_at.desc())
    return [read(Subsidy, decode(row.body)) for row in connection.execute(query.limit(LIST_MAX))]


def _one(connection: Connection, kind: type[T], where: Any, name: str) -> T:
    table, _ = _TABLES[kind]
    row = connection.execute(table.select().where(where)).first()
    if row is None:
        raise SupportUnknown(thing=name, stage="support.store")
    return read(kind, decode(row.body))


def _row(one: Any) -> dict[str, Any]:
    _, more = _TABLES[type(one)]
    plain = {"id": one.id, "state": one.state, "version": one.version, "body": encode(document(one))}
    return plain | more(one)
