from typing import Literal

DecisionViewOutcome = Literal["approve", "decline"]

DECISION_VIEW_OUTCOME_VALUES: set[DecisionViewOutcome] = {
    "approve",
    "decline",
}


def check_decision_view_outcome(value: str) -> DecisionViewOutcome:
    if value in DECISION_VIEW_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DECISION_VIEW_OUTCOME_VALUES!r}"
    )
