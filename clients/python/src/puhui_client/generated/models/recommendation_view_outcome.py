from typing import Literal

RecommendationViewOutcome = Literal["approve", "decline", "refer"]

RECOMMENDATION_VIEW_OUTCOME_VALUES: set[RecommendationViewOutcome] = {
    "approve",
    "decline",
    "refer",
}


def check_recommendation_view_outcome(value: str) -> RecommendationViewOutcome:
    if value in RECOMMENDATION_VIEW_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RECOMMENDATION_VIEW_OUTCOME_VALUES!r}"
    )
