from typing import Literal

GrantViewShown = Literal["checks", "indicators", "score", "sum"]

GRANT_VIEW_SHOWN_VALUES: set[GrantViewShown] = {
    "checks",
    "indicators",
    "score",
    "sum",
}


def check_grant_view_shown(value: str) -> GrantViewShown:
    if value in GRANT_VIEW_SHOWN_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GRANT_VIEW_SHOWN_VALUES!r}"
    )
