from typing import Literal

StandingViewDepth = Literal["capped", "full", "none"]

STANDING_VIEW_DEPTH_VALUES: set[StandingViewDepth] = {
    "capped",
    "full",
    "none",
}


def check_standing_view_depth(value: str) -> StandingViewDepth:
    if value in STANDING_VIEW_DEPTH_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {STANDING_VIEW_DEPTH_VALUES!r}"
    )
