from typing import Literal

PaperViewState = Literal["expired", "expiring", "long_term", "not_yet", "odd", "valid"]

PAPER_VIEW_STATE_VALUES: set[PaperViewState] = {
    "expired",
    "expiring",
    "long_term",
    "not_yet",
    "odd",
    "valid",
}


def check_paper_view_state(value: str) -> PaperViewState:
    if value in PAPER_VIEW_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PAPER_VIEW_STATE_VALUES!r}"
    )
