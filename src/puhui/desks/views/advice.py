"""What would help: the cheapest realistic changes, what they give, and what stands in the way."""

from typing import Literal

from pydantic import Field

from puhui.desks.views.base import Fen, Rate, View


class MoveView(View):
    """One change: what to do in words, the points that it gives, and the months until data show it.

    `clears` names the knock-out or condition that it removes; empty where it only gives points.
    """

    name: str
    label: str
    text: str
    points: float
    months: int
    cost: Literal["free", "low", "medium", "high"]
    clears: str


class OpenedView(View):
    """A product that a plan opens."""

    code: str
    lender_name: str
    name: str


class PlanView(View):
    """Changes that go on side by side, and what they give together: a promise for the values as advised."""

    moves: list[MoveView]
    points: float
    months: int
    score: float
    grade: str | None
    products: list[OpenedView]


class PromiseView(View):
    """What the same bank's rules would say after the plan."""

    outcome: Literal["approve", "refer", "decline"]
    limit_fen: Fen
    limit_more_fen: Fen
    annual_rate: Rate | None


class RefusalAdviceView(View):
    """What would turn a refusal: a plan with its promise, or what stands in the way where nothing realistic helps.

    `grants` are the sources that would add most to what is known; what they show, nobody can promise.
    """

    plan: PlanView | None
    promise: PromiseView | None
    blocked: list[str]
    grants: list[str]


class GrantableView(View):
    """A dataset that the enterprise may grant."""

    dataset: str
    name: str
    custodian_name: str


class AdvisedGrantView(View):
    """A source that is not granted and would tell most, with the datasets to grant for it.

    `gain` is the spread in points that it is expected to take out of the score, `coverage` what it adds (0 to 1).
    """

    source: str
    label: str
    gain: float
    coverage: float
    datasets: list[GrantableView]


class AdviceView(View):
    """What an enterprise can do about its own score, and which grants would tell most.

    `depth` is what the coverage allows: no score, one whose grade and limit are capped, or the whole.
    """

    score_id: str
    score: float | None
    grade: str | None
    coverage: float
    depth: Literal["none", "capped", "full"]
    said: str
    grade_cap: str | None
    limit_cap_fen: Fen | None
    plans: list[PlanView]
    grants: list[AdvisedGrantView] = Field(default_factory=list)
    coverage_with_grants: float
    enough: bool
