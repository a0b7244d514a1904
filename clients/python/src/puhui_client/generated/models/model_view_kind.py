from typing import Literal

ModelViewKind = Literal["challenger", "scorecard"]

MODEL_VIEW_KIND_VALUES: set[ModelViewKind] = {
    "challenger",
    "scorecard",
}


def check_model_view_kind(value: str) -> ModelViewKind:
    if value in MODEL_VIEW_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MODEL_VIEW_KIND_VALUES!r}"
    )
