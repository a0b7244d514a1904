from typing import Literal

RegisterCheckResultType0 = Literal[1, 2, 3]

REGISTER_CHECK_RESULT_TYPE_0_VALUES: set[RegisterCheckResultType0] = {
    1,
    2,
    3,
}


def check_register_check_result_type_0(value: int) -> RegisterCheckResultType0:
    if value in REGISTER_CHECK_RESULT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REGISTER_CHECK_RESULT_TYPE_0_VALUES!r}"
    )
