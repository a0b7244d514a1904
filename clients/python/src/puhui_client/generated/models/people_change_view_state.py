from typing import Literal

PeopleChangeViewState = Literal["done", "open", "refused", "waiting"]

PEOPLE_CHANGE_VIEW_STATE_VALUES: set[PeopleChangeViewState] = {
    "done",
    "open",
    "refused",
    "waiting",
}


def check_people_change_view_state(value: str) -> PeopleChangeViewState:
    if value in PEOPLE_CHANGE_VIEW_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PEOPLE_CHANGE_VIEW_STATE_VALUES!r}"
    )
