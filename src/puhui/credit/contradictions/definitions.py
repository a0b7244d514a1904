"""What is compared with what, said once, in `contradictions.json`: sides, thresholds, severity, texts, mark.

| kind | a contradiction where |
|---|---|
| `opposed` | the left change is above `up` and the right one below `down` |
| `gap` | `left / right − 1` is above `above`, and `left − right` at least `least` in the side's unit |
| `residual` | `log(left)` is more than `z_max` robust standard deviations off the industry's line over `log(right)` |
| `band` | `left / right` is more than `z_max` robust standard deviations off the industry's median |
| `place` | the first six digits of both division codes differ |

>>> by_code = {check.code: check for check in shipped_checks().checks}
>>> by_code["REVENUE_UP_POWER_DOWN"].kind.value, by_code["REVENUE_UP_POWER_DOWN"].thresholds["up"]
('opposed', 0.3)
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from puhui.kernel import Category, PuhuiError, Text

FORMAT = "puhui-contradictions/1"
_STAGE = "credit.contradictions"


class MalformedChecks(PuhuiError):
    """A file of cross-source checks breaks its format."""

    category = Category.INVALID
    cause = Text(zh="交叉核验定义文件有误：{reason}", en="the definitions of cross-checks are malformed: {reason}")
    remedy = Text(zh="请改正该文件", en="mend the file")


class Kind(StrEnum):
    """How two sides are compared."""

    OPPOSED = "opposed"
    GAP = "gap"
    RESIDUAL = "residual"
    BAND = "band"
    PLACE = "place"


class Severity(StrEnum):
    """How grave a contradiction is; none of them is proof of anything."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


_THRESHOLDS = {
    Kind.OPPOSED: ("up", "down"),
    Kind.GAP: ("above", "least"),
    Kind.RESIDUAL: ("z_max",),
    Kind.BAND: ("z_max",),
    Kind.PLACE: (),
}


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """One comparison. `left` and `right` name indicators; `text` has the placeholders left, right and measured."""

    code: str
    kind: Kind
    left: str
    right: str
    thresholds: Mapping[str, float]
    severity: Severity
    mark: str
    label: Text
    text: Text
    verify: Text


@dataclass(frozen=True, slots=True)
class CrossChecks:
    """A version of the checks, and what both sides need to be compared at all.

    Their dates may be `days_apart_max` apart, each must have `coverage_min` of its window on record, and an industry's
    norm must come of `peers_min` enterprises.
    """

    version: str
    valid_from: date
    days_apart_max: int
    coverage_min: float
    peers_min: int
    checks: tuple[CrossCheck, ...]


def parse_checks(data: bytes) -> CrossChecks:
    """Read the file's JSON; raises `MalformedChecks`."""
    try:
        raw = json.loads(data)
        if raw["format"] != FORMAT:
            raise MalformedChecks(reason=f"format {raw['format']!r}", stage=_STAGE)
        read = CrossChecks(
            version=raw["version"],
            valid_from=date.fromisoformat(raw["valid_from"]),
            days_apart_max=int(raw["days_apart_max"]),
            coverage_min=float(raw["coverage_min"]),
            peers_min=int(raw["peers_min"]),
            checks=tuple(_check(item) for item in raw["checks"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as reason:
        raise MalformedChecks(reason=repr(reason), stage=_STAGE) from None
    codes = [check.code for check in read.checks]
    if len(set(codes)) != len(codes):
        raise MalformedChecks(reason=Text(zh="代码重复", en="a code stands twice"), stage=_STAGE)
    return read


def _check(raw: Mapping[str, Any]) -> CrossCheck:
    kind = Kind(raw["kind"])
    text = Text(**raw["text"])
    text.fill(left="", right="", measured="")  # a stray placeholder is a KeyError here, not before a person
    return CrossCheck(
        code=raw["code"],
        kind=kind,
        left=raw["left"],
        right=raw["right"],
        thresholds={name: float(raw[name]) for name in _THRESHOLDS[kind]},
        severity=Severity(raw["severity"]),
        mark=raw["mark"],
        label=Text(**raw["label"]),
        text=text,
        verify=Text(**raw["verify"]),
    )


@cache
def shipped_checks() -> CrossChecks:
    """The checks that ship with Puhui."""
    return parse_checks(resources.files("puhui.credit.contradictions").joinpath("contradictions.json").read_bytes())
