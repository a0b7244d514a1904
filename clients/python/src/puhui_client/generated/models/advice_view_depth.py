from typing import Literal

AdviceViewDepth = Literal["capped", "full", "none"]

ADVICE_VIEW_DEPTH_VALUES: set[AdviceViewDepth] = {
    "capped",
    "full",
    "none",
}


def check_advice_view_depth(value: str) -> AdviceViewDepth:
    if value in ADVICE_VIEW_DEPTH_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ADVICE_VIEW_DEPTH_VALUES!r}"
    )
