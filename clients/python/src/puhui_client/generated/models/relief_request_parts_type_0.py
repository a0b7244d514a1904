from typing import Literal

ReliefRequestPartsType0 = Literal["both", "interest", "principal"]

RELIEF_REQUEST_PARTS_TYPE_0_VALUES: set[ReliefRequestPartsType0] = {
    "both",
    "interest",
    "principal",
}


def check_relief_request_parts_type_0(value: str) -> ReliefRequestPartsType0:
    if value in RELIEF_REQUEST_PARTS_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RELIEF_REQUEST_PARTS_TYPE_0_VALUES!r}"
    )
