"""The secret score of an application, from the asking to what came of it."""

from datetime import datetime
from typing import Literal

from puhui.desks.views.base import View
from puhui.desks.views.computations import ComputationProblem, ComputationView
from puhui.desks.views.decisions import RecommendationView


class SecretScoreView(View):
    """How far it is. `computation` is the job as this node sees it, `problem` why there is no score.

    `waiting`: not asked for yet. `running`: the job, and then the bank's rules, are under way. After `done` and
    `failed` it can be asked for again, as long as the application is open and its grants have uses left.
    """

    application: str
    state: Literal["waiting", "running", "done", "failed"]
    asked_at: datetime | None
    computation: ComputationView | None
    problem: ComputationProblem | None
    recommendation: RecommendationView | None
