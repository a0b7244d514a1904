from typing import Literal

SandboxReliefRequestKind = Literal["deferral", "waiver"]

SANDBOX_RELIEF_REQUEST_KIND_VALUES: set[SandboxReliefRequestKind] = {
    "deferral",
    "waiver",
}


def check_sandbox_relief_request_kind(value: str) -> SandboxReliefRequestKind:
    if value in SANDBOX_RELIEF_REQUEST_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SANDBOX_RELIEF_REQUEST_KIND_VALUES!r}"
    )
