"""A change of an institution's people: what it does, how far it is. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from puhui.kernel.ids import ChangeId
from puhui.parties.model import PersonRole

TWO_TO_GIVE = frozenset({PersonRole.APPROVER, PersonRole.VALIDATOR, PersonRole.ADMINISTRATOR})
NODE_OPERATOR = ""  # who has the node's folder in hand, and proposes the first administrators from there


class Action(StrEnum):
    """What a change does."""

    INVITE = "invite"
    CHANGE_ROLE = "change_role"
    DISABLE = "disable"
    ENABLE = "enable"
    RESET = "reset"  # a new password, no second factor and no identity elsewhere: they were lost
    LINK = "link"  # an identity at the institution's own provider
    UNLINK = "unlink"


class State(StrEnum):
    """How far a change is."""

    WAITING = "waiting"  # for a second administrator
    OPEN = "open"  # its code may be taken up
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of people. `by` and `second` are administrators' ids; `role` is the one that it leads to."""

    id: ChangeId
    action: Action
    state: State
    person: str
    login: str
    name: str
    role: PersonRole
    by: str
    by_name: str
    at: datetime
    expires_at: datetime
    second: str = ""
    second_name: str = ""
    code_digest: bytes = b""
