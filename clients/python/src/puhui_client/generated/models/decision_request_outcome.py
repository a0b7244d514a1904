from typing import Literal

DecisionRequestOutcome = Literal["approve", "decline"]

DECISION_REQUEST_OUTCOME_VALUES: set[DecisionRequestOutcome] = {
    "approve",
    "decline",
}


def check_decision_request_outcome(value: str) -> DecisionRequestOutcome:
    if value in DECISION_REQUEST_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DECISION_REQUEST_OUTCOME_VALUES!r}"
    )
