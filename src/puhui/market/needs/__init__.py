"""Needs as things: an enterprise publishes what it needs, banks answer, and each step is an entry with a receipt.

The room promises: no bank sees a need outside its share scope, nor the enterprise's name before it agrees to that bank;
at most `banks_max` banks hold a need; a step that the state machines (`states`) do not allow is refused; every step
after the draft is owed to the ledger in the transaction that makes it; a bank that does not act in time loses its
place, and that is an event which others can read.
"""

from puhui.market.needs.documents import ask_document, need_document, read_ask
from puhui.market.needs.errors import (
    NeedChanged,
    NeedStepRefused,
    NeedTaken,
    NeedUnknown,
    ScopeRefused,
    TooManyNeeds,
)
from puhui.market.needs.house import MarketHouse
from puhui.market.needs.model import Answer, Asker, FinancingNeed, Scope, Shows
from puhui.market.needs.running_out import Escalation
from puhui.market.needs.settings import NeedSettings, need_settings, working_days_after
from puhui.market.needs.states import AnswerState, AnswerStep, NeedState, NeedStep

__all__ = [
    "Answer",
    "AnswerState",
    "AnswerStep",
    "Asker",
    "Escalation",
    "FinancingNeed",
    "MarketHouse",
    "NeedChanged",
    "NeedSettings",
    "NeedState",
    "NeedStep",
    "NeedStepRefused",
    "NeedTaken",
    "NeedUnknown",
    "Scope",
    "ScopeRefused",
    "Shows",
    "TooManyNeeds",
    "ask_document",
    "need_document",
    "need_settings",
    "read_ask",
    "working_days_after",
]
