from typing import Literal

WarningViewLevel = Literal["orange", "red", "yellow"]

WARNING_VIEW_LEVEL_VALUES: set[WarningViewLevel] = {
    "orange",
    "red",
    "yellow",
}


def check_warning_view_level(value: str) -> WarningViewLevel:
    if value in WARNING_VIEW_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WARNING_VIEW_LEVEL_VALUES!r}"
    )
