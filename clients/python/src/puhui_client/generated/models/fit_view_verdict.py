from typing import Literal

FitViewVerdict = Literal["ask", "fail", "pass"]

FIT_VIEW_VERDICT_VALUES: set[FitViewVerdict] = {
    "ask",
    "fail",
    "pass",
}


def check_fit_view_verdict(value: str) -> FitViewVerdict:
    if value in FIT_VIEW_VERDICT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FIT_VIEW_VERDICT_VALUES!r}"
    )
