from typing import Literal

TokenRequestRole = Literal["approver", "auditor", "officer", "steward"]

TOKEN_REQUEST_ROLE_VALUES: set[TokenRequestRole] = {
    "approver",
    "auditor",
    "officer",
    "steward",
}


def check_token_request_role(value: str) -> TokenRequestRole:
    if value in TOKEN_REQUEST_ROLE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TOKEN_REQUEST_ROLE_VALUES!r}"
    )
