"""A case of relief: what an enterprise asks for, what was checked, what the bank's people said. Pure types.

The state lives in the type: requested → proposed (where a second person must confirm) → granted, and for a renewal
approved → granted once its contract is signed; or declined; or withdrawn.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from puhui.kernel import Text
from puhui.kernel.ids import LoanId, ReliefId, RequestId
from puhui.lending.relief.programmes import ReliefKind
from puhui.market import Repayment


class Verdict(StrEnum):
    """What a condition says: `ask` until somebody answers it."""

    PASS = "pass"  # noqa: S105 - a verdict, no word to enter by
    FAIL = "fail"
    ASK = "ask"


class Governs(StrEnum):
    """What a condition decides: whether relief may be granted, or whether the class may stay normal."""

    GRANT = "grant"
    CLASS = "class"


class DeferredParts(StrEnum):
    """What is moved."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition with its verdict and the reason; `source` is the rule that makes it."""

    code: str
    governs: Governs
    verdict: Verdict
    text: Text
    reason: Text
    source: Text


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person found for a condition that asks."""

    code: str
    holds: bool
    seen: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """What the enterprise asks for, by its kind: a deferral of `parts` to `until`; a renewal for `term_months`."""

    kind: ReliefKind
    programme: str
    reason: str
    parts: DeferredParts | None = None
    until: date | None = None
    term_months: int | None = None


@dataclass(frozen=True, slots=True)
class RenewalTerms:
    """What the bank offers in place of the old loan."""

    annual_rate: Decimal
    term_months: int
    repayment: Repayment


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    id: ReliefId
    request: RequestId
    loan: LoanId
    uscc: str
    segment: str
    asked: Asked
    rules_version: str
    asked_at: datetime
    version: int

    state: ClassVar[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedRelief(_Case):
    """Waits for an officer."""

    state: ClassVar[str] = "requested"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedRelief(_Case):
    """An officer would grant it; it is so much that a second person must say so too."""

    conditions: tuple[Condition, ...]
    answers: tuple[Answer, ...]
    renewal: RenewalTerms | None
    amount_fen: int
    proposed_by: str
    proposed_at: datetime
    state: ClassVar[str] = "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedRelief(ProposedRelief):
    """A renewal that the enterprise may sign until the old loan matures. `decided_by` is the last who said yes."""

    decided_by: str
    decided_at: datetime
    state: ClassVar[str] = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantedRelief(ApprovedRelief):
    """In force. A renewal's new loan is `renewed_as`."""

    granted_at: datetime
    renewed_as: LoanId | None = None
    state: ClassVar[str] = "granted"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinedRelief(_Case):
    """Refused, with the reason."""

    conditions: tuple[Condition, ...]
    reason: str
    decided_by: str
    decided_at: datetime
    state: ClassVar[str] = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnRelief(_Case):
    """Taken back by the enterprise."""

    withdrawn_at: datetime
    state: ClassVar[str] = "withdrawn"


ReliefCase = RequestedRelief | ProposedRelief | ApprovedRelief | GrantedRelief | DeclinedRelief | WithdrawnRelief
STATES: dict[str, type[ReliefCase]] = {
    kind.state: kind
    for kind in (RequestedRelief, ProposedRelief, ApprovedRelief, GrantedRelief, DeclinedRelief, WithdrawnRelief)
}
OPEN_STATES = ("requested", "proposed", "approved")
T = TypeVar("T", bound=_Case)


def become(case: _Case, kind: type[T], **more: Any) -> T:
    """The case in its next state, with what that state adds."""
    wanted = {one.name for one in fields(kind)}
    kept = {one.name: getattr(case, one.name) for one in fields(case) if one.name in wanted}
    return kind(**(kept | more))
