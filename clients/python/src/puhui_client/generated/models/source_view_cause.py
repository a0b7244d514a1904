from typing import Literal

SourceViewCause = Literal["granted", "no_record", "not_granted", "source_down", "stale"]

SOURCE_VIEW_CAUSE_VALUES: set[SourceViewCause] = {
    "granted",
    "no_record",
    "not_granted",
    "source_down",
    "stale",
}


def check_source_view_cause(value: str) -> SourceViewCause:
    if value in SOURCE_VIEW_CAUSE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_VIEW_CAUSE_VALUES!r}"
    )
