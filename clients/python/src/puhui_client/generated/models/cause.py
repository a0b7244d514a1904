from typing import Literal

Cause = Literal["granted", "no_record", "not_granted", "source_down", "stale"]

CAUSE_VALUES: set[Cause] = {
    "granted",
    "no_record",
    "not_granted",
    "source_down",
    "stale",
}


def check_cause(value: str) -> Cause:
    if value in CAUSE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CAUSE_VALUES!r}")
