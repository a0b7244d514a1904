"""Sign people in: argon2id over the password, a code where the person has an app for it, a random token out.

Only digests of tokens are kept. A login that fails waits longer each time, from the fifth failure on. An unknown login
costs the same time as a wrong password and is throttled the same way, so that neither tells who has an account.

Nobody locks another out: a browser from which a person signed in before has a lane of its own, in which strangers'
failures do not count (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
"""

import base64
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION
from sqlalchemy.engine import Connection

from puhui.kernel import Clock, Entropy, Suite
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import OrgId, PersonId, SessionId
from puhui.parties import session_store, store
from puhui.parties.errors import (
    CodeRefused,
    LoginTaken,
    PasswordTooWeak,
    RoleNeedsEnterprise,
    SecondFactorNeeded,
    SessionEnded,
    SignInRefused,
    SignInThrottled,
)
from puhui.parties.model import Person, PersonRole
from puhui.parties.second_factor import SecondFactors
from puhui.parties.session_store import KeptSession
from puhui.parties.sign_in_settings import SETTINGS, SignInSettings
from puhui.storage import Database

PASSWORD_CHARS = (10, 256)
LOGIN_CHARS_MAX = 128
FOR_DRAWN = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1)  # 80 random bits: no search reaches them
_TOKEN_BYTES = 32
_SALT_BYTES = 16
_DEVICE_CHARS_MAX = 120
_SEEN_EVERY = timedelta(minutes=1)  # a session's use is noted no more often: not every read is to be a write
_STAGE = "parties.signing_in"


@dataclass(frozen=True, slots=True)
class Session:
    """A person who is signed in. `token` is what the browser keeps; it is not stored here.

    `device_token` is there when the browser is to be known from now on; `is_new_device` when the person has signed in
    before, and never from here.
    """

    id: SessionId
    person: Person
    expires_at: datetime
    confirmed_at: datetime
    token: str = field(repr=False, default="")
    device_token: str = field(repr=False, default="")
    is_new_device: bool = False


class SignIn:
    """The door of one node. Safe from many threads.

    `hasher` is RFC 9106's second recommendation, as argon2-cffi ships it, unless given; `FOR_DRAWN` is enough for
    accounts whose passwords were all drawn at random. Who changes a password gets the node's own.
    """

    def __init__(
        self,
        database: Database,
        *,
        suite: Suite,
        clock: Clock,
        entropy: Entropy,
        hasher: PasswordHasher | None = None,
        factors: SecondFactors | None = None,
        settings: SignInSettings = SETTINGS,
    ) -> None:
        self._database = database
        self._suite = suite
        self._clock = clock
        self._entropy = entropy
        self._hasher = hasher or PasswordHasher()
        self._factors = factors or SecondFactors(suite=suite, clock=clock, entropy=entropy, issuer="Puhui")
        self._settings = settings

    def add_person(
        self, *, login: str, password: str, name: str, role: PersonRole, org: OrgId, uscc: Uscc | None = None
    ) -> Person:
        """Let somebody sign in; raises `LoginTaken`, `PasswordTooWeak`, `RoleNeedsEnterprise`."""
        if (role is PersonRole.OWNER) != (uscc is not None):
            raise RoleNeedsEnterprise(role=role.value, party=str(org), stage=_STAGE)
        hashed = self.hashed(password)
        person = Person(PersonId.new(self._clock, self._entropy), login, name, role, org, uscc)
        with self._database.transaction() as connection:
            if not store.add_person(connection, person, hashed):
                raise LoginTaken(login=login, party=str(org), stage=_STAGE)
        return person

    def change_password(self, person: Person, password: str) -> None:
        """Replace the password and end all of the person's sessions."""
        hashed = self.hashed(password)
        with self._database.transaction() as connection:
            store.set_password(connection, person.id, hashed)
            session_store.end_all_of(connection, person.id)

    def hashed(self, password: str) -> str:
        """What is kept of a password; raises `PasswordTooWeak`."""
        shortest, longest = PASSWORD_CHARS
        if not shortest <= len(password) <= longest:
            raise PasswordTooWeak(shortest=shortest, longest=longest, stage=_STAGE)
        return self._hasher.hash(password, salt=self._entropy.take(_SALT_BYTES))

    def hashed_unknown(self) -> str:
        """What is kept of a password that nobody knows."""
        return self.hashed(self._token())

    def sign_in(
        self, login: str, password: str, code: str = "", *, device_token: str = "", device: str = ""
    ) -> Session:
        """A fresh session. `device_token` is what an earlier session gave this browser, `device` what it calls itself.

        Raises `SignInThrottled` before even looking at the password, `SignInRefused` (a disabled person is told
        nothing else), `SecondFactorNeeded`, `CodeRefused`.
        """
        login = login[:LOGIN_CHARS_MAX]
        with self._database.transaction() as connection:
            found = store.person_by_login(connection, login)
            lane, known = self._lane(connection, login, found[0] if found else None, device_token)
            self._check_throttle(session_store.throttle(connection, lane))
            hashed = found[1] if found else self._hash_of_nobody(store.some_hash(connection))
        # Outside the transaction: argon2 takes tens of milliseconds, and nobody else should wait for it.
        right = self._verify(hashed, password)
        if found is None or not right or not found[0].active:
            self._failed(lane)
            raise SignInRefused(stage=_STAGE)
        self._check_code(found[0].id, code, lane)
        return self._begin(found[0], device_token if known else "", device, lane=lane)

    def admit(self, person: Person, shown_at: datetime | None, *, device_token: str = "", device: str = "") -> Session:
        """A fresh session for whom an identity provider vouches. `shown_at` is when they last showed it who they are.

        None, where it does not tell, is too long ago for what needs that fresh. Failed passwords stay counted.
        """
        now = self._clock.now()
        with self._database.transaction() as connection:
            _, known = self._lane(connection, person.login, person, device_token)
        shown = now - self._settings.confirmed if shown_at is None else min(shown_at, now)
        return self._begin(person, device_token if known else "", device, shown_at=shown)

    def confirm(self, token: str, password: str, code: str = "") -> None:
        """Have whoever uses a session show again who they are; raises what `sign_in` does, and `SessionEnded`."""
        session = self.session(token)
        lane = f"{session.person.login}\n{session.id}"
        with self._database.transaction() as connection:
            self._check_throttle(session_store.throttle(connection, lane))
            hashed = store.password_of(connection, session.person.id)
        if not self._verify(hashed, password):
            self._failed(lane)
            raise SignInRefused(stage=_STAGE)
        self._check_code(session.person.id, code, lane)
        with self._database.transaction() as connection:
            session_store.clear_throttle(connection, lane)
            session_store.confirm(connection, self._digest(token), self._clock.now())

    def confirmed_elsewhere(self, token: str) -> None:
        """Let a session count as fresh: its person has just shown an identity provider who they are."""
        with self._database.transaction() as connection:
            session_store.confirm(connection, self._digest(token), self._clock.now())

    def session(self, token: str, *, used: bool = True) -> Session:
        """The session of a token; raises `SessionEnded`. Looked at without being `used`, it goes idle all the same."""
        now, digest = self._clock.now(), self._digest(token)
        with self._database.reading() as connection:
            kept = session_store.by_token(connection, digest)
            if kept is None or kept.expires_at <= now or kept.seen_at + self._settings.idle <= now:
                raise SessionEnded(stage=_STAGE)
            person = store.person(connection, kept.person)
        if person is None or not person.active:
            raise SessionEnded(stage=_STAGE)
        if used and kept.seen_at + _SEEN_EVERY <= now:
            with self._database.transaction() as connection:
                session_store.see(connection, digest, now)
        return Session(kept.id, person, kept.expires_at, kept.confirmed_at, token)

    def sessions(self, person: Person) -> list[KeptSession]:
        """A person's sessions that go on, the one last used first."""
        now = self._clock.now()
        with self._database.reading() as connection:
            kept = session_store.of_person(connection, person.id)
        return [one for one in kept if one.expires_at > now and one.seen_at + self._settings.idle > now]

    def is_fresh(self, confirmed_at: datetime) -> bool:
        """Whether a password shown then still counts for what needs it fresh."""
        return confirmed_at + self._settings.confirmed > self._clock.now()

    def sign_out(self, token: str) -> None:
        """End the session, if there is one."""
        with self._database.transaction() as connection:
            session_store.end(connection, self._digest(token))

    def end_session(self, person: Person, id_: str) -> bool:
        """End one of a person's sessions; False when they have none of that id."""
        with self._database.transaction() as connection:
            return session_store.end_one_of(connection, person.id, id_)

    def _begin(
        self, person: Person, device_token: str, device: str, *, lane: str = "", shown_at: datetime | None = None
    ) -> Session:
        token, fresh = self._token(), device_token or self._token()
        now = self._clock.now()
        id_ = SessionId.new(self._clock, self._entropy)
        expires = now + self._settings.session
        shown = shown_at or now
        kept = KeptSession(id_, person.id, device[:_DEVICE_CHARS_MAX], now, now, shown, expires)
        with self._database.transaction() as connection:
            others = session_store.devices_of(connection, person.id)
            if lane:
                session_store.clear_throttle(connection, lane)
            most = self._settings.devices_per_person
            session_store.keep_device(connection, self._digest(fresh), person.id, now, most)
            session_store.begin(connection, self._digest(token), kept)
        is_new = not device_token and others > 0
        return Session(id_, person, expires, shown, token, fresh, is_new)

    def _lane(self, connection: Connection, login: str, person: Person | None, device_token: str) -> tuple[str, bool]:
        """In which lane this attempt's failures count, and whether the browser is one of the person's."""
        digest = self._digest(device_token)
        since = self._clock.now() - self._settings.device
        if not device_token or person is None or not session_store.knows(connection, digest, person.id, since):
            return login, False
        return f"{login}\n{digest.hex()}", True

    def _check_code(self, person: PersonId, code: str, lane: str) -> None:
        with self._database.transaction() as connection:
            if self._factors.state(connection, person).since is None:
                return
            accepted = bool(code) and self._factors.accepts(connection, person, code)
        if not code:
            raise SecondFactorNeeded(stage=_STAGE)
        if not accepted:
            self._failed(lane)
            raise CodeRefused(stage=_STAGE)

    def _check_throttle(self, throttled: tuple[int, datetime] | None) -> None:
        if throttled is not None and throttled[1] > self._clock.now():
            wait = throttled[1] - self._clock.now()
            raise SignInThrottled(seconds=int(wait.total_seconds()) + 1, stage=_STAGE)

    def _failed(self, lane: str) -> None:
        now, settings = self._clock.now(), self._settings
        with self._database.transaction() as connection:
            throttled = session_store.throttle(connection, lane)
            failures = 1 if throttled is None else throttled[0] + 1
            beyond = failures - settings.free_failures
            longer = settings.first_wait * 2 ** min(beyond - 1, 16) if beyond > 0 else timedelta(0)
            wait = min(longer, settings.longest_wait)
            session_store.set_throttle(connection, lane, failures, now + wait, forget_before=now - timedelta(days=1))

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

    def _token(self) -> str:
        return base64.urlsafe_b64encode(self._entropy.take(_TOKEN_BYTES)).rstrip(b"=").decode()

    def _digest(self, token: str) -> bytes:
        return self._suite.digest(token.encode())


def _unpadded(raw: bytes) -> str:
    return base64.b64encode(raw).rstrip(b"=").decode()
