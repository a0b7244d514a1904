from typing import Literal

AppealViewOutcomeType0 = Literal["reopened", "upheld"]

APPEAL_VIEW_OUTCOME_TYPE_0_VALUES: set[AppealViewOutcomeType0] = {
    "reopened",
    "upheld",
}


def check_appeal_view_outcome_type_0(value: str) -> AppealViewOutcomeType0:
    if value in APPEAL_VIEW_OUTCOME_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {APPEAL_VIEW_OUTCOME_TYPE_0_VALUES!r}"
    )
