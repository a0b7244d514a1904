"""What enterprises do with a ranked list: click, apply, be approved, draw. Recorded for learning to rank, later.

The room promises: a list is kept as the portal itself ranked it, never as a page says it was; an act is recorded once;
a position comes with the propensity that it was looked at, so that what stood first can be discounted. Nothing here
enters the ranking that made the list, and nothing that a lender pays is recorded.
"""

from puhui.market.choices.acts import Act, examined
from puhui.market.choices.learning import Graded, graded
from puhui.market.choices.store import (
    SHOWN_MAX,
    Choice,
    ShownList,
    choices,
    keep_list,
    lists,
    record_act,
    record_choice,
)

__all__ = [
    "SHOWN_MAX",
    "Act",
    "Choice",
    "Graded",
    "ShownList",
    "choices",
    "examined",
    "graded",
    "keep_list",
    "lists",
    "record_act",
    "record_choice",
]
