from typing import Literal

PeopleChangeRequestRoleType0 = Literal[
    "administrator",
    "approver",
    "auditor",
    "officer",
    "registrar",
    "steward",
    "validator",
]

PEOPLE_CHANGE_REQUEST_ROLE_TYPE_0_VALUES: set[PeopleChangeRequestRoleType0] = {
    "administrator",
    "approver",
    "auditor",
    "officer",
    "registrar",
    "steward",
    "validator",
}


def check_people_change_request_role_type_0(value: str) -> PeopleChangeRequestRoleType0:
    if value in PEOPLE_CHANGE_REQUEST_ROLE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PEOPLE_CHANGE_REQUEST_ROLE_TYPE_0_VALUES!r}"
    )
