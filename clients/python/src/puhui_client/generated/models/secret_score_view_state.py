from typing import Literal

SecretScoreViewState = Literal["done", "failed", "running", "waiting"]

SECRET_SCORE_VIEW_STATE_VALUES: set[SecretScoreViewState] = {
    "done",
    "failed",
    "running",
    "waiting",
}


def check_secret_score_view_state(value: str) -> SecretScoreViewState:
    if value in SECRET_SCORE_VIEW_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SECRET_SCORE_VIEW_STATE_VALUES!r}"
    )
