from typing import Literal

MandateViewDirection = Literal["given", "received"]

MANDATE_VIEW_DIRECTION_VALUES: set[MandateViewDirection] = {
    "given",
    "received",
}


def check_mandate_view_direction(value: str) -> MandateViewDirection:
    if value in MANDATE_VIEW_DIRECTION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MANDATE_VIEW_DIRECTION_VALUES!r}"
    )
