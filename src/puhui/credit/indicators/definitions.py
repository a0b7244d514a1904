"""Every indicator, said once: what people call it, how it is computed, over what time, and what its absence means.

The table itself is `vat.json`. Documentation, the radar and reason texts read it; `vat.py` computes it, and a test
holds the two together.

>>> VAT["void_rate12"].label.zh, VAT["void_rate12"].unit, VAT["void_rate12"].direction.value
('作废率', 'ratio', 'lower')
>>> len(VAT) == len(set(VAT))
True
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources
from types import MappingProxyType
from typing import Any

from puhui.credit.indicator import Cause, Indicator, IndicatorSet, Value
from puhui.kernel import Text


class Direction(StrEnum):
    """Which way an indicator is better, all else equal."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"  # context, or good in the middle: never ranked


class Axis(StrEnum):
    """The radar's seven axes (domain/scoring §7)."""

    BASICS = "basics"
    OPERATION = "operation"
    DEBT_SERVICE = "debt_service"
    PERFORMANCE = "performance"
    GUARANTEE = "guarantee"
    GROWTH = "growth"
    RELATIONS = "relations"

    @property
    def label(self) -> Text:
        """The axis in words."""
        return _AXES[self]


_AXES = {
    Axis.BASICS: Text(zh="基本素质与资本实力", en="basics and capital"),
    Axis.OPERATION: Text(zh="经营能力", en="operating ability"),
    Axis.DEBT_SERVICE: Text(zh="偿债能力", en="debt service"),
    Axis.PERFORMANCE: Text(zh="履约与信用历史", en="performance and credit history"),
    Axis.GUARANTEE: Text(zh="担保与资产", en="guarantees and assets"),
    Axis.GROWTH: Text(zh="成长与创新", en="growth and innovation"),
    Axis.RELATIONS: Text(zh="关联与舆情风险", en="relations and public opinion"),
}


@dataclass(frozen=True, slots=True)
class Definition:
    """One indicator.

    `window_m` is the months looked at (0: the whole record), `history_m` the months that must be on record for a value;
    `mark` says how well founded the definition is (S rule, S- weak source, C seen in practice, J judgement).
    """

    name: str
    label: Text
    formula: str
    unit: str
    direction: Direction
    window_m: int
    history_m: int
    source: str
    axis: Axis | None
    absent: Text
    mark: str = "J"

    def read(self, value: Value, record_months: int, as_of: date | None) -> Indicator:
        """The indicator for a value from a warehouse's row, with `record_months` of the enterprise on record."""
        wanted = max(self.window_m, self.history_m, 1)
        if value is None:
            return Indicator(self.name, None, self.unit, self.source, None, 0.0, Cause.NO_RECORD)
        return Indicator(
            self.name, value, self.unit, self.source, as_of, min(1.0, record_months / wanted), Cause.GRANTED
        )


def parse_definitions(data: bytes) -> Mapping[str, Definition]:
    """The definitions of a file in the format `puhui-indicators/1`, by name, in its order."""
    raw = json.loads(data)
    made = (
        Definition(
            name=item["name"],
            label=Text(**item["label"]),
            formula=item["formula"],
            unit=item["unit"],
            direction=Direction(item["direction"]),
            window_m=item["window_m"],
            history_m=item["history_m"],
            source=raw["source"],
            axis=Axis(item["axis"]) if item["axis"] else None,
            absent=Text(**item["absent"]),
            mark=item.get("mark", raw["mark"]),
        )
        for item in raw["indicators"]
    )
    return MappingProxyType({item.name: item for item in made})


VAT = parse_definitions(resources.files("puhui.credit.indicators").joinpath("vat.json").read_bytes())


def read_row(row: Mapping[str, Any], definitions: Mapping[str, Definition] = VAT) -> IndicatorSet:
    """The `IndicatorSet` of one row of `vat_indicators` (`as_of` a date or its ISO text).

    >>> held = read_row({"as_of": "2026-06-30", "record_months": 6, "rev12_fen": 5_000_000, "rev_yoy": None})
    >>> held["rev12_fen"].coverage, held["rev_yoy"].cause.value
    (0.5, 'no_record')
    """
    as_of = row.get("as_of")
    day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    months = int(row.get("record_months") or 0)
    return IndicatorSet(tuple(item.read(row.get(item.name), months, day) for item in definitions.values()))
