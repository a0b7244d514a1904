"""The states of a model's life, and the only ways from one to the next.

A step is a method of the state that it starts from, so what a state does not allow cannot be written down. The rules:
the validator is not the developer and measured on other data than the training's; the approver is neither of the two;
an approval ends at most `revalidation_days` after the validation; a champion's PDs are calibrated, or the approval says
that only the order counts.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from puhui.credit.defaults import MODELS
from puhui.credit.registry.errors import (
    ApprovalTooLong,
    MalformedActor,
    ModelExpired,
    NotApprovedForRole,
    NotIndependent,
    PdUncalibratedToServe,
    ValidatedOnTrainingData,
    ValidationRefused,
)

_STAGE = "credit.registry"


class Role(StrEnum):
    """What a serving model does: the champion's score decides; a shadow scores beside it and decides nothing."""

    CHAMPION = "champion"
    SHADOW = "shadow"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person of an organisation, written `person@organisation`."""

    person: str
    organisation: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `person@organisation`; raises `MalformedActor`."""
        person, _, organisation = text.rpartition("@")
        if not person.strip() or not organisation.strip():
            raise MalformedActor(actor=text, stage=_STAGE)
        return cls(person.strip(), organisation.strip())

    def is_person(self, other: "Actor") -> bool:
        """Whether both are one person, whichever organisation is named."""
        return self.person.casefold() == other.person.casefold()

    def __str__(self) -> str:
        return f"{self.person}@{self.organisation}"


@dataclass(frozen=True, slots=True)
class ModelId:
    """Which model: its name and version, its kind (`scorecard`, `challenger`), the digest of its file."""

    name: str
    version: str
    kind: str
    digest: str

    def __str__(self) -> str:
        return f"{self.name}@{self.version}"


@dataclass(frozen=True, slots=True)
class Registration:
    """What a developer brings: the model, its use, digests of its data snapshots and of its training report.

    `auc` is the procedure's on unseen rows, None for an expert card.
    """

    model: ModelId
    use: str
    data: tuple[str, ...]
    report: str
    calibrated: bool
    auc: float | None


@dataclass(frozen=True, slots=True)
class Validation:
    """What a validator found: on which data, with which figures, what called for a review, and the verdict."""

    by: Actor
    at: datetime
    data: str
    report: str
    passed: bool
    figures: dict[str, Any]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Approval:
    """What an approver allows: a role (champion covers shadow) up to a day; `order_only` where PDs are not used."""

    by: Actor
    at: datetime
    role: Role
    expires: date
    order_only: bool


@dataclass(frozen=True, slots=True)
class Developed:
    """Made and registered. Refused validations are kept beside it."""

    made: Registration
    by: Actor
    at: datetime
    refused: tuple[Validation, ...] = ()

    def validated(self, found: Validation) -> "Validated | Developed":
        """The next state; the same one where refused. Raises `NotIndependent`, `ValidatedOnTrainingData`."""
        if found.by.is_person(self.by):
            raise NotIndependent(person=found.by.person, earlier="developer", stage=_STAGE)
        if found.data in self.made.data:
            raise ValidatedOnTrainingData(model=str(self.made.model), stage=_STAGE)
        if not found.passed:
            return Developed(self.made, self.by, self.at, (*self.refused, found))
        return Validated(self, found)


@dataclass(frozen=True, slots=True)
class Validated:
    """Found fit by somebody else."""

    developed: Developed
    validation: Validation

    @property
    def made(self) -> Registration:
        """What was registered."""
        return self.developed.made

    def approved(self, approval: Approval) -> "Approved":
        """The next state. Raises `NotIndependent`, `ApprovalTooLong`, `PdUncalibratedToServe`."""
        for earlier, actor in (("developer", self.developed.by), ("validator", self.validation.by)):
            if approval.by.is_person(actor):
                raise NotIndependent(person=approval.by.person, earlier=earlier, stage=_STAGE)
        last = self.last_day
        if not approval.at.date() < approval.expires <= last:
            raise ApprovalTooLong(expires=approval.expires, last=last, stage=_STAGE)
        if approval.role is Role.CHAMPION and not self.made.calibrated and not approval.order_only:
            raise PdUncalibratedToServe(model=str(self.made.model), stage=_STAGE)
        return Approved(self, approval)

    @property
    def last_day(self) -> date:
        """The latest day that an approval may end on: a year after the validation by the shipped default."""
        return self.validation.at.date() + timedelta(days=MODELS.integer("revalidation_days"))


@dataclass(frozen=True, slots=True)
class Approved:
    """Allowed to serve in a role, up to a day."""

    validated: Validated
    approval: Approval

    @property
    def made(self) -> Registration:
        """What was registered."""
        return self.validated.made

    def expired(self, at: datetime) -> bool:
        """Whether the approval has run out."""
        return at.date() >= self.approval.expires

    def serving(self, role: Role, by: Actor, at: datetime) -> "Serving":
        """The next state. Raises `ModelExpired`, `NotApprovedForRole`."""
        if self.expired(at):
            raise ModelExpired(model=str(self.made.model), expires=self.approval.expires, stage=_STAGE)
        if role is Role.CHAMPION and self.approval.role is not Role.CHAMPION:
            raise NotApprovedForRole(model=str(self.made.model), role=role.value, stage=_STAGE)
        return Serving(self, role, by, at)


@dataclass(frozen=True, slots=True)
class Serving:
    """Scoring now: until it is replaced, withdrawn, or its approval runs out."""

    approved: Approved
    role: Role
    by: Actor
    since: datetime

    @property
    def made(self) -> Registration:
        """What was registered."""
        return self.approved.made

    def expired(self, at: datetime) -> bool:
        """Whether the approval has run out: then it does not serve, though nobody stopped it."""
        return self.approved.expired(at)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Out of use for good; its file stays, so that past scores can be recomputed."""

    made: Registration
    by: Actor
    at: datetime
    reason: str


State = Developed | Validated | Approved | Serving | Withdrawn


def validation_of(state: State, found: Validation) -> Validated | Developed:
    """Validate a model in any living state: yearly again, too. What served stops until it is approved anew.

    Raises what `Developed.validated` raises; `ValidationRefused` for a withdrawn model.
    """
    match state:
        case Developed():
            return state.validated(found)
        case Validated():
            return state.developed.validated(found)
        case Approved():
            return state.validated.developed.validated(found)
        case Serving():
            return state.approved.validated.developed.validated(found)
        case Withdrawn():
            raise ValidationRefused(model=str(state.made.model), stage=_STAGE)
