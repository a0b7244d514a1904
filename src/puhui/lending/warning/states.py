"""The state machine of a warning's task, as a table. Pure; the documents draw their picture from it.

>>> from puhui.kernel.moves import moved
>>> moved(MOVES, Step.TAKE, WarningState.OPEN), moved(MOVES, Step.TAKE, WarningState.CLOSED) is None
(<WarningState.TAKEN: 'taken'>, True)
"""

from enum import StrEnum
from types import MappingProxyType

from puhui.kernel import Text
from puhui.kernel.moves import Move, Moves


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

    RAISE = "raise"
    TAKE = "take"
    MEASURE = "measure"
    ESCALATE = "escalate"
    SEND_BACK = "send_back"
    CLOSE = "close"
    LAPSE = "lapse"


_S = WarningState
MOVES: Moves = MappingProxyType(
    {
        Step.RAISE: Move("node", (), _S.OPEN),
        Step.TAKE: Move("officer", (_S.OPEN,), _S.TAKEN),
        Step.MEASURE: Move("officer, approver", (_S.TAKEN, _S.ESCALATED)),
        Step.ESCALATE: Move("node", (_S.OPEN, _S.TAKEN), _S.ESCALATED),
        Step.SEND_BACK: Move("approver", (_S.ESCALATED,), _S.OPEN),
        Step.CLOSE: Move("officer, approver", (_S.TAKEN, _S.ESCALATED), _S.CLOSED),
        Step.LAPSE: Move("node", (_S.OPEN, _S.TAKEN, _S.ESCALATED), _S.CLOSED),
    }
)

_TEXTS = {
    _S.OPEN: Text(zh="待领取", en="open"),
    _S.TAKEN: Text(zh="处理中", en="taken"),
    _S.ESCALATED: Text(zh="逾期，已上报审批人", en="late, with the approver"),
    _S.CLOSED: Text(zh="已关闭", en="closed"),
}
