from typing import Literal

ShownViewShown = Literal["indicators", "score"]

SHOWN_VIEW_SHOWN_VALUES: set[ShownViewShown] = {
    "indicators",
    "score",
}


def check_shown_view_shown(value: str) -> ShownViewShown:
    if value in SHOWN_VIEW_SHOWN_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SHOWN_VIEW_SHOWN_VALUES!r}"
    )
