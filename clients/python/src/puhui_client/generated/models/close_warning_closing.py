from typing import Literal

CloseWarningClosing = Literal["called_in", "false_alarm", "mitigated", "resolved"]

CLOSE_WARNING_CLOSING_VALUES: set[CloseWarningClosing] = {
    "called_in",
    "false_alarm",
    "mitigated",
    "resolved",
}


def check_close_warning_closing(value: str) -> CloseWarningClosing:
    if value in CLOSE_WARNING_CLOSING_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CLOSE_WARNING_CLOSING_VALUES!r}"
    )
