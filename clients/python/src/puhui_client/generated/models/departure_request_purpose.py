from typing import Literal

DepartureRequestPurpose = Literal["sign_in", "take_up"]

DEPARTURE_REQUEST_PURPOSE_VALUES: set[DepartureRequestPurpose] = {
    "sign_in",
    "take_up",
}


def check_departure_request_purpose(value: str) -> DepartureRequestPurpose:
    if value in DEPARTURE_REQUEST_PURPOSE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DEPARTURE_REQUEST_PURPOSE_VALUES!r}"
    )
