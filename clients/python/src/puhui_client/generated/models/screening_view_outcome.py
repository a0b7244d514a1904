from typing import Literal

ScreeningViewOutcome = Literal["pass", "refuse", "verify"]

SCREENING_VIEW_OUTCOME_VALUES: set[ScreeningViewOutcome] = {
    "pass",
    "refuse",
    "verify",
}


def check_screening_view_outcome(value: str) -> ScreeningViewOutcome:
    if value in SCREENING_VIEW_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SCREENING_VIEW_OUTCOME_VALUES!r}"
    )
