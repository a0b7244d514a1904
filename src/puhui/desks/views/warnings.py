"""Early warnings after lending: tasks with what triggered them, and how well each rule has been right."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from puhui.desks.views.base import View
from puhui.desks.views.computations import ComputationProblem
from puhui.desks.views.opinion import OpinionView
from puhui.desks.views.people import EnterpriseRef

WarningLevel = Literal["red", "orange", "yellow"]
WarningStateCode = Literal["open", "taken", "escalated", "closed"]
ClosingCode = Literal["resolved", "mitigated", "called_in", "false_alarm", "loan_ended"]
_Words = Annotated[str, Field(min_length=1, max_length=1000)]
_Version = Annotated[int, Field(ge=1, le=10**9)]


class WarningEvidence(View):
    """A fact that the rule read: as it first warned, and as it was last seen. Values are null where it was absent."""

    name: str
    label: str
    value: str | None
    last_value: str | None
    unit: str
    source: str
    as_of: date | None


class WarningPoint(View):
    """A value at one look."""

    at: datetime
    value: float | None


class WarningMovement(View):
    """How the indicator behind the rule moved from look to look."""

    name: str
    label: str
    unit: str
    points: list[WarningPoint]


class SeriesColumn(View):
    """A column of a series by month."""

    name: str
    label: str
    unit: str


class SeriesMonth(View):
    """One month; null is unknown."""

    month: str
    values: list[float | None]


class WarningSeries(View):
    """A series by month, as its custodian told it at the latest look."""

    code: str
    text: str
    title: str
    custodian: str
    told_by: str
    as_of: date
    columns: list[SeriesColumn]
    months: list[SeriesMonth]


class WarningMeasure(View):
    """What somebody did about it."""

    text: str
    by: str
    at: datetime


class WarningStep(View):
    """One step, with its entry on the ledger."""

    state: str
    at: datetime
    entry: str


class WarningLine(View):
    """A task as the list shows it. `late`: its day has passed and it is not closed."""

    id: str
    version: int
    state: WarningStateCode
    state_label: str
    level: WarningLevel
    level_label: str
    rule: str
    text: str
    mark: str
    enterprise: EnterpriseRef
    loan: str
    raised_at: datetime
    due_by: datetime
    late: bool
    seen: int
    last_seen: datetime
    taken_by: str | None
    closing: ClosingCode | None
    closing_label: str | None


class WarningView(WarningLine):
    """One task. Evidence, movement and pictures are null once no grant for monitoring holds: `withheld` says so."""

    advice: str
    basis: str
    rules_version: str
    withheld: str | None
    evidence: list[WarningEvidence] | None
    movement: WarningMovement | None
    series: WarningSeries | None
    opinion: OpinionView | None
    measures: list[WarningMeasure]
    note: str | None
    closed_by: str | None
    closed_at: datetime | None
    may: list[Literal["take", "measure", "send_back", "close"]]
    history: list[WarningStep]


class RulePrecision(View):
    """How often a rule was right, of its tasks that somebody closed; `precision` is null below `least` of them."""

    rule: str
    level: WarningLevel
    text: str
    mark: str
    live: int
    confirmed: int
    false_alarms: int
    precision: float | None


class WarningList(View):
    """Tasks, those due first first; how many are live by level; rules that ever warned."""

    items: list[WarningLine]
    red: int
    orange: int
    yellow: int
    late: int
    least: int
    rules: list[RulePrecision]


class LookSource(View):
    """Whether a source answered at the latest look."""

    source: str
    label: str
    cause: str


class AskedLook(View):
    """A look that was asked for: it is under way, or why it failed.

    `done` of `total` custodians have answered; `total` is null until the first did.
    """

    state: Literal["running", "failed"]
    done: int
    total: int | None
    asked_at: datetime
    asked_by: str
    problem: ComputationProblem | None


class MonitoringView(View):
    """What a bank may look at of the debtor of a loan, and what its latest look told.

    `granted`: how many datasets may be looked at now; `uses_left` the fewest uses left among them.
    """

    loan: str
    look: AskedLook | None
    granted: int
    uses_left: int | None
    expires: datetime | None
    looked_at: datetime | None
    next_look: datetime | None
    sources: list[LookSource]
    not_looked_at: list[str]
    warnings: list[WarningLine]


class TakeWarning(View):
    """The task as it was seen."""

    version: _Version


class WarningMeasureRequest(View):
    """What was done."""

    version: _Version
    text: _Words


class WarningReturn(View):
    """Why a late one goes back to the officers."""

    version: _Version
    note: _Words


class CloseWarning(View):
    """Why it is closed."""

    version: _Version
    closing: Literal["resolved", "mitigated", "called_in", "false_alarm"]
    note: _Words
