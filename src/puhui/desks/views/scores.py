"""Scores, the indicators behind them, and where those came from."""

from datetime import date, datetime
from typing import Literal

from puhui.desks.views.base import Digest, Fen, View


class ModelRef(View):
    """A scorecard by name, version and the digest of its file, and why it serves.

    `basis`: `own` to the segment or `pooled`, by the registry; `expert`: shipped, and never validated here. What a
    score of an earlier release did not say is null.
    """

    name: str
    version: str
    label: str | None = None
    digest: Digest | None = None
    basis: Literal["own", "pooled", "expert"] | None = None
    uncalibrated: bool | None = None
    why: str | None = None


class SegmentRef(View):
    """One of the four kinds of customers."""

    code: str
    label: str


class NeedView(View):
    """A source whose grant would tell much: `coverage` is the share of the card that it carries.

    `gain` is the spread in points that it is expected to take out of the score.
    """

    source: str
    label: str
    text: str
    gain: float
    coverage: float


class StandingView(View):
    """What coverage allows: no score, a capped one or the whole; `needs` are the two grants that would add most.

    `coverage_with` is the coverage once both are granted and answered; `enough` whether that lifts the cap.
    """

    depth: Literal["none", "capped", "full"]
    text: str
    grade_cap: str | None
    limit_cap_fen: Fen | None
    needs: list[NeedView]
    coverage_with: float
    enough: bool


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
    segment: SegmentRef | None = None
    model: ModelRef
    standing: StandingView | None = None
    radar: list[RadarAxis]
    peers: PeersView | None = None
    reasons: list[Reason]
    moved: list[Movement]
    sources: list[SourceView]
    secret: SecretOrigin | None = None
    entry: str


class ScoreList(View):
    """Scores, newest first."""

    items: list[ScoreView]
