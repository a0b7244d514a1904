from typing import Literal

WarningViewClosingType0 = Literal[
    "called_in", "false_alarm", "loan_ended", "mitigated", "resolved"
]

WARNING_VIEW_CLOSING_TYPE_0_VALUES: set[WarningViewClosingType0] = {
    "called_in",
    "false_alarm",
    "loan_ended",
    "mitigated",
    "resolved",
}


def check_warning_view_closing_type_0(value: str) -> WarningViewClosingType0:
    if value in WARNING_VIEW_CLOSING_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WARNING_VIEW_CLOSING_TYPE_0_VALUES!r}"
    )
