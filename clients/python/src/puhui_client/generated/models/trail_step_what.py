from typing import Literal

TrailStepWhat = Literal[
    "confirmed", "done", "opened", "proposed", "refused", "taken_up"
]

TRAIL_STEP_WHAT_VALUES: set[TrailStepWhat] = {
    "confirmed",
    "done",
    "opened",
    "proposed",
    "refused",
    "taken_up",
}


def check_trail_step_what(value: str) -> TrailStepWhat:
    if value in TRAIL_STEP_WHAT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TRAIL_STEP_WHAT_VALUES!r}"
    )
