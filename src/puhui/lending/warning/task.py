"""A warning's task and its states, each a type of its own. Pure.

One task for a debtor and a rule at a time: the same sign found again is a sighting of the task that stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from puhui.kernel import Text
from puhui.kernel.ids import LoanId, WarningId
from puhui.lending.warning.states import WarningState


class Level(StrEnum):
    """How grave a warning is."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"

    @property
    def text(self) -> Text:
        """Its name."""
        return _LEVELS[self]


_LEVELS = {
    Level.RED: Text(zh="红色", en="red"),
    Level.ORANGE: Text(zh="橙色", en="orange"),
    Level.YELLOW: Text(zh="黄色", en="yellow"),
}


class Closing(StrEnum):
    """Why a task is closed."""

    RESOLVED = "resolved"
    MITIGATED = "mitigated"
    CALLED_IN = "called_in"
    FALSE_ALARM = "false_alarm"
    LOAN_ENDED = "loan_ended"

    @property
    def text(self) -> Text:
        """It in words."""
        return _CLOSINGS[self]

    @property
    def confirms(self) -> bool | None:
        """Whether the warning was right; None where nobody found out."""
        return None if self is Closing.LOAN_ENDED else self is not Closing.FALSE_ALARM


_CLOSINGS = {
    Closing.RESOLVED: Text(zh="情况属实，已消除", en="true, and resolved"),
    Closing.MITIGATED: Text(zh="情况属实，已采取措施", en="true, and measures were taken"),
    Closing.CALLED_IN: Text(zh="情况属实，已提前收回或移交处置", en="true, and the loan was called in"),
    Closing.FALSE_ALARM: Text(zh="误报", en="a false alarm"),
    Closing.LOAN_ENDED: Text(zh="贷款已结清", en="the loan has ended"),
}


@dataclass(frozen=True, slots=True)
class Staff:
    """Who acts at the bank."""

    person: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """What warned, as it stood then: the rule's words, its file's version, the facts that it read."""

    code: str
    mark: str
    text: Text
    advice: Text
    basis: str
    evidence: str
    rules_version: str
    rules_digest: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """What somebody did about it."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    id: WarningId
    uscc: str
    name: str
    loan: LoanId
    level: Level
    trigger: Trigger
    raised_at: datetime
    due_by: datetime
    manager: str  # who looks after the debtor here; "" where nobody was named
    seen: tuple[datetime, ...]  # the looks that found it, the first one first
    measures: tuple[Measure, ...]
    version: int
    latest: Mapping[str, Any] = field(default_factory=dict)  # the facts when it was last seen again; {} until then

    state: ClassVar[WarningState]

    @property
    def last_facts(self) -> Mapping[str, Any]:
        """The facts behind the sign as they were last seen: what whoever works on it judges by."""
        return self.latest or self.trigger.facts


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTask(_Task):
    """Waits for an account manager."""

    state: ClassVar[WarningState] = WarningState.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenTask(_Task):
    """Somebody works on it."""

    taken_by: Staff
    taken_at: datetime
    state: ClassVar[WarningState] = WarningState.TAKEN


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalatedTask(_Task):
    """Its day has passed: the approver's. `taken_by` is who had it."""

    escalated_at: datetime
    taken_by: Staff | None = None
    state: ClassVar[WarningState] = WarningState.ESCALATED


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedTask(_Task):
    """Done, with the reason."""

    closing: Closing
    note: str
    closed_by: str
    closed_at: datetime
    state: ClassVar[WarningState] = WarningState.CLOSED


WarningTask = OpenTask | TakenTask | EscalatedTask | ClosedTask
STATES: dict[str, type[WarningTask]] = {
    kind.state.value: kind for kind in (OpenTask, TakenTask, EscalatedTask, ClosedTask)
}
T = TypeVar("T", bound=_Task)


def become(task: _Task, kind: type[T], **more: Any) -> T:
    """The task in its next state, with what that state adds."""
    wanted = {one.name for one in fields(kind)}
    kept = {one.name: getattr(task, one.name) for one in fields(task) if one.name in wanted}
    return kind(**(kept | more))
