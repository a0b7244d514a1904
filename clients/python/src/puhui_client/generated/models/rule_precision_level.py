from typing import Literal

RulePrecisionLevel = Literal["orange", "red", "yellow"]

RULE_PRECISION_LEVEL_VALUES: set[RulePrecisionLevel] = {
    "orange",
    "red",
    "yellow",
}


def check_rule_precision_level(value: str) -> RulePrecisionLevel:
    if value in RULE_PRECISION_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RULE_PRECISION_LEVEL_VALUES!r}"
    )
