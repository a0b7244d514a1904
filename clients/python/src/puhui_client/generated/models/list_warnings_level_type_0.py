from typing import Literal

ListWarningsLevelType0 = Literal["orange", "red", "yellow"]

LIST_WARNINGS_LEVEL_TYPE_0_VALUES: set[ListWarningsLevelType0] = {
    "orange",
    "red",
    "yellow",
}


def check_list_warnings_level_type_0(value: str) -> ListWarningsLevelType0:
    if value in LIST_WARNINGS_LEVEL_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_WARNINGS_LEVEL_TYPE_0_VALUES!r}"
    )
