"""An application's screening for fraud: what was found, what to verify and how, and what people have done."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from puhui.desks.views.base import Digest, View
from puhui.desks.views.products import MatchNote


class ScreeningLine(View):
    """One line of evidence: a value or words, with where and when they are from."""

    kind: Literal["fact", "finding", "contradiction", "joint", "link", "check", "listed", "likeness", "anomaly"]
    label: str
    value: float | None
    text: str | None
    source: str | None
    as_of: date | None


class ScreeningStep(View):
    """What a person recorded about a sign."""

    by: str
    at: datetime
    seen: str


class ScreeningReason(View):
    """A rule that spoke. `weight`: it proposes to refuse, asks to verify, or asks for what nobody has looked at yet;
    `how` says what to verify and how; `step` is what was recorded about it."""

    code: str
    weight: Literal["refuse", "verify", "ask"]
    text: str
    how: str
    mark: str
    evidence: list[ScreeningLine]
    step: ScreeningStep | None


class ReviewView(View):
    """An approver's review of a proposed refusal."""

    by: str
    at: datetime
    upheld: bool
    grounds: str


class ScreeningView(View):
    """A screening as it stands. Nothing is approved before it `passed` or was `verified`.

    `open` are the codes that wait for an officer; `proposed` says that a refusal waits for an approver, and why;
    `not_looked_at` are rules whose facts nobody gave, which is held against nobody.
    """

    application: str
    outcome: Literal["pass", "verify", "refuse"]
    standing: Literal["passed", "to_verify", "verified", "to_review", "refused"]
    at: datetime
    reasons: list[ScreeningReason]
    open: list[str]
    not_looked_at: list[MatchNote]
    proposed: str | None
    review: ReviewView | None
    rules: str
    record_digest: Digest
    entry: str


class VerificationRequest(View):
    """What an officer saw when a sign was verified."""

    code: Annotated[str, Field(min_length=1, max_length=64)]
    seen: Annotated[str, Field(min_length=1, max_length=2000)]


class ReviewRequest(View):
    """An approver's word on a proposed refusal, with the grounds."""

    upheld: bool
    grounds: Annotated[str, Field(min_length=1, max_length=2000)]
