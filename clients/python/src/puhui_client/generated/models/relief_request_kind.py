from typing import Literal

ReliefRequestKind = Literal["deferral", "renewal", "waiver"]

RELIEF_REQUEST_KIND_VALUES: set[ReliefRequestKind] = {
    "deferral",
    "renewal",
    "waiver",
}


def check_relief_request_kind(value: str) -> ReliefRequestKind:
    if value in RELIEF_REQUEST_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RELIEF_REQUEST_KIND_VALUES!r}"
    )
