from typing import Literal

SharedThingKind = Literal["address", "device", "paper", "phone"]

SHARED_THING_KIND_VALUES: set[SharedThingKind] = {
    "address",
    "device",
    "paper",
    "phone",
}


def check_shared_thing_kind(value: str) -> SharedThingKind:
    if value in SHARED_THING_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SHARED_THING_KIND_VALUES!r}"
    )
