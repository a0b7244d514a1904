from typing import Literal

WatchFindingOnItem = Literal["enterprise", "representative"]

WATCH_FINDING_ON_ITEM_VALUES: set[WatchFindingOnItem] = {
    "enterprise",
    "representative",
}


def check_watch_finding_on_item(value: str) -> WatchFindingOnItem:
    if value in WATCH_FINDING_ON_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WATCH_FINDING_ON_ITEM_VALUES!r}"
    )
