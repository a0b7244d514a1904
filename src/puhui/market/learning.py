"""When decisions are enough to say how likely lenders approve, and the curves then. Pure.

>>> served(None, version="none-yet").version == guess().version
True
"""

import numpy as np

from puhui.market.approval import Approval, Outcomes, fit_approval, guess
from puhui.market.settings import settings


def enough(outcomes: Outcomes) -> bool:
    """Whether there are as many decisions, approvals and refusals as the settings ask for."""
    of, approved = settings().of, int(np.sum(outcomes.approved))
    least = min(approved, len(outcomes.lender) - approved)
    return len(outcomes.lender) >= of["approval_rows_min"] and least >= of["approval_each_min"]


def served(outcomes: Outcomes | None, *, version: str) -> Approval:
    """The curves fitted to these decisions under that version; the shipped guess while there are not enough."""
    return guess() if outcomes is None or not enough(outcomes) else fit_approval(outcomes, version=version)
