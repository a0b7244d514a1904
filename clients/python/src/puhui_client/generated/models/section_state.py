from typing import Literal

SectionState = Literal["given", "not_given"]

SECTION_STATE_VALUES: set[SectionState] = {
    "given",
    "not_given",
}


def check_section_state(value: str) -> SectionState:
    if value in SECTION_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SECTION_STATE_VALUES!r}"
    )
