"""People, failed verifications, enterprises and the credentials of their devices' passkeys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import OrgId, PersonId, SubjectId
from puhui.parties.model import Enterprise, Person, PersonRole
from puhui.storage import metadata
from puhui.storage.database import Moment

_people = sa.Table(
    "people",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("login", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("org", sa.Text, nullable=False),
    sa.Column("uscc", sa.Text),
    sa.Column("password_hash", sa.Text, nullable=False),
)

_disabled = sa.Table(
    "disabled_people",
    metadata,
    sa.Column("person", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("at", Moment, nullable=False),
)

_everybody = sa.select(_people, _disabled.c.at.label("disabled_at")).outerjoin(
    _disabled, _disabled.c.person == _people.c.id
)

_verifications = sa.Table(
    "failed_verifications",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("asker", sa.Text, nullable=False, index=True),
    sa.Column("subject", sa.Text, nullable=False, index=True),
    sa.Column("at", Moment, nullable=False, index=True),
)

_enterprises = sa.Table(
    "enterprises",
    metadata,
    sa.Column("uscc", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("segment", sa.Text, nullable=False),
    sa.Column("industry", sa.Text, nullable=False),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("established_on", sa.Date, nullable=False),
    sa.Column("legal_representative", sa.Text, nullable=False),
    sa.Column("salt", sa.LargeBinary, nullable=False),
    sa.Column("subject", sa.Text, nullable=False, unique=True),
)

_credentials = sa.Table(
    "enterprise_credentials",
    metadata,
    sa.Column("uscc", sa.Text, primary_key=True),
    sa.Column("credential_id", sa.LargeBinary, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("enrolled_at", Moment, nullable=False),
)

_subjects = sa.Table(
    "registry_subjects",
    metadata,
    sa.Column("uscc", sa.Text, primary_key=True),
    sa.Column("subject", sa.Text, nullable=False),
)

_activations = sa.Table(
    "registry_activations",
    metadata,
    sa.Column("uscc", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("issued_at", Moment, nullable=False),
)

_attestations = sa.Table(
    "registry_attestations",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("uscc", sa.Text, nullable=False, index=True),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("legal_representative", sa.Text, nullable=False),
    sa.Column("entry", sa.Text, nullable=False),
    sa.Column("attested_at", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Attestation:
    """What the registry attested: this key is this enterprise's, as of then, under this representative."""

    uscc: Uscc
    subject: SubjectId
    key: str
    legal_representative: str
    entry: str
    attested_at: datetime


# people


def add_person(connection: Connection, person: Person, password_hash: str) -> bool:
    """Keep a person; False when the login is taken."""
    if connection.execute(sa.select(_people.c.id).where(_people.c.login == person.login)).first() is not None:
        return False
    values = {"id": person.id, "login": person.login, "name": person.name, "role": person.role.value}
    connection.execute(_people.insert().values(**values, org=person.org, uscc=person.uscc, password_hash=password_hash))
    return True


def person_by_login(connection: Connection, login: str) -> tuple[Person, str] | None:
    """The person and the password's hash."""
    row = connection.execute(_everybody.where(_people.c.login == login)).first()
    return None if row is None else (_person(row), row.password_hash)


def some_hash(connection: Connection) -> str | None:
    """The password's hash of the first by login; None where nobody signs in."""
    found: str | None = connection.execute(
        sa.select(_people.c.password_hash).order_by(_people.c.login).limit(1)
    ).scalar()
    return found


def set_password(connection: Connection, person: PersonId, password_hash: str) -> None:
    """Replace the password's hash."""
    connection.execute(_people.update().where(_people.c.id == person).values(password_hash=password_hash))


def person(connection: Connection, id_: str) -> Person | None:
    """The person of that id."""
    row = connection.execute(_everybody.where(_people.c.id == id_)).first()
    return None if row is None else _person(row)


def set_role(connection: Connection, person: PersonId, role: PersonRole) -> None:
    """Give another role in place of the one before."""
    connection.execute(_people.update().where(_people.c.id == person).values(role=role.value))


def set_disabled(connection: Connection, person: PersonId, at: datetime | None) -> None:
    """Keep a person from signing in since `at`; None lets them in again."""
    connection.execute(_disabled.delete().where(_disabled.c.person == person))
    if at is not None:
        connection.execute(_disabled.insert().values(person=person, at=at))


def password_of(connection: Connection, person: PersonId) -> str:
    """The password's hash."""
    return str(connection.execute(sa.select(_people.c.password_hash).where(_people.c.id == person)).scalar_one())


def people(connection: Connection) -> list[Person]:
    """Everybody who signs in here, by login."""
    return [_person(row) for row in connection.execute(_everybody.order_by(_people.c.login))]


def people_of(connection: Connection, *, person: str = "", role: str = "", uscc: str = "") -> list[Person]:
    """The person of that id, everybody of a role, or everybody who acts for an enterprise, by login; who is active."""
    wanted = {_people.c.id: person, _people.c.role: role, _people.c.uscc: uscc}
    (query,) = (
        _everybody.where(column == value, _disabled.c.at.is_(None)) for column, value in wanted.items() if value
    )
    return [_person(row) for row in connection.execute(query.order_by(_people.c.login))]


# verifications


@dataclass(frozen=True, slots=True)
class FailedVerification:
    """Who asked about whom (a pseudonym), and when."""

    asker: str
    subject: str
    at: datetime


def failed_verifications(connection: Connection, asker: str, subject: str, since: datetime) -> list[FailedVerification]:
    """Failures after `since` of this asker, or about this subject; the older are forgotten.

    Whoever comes next waits until this transaction is over: of two who ask at once, the second sees the first.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("LOCK TABLE failed_verifications IN EXCLUSIVE MODE"))
    connection.execute(_verifications.delete().where(_verifications.c.at <= since))
    either = (_verifications.c.asker == asker) | (_verifications.c.subject == subject)
    rows = connection.execute(_verifications.select().where(either))
    return [FailedVerification(row.asker, row.subject, row.at) for row in rows]


def put_verification(connection: Connection, asker: str, subject: str, at: datetime) -> int:
    """Write a failure down; its number."""
    row = _verifications.insert().values(asker=asker, subject=subject, at=at).returning(_verifications.c.id)
    return int(connection.execute(row).scalar_one())


def forget_verification(connection: Connection, number: int) -> None:
    """Take a failure back."""
    connection.execute(_verifications.delete().where(_verifications.c.id == number))


# enterprises


def put_enterprise(connection: Connection, enterprise: Enterprise) -> None:
    """Keep an enterprise, or update what the registry says of it. Its salt and subject never change."""
    values: dict[str, Any] = {
        "name": enterprise.name,
        "segment": enterprise.segment,
        "industry": enterprise.industry,
        "region": enterprise.region,
        "established_on": enterprise.established_on,
        "legal_representative": enterprise.legal_representative,
    }
    changed = connection.execute(_enterprises.update().where(_enterprises.c.uscc == enterprise.uscc).values(**values))
    if changed.rowcount == 0:
        connection.execute(
            _enterprises.insert().values(
                uscc=enterprise.uscc, salt=enterprise.salt, subject=enterprise.subject, **values
            )
        )


def enterprise(connection: Connection, uscc: str) -> Enterprise | None:
    """The enterprise of that code."""
    row = connection.execute(_enterprises.select().where(_enterprises.c.uscc == uscc)).first()
    return None if row is None else _enterprise(row)


def enterprise_of_subject(connection: Connection, subject: str) -> Enterprise | None:
    """The enterprise behind a subject of the ledger."""
    row = connection.execute(_enterprises.select().where(_enterprises.c.subject == subject)).first()
    return None if row is None else _enterprise(row)


def put_credential(connection: Connection, uscc: str, credential_id: bytes, key: str, at: datetime) -> None:
    """Keep the credential of the enterprise's passkey, in place of the one before."""
    connection.execute(_credentials.delete().where(_credentials.c.uscc == uscc))
    connection.execute(_credentials.insert().values(uscc=uscc, credential_id=credential_id, key=key, enrolled_at=at))


def credential(connection: Connection, uscc: str) -> tuple[bytes, str] | None:
    """The credential id and key text of the enterprise's passkey."""
    row = connection.execute(_credentials.select().where(_credentials.c.uscc == uscc)).first()
    return None if row is None else (row.credential_id, row.key)


# attestations


def pin_subject(connection: Connection, uscc: str, subject: str) -> str:
    """The one subject of an enterprise: `subject` if this is the first time, else the one it has had since."""
    query = sa.select(_subjects.c.subject).where(_subjects.c.uscc == uscc)
    held = connection.execute(query).scalar()
    if held is None:
        connection.execute(_subjects.insert().values(uscc=uscc, subject=subject))
    return held or subject


def put_activation(connection: Connection, uscc: str, code: str, at: datetime) -> None:
    """Keep the enterprise's code in place of the one before."""
    connection.execute(_activations.delete().where(_activations.c.uscc == uscc))
    connection.execute(_activations.insert().values(uscc=uscc, code=code, issued_at=at))


def open_activation(connection: Connection, uscc: str) -> str | None:
    """The code that the enterprise may still use."""
    return connection.execute(sa.select(_activations.c.code).where(_activations.c.uscc == uscc)).scalar()


def add_attestation(connection: Connection, attestation: Attestation) -> None:
    """Keep what was attested; earlier ones stay. The code that authorised it is used up."""
    connection.execute(_activations.delete().where(_activations.c.uscc == attestation.uscc))
    connection.execute(
        _attestations.insert().values(
            uscc=attestation.uscc,
            subject=attestation.subject,
            key=attestation.key,
            legal_representative=attestation.legal_representative,
            entry=attestation.entry,
            attested_at=attestation.attested_at,
        )
    )


def attestations(connection: Connection, uscc: str) -> Sequence[Attestation]:
    """What was attested for an enterprise, oldest first."""
    query = _attestations.select().where(_attestations.c.uscc == uscc).order_by(_attestations.c.id)
    return [
        Attestation(
            uscc=Uscc(row.uscc),
            subject=SubjectId(row.subject),
            key=row.key,
            legal_representative=row.legal_representative,
            entry=row.entry,
            attested_at=row.attested_at,
        )
        for row in connection.execute(query)
    ]


def _person(row: sa.Row[Any]) -> Person:
    return Person(
        id=PersonId(row.id),
        login=row.login,
        name=row.name,
        role=PersonRole(row.role),
        org=OrgId(row.org),
        uscc=None if row.uscc is None else Uscc(row.uscc),
        active=row.disabled_at is None,
    )


def _enterprise(row: sa.Row[Any]) -> Enterprise:
    return Enterprise(
        uscc=Uscc(row.uscc),
        name=row.name,
        segment=row.segment,
        industry=row.industry,
        region=row.region,
        established_on=row.established_on,
        legal_representative=row.legal_representative,
        salt=row.salt,
        subject=SubjectId(row.subject),
    )
