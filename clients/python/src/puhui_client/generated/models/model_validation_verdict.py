from typing import Literal

ModelValidationVerdict = Literal["by_figures", "pass", "refuse"]

MODEL_VALIDATION_VERDICT_VALUES: set[ModelValidationVerdict] = {
    "by_figures",
    "pass",
    "refuse",
}


def check_model_validation_verdict(value: str) -> ModelValidationVerdict:
    if value in MODEL_VALIDATION_VERDICT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MODEL_VALIDATION_VERDICT_VALUES!r}"
    )
