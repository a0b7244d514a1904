"""A bank's recommendation and its decision, with the terms that their numbers are made of."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from puhui.desks.views.advice import RefusalAdviceView
from puhui.desks.views.base import Digest, Fen, Rate, View
from puhui.desks.views.indicators import IndicatorView
from puhui.desks.views.products import MatchNote
from puhui.desks.views.scores import ScoreView


class TermView(View):
    """One term of a number: an amount, a rate, or neither where it only explains."""

    name: str
    label: str
    amount_fen: Fen | None = None
    rate: Rate | None = None
    formula: str | None = None


class LimitView(View):
    """The limit and the terms it was made of; `binding` names the term that decided it."""

    amount_fen: Fen
    terms: list[TermView]
    binding: str


class PriceView(View):
    """The rate and its terms; `clamped_by` names the cap or floor that bound it."""

    annual_rate: Rate
    terms: list[TermView]
    clamped_by: str | None


class RuleView(View):
    """A rule that spoke."""

    code: str
    text: str
    severity: str
    evidence: dict[str, Any]


class RecommendationView(View):
    """What the bank's rules say; an approver decides. `unsized`: methods for a limit whose figures were not shown."""

    score: ScoreView
    outcome: Literal["approve", "refer", "decline"]
    limit: LimitView | None
    price: PriceView | None
    unsized: Annotated[list[TermView], Field(default_factory=list)]
    rules: list[RuleView]
    own_data: list[IndicatorView]


class DecisionRequest(View):
    """An approver's decision. A decline carries no terms.

    `seen_score`: the score of the recommendation that was looked at; the decision is refused if another stands by now.
    `seen_steps`: how many steps the application had then; the decision is refused if it was supplemented since.
    """

    outcome: Literal["approve", "decline"]
    amount_fen: Annotated[int, Field(gt=0, le=10**13)] | None = None
    annual_rate: Rate | None = None
    term_months: Annotated[int, Field(gt=0, le=360)] | None = None
    repayment: Annotated[str, Field(max_length=64)] | None = None
    comment: Annotated[str, Field(max_length=2000)] = ""
    seen_score: Annotated[str, Field(max_length=64)] | None = None
    seen_steps: Annotated[int, Field(ge=0, le=10_000)] | None = None


class DecisionView(View):
    """A bank's decision; a decline with what would turn it, where that may be said."""

    id: str
    outcome: Literal["approve", "decline"]
    amount_fen: Fen | None
    annual_rate: Rate | None
    term_months: int | None
    repayment: str | None
    reasons: list[MatchNote]
    advice: RefusalAdviceView | None = None
    terms: list[TermView]
    decided_at: datetime
    decided_by: str
    record_digest: Digest
    entry: str | None


class ReplayView(View):
    """Whether the recorded rules and facts give the recorded outcome again."""

    identical: bool
    outcome: str
