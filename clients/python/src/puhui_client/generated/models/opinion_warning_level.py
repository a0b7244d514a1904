from typing import Literal

OpinionWarningLevel = Literal["alert", "watch"]

OPINION_WARNING_LEVEL_VALUES: set[OpinionWarningLevel] = {
    "alert",
    "watch",
}


def check_opinion_warning_level(value: str) -> OpinionWarningLevel:
    if value in OPINION_WARNING_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OPINION_WARNING_LEVEL_VALUES!r}"
    )
