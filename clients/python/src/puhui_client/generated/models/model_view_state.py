from typing import Literal

ModelViewState = Literal[
    "approved", "champion", "developed", "expired", "shadow", "validated", "withdrawn"
]

MODEL_VIEW_STATE_VALUES: set[ModelViewState] = {
    "approved",
    "champion",
    "developed",
    "expired",
    "shadow",
    "validated",
    "withdrawn",
}


def check_model_view_state(value: str) -> ModelViewState:
    if value in MODEL_VIEW_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MODEL_VIEW_STATE_VALUES!r}"
    )
