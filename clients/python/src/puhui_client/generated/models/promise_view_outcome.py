from typing import Literal

PromiseViewOutcome = Literal["approve", "decline", "refer"]

PROMISE_VIEW_OUTCOME_VALUES: set[PromiseViewOutcome] = {
    "approve",
    "decline",
    "refer",
}


def check_promise_view_outcome(value: str) -> PromiseViewOutcome:
    if value in PROMISE_VIEW_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PROMISE_VIEW_OUTCOME_VALUES!r}"
    )
