"""The models of a bank: their lives, who vouched for each step, what monitoring says, and a score recomputed."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from puhui.desks.views.base import Digest, View

MODEL_BYTES_MAX, TABLE_BYTES_MAX = 8_000_000, 20_000_000
State = Literal["developed", "validated", "approved", "champion", "shadow", "expired", "withdrawn"]
ModelRole = Literal["champion", "shadow"]


class ModelUseView(View):
    """What a model may serve for, and what serves for it now: a registered champion (by digest) or a shipped card."""

    code: str
    label: str
    serving: str
    champion: Digest | None
    shadows: list[Digest]


class ModelStep(View):
    """One event of the registry: who did what when, and its entry on the ledger. `args` are the event's own."""

    seq: int
    at: datetime
    by: str
    by_name: str
    action: Literal["register", "validate", "approve", "serve", "withdraw"]
    args: dict[str, Any]
    entry: str


class ModelView(View):
    """A registered model and what it may do now. `validation` are the figures that a validator measured here."""

    digest: Digest
    name: str
    version: str
    label: str
    kind: Literal["scorecard", "challenger"]
    use: str
    use_label: str
    state: State
    calibrated: bool
    auc: float | None
    bads: int | None
    data: list[str]
    report: Digest | None
    validation: dict[str, Any] | None
    validation_report: Digest | None
    findings: list[str]
    approved_as: ModelRole | None
    order_only: bool
    expires: date | None
    last_day: date | None
    steps: list[ModelStep]


class ModelList(View):
    """The registry: `head` is the digest of its last event, which the ledger has too."""

    uses: list[ModelUseView]
    items: list[ModelView]
    head: str
    size: int


class ModelRegistration(View):
    """A model to register: the file's text as training wrote it, and its training report's."""

    use: str
    file: Annotated[str, Field(min_length=2, max_length=MODEL_BYTES_MAX)]
    report: Annotated[str, Field(max_length=MODEL_BYTES_MAX)] = ""


class ModelAdjustment(View):
    """What own outcomes are to make of a card: with a `segment` its level there, without one its PDs anew."""

    version: Annotated[str, Field(min_length=1, max_length=60)]
    segment: Literal["sole_proprietor", "small_micro", "medium", "farmer"] | None = None


class SegmentOutcomes(View):
    """What came of a model's scores in a segment ("" where none is known): loans with a known outcome, and the bad."""

    segment: str
    label: str
    known: int
    bads: int


class ModelOutcomes(View):
    """A card that scored applications here, registered or shipped, with what is known of its loans."""

    digest: Digest
    name: str
    version: str
    label: str
    known: int
    bads: int
    segments: list[SegmentOutcomes]


class ModelOutcomesList(View):
    """Every card that scored here: what an adjustment could be made of. `needed` is for new PDs: loans, and of each
    outcome."""

    items: list[ModelOutcomes]
    needed_rows: int
    needed_each: int


class ModelValidation(View):
    """A validation: the node measures the model on `table` (CSV with a column `target` of outcomes).

    It passes where nothing calls for a review. `verdict` may depart from that, with a `reason`.
    """

    table: Annotated[str, Field(min_length=2, max_length=TABLE_BYTES_MAX)]
    target: Annotated[str, Field(min_length=1, max_length=100)]
    bad: Annotated[list[str], Field(max_length=20)] = Field(default_factory=list)
    verdict: Literal["by_figures", "pass", "refuse"] = "by_figures"
    reason: Annotated[str, Field(max_length=1000)] = ""


class ModelApproval(View):
    """An approval: as what, for its order only or not, up to which day (by default a year after validation)."""

    role: ModelRole
    expires: date | None = None
    order_only: bool = False


class ModelService(View):
    """Let an approved model score."""

    role: ModelRole


class ModelWithdrawal(View):
    """Take a model out of use for good."""

    reason: Annotated[str, Field(min_length=1, max_length=1000)]


class ModelReportView(View):
    """A monitoring report: monthly, or asked for in between. `summary` is its JSON, `page` its page's digest."""

    seq: int
    model: Digest
    name: str
    version: str
    month: str
    monthly: bool
    at: datetime
    review: bool
    page: Digest
    entry: str
    summary: dict[str, Any]


class ModelReportList(View):
    """Monitoring reports, newest first."""

    items: list[ModelReportView]


class SupervisedReport(View):
    """A bank's report as its regulator got it. `on_ledger`: the ledger has this very file under that entry by now."""

    seq: int
    month: str
    monthly: bool
    at: datetime
    name: str
    version: str
    review: bool
    entry: str
    on_ledger: bool
    summary: dict[str, Any]


class SupervisedStep(View):
    """One step in a model's life at a bank. `on_ledger`: the ledger has this very event under the entry."""

    seq: int
    at: datetime
    model: Digest
    name: str
    version: str
    action: Literal["register", "validate", "approve", "serve", "withdraw"]
    by_name: str
    entry: str
    on_ledger: bool


class SupervisedBank(View):
    """A bank's reports and the steps of its registry, newest first, or why there are none to see now.

    `whole`: the registry's events follow one from another, all of them are on the ledger, and it has no more of them.
    """

    org: str
    name: str
    problem: str | None
    reports: list[SupervisedReport]
    steps: list[SupervisedStep]
    whole: bool


class SupervisedReportList(View):
    """Monitoring of the models of all banks."""

    items: list[SupervisedBank]


class ComparedScore(View):
    """One application scored by both. `approved` is null while it is undecided."""

    champion: float
    shadow: float
    approved: bool | None
    bad: bool | None


class ComparisonView(View):
    """A shadow beside the model that decided. Figures on outcomes are null where there are too few.

    `unscored` were too thinly covered for one of the two. `order` is Spearman's rank correlation.
    """

    champion: Digest
    champion_name: str
    shadow: Digest
    shadow_name: str
    rows: int
    unscored: int
    mean_difference: float | None
    order: float | None
    champion_pd: float | None
    shadow_pd: float | None
    same_grade: float | None
    outcomes: int
    bads: int
    champion_auc: float | None
    shadow_auc: float | None
    points: list[ComparedScore]


class ComparisonList(View):
    """Every pair of a shadow and the model that decided."""

    items: list[ComparisonView]


class ScoreReplayDifference(View):
    """An outcome that came out otherwise."""

    model: str
    recorded: dict[str, Any]
    recomputed: dict[str, Any]


class ScoreReplayView(View):
    """A past score recomputed from its record. `libraries` are those of another version than then."""

    score: str
    identical: bool
    models: list[str]
    digests: list[str]
    record: Digest
    recorded: dict[str, Any]
    differences: list[ScoreReplayDifference]
    libraries: dict[str, str]
