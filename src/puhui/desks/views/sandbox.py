"""A sandbox: its time, the cases that can be played in it, and what the other side is told to do."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from puhui.desks.views.base import Fen, View
from puhui.desks.views.people import EnterpriseRef

_Amount = Annotated[int, Field(gt=0, le=10**13)]
DAYS_MAX = 31  # more would outlast a client's patience


class SandboxCase(View):
    """A case that an enterprise can apply as; `fresh`: how many of its enterprises have not applied here yet."""

    code: str
    name: str
    expects: str
    fresh: int


class SandboxView(View):
    """The sandbox's time and its cases."""

    environment: Literal["sandbox"]
    now: datetime
    cases: list[SandboxCase]


class SandboxApplicationRequest(View):
    """Which case is to apply; without an amount it asks for what its product commonly gives."""

    case: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    amount_fen: _Amount | None = None


class SandboxApplication(View):
    """The application as it came in; `grants_until`: from then on its grants have run out."""

    application: str
    case: str
    expects: str
    enterprise: EnterpriseRef
    product: str
    amount_fen: Fen
    grants_until: datetime


class SandboxRevocation(View):
    """The grants of an application that its enterprise took back."""

    application: str
    grants: list[str]


class SandboxPayment(View):
    """What the enterprise pays; without an amount all that is due, or the next instalment where nothing is."""

    amount_fen: _Amount | None = None


class SandboxReliefRequest(View):
    """What relief the enterprise asks for, of what the loan allows today."""

    kind: Literal["waiver", "deferral"] = "deferral"


class SandboxMove(View):
    """How far time is to go."""

    days: Annotated[int, Field(ge=1, le=DAYS_MAX)]


class SandboxTime(View):
    """The time now, and how many days it went. `waits_for`: nodes that had not done a day's work in time."""

    now: datetime
    moved_days: int
    waits_for: list[str]
