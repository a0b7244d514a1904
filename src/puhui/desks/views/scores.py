"""Scores, the indicators behind them, and where those came from."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from puhui.desks.views.base import Digest, View
from puhui.desks.views.contradictions import ContradictionView
from puhui.desks.views.findings import FindingView
from puhui.desks.views.indicators import IndicatorView
from puhui.desks.views.opinion import OpinionView


class ModelRef(View):
    """A scorecard by name and version."""

    name: str
    version: str


class RadarAxis(View):
    """One axis; `value` 0 to 100, null where there is no data (hollow, never zero)."""

    axis: str
    label: str
    value: float | None
    peer_median: float | None
    coverage: float


class Reason(View):
    """Why points were lost and what would bring them back."""

    code: str
    text: str
    points_lost: float
    cure: str


class Movement(View):
    """What moved the score since the one before."""

    name: str
    label: str
    before: float | None
    after: float | None
    points: float


class SourceView(View):
    """One source of the score: how fresh, how whole, and why it is absent if it is."""

    source: str
    label: str
    as_of: date | None
    coverage: float
    cause: Literal["granted", "not_granted", "source_down", "no_record", "stale"]


class Custodian(View):
    """An organisation whose data a score was computed with."""

    org: str
    name: str


class SecretOrigin(View):
    """How a score came about of which nothing but itself was shown: the private computation and its pinned model."""

    job: str
    program: str
    model_digest: Digest
    custodians: list[Custodian]


class ScoreView(View):
    """A score with what it was made of. `score`, `grade` and `pd` are null below the coverage that a score needs.

    With a `secret` origin there is the score alone: no range, radar, reasons or sources.
    """

    id: str
    at: datetime
    score: float | None
    grade: str | None
    pd: float | None
    low: float | None
    high: float | None
    coverage: float
    model: ModelRef
    radar: list[RadarAxis]
    reasons: list[Reason]
    moved: list[Movement]
    sources: list[SourceView]
    secret: SecretOrigin | None = None
    entry: str


class ScoreList(View):
    """Scores, newest first."""

    items: list[ScoreView]


class Portrait(View):
    """What a bank sees of an enterprise that has granted it."""

    score: ScoreView | None
    indicators: list[IndicatorView]
    sources: list[SourceView]
    findings: list[FindingView] = Field(default_factory=list)
    contradictions: list[ContradictionView] = Field(default_factory=list)
    opinion: OpinionView | None = None
