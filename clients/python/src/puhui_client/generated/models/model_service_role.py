from typing import Literal

ModelServiceRole = Literal["champion", "shadow"]

MODEL_SERVICE_ROLE_VALUES: set[ModelServiceRole] = {
    "champion",
    "shadow",
}


def check_model_service_role(value: str) -> ModelServiceRole:
    if value in MODEL_SERVICE_ROLE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MODEL_SERVICE_ROLE_VALUES!r}"
    )
