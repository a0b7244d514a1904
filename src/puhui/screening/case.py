"""The document of an application to be screened: what each source handed in, with where it is from. Strict.

Whatever is left out is absent, which is never held against anyone. Findings of the relations room, contradictions and
verifications are plain documents as those rooms write them.

>>> told = {"id": "app-1", "submitted_at": "2026-06-30T10:00:00+08:00"}
>>> case = read_case({"format": "puhui-screening/1", "application": told})
>>> case.application.submitted_at.isoformat(), case.findings
('2026-06-30T10:00:00+08:00', None)
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from puhui.relations import ToldFinding
from puhui.screening.errors import MalformedCase

FORMAT = "puhui-screening/1"
HOLDERS_MIN = 3  # a number over several institutions is used from three holders on (mark J)
_Count = Annotated[int, Field(ge=0, le=10**9)]
_Fen = Annotated[int, Field(ge=0, le=10**15)]
_Share = Annotated[float, Field(ge=0.0, le=1.0)]
_SEVERITIES = {"low": 1, "medium": 2, "high": 3}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Words(_Part):
    """A sentence in both languages."""

    zh: str
    en: str


class Application(_Part):
    """The application itself. `minutes_to_fill` is from the first page to the last; amounts in fen."""

    id: Annotated[str, Field(min_length=1, max_length=64)]
    submitted_at: AwareDatetime
    amount_fen: _Fen | None = None
    revenue12_fen: _Fen | None = None
    minutes_to_fill: Annotated[float, Field(ge=0, le=10**6)] | None = None
    place_differs: bool | None = None  # where it was sent from and where the enterprise is, by region


class Registration(_Part):
    """What the registry says now: when a change was last made, or how many there were in so many months before."""

    as_of: date
    status: str | None = None
    representative_changed_on: date | None = None
    shares_changed_on: date | None = None
    representative_changes_3m: _Count | None = None
    representative_changes_6m: _Count | None = None
    shares_changes_6m: _Count | None = None


class Contradiction(BaseModel):
    """A comparison of `credit.contradictions`, as its document."""

    model_config = ConfigDict(extra="allow", frozen=True)
    code: str
    state: Literal["contradiction", "consistent", "cannot_be_judged"]
    severity: Literal["low", "medium", "high"]
    text: Words
    evidence: list[dict[str, Any]]

    @property
    def rank(self) -> int:
        """1 to 3, the gravest."""
        return _SEVERITIES[self.severity]


class Check(BaseModel):
    """A verification of `parties.verifying`, as its document: result 1 consistent, 2 inconsistent, 3 not found."""

    model_config = ConfigDict(extra="allow", frozen=True)
    result: Literal[1, 2, 3]
    as_of: date | None = None


class Verifications(_Part):
    """Checks that were made, and the least number of days that the shown documents are still valid."""

    enterprise: Check | None = None
    person: Check | None = None
    card: Check | None = None
    document_days_left: int | None = None
    as_of: date | None = None


class Provenance(_Part):
    """How a number over several institutions came about: the private computation, by its job, and when."""

    job: Annotated[str, Field(min_length=1, max_length=128)]
    op: Literal["sum", "lookup"]
    as_of: date


class Velocity(_Part):
    """A count over the institutions' own numbers. Below three holders it is absent, whatever it says."""

    name: Literal[
        "applications_7d",
        "applications_30d",
        "enquiries_60d",
        "enquiries_180d",
        "device_others_90d",
        "address_others_90d",
        "phone_others_90d",
        "paper_others_90d",
    ]
    value: _Count
    holders: _Count
    provenance: Provenance


class Link(_Part):
    """How many enterprises used one device, network address, phone, address or paper within `days`.

    `exempt` marks what is shared for good reason: a registered incubator, a bank's own counter, a tax agent's office.
    """

    kind: Literal["device", "ip", "phone", "address", "paper"]
    enterprises: _Count
    days: Annotated[int, Field(ge=1, le=3660)]
    source: Annotated[str, Field(min_length=1, max_length=64)]
    as_of: date
    exempt: bool = False


class Listed(_Part):
    """Whether a list that refuses (police, sanctions) has the enterprise or its representative: a private lookup.

    `asked` is who was looked up, `on` who of them stands there, `level` how the list grades the gravest.
    """

    hit: bool
    asked: list[Literal["enterprise", "representative"]] = []
    on: list[Literal["enterprise", "representative"]] = []
    level: str | None = None
    provenance: Provenance


class Likeness(_Part):
    """How much a document of the application resembles one of another enterprise (`likeness`, 0 to 1)."""

    name: str
    other: Annotated[str, Field(max_length=64)]  # the other's pseudonym
    likeness: _Share


class Confirmed(_Part):
    """What somebody entitled has confirmed: who, and when."""

    by: Annotated[str, Field(min_length=1, max_length=128)]
    on: date


class Case(_Part):
    """Everything that was handed in for one application."""

    format: Literal["puhui-screening/1"]
    application: Application
    registration: Registration | None = None
    findings: list[ToldFinding] | None = None
    contradictions: list[Contradiction] | None = None
    verifications: Verifications | None = None
    velocity: list[Velocity] = []
    links: list[Link] = []
    applicants: list[Link] | None = None  # of the lender's own applicants; None where nobody looked
    listed: Listed | None = None
    likenesses: list[Likeness] | None = None
    document_forged: Confirmed | None = None  # by its issuer
    representative_denies: Confirmed | None = None  # said in person that they did not apply
    features: dict[str, float | None] = {}  # for the anomaly: indicators by name


def read_case(document: Mapping[str, Any]) -> Case:
    """The case of its document; raises `MalformedCase` with the first place that is wrong."""
    try:
        return Case.model_validate(document)
    except ValidationError as found:
        first = found.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "document"
        raise MalformedCase(where=where, reason=first["msg"], stage="screening.case") from None
