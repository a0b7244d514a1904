"""The acts that follow a list, in their order: each says more of the match than the one before. Pure.

>>> [(act.value, act.grade) for act in Act]
[('clicked', 1), ('applied', 2), ('approved', 3), ('drawn', 4)]
>>> examined(1), examined(4)
(1.0, 0.25)
"""

from enum import StrEnum

from puhui.market.settings import settings


class Act(StrEnum):
    """What was done with a product of a list."""

    CLICKED = "clicked"
    APPLIED = "applied"
    APPROVED = "approved"
    DRAWN = "drawn"

    @property
    def grade(self) -> int:
        """The relevance that the act proves, 1 to 4; 0 stands for no act."""
        return _GRADES[self]


_GRADES = {act: number for number, act in enumerate(Act, 1)}


def examined(position: int) -> float:
    """How likely a position (1 is the first) is looked at, relative to the first: `position^-η`, the position-bias
    model of Joachims, Swaminathan and Schnabel (WSDM 2017); η is a setting until own clicks allow an estimate."""
    return float(position ** -settings().of["position_bias"])
