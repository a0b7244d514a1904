"""The second factor: a code of an authenticator app beside the password, and codes on paper for when the app is lost.

A code is good once: the step of the last one is kept, and none up to it is taken again. Of a recovery code only the
digest is kept, and it is gone once used. The app's secret must be kept readable, as both sides compute from it; it is
in the node's database and leaves it once, to the person who enrols.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel import Clock, Entropy, Suite
from puhui.kernel.ids import PersonId
from puhui.kernel.one_time_codes import DIGITS, SECRET_SIZE, matching_step, provisioning_uri, secret_text
from puhui.parties.activating import new_code, normalised
from puhui.parties.errors import CodeRefused, NoEnrolmentBegun, SecondFactorThere
from puhui.parties.model import Person
from puhui.storage import metadata
from puhui.storage.database import Moment

RECOVERY_CODES = 10
_STAGE = "parties.second_factor"

_factors = sa.Table(
    "second_factors",
    metadata,
    sa.Column("person", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("secret", sa.LargeBinary, nullable=False),
    sa.Column("begun_at", Moment, nullable=False),
    sa.Column("since", Moment),
    sa.Column("last_step", sa.BigInteger, nullable=False),
)

_recovery = sa.Table(
    "recovery_codes",
    metadata,
    sa.Column("person", sa.Text, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("digest", sa.LargeBinary, primary_key=True),
)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the app needs, shown once: the secret as text, and as the address that a picture carries."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FactorState:
    """Since when a person has a second factor (None: has none), and how many codes on paper are left."""

    since: datetime | None
    recovery_left: int


class SecondFactors:
    """Of one node's people. Each call is part of the caller's transaction."""

    def __init__(self, *, suite: Suite, clock: Clock, entropy: Entropy, issuer: str) -> None:
        self._suite = suite
        self._clock = clock
        self._entropy = entropy
        self._issuer = issuer

    def state(self, connection: Connection, person: PersonId) -> FactorState:
        """Whether a person has one."""
        row = _row(connection, person)
        left = sa.select(sa.func.count()).select_from(_recovery).where(_recovery.c.person == person)
        since = None if row is None else row.since
        return FactorState(since, int(connection.execute(left).scalar_one()) if since else 0)

    def begin(self, connection: Connection, person: Person) -> Enrolment:
        """A fresh secret, which counts once a code of it was typed; raises `SecondFactorThere`."""
        row = _row(connection, person.id)
        if row is not None and row.since is not None:
            raise SecondFactorThere(stage=_STAGE)
        secret = self._entropy.take(SECRET_SIZE)
        connection.execute(_factors.delete().where(_factors.c.person == person.id))
        connection.execute(
            _factors.insert().values(person=person.id, secret=secret, begun_at=self._clock.now(), last_step=0)
        )
        uri = provisioning_uri(secret, issuer=self._issuer, account=person.login)
        return Enrolment(secret=secret_text(secret), uri=uri)

    def confirm(self, connection: Connection, person: PersonId, code: str) -> list[str]:
        """Let the factor count from now on; answers the codes for paper, which are not shown again.

        Raises `NoEnrolmentBegun`, `SecondFactorThere`, `CodeRefused`.
        """
        row = _row(connection, person)
        if row is None:
            raise NoEnrolmentBegun(stage=_STAGE)
        if row.since is not None:
            raise SecondFactorThere(stage=_STAGE)
        step = matching_step(row.secret, _typed(code), self._clock.now())
        if step is None:
            raise CodeRefused(stage=_STAGE)
        values = {"since": self._clock.now(), "last_step": step}
        connection.execute(_factors.update().where(_factors.c.person == person).values(**values))
        codes = [new_code(self._entropy) for _ in range(RECOVERY_CODES)]
        connection.execute(_recovery.delete().where(_recovery.c.person == person))
        connection.execute(_recovery.insert(), [{"person": person, "digest": self._digest(one)} for one in codes])
        return codes

    def accepts(self, connection: Connection, person: PersonId, code: str) -> bool:
        """Whether the code is the app's and new, or one on paper; either is used up by it."""
        row = _row(connection, person)
        if row is None or row.since is None:
            return False
        typed = _typed(code)
        step = matching_step(row.secret, typed, self._clock.now())
        if step is not None:
            # Of two who send the same code at once, one changes the row.
            newer = (_factors.c.person == person) & (_factors.c.last_step < step)
            return bool(connection.execute(_factors.update().where(newer).values(last_step=step)).rowcount)
        if len(typed) == DIGITS:
            return False
        used = (_recovery.c.person == person) & (_recovery.c.digest == self._digest(typed))
        return bool(connection.execute(_recovery.delete().where(used)).rowcount)

    def remove(self, connection: Connection, person: PersonId) -> None:
        """Let the password alone be enough again."""
        connection.execute(_recovery.delete().where(_recovery.c.person == person))
        connection.execute(_factors.delete().where(_factors.c.person == person))

    def _digest(self, code: str) -> bytes:
        return self._suite.digest(normalised(code).encode())


def _typed(code: str) -> str:
    return normalised(code)[:64]


def _row(connection: Connection, person: PersonId) -> sa.Row[Any] | None:
    return connection.execute(_factors.select().where(_factors.c.person == person)).first()
