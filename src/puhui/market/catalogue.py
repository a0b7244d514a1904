"""The facts that products may ask about: name, kind, unit, source, what people call it, and how it is cured.

A fact is an indicator under its own name, or one of the few that the score and the bank itself add (sources `score`
and `own`). The table is `facts.json`; a product that asks about anything else is refused.
"""

import json
from collections.abc import Callable, Mapping
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
        if isinstance(value, bool) or self.unit == "flag":
            return _YES if value is True or value not in (False, 0, "0") else _NO
        if self.kind is Kind.NUMBER:
            zh, en = _UNITS.get(self.unit, _plain)(Decimal(str(value)))
            return Text(zh=zh, en=en)
        return self.values.get(str(value), Text(zh=str(value), en=str(value)))


NOT_SHOWN = "not_shown"
"""Why a fact is absent for a lender that is shown a score alone."""

_YES, _NO = Text(zh="是", en="yes"), Text(zh="否", en="no")


def _percent(number: Decimal) -> str:
    return f"{float(number * 100):.4g}%"


def _plain(number: Decimal) -> tuple[str, str]:
    return f"{number:f}", f"{number:f}"


_UNITS: dict[str, Callable[[Decimal], tuple[str, str]]] = {
    "fen": lambda number: (f"{yuan(int(number))}元", f"{yuan(int(number))} yuan"),
    "ratio": lambda number: (_percent(number), _percent(number)),
    "months": lambda number: (f"{number:f}个月", f"{number:f} months"),
}


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
        "stale": Text(zh="数据源的数据过旧", en="its source's data are too old"),
        NOT_SHOWN: Text(zh="只提供信用分，不提供此项", en="only a score is shown, not this figure"),
    }.get(fact.cause, Text(zh="尚未取得", en="not known yet"))
