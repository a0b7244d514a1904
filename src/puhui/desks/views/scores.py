"""Scores, the indicators behind them, and where those came from."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from puhui.desks.views.base import Digest, View


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


class PeersView(View):
    """Among whom the radar places the enterprise: by what they were chosen, how many they are, and in words."""

    used: list[str]
    size: int
    said: str


class NeedView(View):
    """A source that is not granted and would tell most: the spread in points that it would take out of the score."""

    source: str
    text: str
    gain: float


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
    """A score with what it was made of. `score`, `grade` and `pd` are null below the coverage that a score needs;
    `uncalibrated`: the card is made by judgement, its PD is not calibrated on defaults.

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
    peers: PeersView | None = None
    reasons: list[Reason]
    needs: list[NeedView] = Field(default_factory=list)
    uncalibrated: bool = False
    moved: list[Movement]
    sources: list[SourceView]
    secret: SecretOrigin | None = None
    entry: str


class ScoreList(View):
    """Scores, newest first."""

    items: list[ScoreView]


class IndicatorView(View):
    """One indicator with its source. `value` is null with a cause; what is no number stands in `text`."""

    name: str
    label: str
    value: float | None
    text: str | None = None
    unit: str
    source: str
    as_of: date | None
    coverage: float
    cause: str
