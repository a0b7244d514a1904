from typing import Literal

PeopleChangeRequestAction = Literal[
    "change_role", "disable", "enable", "reset", "unlink"
]

PEOPLE_CHANGE_REQUEST_ACTION_VALUES: set[PeopleChangeRequestAction] = {
    "change_role",
    "disable",
    "enable",
    "reset",
    "unlink",
}


def check_people_change_request_action(value: str) -> PeopleChangeRequestAction:
    if value in PEOPLE_CHANGE_REQUEST_ACTION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PEOPLE_CHANGE_REQUEST_ACTION_VALUES!r}"
    )
