"""The state machine of a warning's task, as a table. Pure; the documents draw their picture from it.

>>> moved(Step.TAKE, WarningState.OPEN), moved(Step.TAKE, WarningState.CLOSED) is None
(<WarningState.TAKEN: 'taken'>, True)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from puhui.kernel import Text


class WarningState(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    TAKEN = "taken"
    ESCALATED = "escalated"
    CLOSED = "closed"

    @property
    def text(self) -> Text:
        """Its name."""
        return _TEXTS[self]


class Step(StrEnum):
    """What is done to a task."""

    TAKE = "take"
    MEASURE = "measure"
    ESCALATE = "escalate"
    SEND_BACK = "send_back"
    CLOSE = "close"
    LAPSE = "lapse"


@dataclass(frozen=True, slots=True)
class Move:
    """A step: who does it, and for each state that it is allowed in the state that follows."""

    by: str
    ways: Mapping[WarningState, WarningState]


_S = WarningState
MOVES: Mapping[Step, Move] = {
    Step.TAKE: Move("officer", {_S.OPEN: _S.TAKEN}),
    Step.MEASURE: Move("officer, approver", {_S.TAKEN: _S.TAKEN, _S.ESCALATED: _S.ESCALATED}),
    Step.ESCALATE: Move("node", {_S.OPEN: _S.ESCALATED, _S.TAKEN: _S.ESCALATED}),
    Step.SEND_BACK: Move("approver", {_S.ESCALATED: _S.OPEN}),
    Step.CLOSE: Move("officer, approver", {_S.TAKEN: _S.CLOSED, _S.ESCALATED: _S.CLOSED}),
    Step.LAPSE: Move("node", {_S.OPEN: _S.CLOSED, _S.TAKEN: _S.CLOSED, _S.ESCALATED: _S.CLOSED}),
}


def moved(step: Step, state: WarningState) -> WarningState | None:
    """The state after a step, None where the step is not allowed."""
    return MOVES[step].ways.get(state)


def picture() -> str:
    """The machine as a Mermaid state diagram: every allowed step with who does it."""
    lines = ["stateDiagram-v2", f"    [*] --> {_S.OPEN}: raise (node)"]
    lines += [
        f"    {origin} --> {to}: {step} ({move.by})" for step, move in MOVES.items() for origin, to in move.ways.items()
    ]
    return "\n".join([*lines, f"    {_S.CLOSED} --> [*]"])


_TEXTS = {
    _S.OPEN: Text(zh="待领取", en="open"),
    _S.TAKEN: Text(zh="处理中", en="taken"),
    _S.ESCALATED: Text(zh="逾期，已上报审批人", en="late, with the approver"),
    _S.CLOSED: Text(zh="已关闭", en="closed"),
}
