from typing import Literal

ListWarningsState = Literal["all", "closed", "escalated", "live", "open", "taken"]

LIST_WARNINGS_STATE_VALUES: set[ListWarningsState] = {
    "all",
    "closed",
    "escalated",
    "live",
    "open",
    "taken",
}


def check_list_warnings_state(value: str) -> ListWarningsState:
    if value in LIST_WARNINGS_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_WARNINGS_STATE_VALUES!r}"
    )
