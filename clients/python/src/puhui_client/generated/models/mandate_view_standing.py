from typing import Literal

MandateViewStanding = Literal["active", "exhausted", "expired", "withdrawn"]

MANDATE_VIEW_STANDING_VALUES: set[MandateViewStanding] = {
    "active",
    "exhausted",
    "expired",
    "withdrawn",
}


def check_mandate_view_standing(value: str) -> MandateViewStanding:
    if value in MANDATE_VIEW_STANDING_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MANDATE_VIEW_STANDING_VALUES!r}"
    )
