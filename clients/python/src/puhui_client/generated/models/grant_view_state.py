from typing import Literal

GrantViewState = Literal["active", "exhausted", "expired", "revoked"]

GRANT_VIEW_STATE_VALUES: set[GrantViewState] = {
    "active",
    "exhausted",
    "expired",
    "revoked",
}


def check_grant_view_state(value: str) -> GrantViewState:
    if value in GRANT_VIEW_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GRANT_VIEW_STATE_VALUES!r}"
    )
