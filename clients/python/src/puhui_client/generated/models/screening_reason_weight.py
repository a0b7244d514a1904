from typing import Literal

ScreeningReasonWeight = Literal["ask", "refuse", "verify"]

SCREENING_REASON_WEIGHT_VALUES: set[ScreeningReasonWeight] = {
    "ask",
    "refuse",
    "verify",
}


def check_screening_reason_weight(value: str) -> ScreeningReasonWeight:
    if value in SCREENING_REASON_WEIGHT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SCREENING_REASON_WEIGHT_VALUES!r}"
    )
