from typing import Literal

WarningViewMayItem = Literal["close", "measure", "send_back", "take"]

WARNING_VIEW_MAY_ITEM_VALUES: set[WarningViewMayItem] = {
    "close",
    "measure",
    "send_back",
    "take",
}


def check_warning_view_may_item(value: str) -> WarningViewMayItem:
    if value in WARNING_VIEW_MAY_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WARNING_VIEW_MAY_ITEM_VALUES!r}"
    )
