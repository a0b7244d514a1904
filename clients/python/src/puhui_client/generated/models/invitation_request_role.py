from typing import Literal

InvitationRequestRole = Literal[
    "administrator",
    "approver",
    "auditor",
    "officer",
    "registrar",
    "steward",
    "validator",
]

INVITATION_REQUEST_ROLE_VALUES: set[InvitationRequestRole] = {
    "administrator",
    "approver",
    "auditor",
    "officer",
    "registrar",
    "steward",
    "validator",
}


def check_invitation_request_role(value: str) -> InvitationRequestRole:
    if value in INVITATION_REQUEST_ROLE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INVITATION_REQUEST_ROLE_VALUES!r}"
    )
