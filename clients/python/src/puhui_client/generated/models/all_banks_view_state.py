from typing import Literal

AllBanksViewState = Literal["done", "failed", "running", "waiting"]

ALL_BANKS_VIEW_STATE_VALUES: set[AllBanksViewState] = {
    "done",
    "failed",
    "running",
    "waiting",
}


def check_all_banks_view_state(value: str) -> AllBanksViewState:
    if value in ALL_BANKS_VIEW_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ALL_BANKS_VIEW_STATE_VALUES!r}"
    )
