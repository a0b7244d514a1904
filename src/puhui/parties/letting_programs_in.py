"""Programs sign in by tokens: random, for one role, until a day, and revoked in a moment.

1. An administrator issues a token; for a role in `TWO_TO_GIVE` a second one agrees. Whoever completes it is shown the
   secret, once; its digest alone is kept. A secret has 256 random bits: nobody guesses it, and no slow hash is needed.
2. A program has one role, like a person, so that two tokens stand where two pairs of eyes are asked for.
3. A token has no password to show again: what needs one fresh is open to it, which is why power takes two to give it.
4. Revoking takes one administrator, and holds from that moment on.
5. A sandbox's secrets begin otherwise. Shown at the wrong door, it is said so, and nothing is looked up.

Each function that takes a connection is part of the caller's transaction, so that a step and its place in the trail
are one.
"""

import base64
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.engine import Connection

from puhui.kernel import Clock, Entropy, Suite
from puhui.kernel.ids import OrgId, TokenId
from puhui.parties import program_token_store as store
from puhui.parties.appointment import TWO_TO_GIVE
from puhui.parties.errors import (
    ChangeClosed,
    RoleNotForPrograms,
    SecondAdministratorNeeded,
    TokenLastsTooLong,
    TokenNameTaken,
    TokenOfRealNode,
    TokenOfSandbox,
    TokenUnknown,
    TooManyTokens,
)
from puhui.parties.model import Person, PersonRole
from puhui.parties.program_token import GIVEN_TO_PROGRAMS, ProgramToken, State
from puhui.parties.sign_in_settings import SETTINGS, SignInSettings
from puhui.parties.store import person
from puhui.storage import Database

LIST_MAX = 500
PREFIX = "puhui_"  # by which scanners of source code know a secret that was left there
SANDBOX_PREFIX = "puhui_sandbox_"
_SECRET_BYTES = 32
_SECRET_CHARS_MAX = 128
_USED_EVERY = timedelta(minutes=1)  # a token's use is noted no more often: not every read is to be a write
_STAGE = "parties.programs"


class Programs:
    """The tokens of one node's institution. Safe from many threads."""

    def __init__(
        self,
        database: Database,
        *,
        org: OrgId,
        suite: Suite,
        clock: Clock,
        entropy: Entropy,
        settings: SignInSettings = SETTINGS,
        sandbox: bool = False,
    ) -> None:
        self._database = database
        self._org = org
        self._suite = suite
        self._clock = clock
        self._entropy = entropy
        self._settings = settings
        self._sandbox = sandbox

    @property
    def longest(self) -> timedelta:
        """How long a token may last."""
        return self._settings.token

    def tokens(self, connection: Connection) -> list[ProgramToken]:
        """Tokens of every state, the newest first."""
        return store.newest(connection, LIST_MAX)

    def issue(
        self, connection: Connection, by: Person, *, name: str, role: PersonRole, lasts: timedelta
    ) -> tuple[ProgramToken, str]:
        """A token and its secret, which is "" while a second administrator is waited for.

        Raises `RoleNotForPrograms`, `TokenLastsTooLong`, `TokenNameTaken`, `TooManyTokens`.
        """
        if role not in GIVEN_TO_PROGRAMS:
            raise RoleNotForPrograms(role=role.value, party=str(self._org), stage=_STAGE)
        if lasts > self._settings.token:
            raise TokenLastsTooLong(days=self._settings.token.days, party=str(self._org), stage=_STAGE)
        now = self._clock.now()
        others = store.standing(connection, now)
        if any(one.name == name for one in others):
            raise TokenNameTaken(name=name, party=str(self._org), stage=_STAGE)
        if len(others) >= self._settings.tokens_per_institution:
            most = self._settings.tokens_per_institution
            raise TooManyTokens(most=most, party=str(self._org), stage=_STAGE)
        id_ = TokenId.new(self._clock, self._entropy)
        token = ProgramToken(id_, name, role, self._org, State.WAITING, str(by.id), by.name, now, now + lasts)
        store.add(connection, token)
        return (token, "") if role in TWO_TO_GIVE else self._open(connection, token)

    def confirm(self, connection: Connection, by: Person, id_: str) -> tuple[ProgramToken, str]:
        """A second administrator agrees, and is shown the secret.

        Raises `TokenUnknown`, `ChangeClosed`, `SecondAdministratorNeeded`.
        """
        token = self._token(connection, id_)
        if token.state is not State.WAITING or token.is_over(self._clock.now()):
            raise ChangeClosed(party=str(self._org), stage=_STAGE)
        if token.by == by.id:
            raise SecondAdministratorNeeded(party=str(self._org), stage=_STAGE)
        issuer = person(connection, token.by)
        if issuer is None or not issuer.active or issuer.role is not PersonRole.ADMINISTRATOR:
            raise ChangeClosed(party=str(self._org), stage=_STAGE)  # whoever proposed it has no say any more
        return self._open(connection, replace(token, second=str(by.id), second_name=by.name))

    def revoke(self, connection: Connection, id_: str) -> ProgramToken:
        """Refuse a token or end it; raises `TokenUnknown`, `ChangeClosed`."""
        token = self._token(connection, id_)
        if token.is_over(self._clock.now()):
            raise ChangeClosed(party=str(self._org), stage=_STAGE)
        return store.revoke(connection, token)

    def opened_by(self, secret: str) -> ProgramToken | None:
        """The token that a secret opens now; None when it is over or was never. Notes its use.

        Raises `TokenOfSandbox` at a real node and `TokenOfRealNode` in a sandbox.
        """
        if not secret.startswith(PREFIX) or len(secret) > _SECRET_CHARS_MAX:
            return None
        if secret.startswith(SANDBOX_PREFIX) != self._sandbox:
            raise (TokenOfRealNode if self._sandbox else TokenOfSandbox)(party=str(self._org), stage=_STAGE)
        now = self._clock.now()
        with self._database.reading() as connection:
            token = store.by_digest(connection, self._digest(secret))
        if token is None or not token.is_good(now):
            return None
        if token.used_at is None or token.used_at + _USED_EVERY <= now:
            with self._database.transaction() as connection:
                store.use(connection, token, now)
        return token

    def _open(self, connection: Connection, token: ProgramToken) -> tuple[ProgramToken, str]:
        drawn = base64.urlsafe_b64encode(self._entropy.take(_SECRET_BYTES)).rstrip(b"=").decode()
        secret = (SANDBOX_PREFIX if self._sandbox else PREFIX) + drawn
        return store.bring_to_life(connection, token, self._digest(secret)), secret

    def _token(self, connection: Connection, id_: str) -> ProgramToken:
        token = store.token(connection, id_)
        if token is None:
            raise TokenUnknown(party=str(self._org), stage=_STAGE)
        return token

    def _digest(self, secret: str) -> bytes:
        return self._suite.digest(secret.encode())
