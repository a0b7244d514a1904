"""People, their sessions, and the enterprise that an owner signs in for."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from puhui.desks.views.base import View


class Credentials(View):
    """What a person types to sign in."""

    login: Annotated[str, Field(min_length=1, max_length=128)]
    password: Annotated[str, Field(min_length=1, max_length=256)]
    code: Annotated[str, Field(max_length=64)] = ""  # of the authenticator app, or one from paper


class ConfirmationRequest(View):
    """What a signed-in person types to show again who they are."""

    password: Annotated[str, Field(min_length=1, max_length=256)]
    code: Annotated[str, Field(max_length=64)] = ""


class PasswordRequest(ConfirmationRequest):
    """The same, and the password that is to be."""

    wanted: Annotated[str, Field(min_length=1, max_length=256)]


class CodeRequest(View):
    """A code of the authenticator app that is being set up."""

    code: Annotated[str, Field(min_length=1, max_length=64)]


class SessionItem(View):
    """One place where the person is signed in. `device` is what the browser said of itself."""

    id: str
    device: str
    begun_at: datetime
    seen_at: datetime
    expires_at: datetime
    here: bool


class SessionList(View):
    """The one last used first."""

    items: list[SessionItem]


class FactorView(View):
    """`since` None: no authenticator app is set up."""

    since: datetime | None
    recovery_left: int


class FactorEnrolment(View):
    """What an app needs, shown once: typed, or read from a picture of `uri`."""

    secret: str
    uri: str


class RecoveryCodes(View):
    """Codes for paper, each good once, shown once."""

    codes: list[str]


class PersonView(View):
    """A person as the portal shows it."""

    id: str
    name: str
    role: str
    org: str


class EnterpriseRef(View):
    """An enterprise by code and name."""

    uscc: str
    name: str


class SessionView(View):
    """A session; `enterprise` is there for owners."""

    person: PersonView
    enterprise: EnterpriseRef | None = None
    expires_at: datetime


class EnterpriseView(View):
    """The owner's own enterprise as the registry knows it."""

    uscc: str
    name: str
    segment: str
    industry: str
    established_on: date
    legal_representative: str
    region: str
    enrolled: bool
    key_kind: Literal["software", "webauthn"] | None
