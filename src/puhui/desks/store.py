"""What desks keep that belongs to no single room: documents by kind and id, such as drafts that await a signature."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.storage import metadata
from puhui.storage.database import Moment

_ENTRY = "entry"

_documents = sa.Table(
    "documents",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("uscc", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Index("ix_documents_of", "kind", "uscc", "at"),
)


def put_document(connection: Connection, kind: str, id_: str, body: dict[str, Any], *, uscc: str, at: datetime) -> None:
    """Keep a document, or replace the one of that kind and id (its first time stays)."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    changed = connection.execute(
        _documents.update().where(_documents.c.kind == kind, _documents.c.id == id_).values(body=text)
    )
    if changed.rowcount == 0:
        connection.execute(_documents.insert().values(kind=kind, id=id_, uscc=uscc, at=at, body=text))


def document(connection: Connection, kind: str, id_: str) -> dict[str, Any] | None:
    """The document of that kind and id."""
    query = sa.select(_documents.c.body).where(_documents.c.kind == kind, _documents.c.id == id_)
    text = connection.execute(query).scalar()
    return None if text is None else json.loads(text)


def documents(connection: Connection, kind: str, uscc: str | None = None, limit: int = 500) -> list[dict[str, Any]]:
    """Documents of a kind, of one enterprise or of all, newest first."""
    query = sa.select(_documents.c.body).where(_documents.c.kind == kind)
    if uscc is not None:
        query = query.where(_documents.c.uscc == uscc)
    rows = connection.execute(query.order_by(_documents.c.at.desc(), _documents.c.id.desc()).limit(limit)).scalars()
    return [json.loads(text) for text in rows]


def all_documents(connection: Connection, kind: str) -> Iterator[dict[str, Any]]:
    """Every document of a kind, oldest first."""
    query = sa.select(_documents.c.body).where(_documents.c.kind == kind).order_by(_documents.c.at, _documents.c.id)
    for text in connection.execute(query).scalars():
        yield json.loads(text)


def by_id(connection: Connection, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every document of a kind with its id."""
    for id_, text in connection.execute(sa.select(_documents.c.id, _documents.c.body).where(_documents.c.kind == kind)):
        yield id_, json.loads(text)


def first_times(connection: Connection, kind: str) -> dict[str, datetime]:
    """When each enterprise had its first document of a kind."""
    first = sa.func.min(_documents.c.at, type_=_documents.c.at.type)
    query = sa.select(_documents.c.uscc, first).where(_documents.c.kind == kind).group_by(_documents.c.uscc)
    return {row[0]: row[1] for row in connection.execute(query)}


def expect_entry(connection: Connection, entry: str, *, uscc: str, at: datetime) -> None:
    """Remember whom an entry is about that the outbox, here or at a peer, has yet to bring to the ledger."""
    put_document(connection, _ENTRY, entry, {}, uscc=uscc, at=at)


def expected_entry(connection: Connection, entry: str) -> str | None:
    """The enterprise that an expected entry is about; None when nobody here knows of it."""
    query = sa.select(_documents.c.uscc).where(_documents.c.kind == _ENTRY, _documents.c.id == entry)
    uscc: str | None = connection.execute(query).scalar()
    return uscc


def remove_document(connection: Connection, kind: str, id_: str) -> bool:
    """Forget a document; whether it was there. Of two who remove it, one gets True."""
    gone = connection.execute(_documents.delete().where(_documents.c.kind == kind, _documents.c.id == id_))
    return bool(gone.rowcount)
