from typing import Literal

WarningLineState = Literal["closed", "escalated", "open", "taken"]

WARNING_LINE_STATE_VALUES: set[WarningLineState] = {
    "closed",
    "escalated",
    "open",
    "taken",
}


def check_warning_line_state(value: str) -> WarningLineState:
    if value in WARNING_LINE_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WARNING_LINE_STATE_VALUES!r}"
    )
