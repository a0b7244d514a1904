"""What an enterprise has at other banks: sums over three or more, of which nobody saw a part."""

from datetime import date, datetime
from typing import Literal

from puhui.desks.views.base import Fen, View
from puhui.desks.views.computations import ComputationProblem, ComputationView


class ElsewhereFigures(View):
    """The sums, with how many banks took part (this one among them), when, and by which computation.

    Below three holders there are none. `outstanding_fen` and `lends_now` are of the other banks, the applications of
    all; `…_others_90d` are other enterprises that applied at the other banks with the same device, address, telephone
    or paper (null: this application has none).
    """

    holders: int
    as_of: date
    job: str
    outstanding_fen: Fen | None
    lends_now: int | None
    applications_7d: int | None
    applications_30d: int | None
    device_others_90d: int | None = None
    address_others_90d: int | None = None
    phone_others_90d: int | None = None
    paper_others_90d: int | None = None


class ElsewhereView(View):
    """How far it is. `waiting`: nobody has asked. After `done` and `failed` it can be asked for again."""

    application: str
    state: Literal["waiting", "running", "done", "failed"]
    asked_at: datetime | None
    computation: ComputationView | None
    problem: ComputationProblem | None
    figures: ElsewhereFigures | None
