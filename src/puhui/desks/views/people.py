"""People, their sessions, and the enterprise that an owner signs in for."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from puhui.desks.views.base import View


class Credentials(View):
    """What a person types to sign in."""

    login: Annotated[str, Field(min_length=1, max_length=128)]
    password: Annotated[str, Field(min_length=1, max_length=256)]


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
