from typing import Literal

PublicListViewStanding = Literal["absent", "ended", "listed", "removed"]

PUBLIC_LIST_VIEW_STANDING_VALUES: set[PublicListViewStanding] = {
    "absent",
    "ended",
    "listed",
    "removed",
}


def check_public_list_view_standing(value: str) -> PublicListViewStanding:
    if value in PUBLIC_LIST_VIEW_STANDING_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PUBLIC_LIST_VIEW_STANDING_VALUES!r}"
    )
