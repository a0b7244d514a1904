from typing import Literal

ComputationViewResultKind = Literal["csv", "json"]

COMPUTATION_VIEW_RESULT_KIND_VALUES: set[ComputationViewResultKind] = {
    "csv",
    "json",
}


def check_computation_view_result_kind(value: str) -> ComputationViewResultKind:
    if value in COMPUTATION_VIEW_RESULT_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {COMPUTATION_VIEW_RESULT_KIND_VALUES!r}"
    )
