from typing import Literal

VersionViewState = Literal[
    "approved",
    "backtested",
    "deleted",
    "draft",
    "offline",
    "published",
    "rejected",
    "superseded",
    "tested",
]

VERSION_VIEW_STATE_VALUES: set[VersionViewState] = {
    "approved",
    "backtested",
    "deleted",
    "draft",
    "offline",
    "published",
    "rejected",
    "superseded",
    "tested",
}


def check_version_view_state(value: str) -> VersionViewState:
    if value in VERSION_VIEW_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VERSION_VIEW_STATE_VALUES!r}"
    )
