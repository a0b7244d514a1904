"""An institution's people, the changes that wait, and the trail of those that were."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from puhui.desks.views.base import View

StaffRole = Literal["officer", "approver", "steward", "validator", "auditor", "registrar", "administrator"]


class MemberOfStaff(View):
    """Somebody who works here; `providers` are the identity providers by which they may sign in."""

    id: str
    login: str
    name: str
    role: str
    active: bool
    providers: list[str]


class PeopleChangeView(View):
    """A change that waits for a second administrator (`waiting`), or for whoever has its code (`open`)."""

    id: str
    action: Literal["invite", "change_role", "disable", "enable", "reset", "link", "unlink"]
    state: Literal["waiting", "open", "done", "refused"]
    person: str | None
    login: str
    name: str
    role: str
    by: str | None
    by_name: str | None
    at: datetime
    expires_at: datetime


class PeopleView(View):
    """Everybody who works here. A role in `two_to_give` takes two of the `administrators`."""

    items: list[MemberOfStaff]
    pending: list[PeopleChangeView]
    roles: list[str]
    two_to_give: list[str]
    administrators: int


class InvitationRequest(View):
    """Who is asked in."""

    login: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{1,62}$")]
    name: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f<>]+$")]
    role: StaffRole


class PeopleChangeRequest(View):
    """What becomes of somebody; `role` for a change of role only. `unlink` takes their identities elsewhere away."""

    action: Literal["change_role", "disable", "enable", "reset", "unlink"]
    role: StaffRole | None = None


class InvitedView(View):
    """The change as it is now; `code` is shown this once, to be handed over in person."""

    change: PeopleChangeView
    code: str | None


class TakeUpRequest(View):
    """An invitation's code, and the password that its holder chose."""

    code: Annotated[str, Field(min_length=1, max_length=64)]
    password: Annotated[str, Field(min_length=1, max_length=256)]


class TakenUp(View):
    """By which login to sign in now."""

    login: str


class TrailStep(View):
    """One step of a change, and the ledger's entry with its digest. `by_name` None is the node's operator."""

    seq: int
    at: datetime
    what: Literal["proposed", "opened", "confirmed", "done", "refused", "taken_up"]
    action: str
    login: str
    name: str
    role: str
    by_name: str | None
    second_name: str | None
    entry: str


class TrailView(View):
    """Newest first, the newest 500."""

    items: list[TrailStep]
