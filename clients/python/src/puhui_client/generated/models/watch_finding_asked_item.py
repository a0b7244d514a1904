from typing import Literal

WatchFindingAskedItem = Literal["enterprise", "representative"]

WATCH_FINDING_ASKED_ITEM_VALUES: set[WatchFindingAskedItem] = {
    "enterprise",
    "representative",
}


def check_watch_finding_asked_item(value: str) -> WatchFindingAskedItem:
    if value in WATCH_FINDING_ASKED_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WATCH_FINDING_ASKED_ITEM_VALUES!r}"
    )
