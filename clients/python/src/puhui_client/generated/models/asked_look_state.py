from typing import Literal

AskedLookState = Literal["failed", "running"]

ASKED_LOOK_STATE_VALUES: set[AskedLookState] = {
    "failed",
    "running",
}


def check_asked_look_state(value: str) -> AskedLookState:
    if value in ASKED_LOOK_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ASKED_LOOK_STATE_VALUES!r}"
    )
