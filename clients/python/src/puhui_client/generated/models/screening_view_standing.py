from typing import Literal

ScreeningViewStanding = Literal[
    "passed", "refused", "to_review", "to_verify", "verified"
]

SCREENING_VIEW_STANDING_VALUES: set[ScreeningViewStanding] = {
    "passed",
    "refused",
    "to_review",
    "to_verify",
    "verified",
}


def check_screening_view_standing(value: str) -> ScreeningViewStanding:
    if value in SCREENING_VIEW_STANDING_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SCREENING_VIEW_STANDING_VALUES!r}"
    )
