"""The portrait's shape: one JSON document that portal, PDF report and a bank's API share. Strict, versioned, in both
languages.

`portrait.schema.json` beside this file is the JSON Schema (2020-12) of these models; a test holds the two together.
What is not known is null with its cause, never zero; a section that nobody handed in has the state `not_given`, one
in which nothing was found is `given` and empty.
"""

from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from puhui.credit.indicator import Cause
from puhui.credit.indicators import Axis

FORMAT: Final = "puhui-portrait/1"
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Percent = Annotated[float, Field(ge=0.0, le=100.0)]


class Shown(BaseModel):
    """Strict: an unknown field is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Both(Shown):
    """A sentence in Chinese and English."""

    zh: str
    en: str


class Basics(Shown):
    """Who the enterprise is, as registered."""

    uscc: str
    name: str
    segment: str | None = None
    size: str | None = None
    industry_section: str | None = None
    industry: str | None = None
    region: str | None = None
    status: str | None = None
    established_on: date | None = None
    registered_capital_fen: int | None = None
    as_of: date


class Placed(Shown):
    """One indicator: its value or the cause of its absence, and its place among the peers."""

    name: str
    label: Both
    value: float | None = Field(description="a number; null where there is none, or where it is text")
    text: str | None = None
    unit: str
    axis: Axis | None = Field(description="the radar's axis that it belongs to")
    source: str
    origin: Both = Field(description="what its source is called: the dataset, or the bank of several")
    as_of: date | None
    coverage: Share
    cause: Cause
    peer_median: float | None = None
    percentile: Percent | None = Field(
        default=None, description="share of peers that are worse, those equal counting half"
    )


class PeersUsed(Shown):
    """Among whom the enterprise was placed: the group wanted, the group used, and why if they differ."""

    wanted: list[str | None] = Field(description="segment, industry section, size, region; null is not known")
    used: list[str] = Field(description="those of them by which peers were chosen")
    size: Annotated[int, Field(ge=0)]
    said: Both


class PlacedAxis(Shown):
    """One axis, 0 to 100 among the peers; null is hollow: no data, or too few peers."""

    axis: Axis
    label: Both
    value: Percent | None
    peer_median: Percent | None
    coverage: Share


class Radar(Shown):
    """Seven axes in their order."""

    peers: PeersUsed
    axes: Annotated[list[PlacedAxis], Field(min_length=7, max_length=7)]


class Aspect(Shown):
    """What is known of one aspect (capital, solvency, guarantees …): the names of its indicators, those known first."""

    axis: Axis
    label: Both
    known: Annotated[int, Field(ge=0)]
    of: Annotated[int, Field(ge=0)]
    indicators: list[str]


class ScoreShown(Shown):
    """The score, where there is one; `needs` are the grants that would tell most."""

    score: float | None
    low: float | None
    high: float | None
    pd: Share | None
    grade: str | None
    coverage: Share
    model: str
    uncalibrated: bool
    reasons: list["Why"]
    needs: list["Need"]


class Why(Shown):
    """One reason for lost points, and its cure."""

    code: str
    text: Both
    points_lost: float
    cure: Both


class Need(Shown):
    """One grant that would tell more: the spread in points that it is expected to take out of the score."""

    source: str
    text: Both
    gain: float


class SourceShown(Shown):
    """One source, each bank by itself: how fresh, how whole, and why it is absent if it is."""

    source: str
    label: Both
    as_of: date | None
    coverage: Share
    cause: Cause


class Item(BaseModel):
    """One entry of a section that another room hands in: a code and a sentence at least; what else it has is kept."""

    model_config = ConfigDict(extra="allow", frozen=True)
    code: str
    text: Both


class Section(Shown):
    """What another room found: findings of the graph, contradictions, news, public records."""

    state: Literal["given", "not_given"]
    as_of: date | None = None
    items: list[Item] = []


class Sections(Shown):
    """The sections that other rooms hand in."""

    relations: Section
    contradictions: Section
    opinion: Section
    records: Section
    months: Section = Field(
        default=Section(state="not_given"), description="cash flow and electricity by month, one item a series"
    )


class Term(Shown):
    """One term of a number: an amount in fen, a yearly rate as decimal text, or neither where it only explains."""

    name: str
    label: Both
    amount_fen: int | None = None
    rate: str | None = None
    formula: Both | None = None


class Spoke(Shown):
    """A rule that spoke."""

    code: str
    text: Both
    severity: str


class Recommended(Shown):
    """What the bank's rules recommend: the limit with its terms and the one that binds, the rate with its terms."""

    outcome: Literal["approve", "refer", "decline"]
    limit_fen: int | None
    limit_terms: list[Term]
    binding: str | None
    annual_rate: str | None
    rate_terms: list[Term]
    clamped_by: str | None
    rules: list[Spoke]


class Decided(Shown):
    """What a person decided; a decline has reasons and no terms."""

    outcome: Literal["approve", "decline"]
    amount_fen: int | None
    annual_rate: str | None
    term_months: int | None
    repayment: str | None
    reasons: list["Reasoned"]
    decided_at: AwareDatetime


class Reasoned(Shown):
    """A reason by its code."""

    code: str
    text: Both


class Terms(Shown):
    """The terms of the loan that the portrait was drawn up for: asked, recommended, decided."""

    product: Both
    amount_fen: int
    term_months: int
    recommended: Recommended | None
    decided: Decided | None


class Portrait(Shown):
    """Everything that an enterprise has granted to be seen."""

    format: Literal["puhui-portrait/1"] = FORMAT
    at: AwareDatetime
    basics: Basics
    score: ScoreShown | None
    radar: Radar
    aspects: list[Aspect]
    indicators: list[Placed]
    sources: list[SourceShown]
    sections: Sections
    terms: Terms | None = Field(default=None, description="the loan's terms; null where the portrait is for no loan")
    notes: list[Both] = []

    def document(self) -> dict[str, Any]:
        """As JSON has it."""
        return self.model_dump(mode="json")


ScoreShown.model_rebuild()
Decided.model_rebuild()
