from typing import Literal

DecidedOutcome = Literal["approve", "decline"]

DECIDED_OUTCOME_VALUES: set[DecidedOutcome] = {
    "approve",
    "decline",
}


def check_decided_outcome(value: str) -> DecidedOutcome:
    if value in DECIDED_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DECIDED_OUTCOME_VALUES!r}"
    )
