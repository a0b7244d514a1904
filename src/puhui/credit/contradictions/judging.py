"""Lay two sources' words about one enterprise side by side, and say where they cannot both be right."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from puhui.credit.contradictions.definitions import CrossCheck, CrossChecks, Kind, Severity, shipped_checks
from puhui.credit.contradictions.norms import Norm, Norms
from puhui.credit.indicator import Indicator
from puhui.kernel import Text
from puhui.kernel.money import WAN_FEN


class State(StrEnum):
    """What a comparison found. `CANNOT_BE_JUDGED` is neither good nor bad."""

    CONTRADICTION = "contradiction"
    CONSISTENT = "consistent"
    CANNOT_BE_JUDGED = "cannot_be_judged"


@dataclass(frozen=True, slots=True)
class CrossFinding:
    """One comparison with its ground.

    `sides` are the two indicators as they came (None: nobody gave it); `measured` is the gap, the change or the number
    of standard deviations that was compared; `text` says it with both values, or why it cannot be judged.
    """

    check: CrossCheck
    state: State
    sides: tuple[Indicator | None, Indicator | None]
    measured: float | None
    text: Text

    @property
    def severity(self) -> Severity:
        """How grave it is where it is a contradiction."""
        return self.check.severity

    def document(self) -> dict[str, Any]:
        """The finding as a plain document: `{code, state, severity, text, evidence, measured, mark, verify}`."""
        return {
            "code": self.check.code,
            "state": self.state.value,
            "severity": self.check.severity.value,
            "label": _both(self.check.label),
            "text": _both(self.text),
            "evidence": [_evidence(name, side) for name, side in zip(self._names, self.sides, strict=True)],
            "measured": self.measured,
            "mark": self.check.mark,
            "verify": _both(self.check.verify),
        }

    @property
    def _names(self) -> tuple[str, str]:
        return self.check.left, self.check.right


def cross_check(
    indicators: Mapping[str, Indicator], *, norms: Norms | None = None, checks: CrossChecks | None = None
) -> list[CrossFinding]:
    """Every comparison of the file, in its order. `norms` are those of the enterprise's industry, by check code."""
    rules = checks or shipped_checks()
    return [_judge(check, indicators, norms or {}, rules) for check in rules.checks]


def _judge(check: CrossCheck, indicators: Mapping[str, Indicator], norms: Norms, rules: CrossChecks) -> CrossFinding:
    sides = indicators.get(check.left), indicators.get(check.right)
    obstacle = _obstacle(check, sides, rules)
    if obstacle is not None:
        return CrossFinding(check, State.CANNOT_BE_JUDGED, sides, None, obstacle)
    left, right = (side for side in sides if side is not None)
    if check.kind is Kind.PLACE:
        return _found(check, str(left.value)[:6] != str(right.value)[:6], (left, right), None)
    values = float(left.value or 0), float(right.value or 0)
    if check.kind in (Kind.RESIDUAL, Kind.BAND):
        return _beside_peers(check, (left, right), values, norms.get(check.code), rules.peers_min)
    return _directly(check, (left, right), *values)


def _obstacle(check: CrossCheck, sides: tuple[Indicator | None, Indicator | None], rules: CrossChecks) -> Text | None:
    """Why the two sides cannot be compared; None where they can."""
    left, right = sides
    if left is None or right is None or left.value is None or right.value is None:
        return _absent(check, sides)
    thin = next((side for side in (left, right) if side.coverage < rules.coverage_min), None)
    if thin is not None:
        return _THIN.fill(source=thin.source)
    if left.as_of and right.as_of and abs((left.as_of - right.as_of).days) > rules.days_apart_max:
        return _APART
    numbers = [None if isinstance(side.value, str) else float(side.value or 0) for side in (left, right)]
    if check.kind is not Kind.PLACE and not all(one is not None and math.isfinite(one) for one in numbers):
        return _NOT_NUMBERS
    return None


def _directly(check: CrossCheck, sides: tuple[Indicator, Indicator], left: float, right: float) -> CrossFinding:
    wanted = check.thresholds
    if check.kind is Kind.OPPOSED:
        return _found(check, left > wanted["up"] and right < wanted["down"], sides, left - right)
    gap = (left - right) / right if right > 0 else math.inf if left > 0 else 0.0
    return _found(check, gap > wanted["above"] and left - right >= wanted["least"], sides, gap)


def _beside_peers(
    check: CrossCheck,
    sides: tuple[Indicator, Indicator],
    values: tuple[float, float],
    norm: Norm | None,
    peers_min: int,
) -> CrossFinding:
    if norm is None or norm.peers < peers_min:
        return CrossFinding(check, State.CANNOT_BE_JUDGED, sides, None, _NO_NORM.fill(peers=peers_min))
    off = norm.off(*values)
    if off is None:
        return CrossFinding(check, State.CANNOT_BE_JUDGED, sides, None, _NOT_POSITIVE)
    return _found(check, abs(off) > check.thresholds["z_max"], sides, off)


def _found(check: CrossCheck, differ: bool, sides: tuple[Indicator, Indicator], measured: float | None) -> CrossFinding:
    finite = None if measured is None or not math.isfinite(measured) else round(measured, 6)
    if not differ:
        return CrossFinding(check, State.CONSISTENT, sides, finite, _AGREE.fill(label=check.label))
    left, right = (_shown(side) for side in sides)
    told = check.text.fill(left=left, right=right, measured=_measure(check.kind, measured))
    return CrossFinding(check, State.CONTRADICTION, sides, finite, told)


def _measure(kind: Kind, measured: float | None) -> Text:
    if measured is None:
        return Text(zh="", en="")
    if not math.isfinite(measured):
        return Text(zh="全部", en="all of it")
    plain = f"{measured:+.1f}" if kind in (Kind.RESIDUAL, Kind.BAND) else f"{measured:.0%}"
    return Text(zh=plain, en=plain)


def _shown(side: Indicator) -> Text:
    value = side.value
    if isinstance(value, str) or value is None:
        return Text(zh=str(value), en=str(value))
    number = float(value)
    if side.unit == "fen":
        return Text(zh=f"{number / WAN_FEN:,.1f}万元", en=f"{number / 100:,.0f} yuan")
    if side.unit.startswith("ratio"):
        return Text(zh=f"{number:+.0%}", en=f"{number:+.0%}")
    if side.unit == "kwh":
        return Text(zh=f"{number:,.0f}千瓦时", en=f"{number:,.0f} kWh")
    if side.unit == "persons":
        return Text(zh=f"{number:.0f}人", en=f"{number:.0f} persons")
    return Text(zh=f"{number:g}", en=f"{number:g}")


def _absent(check: CrossCheck, sides: tuple[Indicator | None, Indicator | None]) -> Text:
    lacking = [
        Text(zh=f"{name}（未提供）", en=f"{name} (not given)")
        if side is None
        else Text(zh=f"{name}（{side.cause.text.zh}）", en=f"{name} ({side.cause.text.en})")
        for name, side in zip((check.left, check.right), sides, strict=True)
        if side is None or side.value is None
    ]
    return _ABSENT.fill(
        label=check.label,
        sides=Text(zh="、".join(one.zh for one in lacking), en=", ".join(one.en for one in lacking)),
    )


def _evidence(name: str, side: Indicator | None) -> dict[str, Any]:
    if side is None:
        return {"name": name, "value": None, "unit": None, "source": None, "as_of": None, "cause": "not_given"}
    value = side.value
    return {
        "name": name,
        "value": value if value is None or isinstance(value, str | bool | int) else float(value),
        "unit": side.unit,
        "source": side.source,
        "as_of": None if side.as_of is None else side.as_of.isoformat(),
        "cause": side.cause.value,
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


_ABSENT = Text(zh="{label}：无法判断，缺少 {sides}", en="{label}: cannot be judged, absent are {sides}")
_THIN = Text(zh="{source} 的记录太短，无法比较", en="the record of {source} is too short to compare")
_APART = Text(zh="两方数据的时点相距太远，无法比较", en="the two sides' dates are too far apart to compare")
_NOT_NUMBERS = Text(zh="数据不是数值，无法比较", en="a side is no number: they cannot be compared")
_NOT_POSITIVE = Text(zh="数据为零或负数，无法与同行业比较", en="a side is not above zero: no norm applies")
_NO_NORM = Text(zh="同行业样本不足 {peers} 户，无法比较", en="fewer than {peers} peers: no norm yet")
_AGREE = Text(zh="{label}：未见矛盾", en="{label}: no contradiction")
