from typing import Literal

PeopleChangeViewAction = Literal[
    "change_role", "disable", "enable", "invite", "link", "reset", "unlink"
]

PEOPLE_CHANGE_VIEW_ACTION_VALUES: set[PeopleChangeViewAction] = {
    "change_role",
    "disable",
    "enable",
    "invite",
    "link",
    "reset",
    "unlink",
}


def check_people_change_view_action(value: str) -> PeopleChangeViewAction:
    if value in PEOPLE_CHANGE_VIEW_ACTION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PEOPLE_CHANGE_VIEW_ACTION_VALUES!r}"
    )
