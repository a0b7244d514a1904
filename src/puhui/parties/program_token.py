"""The token by which a program of an institution acts in one role. Pure.

>>> from datetime import UTC, datetime
>>> from puhui.kernel.ids import OrgId
>>> token = ProgramToken(
...     TokenId("tok_01J00000000000000000000000"), "core", PersonRole.OFFICER, OrgId("bank-a"), State.LIVE,
...     "psn_1", "李", datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))
>>> token.acts_as, token.is_good(datetime(2026, 1, 31, tzinfo=UTC)), token.is_good(datetime(2026, 2, 1, tzinfo=UTC))
('program:core', True, False)
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from puhui.kernel.ids import OrgId, TokenId
from puhui.parties.model import PersonRole

GIVEN_TO_PROGRAMS = frozenset({PersonRole.OFFICER, PersonRole.APPROVER, PersonRole.STEWARD, PersonRole.AUDITOR})
"""What a program may be. Who gives power, judges models or acts for an enterprise is a person."""


class State(StrEnum):
    """How far a token is. One that ran out is still `live`: time alone ended it."""

    WAITING = "waiting"  # for a second administrator
    LIVE = "live"
    REVOKED = "revoked"  # or refused before it was live


@dataclass(frozen=True, slots=True)
class ProgramToken:
    """A token without its secret, of which the digest alone is kept."""

    id: TokenId
    name: str
    role: PersonRole
    org: OrgId
    state: State
    by: str
    by_name: str
    at: datetime
    expires_at: datetime
    second: str = ""
    second_name: str = ""
    used_at: datetime | None = None

    @property
    def acts_as(self) -> str:
        """The name under which its steps are recorded: nobody's login has a colon."""
        return f"program:{self.name}"

    def is_over(self, now: datetime) -> bool:
        """Whether nothing can come of it any more."""
        return self.state is State.REVOKED or self.expires_at <= now

    def is_good(self, now: datetime) -> bool:
        """Whether it lets a program in."""
        return self.state is State.LIVE and not self.is_over(now)
