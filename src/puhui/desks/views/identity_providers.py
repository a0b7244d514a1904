"""Identity providers: by which one may sign in, the way there, and what one comes back with."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from puhui.desks.views.base import View
from puhui.desks.views.people import SessionView


class ProviderItem(View):
    """An institution's own identity provider, and what its button says."""

    name: str
    label_zh: str
    label_en: str


class ProviderList(View):
    """In the order of the node's settings; empty where people sign in by password alone."""

    items: list[ProviderItem]


class DepartureRequest(View):
    """What somebody who is not signed in leaves for: to sign in, or to take up an invitation without a password."""

    purpose: Literal["sign_in", "take_up"] = "sign_in"


class DepartureView(View):
    """Where the browser goes now."""

    url: str


class ReturnRequest(View):
    """The parameters that the provider put on the redirect address; `invitation` is the code of who takes one up."""

    state: Annotated[str, Field(min_length=1, max_length=128)]
    code: Annotated[str, Field(max_length=4096)] = ""
    iss: Annotated[str, Field(max_length=500)] | None = None
    error: Annotated[str, Field(max_length=200)] = ""
    invitation: Annotated[str, Field(max_length=64)] = ""


class ReturnView(View):
    """What was done; `session` for who came to sign in."""

    purpose: Literal["sign_in", "take_up", "link", "confirm"]
    session: SessionView | None = None


class IdentityItem(View):
    """An identity of the signed-in person's."""

    provider: str
    linked_at: datetime
    used_at: datetime | None


class IdentityList(View):
    """By provider."""

    items: list[IdentityItem]
