from typing import Literal

MoveViewCost = Literal["free", "high", "low", "medium"]

MOVE_VIEW_COST_VALUES: set[MoveViewCost] = {
    "free",
    "high",
    "low",
    "medium",
}


def check_move_view_cost(value: str) -> MoveViewCost:
    if value in MOVE_VIEW_COST_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MOVE_VIEW_COST_VALUES!r}"
    )
