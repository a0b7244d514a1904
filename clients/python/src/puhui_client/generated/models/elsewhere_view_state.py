from typing import Literal

ElsewhereViewState = Literal["done", "failed", "running", "waiting"]

ELSEWHERE_VIEW_STATE_VALUES: set[ElsewhereViewState] = {
    "done",
    "failed",
    "running",
    "waiting",
}


def check_elsewhere_view_state(value: str) -> ElsewhereViewState:
    if value in ELSEWHERE_VIEW_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ELSEWHERE_VIEW_STATE_VALUES!r}"
    )
