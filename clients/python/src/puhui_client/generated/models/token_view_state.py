from typing import Literal

TokenViewState = Literal["expired", "live", "revoked", "waiting"]

TOKEN_VIEW_STATE_VALUES: set[TokenViewState] = {
    "expired",
    "live",
    "revoked",
    "waiting",
}


def check_token_view_state(value: str) -> TokenViewState:
    if value in TOKEN_VIEW_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TOKEN_VIEW_STATE_VALUES!r}"
    )
