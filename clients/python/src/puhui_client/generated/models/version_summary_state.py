from typing import Literal

VersionSummaryState = Literal[
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

VERSION_SUMMARY_STATE_VALUES: set[VersionSummaryState] = {
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


def check_version_summary_state(value: str) -> VersionSummaryState:
    if value in VERSION_SUMMARY_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VERSION_SUMMARY_STATE_VALUES!r}"
    )
