from typing import Literal

ComputationViewState = Literal[
    "accepted", "cancelled", "done", "failed", "invited", "refused", "running"
]

COMPUTATION_VIEW_STATE_VALUES: set[ComputationViewState] = {
    "accepted",
    "cancelled",
    "done",
    "failed",
    "invited",
    "refused",
    "running",
}


def check_computation_view_state(value: str) -> ComputationViewState:
    if value in COMPUTATION_VIEW_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {COMPUTATION_VIEW_STATE_VALUES!r}"
    )
