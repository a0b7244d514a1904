from typing import Literal

RecommendedOutcome = Literal["approve", "decline", "refer"]

RECOMMENDED_OUTCOME_VALUES: set[RecommendedOutcome] = {
    "approve",
    "decline",
    "refer",
}


def check_recommended_outcome(value: str) -> RecommendedOutcome:
    if value in RECOMMENDED_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RECOMMENDED_OUTCOME_VALUES!r}"
    )
