from typing import Literal

ModelViewApprovedAsType0 = Literal["champion", "shadow"]

MODEL_VIEW_APPROVED_AS_TYPE_0_VALUES: set[ModelViewApprovedAsType0] = {
    "champion",
    "shadow",
}


def check_model_view_approved_as_type_0(value: str) -> ModelViewApprovedAsType0:
    if value in MODEL_VIEW_APPROVED_AS_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MODEL_VIEW_APPROVED_AS_TYPE_0_VALUES!r}"
    )
