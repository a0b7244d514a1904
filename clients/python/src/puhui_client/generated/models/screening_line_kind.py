from typing import Literal

ScreeningLineKind = Literal[
    "anomaly",
    "check",
    "contradiction",
    "fact",
    "finding",
    "joint",
    "likeness",
    "link",
    "listed",
]

SCREENING_LINE_KIND_VALUES: set[ScreeningLineKind] = {
    "anomaly",
    "check",
    "contradiction",
    "fact",
    "finding",
    "joint",
    "likeness",
    "link",
    "listed",
}


def check_screening_line_kind(value: str) -> ScreeningLineKind:
    if value in SCREENING_LINE_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SCREENING_LINE_KIND_VALUES!r}"
    )
