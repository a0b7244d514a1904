from typing import Literal

WarningLineLevel = Literal["orange", "red", "yellow"]

WARNING_LINE_LEVEL_VALUES: set[WarningLineLevel] = {
    "orange",
    "red",
    "yellow",
}


def check_warning_line_level(value: str) -> WarningLineLevel:
    if value in WARNING_LINE_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WARNING_LINE_LEVEL_VALUES!r}"
    )
