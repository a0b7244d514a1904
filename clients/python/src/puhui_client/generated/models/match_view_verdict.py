from typing import Literal

MatchViewVerdict = Literal["ask", "fail", "pass"]

MATCH_VIEW_VERDICT_VALUES: set[MatchViewVerdict] = {
    "ask",
    "fail",
    "pass",
}


def check_match_view_verdict(value: str) -> MatchViewVerdict:
    if value in MATCH_VIEW_VERDICT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MATCH_VIEW_VERDICT_VALUES!r}"
    )
