"""Needs: as the enterprise writes and follows them, and as a bank sees them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from puhui.desks.views.base import Fen, Rate, View
from puhui.desks.views.products import MatchNote, MatchPart

_Short = Annotated[str, Field(max_length=100)]
Guarantees = Literal["none", "guarantor", "guarantee_company", "mortgage", "pledge"]
ShowsWord = Literal["industry", "region", "band", "fit"]


class AskView(View):
    """The six fields of a need. What is left open (null) is not held against a product."""

    amount_fen: Annotated[int, Field(gt=0, le=10**13)]
    term_months: Annotated[int, Field(ge=1, le=360)]
    purpose: Annotated[str, Field(min_length=1, max_length=200)]
    rate_acceptable: Rate | None = None
    guarantees: Annotated[list[Guarantees], Field(max_length=5)] | None = None
    within_days: Annotated[int, Field(ge=0, le=90)] | None = None


class NeedDraftRequest(View):
    """What was typed into a draft; `version` is the one that the page read."""

    ask: AskView
    version: int


class PublicationRequest(View):
    """Whom a need is shown to, and what of the enterprise beside it. No `banks`: all of the market."""

    version: int
    banks: Annotated[list[_Short], Field(max_length=200)] = Field(default_factory=list)
    shows: Annotated[list[ShowsWord], Field(max_length=4)] = Field(default_factory=list)
    contact: Annotated[str, Field(max_length=100)] = ""
    days: Annotated[int, Field(ge=1, le=365)] | None = None


class NeedWithdrawalRequest(View):
    """Why a need is taken back."""

    reason: Annotated[str, Field(max_length=200)] = ""


class NeedStepView(View):
    """One step of a need, with the ledger entry that proves it."""

    kind: str
    label: str
    at: datetime
    entry: str


class AnswerView(View):
    """One bank's standing with a need. `due_at`: when its first-response clock runs out."""

    bank: str
    bank_name: str
    state: str
    label: str
    since: datetime
    due_at: datetime | None
    banker: str
    phone: str
    message: str
    application: str


class FinancingNeedView(View):
    """A need as its enterprise sees it."""

    id: str
    version: int
    state: Literal["draft", "published", "answered", "met", "withdrawn", "expired"]
    label: str
    ask: AskView
    banks: list[str]
    shows: list[ShowsWord]
    contact: str
    made_at: datetime
    published_at: datetime | None
    closes_at: datetime | None
    ended_because: str
    answers: list[AnswerView]
    history: list[NeedStepView]


class NeedList(View):
    """The enterprise's needs, newest first."""

    items: list[FinancingNeedView]


class BankChoice(View):
    """A bank of this market."""

    bank: str
    name: str


class PrefillView(View):
    """What a form may start with, and why; and the choices that a publication has."""

    amount_fen: Fen | None
    amount_why: str
    guarantees: list[Guarantees]
    guarantees_why: str
    banks: list[BankChoice]
    banks_max: int
    days: int
    days_max: int


class FitView(View):
    """How one of the bank's products fits a need, without a figure of the enterprise."""

    product: str
    product_name: str
    verdict: Literal["pass", "ask", "fail"]
    degree: int
    parts: list[MatchPart]
    unmet: list[MatchNote]
    asks: list[MatchNote]
    raises: list[MatchNote]


class NeedEnterprise(View):
    """Who asks; there once the enterprise has agreed to this bank."""

    uscc: str
    name: str
    contact: str


class BoardAnswer(View):
    """This bank's standing with the need."""

    state: str
    label: str
    since: datetime
    due_at: datetime | None
    banker: str
    phone: str
    message: str
    application: str


class AboutView(View):
    """What the share scope shows of the enterprise; null where it shows nothing or nothing is known."""

    industry: str | None = None
    segment: str | None = None
    region: str | None = None
    grade: str | None = None
    revenue: str | None = None


class BoardNeedView(View):
    """A need as one bank sees it. `seats`: places that are left; `fits` is null where the scope does not show it."""

    id: str
    version: int
    state: str
    label: str
    seats: int
    ask: AskView
    published_at: datetime
    closes_at: datetime
    about: AboutView
    fits: list[FitView] | None
    answer: BoardAnswer | None
    enterprise: NeedEnterprise | None


class BoardList(View):
    """The needs that this bank may answer or holds: those that wait for it first, then the newest."""

    items: list[BoardNeedView]


class ContactRequest(View):
    """The bank's first response: who speaks for it, and what they say."""

    banker: Annotated[str, Field(min_length=1, max_length=60)]
    phone: Annotated[str, Field(min_length=3, max_length=40)]
    message: Annotated[str, Field(max_length=500)] = ""


class LeaveRequest(View):
    """Why a bank leaves a need to others."""

    reason: Annotated[str, Field(max_length=200)] = ""


class EscalationView(View):
    """A bank that did not act in time, and who has the need now (null: no bank was left)."""

    need: str
    bank: str
    bank_name: str
    due_at: datetime
    at: datetime
    to: str | None
    to_name: str | None


class EscalationList(View):
    """Escalations, newest first."""

    items: list[EscalationView]
