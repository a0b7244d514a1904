"""An application and its states, each a type of its own: what a state does not have cannot be asked of it. Pure.

```
Submitted ─► Assessed ─► Approved ─► Contracted ─► Disbursed
    │          │ ▲ └──► Declined ─► Appealed ─► Declined (upheld)
    │          │ └──────────────────────┘ (reopened)
    └──────────┴──► Withdrawn (also from Approved)
```

A decline is appealed against once. Another person than the one who decided answers: the decline is upheld, or the
application is reopened and decided anew, again by another person.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from puhui.kernel import Text
from puhui.kernel.ids import ApplicationId, DecisionId, GrantId, LoanId, OrgId, RequestId, SubjectId
from puhui.lending.screened import Screened
from puhui.market import Repayment

_STATES: dict[str, Text] = {
    "submitted": Text(zh="已提交", en="submitted"),
    "assessed": Text(zh="已评估", en="assessed"),
    "approved": Text(zh="已批准", en="approved"),
    "declined": Text(zh="已拒绝", en="declined"),
    "appealed": Text(zh="复议中", en="under appeal"),
    "contracted": Text(zh="已签约", en="contracted"),
    "disbursed": Text(zh="已放款", en="disbursed"),
    "withdrawn": Text(zh="已撤回", en="withdrawn"),
}


def state_text(state: str) -> Text:
    """What people call a state."""
    return _STATES[state]


@dataclass(frozen=True, slots=True)
class Applicant:
    """The enterprise: its code and name, known to the bank, its pseudonym on the ledger, and its segment if told."""

    uscc: str
    name: str
    subject: SubjectId
    segment: str = ""


@dataclass(frozen=True, slots=True)
class GrantRef:
    """A grant that the application rests on."""

    grant: GrantId
    custodian: OrgId
    expires: datetime


@dataclass(frozen=True, slots=True)
class ApplicationRequest:
    """What an enterprise asks for. The same `request` twice is one application."""

    request: RequestId
    applicant: Applicant
    product: str
    amount_fen: int
    term_months: int
    repayment: Repayment
    purpose: str
    grants: tuple[GrantRef, ...]
    id: ApplicationId | None = None


class Choice(StrEnum):
    """What an officer decides."""

    APPROVE = "approve"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason of a decline: its code, the plain reason, and how to cure it. One `withheld` stays at the bank."""

    code: str
    text: Text
    cure: Text
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the bank's rules recommended; the whole recommendation is the record of this digest.

    `screened` is the application's screening and what people have done about it; without one nothing is approved.
    """

    record: DecisionId
    record_digest: str
    verdict: str
    limit_fen: int | None
    annual_rate: Decimal | None
    fees_rate: Decimal
    assessed_by: str
    assessed_at: datetime
    screened: Screened | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """An officer's decision. A decline has no terms and says why; an approval has all terms.

    `decided_by` is the name of who decided, `person` the id ("" where none was kept).
    """

    id: DecisionId
    record_digest: str
    outcome: Choice
    amount_fen: int | None
    annual_rate: Decimal | None
    term_months: int | None
    repayment: Repayment | None
    refusals: tuple[Refusal, ...]
    departs: tuple[str, ...]
    comment: str
    decided_by: str
    decided_at: datetime
    person: str = ""

    def is_of(self, person: str, name: str) -> bool:
        """Whether that person decided; by the name, where no id was kept."""
        return self.person == person if self.person else self.decided_by == name


class Answer(StrEnum):
    """What comes of an appeal."""

    UPHELD = "upheld"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class AppealAnswer:
    """What a second person at the bank answered to an appeal; the enterprise reads the words."""

    outcome: Answer
    words: str
    by: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Appeal:
    """The enterprise holds a decline to be wrong and says why; the answer is due by `answer_by`."""

    grounds: str
    at: datetime
    answer_by: datetime
    answer: AppealAnswer | None = None


@dataclass(frozen=True, slots=True)
class Reopened:
    """Why an application is decided anew: the decline that was set aside, and the appeal against it."""

    decision: Decision
    appeal: Appeal


@dataclass(frozen=True, slots=True)
class ApprovedTerms:
    """What was approved, with nothing left open."""

    amount_fen: int
    annual_rate: Decimal
    term_months: int
    repayment: Repayment


@dataclass(frozen=True, slots=True, kw_only=True)
class _Application:
    id: ApplicationId
    request: RequestId
    request_digest: str
    applicant: Applicant
    lender: OrgId
    product: str
    product_version: str
    amount_fen: int
    term_months: int
    repayment: Repayment
    purpose: str
    grants: tuple[GrantRef, ...]
    submitted_at: datetime
    decide_by: datetime
    version: int

    state: ClassVar[str]

    @property
    def granted(self) -> list[GrantId]:
        """The grants that came with it, in their order."""
        return [one.grant for one in self.grants]

    def late(self, now: datetime) -> bool:
        """Whether the promised time for the decision, or for the answer to an appeal, has passed without one."""
        return self.state in AWAITING and now > self.decide_by


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedApplication(_Application):
    """Waits for the bank."""

    state: ClassVar[str] = "submitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedApplication(_Application):
    """The bank's rules have spoken; an officer decides."""

    assessment: Assessment
    reopened: Reopened | None = None
    state: ClassVar[str] = "assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedApplication(AssessedApplication):
    """Approved; the enterprise may sign."""

    decision: Decision
    state: ClassVar[str] = "approved"

    @property
    def terms(self) -> ApprovedTerms:
        """The approved terms."""
        return terms_of(self.decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinedApplication(AssessedApplication):
    """Declined, with reasons and cures. `appeal` is one that was answered: the decline was upheld."""

    decision: Decision
    appeal: Appeal | None = None
    state: ClassVar[str] = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealedApplication(DeclinedApplication):
    """Declined, and appealed against: another person at the bank looks again."""

    appeal: Appeal
    state: ClassVar[str] = "appealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractedApplication(ApprovedApplication):
    """Signed by the enterprise; the bank may pay out."""

    contract_digest: str
    signed_at: datetime
    state: ClassVar[str] = "contracted"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisbursedApplication(ContractedApplication):
    """Paid out: the rest is the loan's life."""

    loan: LoanId
    disbursed_on: date
    state: ClassVar[str] = "disbursed"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnApplication(_Application):
    """Taken back by the enterprise."""

    reason: str
    withdrawn_at: datetime
    state: ClassVar[str] = "withdrawn"


Application = (
    SubmittedApplication
    | AssessedApplication
    | ApprovedApplication
    | DeclinedApplication
    | AppealedApplication
    | ContractedApplication
    | DisbursedApplication
    | WithdrawnApplication
)
AWAITING = frozenset({"submitted", "assessed", "appealed"})
"""The states in which the bank owes an answer by `decide_by`."""

T = TypeVar("T", bound=Application)
STATES: dict[str, type[Any]] = {
    kind.state: kind
    for kind in (
        SubmittedApplication,
        AssessedApplication,
        ApprovedApplication,
        DeclinedApplication,
        AppealedApplication,
        ContractedApplication,
        DisbursedApplication,
        WithdrawnApplication,
    )
}


def become(application: Application, kind: type[T], **more: Any) -> T:
    """The application in its next state: what it has already, and what the state adds."""
    known: dict[str, Any] = {
        field.name: getattr(application, field.name)
        for field in fields(kind)
        if field.name not in more and hasattr(application, field.name)
    }
    return kind(**known, **more)


def appeal_of(application: Application) -> Appeal | None:
    """The appeal against its decline, in whatever state the application is since."""
    if isinstance(application, DeclinedApplication) and application.appeal is not None:
        return application.appeal
    reopened = application.reopened if isinstance(application, AssessedApplication) else None
    return None if reopened is None else reopened.appeal


def decisions_of(application: Application) -> list[Decision]:
    """Its decisions, oldest first: a decline that was set aside on appeal, and the one that stands."""
    reopened = application.reopened if isinstance(application, AssessedApplication) else None
    stands = application.decision if isinstance(application, ApprovedApplication | DeclinedApplication) else None
    found = (None if reopened is None else reopened.decision, stands)
    return [one for one in found if one is not None]


def terms_of(decision: Decision) -> ApprovedTerms:
    """The terms of an approval."""
    amount, rate, months, repayment = (
        decision.amount_fen,
        decision.annual_rate,
        decision.term_months,
        decision.repayment,
    )
    if amount is None or rate is None or months is None or repayment is None:
        raise ValueError("an approval without terms was stored")
    return ApprovedTerms(amount, rate, months, repayment)
