from typing import Literal

WatchViewState = Literal["done", "failed", "running", "waiting"]

WATCH_VIEW_STATE_VALUES: set[WatchViewState] = {
    "done",
    "failed",
    "running",
    "waiting",
}


def check_watch_view_state(value: str) -> WatchViewState:
    if value in WATCH_VIEW_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WATCH_VIEW_STATE_VALUES!r}"
    )
