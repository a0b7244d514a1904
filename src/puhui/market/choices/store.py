"""The rows of lists that somebody acted on, and of the acts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel.ids import ListId
from puhui.market.choices.acts import Act
from puhui.storage import metadata
from puhui.storage.database import Moment

SHOWN_MAX = 100
LIST_MAX = 10_000

_lists = sa.Table(
    "market_lists",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("uscc", sa.Text, nullable=False, index=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
_choices = sa.Table(
    "market_choices",
    metadata,
    sa.Column("list", sa.Text, primary_key=True),
    sa.Column("product", sa.Text, primary_key=True),
    sa.Column("act", sa.Text, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("application", sa.Text, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list as it was ranked: the need, and the products in their order with degree and verdict."""

    id: ListId
    uscc: str
    at: datetime
    ask: dict[str, Any]
    order: tuple[tuple[str, float, str], ...]
    ranked_by: str

    def position(self, product: str) -> int | None:
        """The product's place, 1 the first; None where the list did not show it."""
        return next((number for number, (code, _, _) in enumerate(self.order, 1) if code == product), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """One act on one product of a list."""

    list: str
    product: str
    act: Act
    at: datetime


def keep_list(connection: Connection, shown: ShownList) -> None:
    """Keep a list, its first `SHOWN_MAX` places."""
    body = {"ask": shown.ask, "order": shown.order[:SHOWN_MAX], "ranked_by": shown.ranked_by}
    connection.execute(
        _lists.insert().values(id=shown.id, uscc=shown.uscc, at=shown.at, body=json.dumps(body, ensure_ascii=False))
    )


def lists(connection: Connection, uscc: str | None = None, since: datetime | None = None) -> list[ShownList]:
    """The lists that were acted on, newest first; at most `LIST_MAX`."""
    query = _lists.select().order_by(_lists.c.at.desc(), _lists.c.id.desc()).limit(LIST_MAX)
    if uscc is not None:
        query = query.where(_lists.c.uscc == uscc)
    if since is not None:
        query = query.where(_lists.c.at >= since)
    return [_list(row) for row in connection.execute(query)]


def record_choice(
    connection: Connection, shown: ShownList, product: str, act: Act, at: datetime, *, application: str = ""
) -> bool:
    """Record an act on a product of a list; whether it is the first of its kind."""
    there = sa.select(_choices.c.act).where(
        _choices.c.list == shown.id, _choices.c.product == product, _choices.c.act == act.value
    )
    if connection.execute(there).first() is not None:
        return False
    row = {"list": shown.id, "product": product, "act": act.value, "at": at, "application": application}
    connection.execute(_choices.insert().values(**row))
    return True


def record_act(connection: Connection, application: str, act: Act, at: datetime) -> bool:
    """Record what became of an application that a list led to; False where none did, or it is known already."""
    query = sa.select(_choices.c.list, _choices.c.product).where(
        _choices.c.application == application, _choices.c.act == Act.APPLIED.value
    )
    found = connection.execute(query).first()
    if found is None:
        return False
    shown = _list(connection.execute(_lists.select().where(_lists.c.id == found.list)).one())
    return record_choice(connection, shown, found.product, act, at, application=application)


def choices(connection: Connection, shown: Sequence[ShownList]) -> list[Choice]:
    """The acts on these lists, in their order."""
    query = _choices.select().where(_choices.c.list.in_([one.id for one in shown])).order_by(_choices.c.at)
    return [Choice(row.list, row.product, Act(row.act), row.at) for row in connection.execute(query)]


def _list(row: sa.Row[Any]) -> ShownList:
    body = json.loads(row.body)
    order = tuple((code, float(degree), verdict) for code, degree, verdict in body["order"])
    return ShownList(ListId(row.id), row.uscc, row.at, body["ask"], order, body["ranked_by"])
