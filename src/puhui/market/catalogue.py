"""The facts that products may ask about: name, kind, unit, source, what people call it, and how it is cured.

A fact is an indicator under its own name, or one of the few that the score and the bank itself add (sources `score`
and `own`). The table is `facts.json`; a product that asks about anything else is refused.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from puhui.decisions import Fact, Kind
from puhui.kernel import Text, yuan


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One fact of the catalogue."""

    name: str
    kind: Kind
    unit: str
    source: str
    label: Text
    cure: Text
    values: Mapping[str, Text]

    def show(self, value: object) -> Text:
        """A value as people read it, with its unit."""
        if value is None:
            return Text(zh="未知", en="unknown")
        match self.unit:
            case "fen":
                amount = yuan(int(Decimal(str(value))))
                return Text(zh=f"{amount}元", en=f"{amount} yuan")
            case "ratio":
                percent = f"{Decimal(str(value)) * 100:.4g}%"
                return Text(zh=percent, en=percent)
            case "months":
                return Text(zh=f"{value}个月", en=f"{value} months")
            case _:
                if isinstance(value, bool):
                    return Text(zh="是" if value else "否", en="yes" if value else "no")
                return self.values.get(str(value), Text(zh=str(value), en=str(value)))


@cache
def catalogue() -> dict[str, KnownFact]:
    """The facts by name."""
    raw = json.loads(resources.files(__package__).joinpath("facts.json").read_bytes())
    return {
        name: KnownFact(
            name=name,
            kind=Kind(one["kind"]),
            unit=one["unit"],
            source=one["source"],
            label=Text(zh=one["zh"], en=one["en"]),
            cure=Text(zh=one["cure_zh"], en=one["cure_en"]),
            values={value: Text(**text) for value, text in one.get("values", {}).items()},
        )
        for name, one in raw["facts"].items()
    }


def source_text(fact: Fact) -> Text:
    """Why a fact is absent, for the sentence that asks for it."""
    return {
        "not_granted": Text(zh="尚未授权", en="not granted yet"),
        "source_down": Text(zh="数据源暂不可用", en="its source does not answer now"),
        "no_record": Text(zh="数据源无记录", en="its source has no record"),
    }.get(fact.cause, Text(zh="尚未取得", en="not known yet"))
