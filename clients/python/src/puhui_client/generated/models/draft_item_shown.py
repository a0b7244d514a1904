from typing import Literal

DraftItemShown = Literal["checks", "indicators", "score", "sum"]

DRAFT_ITEM_SHOWN_VALUES: set[DraftItemShown] = {
    "checks",
    "indicators",
    "score",
    "sum",
}


def check_draft_item_shown(value: str) -> DraftItemShown:
    if value in DRAFT_ITEM_SHOWN_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DRAFT_ITEM_SHOWN_VALUES!r}"
    )
