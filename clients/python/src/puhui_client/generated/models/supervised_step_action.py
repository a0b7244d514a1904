from typing import Literal

SupervisedStepAction = Literal["approve", "register", "serve", "validate", "withdraw"]

SUPERVISED_STEP_ACTION_VALUES: set[SupervisedStepAction] = {
    "approve",
    "register",
    "serve",
    "validate",
    "withdraw",
}


def check_supervised_step_action(value: str) -> SupervisedStepAction:
    if value in SUPERVISED_STEP_ACTION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SUPERVISED_STEP_ACTION_VALUES!r}"
    )
