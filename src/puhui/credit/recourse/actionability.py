"""What an enterprise can change about itself, how far, how soon and at what cost: `actionability.json`.

>>> table = actionability()
>>> table["own_dpd_max"].can.value, table["age_m"].can.value, table["arrears_now_fen"].cost
('never', 'time', 9)
>>> table["rev12_eff_fen"].reaches(100.0, 150.0), table["rev12_eff_fen"].reaches(100.0, 151.0)
(True, False)
>>> table["rating_last"].reaches("C", "B"), table["rating_last"].reaches("D", "A")
(True, False)
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from puhui.kernel import Category, PuhuiError, Text

FORMAT = "puhui-actionability/1"
Value = float | str


class MalformedActionability(PuhuiError):
    """The table of what can be changed breaks its format."""

    category = Category.INVALID
    cause = Text(zh="可改变性表有误：{reason}", en="the table of what can be changed is malformed: {reason}")
    remedy = Text(zh="请改正该文件", en="mend the file")


class Can(StrEnum):
    """Whether a value can be changed: by acting, only by waiting, or not at all."""

    ACTION = "action"
    TIME = "time"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Actionable:
    """One indicator. `better`: `higher`, `lower` or `either`; `unit`: how a value is shown and how finely it moves."""

    name: str
    can: Can
    better: str
    cost: int
    cost_class: str
    months: int
    months_per_unit: float
    unit: str
    reach: tuple[str, float] | None
    steps: Mapping[str, tuple[str, ...]]
    text: Text

    def reaches(self, before: Value, after: Value) -> bool:
        """Whether the value can realistically become `after`, in the right direction."""
        if self.can is Can.NEVER:
            return False
        if isinstance(before, str) or isinstance(after, str):
            return str(after) in self.steps.get(str(before), ())
        if (self.better == "higher" and after < before) or (self.better == "lower" and after > before):
            return False
        by, most = self.reach or ("all", 0.0)
        moved = abs(after - before)
        return by == "all" or moved <= most * (abs(before) if by == "ratio" else 1.0) + 1e-9

    def months_for(self, before: Value, after: Value) -> int:
        """How long it takes until the data show it."""
        if isinstance(before, str) or isinstance(after, str) or not self.months_per_unit:
            return self.months
        return max(self.months, math.ceil(abs(after - before) * self.months_per_unit - 1e-9))

    def sentence(self, before: Value, after: Value) -> Text:
        """What to do, with both values."""
        return self.text.fill(before=shown(before, self.unit), after=shown(after, self.unit))


def shown(value: Value, unit: str) -> Text:
    """A value as people read it."""
    if isinstance(value, str):
        return Text(zh=value, en=value)
    if unit == "fen":
        wan = f"{value / 1_000_000:,.2f}"
        return Text(zh=f"{wan}万元", en=f"{value / 100:,.0f} yuan")
    told = f"{value * 100:.4g}%" if unit == "ratio" else f"{value:.10g}"
    return Text(zh=told, en=told)


def parse_actionability(data: bytes) -> dict[str, Actionable]:
    """The table by indicator; raises `MalformedActionability`."""
    try:
        raw = json.loads(data)
        if raw["format"] != FORMAT:
            return _refuse(f"format {raw['format']!r}")
        read = [_row(one, raw["costs"]) for one in raw["indicators"]]
    except (KeyError, TypeError, ValueError, AttributeError) as reason:
        return _refuse(repr(reason))
    table = {one.name: one for one in read}
    return table if len(table) == len(read) else _refuse(Text(zh="指标重复", en="an indicator stands twice"))


@cache
def actionability() -> Mapping[str, Actionable]:
    """The table that comes with Puhui."""
    return parse_actionability(resources.files(__package__).joinpath("actionability.json").read_bytes())


def _row(raw: Mapping[str, Any], costs: Mapping[str, int]) -> Actionable:
    if raw["better"] not in ("higher", "lower", "either"):
        raise ValueError(f"{raw['name']}: better {raw['better']!r}")
    reach = raw.get("reach")
    if reach is not None and reach["by"] not in ("all", "ratio", "amount"):
        raise ValueError(f"{raw['name']}: reach by {reach['by']!r}")
    return Actionable(
        name=raw["name"],
        can=Can(raw["can"]),
        better=raw["better"],
        cost=costs[raw["cost"]],
        cost_class=raw["cost"],
        months=raw["months"],
        months_per_unit=float(raw.get("months_per_unit", 0)),
        unit=raw["unit"],
        reach=None if reach is None else (reach["by"], float(reach["most"])),
        steps={key: tuple(values) for key, values in (raw.get("steps") or {}).items()},
        text=Text(zh=raw["zh"], en=raw["en"]),
    )


def _refuse(reason: str | Text) -> dict[str, Actionable]:
    raise MalformedActionability(reason=reason, stage="credit.recourse")
