"""What was checked of an application: factors at the registry, things that applicants share, papers, a list."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from puhui.desks.views.base import Digest, View
from puhui.desks.views.computations import ComputationProblem, ComputationView


class FactorFlag(View):
    """Whether a stated factor is the registered one; null where it was not compared."""

    name: Literal["flag_license_no", "flag_name", "flag_legal_person", "flag_legal_person_id"]
    same: bool | None


class RegisterCheck(View):
    """A registry's answer to stated factors. `result`: 1 consistent, 2 inconsistent, 3 not found, null not compared;
    `behind_until`: until then the register may not show a recent change."""

    at: datetime
    as_of: date
    entry: str
    result: Literal[1, 2, 3] | None
    level: str | None
    behind_until: date | None
    status: str | None
    flags: list[FactorFlag]


class SharedThing(View):
    """How many applicants of this bank, the enterprise among them, came with one thing within `days`. `exempt`: it is
    there to be shared, such as an incubator's address."""

    kind: Literal["device", "address", "phone", "paper"]
    enterprises: int
    days: int
    exempt: bool


class PaperView(View):
    """A paper that came with the application, as its dates stand on the day of the application."""

    kind: str
    kind_text: str
    digest: Digest
    issued_on: date | None
    expires_on: date | None
    state: Literal["valid", "long_term", "expiring", "expired", "not_yet", "odd"]
    text: str


class ChecksView(View):
    """The checks of an application. `registry` is of what the portal handed over, `counter` of what an officer stated.

    What nobody asked is null or empty, and held against nobody.
    """

    application: str
    registry: RegisterCheck | None
    counter: RegisterCheck | None
    links: list[SharedThing]
    papers: list[PaperView]


class StatedRequest(View):
    """What the representative stated at the counter. The ID number is compared at the registry and kept nowhere."""

    representative: Annotated[str, Field(min_length=1, max_length=100)]
    id_number: Annotated[str, Field(max_length=18)] = ""


class WatchRequest(View):
    """Whom to look up: the enterprise, and its representative where the ID number is given."""

    id_number: Annotated[str, Field(max_length=18)] = ""


class WatchFinding(View):
    """What a private lookup told: who was looked up, who of them is on the list, and at which level."""

    hit: bool
    asked: list[Literal["enterprise", "representative"]]
    on: list[Literal["enterprise", "representative"]]
    level: str | None
    holder: str
    as_of: date
    job: str


class WatchView(View):
    """How far a lookup in the list of fraud is. `waiting`: nobody has asked; it can be asked again when it is over."""

    application: str
    state: Literal["waiting", "running", "done", "failed"]
    asked_at: datetime | None
    computation: ComputationView | None
    problem: ComputationProblem | None
    finding: WatchFinding | None
