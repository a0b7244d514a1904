from typing import Literal

FinancingNeedViewState = Literal[
    "answered", "draft", "expired", "met", "published", "withdrawn"
]

FINANCING_NEED_VIEW_STATE_VALUES: set[FinancingNeedViewState] = {
    "answered",
    "draft",
    "expired",
    "met",
    "published",
    "withdrawn",
}


def check_financing_need_view_state(value: str) -> FinancingNeedViewState:
    if value in FINANCING_NEED_VIEW_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FINANCING_NEED_VIEW_STATE_VALUES!r}"
    )
