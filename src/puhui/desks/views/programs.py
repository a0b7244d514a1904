"""The tokens by which an institution's programs sign in."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from puhui.desks.views.base import View

ProgramRole = Literal["officer", "approver", "steward", "auditor"]


class TokenRequest(View):
    """For which program a token is, what it may do, and how long."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{1,62}$")]
    role: ProgramRole
    days: Annotated[int, Field(ge=1, le=3650)] = 90


class TokenView(View):
    """A token without its secret. `waiting` is for a second administrator, `expired` one whose time is over."""

    id: str
    name: str
    role: str
    state: Literal["waiting", "live", "revoked", "expired"]
    by: str
    by_name: str
    second_name: str | None
    at: datetime
    expires_at: datetime
    used_at: datetime | None


class TokenList(View):
    """The newest first. A role in `two_to_give` takes two administrators; `days_max` is the longest that one lasts."""

    items: list[TokenView]
    roles: list[str]
    two_to_give: list[str]
    days_max: int


class IssuedToken(View):
    """The token as it is now; `secret` is shown this once."""

    token: TokenView
    secret: str | None
