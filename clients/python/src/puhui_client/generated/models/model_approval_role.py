from typing import Literal

ModelApprovalRole = Literal["champion", "shadow"]

MODEL_APPROVAL_ROLE_VALUES: set[ModelApprovalRole] = {
    "champion",
    "shadow",
}


def check_model_approval_role(value: str) -> ModelApprovalRole:
    if value in MODEL_APPROVAL_ROLE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MODEL_APPROVAL_ROLE_VALUES!r}"
    )
