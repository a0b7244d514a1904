"""Loans, their schedules and repayments."""

from datetime import date
from typing import Annotated

from pydantic import Field

from puhui.desks.views.applications import Event
from puhui.desks.views.base import Fen, Rate, Request, View
from puhui.desks.views.people import EnterpriseRef


class InstalmentView(View):
    """One instalment of a schedule."""

    number: int
    due_on: date
    principal_fen: Fen
    interest_fen: Fen
    total_fen: Fen
    paid_fen: Fen
    state: str


class PrepaymentView(View):
    """What the contract says of repaying a part early."""

    least_fen: Fen
    fee_rate: Rate
    effect: str


class LoanView(View):
    """A loan and its schedule, with both its parties.

    Of a revolving line (`redraws`) `principal_fen` is the limit, of which `first_drawing_fen` was paid out first; None:
    all of it.
    """

    id: str
    application: str
    lender: str
    lender_name: str
    enterprise: EnterpriseRef
    state: str
    principal_fen: Fen
    outstanding_fen: Fen
    annual_rate: Rate
    term_months: int
    repayment: str
    disbursed_on: date
    matures_on: date
    redraws: bool
    first_drawing_fen: Fen | None = None
    prepayment: PrepaymentView | None
    renews: str | None
    renewed_by: str | None
    schedule: list[InstalmentView]
    history: list[Event]


class LoanList(View):
    """A page of loans, newest first: how many all pages hold, and the `after` of the next page."""

    items: list[LoanView]
    total: int
    next: str | None


class RepaymentRequest(View):
    """Money paid towards a loan; `request` as a quote gave it, so that it is paid once."""

    amount_fen: Annotated[int, Field(gt=0, le=10**13)]
    request: Request | None = None
