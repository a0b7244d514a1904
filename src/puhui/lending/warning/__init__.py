"""Early warning after lending: what a bank is told again by night, the rules that speak of it, and the tasks they make.

The room promises: nothing is looked at but what a grant for monitoring names; a fact that is absent warns of nothing
and is told as not looked at; what warned is a task with a day by which somebody acts, and each of its steps is an entry
on the ledger; a false alarm is said so and counted against its rule.

>>> from puhui.decisions import parse_rules
>>> {rule.level for rule in parse_rules(shipped_rules()).rules} == {"red", "orange", "yellow"}
True
"""

from puhui.lending.warning import store
from puhui.lending.warning.judging import Hit, Judged, Look, judge, moved_since
from puhui.lending.warning.settings import (
    DOCUMENTS,
    WarningSettings,
    settings,
    shipped_rules,
    watched_fields,
)
from puhui.lending.warning.states import MOVES, Step, WarningState
from puhui.lending.warning.steps import close, escalate_late, lapse, measure, raise_warning, send_back, take
from puhui.lending.warning.task import (
    ClosedTask,
    Closing,
    EscalatedTask,
    Level,
    OpenTask,
    Staff,
    TakenTask,
    WarningTask,
)

__all__ = [
    "DOCUMENTS",
    "MOVES",
    "ClosedTask",
    "Closing",
    "EscalatedTask",
    "Hit",
    "Judged",
    "Level",
    "Look",
    "OpenTask",
    "Staff",
    "Step",
    "TakenTask",
    "WarningSettings",
    "WarningState",
    "WarningTask",
    "close",
    "escalate_late",
    "judge",
    "lapse",
    "measure",
    "moved_since",
    "raise_warning",
    "send_back",
    "settings",
    "shipped_rules",
    "store",
    "take",
    "watched_fields",
]
