from typing import Literal

ModelStepAction = Literal["approve", "register", "serve", "validate", "withdraw"]

MODEL_STEP_ACTION_VALUES: set[ModelStepAction] = {
    "approve",
    "register",
    "serve",
    "validate",
    "withdraw",
}


def check_model_step_action(value: str) -> ModelStepAction:
    if value in MODEL_STEP_ACTION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MODEL_STEP_ACTION_VALUES!r}"
    )
