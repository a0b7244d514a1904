"""Applications, from submission to contract."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from puhui.desks.views.base import Digest, Fen, Request, View
from puhui.desks.views.decisions import DecisionView, RecommendationView
from puhui.desks.views.keys import Signature, SignedDraft
from puhui.desks.views.people import EnterpriseRef
from puhui.desks.views.products import ProductView
from puhui.desks.views.screening import ScreeningView
from puhui.desks.views.support import SupportRequest, SupportView


class PaperRequest(View):
    """A paper that goes with an application: what it is, its dates, and the digest of its file, which stays with the
    applicant until the bank asks to see it. No `expires_on`: it does not end."""

    kind: Literal["business_licence", "qualification", "resident_id"]
    digest: Digest
    issued_on: date | None = None
    expires_on: date | None = None


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
    papers: Annotated[list[PaperRequest], Field(max_length=10)] = Field(default_factory=list)
    support: SupportRequest | None = None


class ApplicationWithdrawal(View):
    """Why an enterprise takes its application back; its bank reads it."""

    reason: Annotated[str, Field(min_length=1, max_length=300)]


class SupplementRequest(View):
    """What is added to an application: papers, or the signed grants of a draft for its bank, and a word about them.

    The same `request` again adds nothing.
    """

    request: Request | None = None
    note: Annotated[str, Field(max_length=300)] = ""
    papers: Annotated[list[PaperRequest], Field(max_length=10)] = Field(default_factory=list)
    grants: Annotated[list[SignedDraft], Field(max_length=8)] = Field(default_factory=list)


class SupplementView(View):
    """What was added to an application: how many papers and grants, and the word about them."""

    at: datetime
    note: str
    papers: int
    grants: int


class AppealRequest(View):
    """Why an enterprise holds a decline to be wrong; its bank reads it."""

    grounds: Annotated[str, Field(min_length=1, max_length=1000)]


class AppealAnswerRequest(View):
    """A second person's answer to an appeal; the enterprise reads the words."""

    outcome: Literal["upheld", "reopened"]
    words: Annotated[str, Field(min_length=1, max_length=1000)]


class AppealView(View):
    """An appeal against a decline, and its answer: the decline was `upheld`, or the application `reopened`."""

    grounds: str
    at: datetime
    answer_by: datetime
    outcome: Literal["upheld", "reopened"] | None
    words: str | None
    answered_by: str | None
    answered_at: datetime | None


class Event(View):
    """A step that a thing has taken, and its ledger entry once there is one."""

    state: str
    at: datetime
    entry: str | None


class ApplicationView(View):
    """An application as its enterprise and its bank see it; `recommendation` and `screening` only at the bank.

    `appeal_until`: until when a decline may be appealed against, where it may.
    """

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
    appeal: AppealView | None = None
    appeal_until: datetime | None = None
    loan: str | None = None
    history: list[Event]
    supplements: Annotated[list[SupplementView], Field(default_factory=list)]
    recommendation: RecommendationView | None = None
    screening: ScreeningView | None = None
    support: SupportView | None = None


class ApplicationList(View):
    """A page of applications, newest first: how many all pages hold, and the `after` of the next page."""

    items: list[ApplicationView]
    total: int
    next: str | None
