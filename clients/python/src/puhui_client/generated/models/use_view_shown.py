from typing import Literal

UseViewShown = Literal["checks", "indicators", "score", "sum"]

USE_VIEW_SHOWN_VALUES: set[UseViewShown] = {
    "checks",
    "indicators",
    "score",
    "sum",
}


def check_use_view_shown(value: str) -> UseViewShown:
    if value in USE_VIEW_SHOWN_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {USE_VIEW_SHOWN_VALUES!r}"
    )
