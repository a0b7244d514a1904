from typing import Literal

MandateRequestOp = Literal["lookup", "match", "sum", "train", "validate"]

MANDATE_REQUEST_OP_VALUES: set[MandateRequestOp] = {
    "lookup",
    "match",
    "sum",
    "train",
    "validate",
}


def check_mandate_request_op(value: str) -> MandateRequestOp:
    if value in MANDATE_REQUEST_OP_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MANDATE_REQUEST_OP_VALUES!r}"
    )
