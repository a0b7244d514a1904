"""Sign people in: argon2 over the password, a random token out, only the token's digest kept.

A login that fails waits longer each time, from the fifth failure on. An unknown login costs the same time as a wrong
password and is throttled the same way, so that neither tells who has an account.
"""

import base64
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

from puhui.kernel import Clock, Entropy, Suite
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import OrgId, PersonId
from puhui.parties import store
from puhui.parties.errors import (
    LoginTaken,
    PasswordTooWeak,
    RoleNeedsEnterprise,
    SessionEnded,
    SignInRefused,
    SignInThrottled,
)
from puhui.parties.model import Person, PersonRole
from puhui.storage import Database

SESSION_LIFE = timedelta(hours=8)
FREE_FAILURES = 4
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
PASSWORD_CHARS = (10, 256)
LOGIN_CHARS_MAX = 128
FOR_DRAWN = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1)  # 80 random bits: no search reaches them
_TOKEN_BYTES = 32
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Session:
    """A person who is signed in. `token` is what the browser keeps; it is not stored here."""

    person: Person
    expires_at: datetime
    token: str = field(repr=False, default="")


class SignIn:
    """The door of one node. Safe from many threads.

    `hasher` is RFC 9106's second recommendation, as argon2-cffi ships it, unless given; `FOR_DRAWN` is enough for
    accounts whose passwords were all drawn at random. Who changes a password gets the node's own.
    """

    def __init__(
        self, database: Database, *, suite: Suite, clock: Clock, entropy: Entropy, hasher: PasswordHasher | None = None
    ) -> None:
        self._database = database
        self._suite = suite
        self._clock = clock
        self._entropy = entropy
        self._hasher = hasher or PasswordHasher()

    def add_person(
        self, *, login: str, password: str, name: str, role: PersonRole, org: OrgId, uscc: Uscc | None = None
    ) -> Person:
        """Let somebody sign in; raises `LoginTaken`, `PasswordTooWeak`, `RoleNeedsEnterprise`."""
        if (role is PersonRole.OWNER) != (uscc is not None):
            raise RoleNeedsEnterprise(role=role.value, party=str(org), stage="parties.signing_in")
        self._check_strength(password)
        person = Person(PersonId.new(self._clock, self._entropy), login, name, role, org, uscc)
        hashed = self._hash(password)
        with self._database.transaction() as connection:
            if not store.add_person(connection, person, hashed):
                raise LoginTaken(login=login, party=str(org), stage="parties.signing_in")
        return person

    def change_password(self, person: Person, password: str) -> None:
        """Replace the password and end all of the person's sessions."""
        self._check_strength(password)
        hashed = self._hash(password)
        with self._database.transaction() as connection:
            store.set_password(connection, person.id, hashed)
            store.end_sessions_of(connection, person.id)

    def sign_in(self, login: str, password: str) -> Session:
        """A fresh session; raises `SignInRefused` or, before even looking at the password, `SignInThrottled`."""
        login = login[:LOGIN_CHARS_MAX]
        with self._database.transaction() as connection:
            self._check_throttle(store.throttle(connection, login))
            found = store.person_by_login(connection, login)
            hashed = found[1] if found else self._hash_of_nobody(store.some_hash(connection))
        # Outside the transaction: argon2 takes tens of milliseconds, and nobody else should wait for it.
        right = self._verify(hashed, password)
        if found is None or not right:
            self._failed(login)
            raise SignInRefused(stage="parties.signing_in")
        return self._begin(found[0])

    def session(self, token: str) -> Session:
        """The session of a token; raises `SessionEnded`."""
        with self._database.transaction() as connection:
            found = store.session(connection, self._digest(token), self._clock.now())
        if found is None:
            raise SessionEnded(stage="parties.signing_in")
        return Session(person=found[0], expires_at=found[1], token=token)

    def sign_out(self, token: str) -> None:
        """End the session, if there is one."""
        with self._database.transaction() as connection:
            store.end_session(connection, self._digest(token))

    def _begin(self, person: Person) -> Session:
        token = base64.urlsafe_b64encode(self._entropy.take(_TOKEN_BYTES)).rstrip(b"=").decode()
        now = self._clock.now()
        with self._database.transaction() as connection:
            store.clear_throttle(connection, person.login)
            store.begin_session(connection, self._digest(token), person.id, now, now + SESSION_LIFE)
        return Session(person=person, expires_at=now + SESSION_LIFE, token=token)

    def _check_throttle(self, throttled: tuple[int, datetime] | None) -> None:
        if throttled is not None and throttled[1] > self._clock.now():
            wait = throttled[1] - self._clock.now()
            raise SignInThrottled(seconds=int(wait.total_seconds()) + 1, stage="parties.signing_in")

    def _failed(self, login: str) -> None:
        now = self._clock.now()
        with self._database.transaction() as connection:
            throttled = store.throttle(connection, login)
            failures = 1 if throttled is None else throttled[0] + 1
            beyond = failures - FREE_FAILURES
            wait = min(FIRST_WAIT * 2 ** min(beyond - 1, 16), LONGEST_WAIT) if beyond > 0 else timedelta(0)
            store.set_throttle(connection, login, failures, now + wait, forget_before=now - timedelta(days=1))

    @staticmethod
    def _check_strength(password: str) -> None:
        shortest, longest = PASSWORD_CHARS
        if not shortest <= len(password) <= longest:
            raise PasswordTooWeak(shortest=shortest, longest=longest, stage="parties.signing_in")

    def _hash(self, password: str) -> str:
        return self._hasher.hash(password, salt=self._entropy.take(_SALT_BYTES))

    def _hash_of_nobody(self, somebodys: str | None) -> str:
        """What no password is known to give. To check it costs what somebody's here costs, to make it nothing."""
        like = self._hasher if somebodys is None else extract_parameters(somebodys)
        salt, digest = (_unpadded(self._entropy.take(size)) for size in (_SALT_BYTES, like.hash_len))
        cost = f"m={like.memory_cost},t={like.time_cost},p={like.parallelism}"
        return f"$argon2{like.type.name.lower()}$v={ARGON2_VERSION}${cost}${salt}${digest}"

    def _verify(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False

    def _digest(self, token: str) -> bytes:
        return self._suite.digest(token.encode())


def _unpadded(raw: bytes) -> str:
    return base64.b64encode(raw).rstrip(b"=").decode()
