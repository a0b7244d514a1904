from typing import Literal

WarningViewState = Literal["closed", "escalated", "open", "taken"]

WARNING_VIEW_STATE_VALUES: set[WarningViewState] = {
    "closed",
    "escalated",
    "open",
    "taken",
}


def check_warning_view_state(value: str) -> WarningViewState:
    if value in WARNING_VIEW_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WARNING_VIEW_STATE_VALUES!r}"
    )
