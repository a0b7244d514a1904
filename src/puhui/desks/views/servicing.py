"""A loan after its disbursement: quotes, statements, its class, drawings, and requests for relief."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from puhui.desks.views.base import Fen, Rate, Request, View
from puhui.desks.views.computations import ComputationProblem, ComputationView
from puhui.desks.views.loans import InstalmentView
from puhui.desks.views.people import EnterpriseRef
from puhui.desks.views.support import SupportView

_Amount = Annotated[int, Field(gt=0, le=10**13)]
_Reason = Annotated[str, Field(min_length=1, max_length=500)]
_Code = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,64}$")]
_Months = Annotated[int, Field(ge=1, le=36)]


class DebtView(View):
    """Money in the order in which a payment is used."""

    costs_fen: Fen
    penalty_fen: Fen
    compound_fen: Fen
    interest_fen: Fen
    principal_fen: Fen


class QuoteView(View):
    """What a loan owes today, and what a payment of `amount_fen` would do; `refused` says why it could not be taken.

    `request`: send it with the payment or the drawing, and the same one sent again changes nothing.
    """

    on: date
    request: str
    due: DebtView
    due_fen: Fen
    bill_fen: Fen
    payoff_fen: Fen
    accrued_fen: Fen
    outstanding_fen: Fen
    available_fen: Fen
    days_past_due: int
    amount_fen: Fen | None
    used: DebtView | None
    settles: bool
    prepays: bool
    schedule: list[InstalmentView]
    refused: str | None


class MovementView(View):
    """One line of a statement."""

    on: date
    kind: str
    amount_fen: Fen
    used: DebtView
    balance_fen: Fen


class StatementView(View):
    """A loan's statement up to `on`."""

    loan: str
    enterprise: EnterpriseRef
    lender_name: str
    on: date
    state: str
    principal_fen: Fen
    annual_rate: Rate
    repayment: str
    disbursed_on: date
    matures_on: date
    movements: list[MovementView]
    paid: DebtView
    paid_fen: Fen
    outstanding_fen: Fen
    due_fen: Fen
    payoff_fen: Fen
    settled_on: date | None
    settled_entry: str | None
    support: SupportView | None = None


class CauseView(View):
    """Why a loan is of a class."""

    code: str
    loan_class: str
    text: str


class QualityView(View):
    """A loan's class with its causes; the cross rules look at the debtor's other loans in this bank."""

    loan: str
    on: date
    loan_class: str
    label: str
    causes: list[CauseView]


class ConditionView(View):
    """One condition of a relief: pass, fail or ask, with the reason and the rule."""

    code: str
    governs: str
    verdict: str
    text: str
    reason: str
    source: str


class RenewalView(View):
    """The terms of the loan that takes the old one's place."""

    annual_rate: Rate
    term_months: int
    repayment: str


class ReliefView(View):
    """A request for relief, its conditions and what was decided."""

    id: str
    loan: str
    enterprise: EnterpriseRef
    lender_name: str
    kind: str
    programme: str
    programme_name: str
    programme_source: str
    reason: str
    parts: str | None
    until: date | None
    term_months: int | None
    state: str
    asked_at: datetime
    conditions: list[ConditionView]
    amount_fen: Fen | None
    needs_second: bool
    proposed_by: str | None
    decided_by: str | None
    decline_reason: str | None
    renewal: RenewalView | None
    renewed_as: str | None


class ReliefList(View):
    """Requests for relief, newest first."""

    items: list[ReliefView]


class ReliefOption(View):
    """A programme that can be asked for today."""

    kind: str
    programme: str
    name: str
    source: str
    latest_day: date | None


class ReliefOptions(View):
    """What may be asked for."""

    items: list[ReliefOption]


class ReliefRequest(View):
    """What the enterprise asks for."""

    kind: Literal["waiver", "deferral", "renewal"]
    programme: _Code
    reason: _Reason
    parts: Literal["principal", "interest", "both"] | None = None
    until: date | None = None
    term_months: _Months | None = None


class ReliefAnswer(View):
    """What an officer found for a condition that asks."""

    code: _Code
    holds: bool
    seen: _Reason


class RenewalRequest(View):
    """The terms that the bank offers."""

    annual_rate: Rate
    term_months: _Months
    repayment: Annotated[str, Field(max_length=64)]


class ReliefProposal(View):
    """An officer would grant it: every question answered, and for a renewal its terms."""

    answers: Annotated[list[ReliefAnswer], Field(max_length=20)]
    renewal: RenewalRequest | None = None


class ReliefRefusal(View):
    """Why a request is declined."""

    reason: _Reason


class DrawingRequest(View):
    """Money drawn again out of a revolving line; `request` as a quote gave it, so that it is drawn once."""

    amount_fen: _Amount
    request: Request | None = None


class AllBanksFigures(View):
    """What a debtor owes at the other banks together and here, and how much of each is overdue for more than 90 days.

    Below three banks there are no sums. `share` is of all debts; `late` whether the rule says non-performing (null: not
    known, or too long ago), `applies` whether it speaks of debtors of this segment at all.
    """

    holders: int
    as_of: date
    job: str
    elsewhere_fen: Fen | None
    elsewhere_late_fen: Fen | None
    here_fen: Fen
    here_late_fen: Fen
    share: Rate | None
    late: bool | None
    applies: bool


class AllBanksView(View):
    """How far it is. `waiting`: nobody has asked. After `done` and `failed` it can be asked for again."""

    loan: str
    state: Literal["waiting", "running", "done", "failed"]
    asked_at: datetime | None
    computation: ComputationView | None
    problem: ComputationProblem | None
    figures: AllBanksFigures | None
