from typing import Literal

ModelAdjustmentSegmentType0 = Literal[
    "farmer", "medium", "small_micro", "sole_proprietor"
]

MODEL_ADJUSTMENT_SEGMENT_TYPE_0_VALUES: set[ModelAdjustmentSegmentType0] = {
    "farmer",
    "medium",
    "small_micro",
    "sole_proprietor",
}


def check_model_adjustment_segment_type_0(value: str) -> ModelAdjustmentSegmentType0:
    if value in MODEL_ADJUSTMENT_SEGMENT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MODEL_ADJUSTMENT_SEGMENT_TYPE_0_VALUES!r}"
    )
