from typing import Literal

ComputationRequestOp = Literal["lookup", "match", "sum", "train", "validate"]

COMPUTATION_REQUEST_OP_VALUES: set[ComputationRequestOp] = {
    "lookup",
    "match",
    "sum",
    "train",
    "validate",
}


def check_computation_request_op(value: str) -> ComputationRequestOp:
    if value in COMPUTATION_REQUEST_OP_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {COMPUTATION_REQUEST_OP_VALUES!r}"
    )
