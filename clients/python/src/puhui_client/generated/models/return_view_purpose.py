from typing import Literal

ReturnViewPurpose = Literal["confirm", "link", "sign_in", "take_up"]

RETURN_VIEW_PURPOSE_VALUES: set[ReturnViewPurpose] = {
    "confirm",
    "link",
    "sign_in",
    "take_up",
}


def check_return_view_purpose(value: str) -> ReturnViewPurpose:
    if value in RETURN_VIEW_PURPOSE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RETURN_VIEW_PURPOSE_VALUES!r}"
    )
