"""How people want to be told: addresses outside the house, and which kinds go there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel import Language
from puhui.notifications.errors import AddressMalformed
from puhui.notifications.kinds import SPOKEN
from puhui.notifications.model import Kind, Medium
from puhui.storage import metadata

_FORMS = {
    # One address, no display name, no line break: what goes into a header must not be able to add another.
    Medium.EMAIL: re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,188}[A-Za-z0-9])?"),
    Medium.SMS: re.compile(r"\+?[0-9]{6,15}"),  # E.164
}

_addresses = sa.Table(
    "notification_addresses",
    metadata,
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("medium", sa.Text, primary_key=True),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
)

_wishes = sa.Table(
    "notification_wishes",
    metadata,
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("medium", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("wanted", sa.Boolean, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is told outside the house, and in which language."""

    address: str
    language: Language


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one person wants: their addresses, and for each kind and medium whether."""

    addresses: Mapping[Medium, Address]
    chosen: Mapping[tuple[Medium, Kind], bool]

    def wants(self, medium: Medium, kind: Kind) -> bool:
        """Whether a kind goes out by a medium: as chosen, else the urgent ones by e-mail."""
        return self.chosen.get((medium, kind), medium is Medium.EMAIL and SPOKEN[kind].urgent)


def put_address(connection: Connection, person: str, medium: Medium, address: str, language: Language) -> None:
    """Keep where a person is told by a medium, "" for nowhere; raises `AddressMalformed`."""
    if address and _FORMS[medium].fullmatch(address) is None:
        raise AddressMalformed(medium=medium.value, stage="notifications.wishes")
    connection.execute(_addresses.delete().where(_addresses.c.person == person, _addresses.c.medium == medium.value))
    if address:
        row = {"person": person, "medium": medium.value, "address": address, "language": language.value}
        connection.execute(_addresses.insert().values(**row))


def address_of(connection: Connection, person: str, medium: Medium) -> Address | None:
    """Where a person is told by a medium."""
    query = _addresses.select().where(_addresses.c.person == person, _addresses.c.medium == medium.value)
    row = connection.execute(query).first()
    return None if row is None else Address(row.address, Language(row.language))


def put_wish(connection: Connection, person: str, medium: Medium, kind: Kind, *, wanted: bool) -> None:
    """Keep whether a person wants a kind by a medium."""
    key = (_wishes.c.person == person) & (_wishes.c.medium == medium.value) & (_wishes.c.kind == kind.value)
    connection.execute(_wishes.delete().where(key))
    row = {"person": person, "medium": medium.value, "kind": kind.value, "wanted": wanted}
    connection.execute(_wishes.insert().values(**row))


def wishes_of(connection: Connection, person: str) -> Wishes:
    """What a person wants."""
    addresses = {
        Medium(row.medium): Address(row.address, Language(row.language))
        for row in connection.execute(_addresses.select().where(_addresses.c.person == person))
    }
    chosen = {
        (Medium(row.medium), Kind(row.kind)): row.wanted
        for row in connection.execute(_wishes.select().where(_wishes.c.person == person))
    }
    return Wishes(addresses, chosen)
