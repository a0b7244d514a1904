from typing import Literal

Axis = Literal[
    "basics",
    "debt_service",
    "growth",
    "guarantee",
    "operation",
    "performance",
    "relations",
]

AXIS_VALUES: set[Axis] = {
    "basics",
    "debt_service",
    "growth",
    "guarantee",
    "operation",
    "performance",
    "relations",
}


def check_axis(value: str) -> Axis:
    if value in AXIS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AXIS_VALUES!r}")
