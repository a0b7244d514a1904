"""Applications, from submission to contract."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from puhui.desks.views.base import Fen, View
from puhui.desks.views.decisions import DecisionView, RecommendationView
from puhui.desks.views.keys import Signature, SignedDraft
from puhui.desks.views.people import EnterpriseRef
from puhui.desks.views.products import ProductView
from puhui.desks.views.screening import ScreeningView


class ApplicationRequest(View):
    """An application with the signed grants to its bank. `opened_at`: when the form was opened, by its page's clock."""

    product: Annotated[str, Field(max_length=64)]
    amount_fen: Annotated[int, Field(gt=0, le=10**13)]
    term_months: Annotated[int, Field(gt=0, le=360)]
    repayment: Annotated[str, Field(max_length=64)]
    purpose: Annotated[str, Field(min_length=1, max_length=200)]
    draft: Annotated[str, Field(max_length=64)]
    signature: Signature
    separate: Annotated[list[SignedDraft], Field(max_length=8)] = Field(default_factory=list)  # each signed by itself
    opened_at: datetime | None = None


class Event(View):
    """A step that a thing has taken, and its ledger entry once there is one."""

    state: str
    at: datetime
    entry: str | None


class ApplicationView(View):
    """An application as its enterprise and its bank see it; `recommendation` and `screening` only at the bank."""

    id: str
    state: str
    enterprise: EnterpriseRef
    product: ProductView
    amount_fen: Fen
    term_months: int
    repayment: str
    purpose: str
    submitted_at: datetime
    decide_by: datetime
    decision: DecisionView | None = None
    loan: str | None = None
    history: list[Event]
    recommendation: RecommendationView | None = None
    screening: ScreeningView | None = None


class ApplicationList(View):
    """Applications, newest first."""

    items: list[ApplicationView]
