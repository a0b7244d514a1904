"""What applications of a bank share: keyed digests of device, address, telephone and papers, by application."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.storage import metadata
from puhui.storage.database import Moment

_links = sa.Table(
    "application_links",
    metadata,
    sa.Column("application", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("tag", sa.Text, primary_key=True),
    sa.Column("uscc", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Index("ix_application_links_tag", "kind", "tag", "at"),
)


def put_links(
    connection: Connection, application: str, links: Iterable[tuple[str, str]], *, uscc: str, at: datetime
) -> None:
    """Keep (kind, tag) pairs of an application submitted `at`; those that are kept stay as they are."""
    known = set(links_of(connection, application))
    new = [{"application": application, "kind": kind, "tag": tag, "uscc": uscc, "at": at} for kind, tag in links]
    new = [one for one in new if (one["kind"], one["tag"]) not in known]
    if new:
        connection.execute(_links.insert(), new)


def links_of(connection: Connection, application: str) -> list[tuple[str, str]]:
    """The (kind, tag) pairs of an application, sorted."""
    query = sa.select(_links.c.kind, _links.c.tag).where(_links.c.application == application)
    return sorted((kind, tag) for kind, tag in connection.execute(query))


def others_with(
    connection: Connection, tags: Mapping[str, Sequence[str]], *, uscc: str, since: datetime
) -> dict[str, int]:
    """For each kind, how many other enterprises applied since then with one of its tags."""
    found = {}
    for kind, wanted in tags.items():
        query = sa.select(sa.func.count(sa.distinct(_links.c.uscc))).where(
            _links.c.kind == kind, _links.c.tag.in_(wanted), _links.c.at >= since, _links.c.uscc != uscc
        )
        found[kind] = int(connection.execute(query).scalar_one())
    return found
