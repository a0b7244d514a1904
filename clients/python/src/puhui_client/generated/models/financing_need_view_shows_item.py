from typing import Literal

FinancingNeedViewShowsItem = Literal["band", "fit", "industry", "region"]

FINANCING_NEED_VIEW_SHOWS_ITEM_VALUES: set[FinancingNeedViewShowsItem] = {
    "band",
    "fit",
    "industry",
    "region",
}


def check_financing_need_view_shows_item(value: str) -> FinancingNeedViewShowsItem:
    if value in FINANCING_NEED_VIEW_SHOWS_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FINANCING_NEED_VIEW_SHOWS_ITEM_VALUES!r}"
    )
