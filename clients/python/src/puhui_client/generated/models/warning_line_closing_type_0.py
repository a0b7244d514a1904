from typing import Literal

WarningLineClosingType0 = Literal[
    "called_in", "false_alarm", "loan_ended", "mitigated", "resolved"
]

WARNING_LINE_CLOSING_TYPE_0_VALUES: set[WarningLineClosingType0] = {
    "called_in",
    "false_alarm",
    "loan_ended",
    "mitigated",
    "resolved",
}


def check_warning_line_closing_type_0(value: str) -> WarningLineClosingType0:
    if value in WARNING_LINE_CLOSING_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WARNING_LINE_CLOSING_TYPE_0_VALUES!r}"
    )
