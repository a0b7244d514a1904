"""One fact about an enterprise, with where it comes from, how old it is, and why it is missing when it is.

>>> rate = Indicator("void_rate12", Decimal("0.04"), "ratio", "tax", date(2026, 6, 30), 1.0, Cause.GRANTED)
>>> held = IndicatorSet((rate,))
>>> held["void_rate12"].value, held.value("rev_yoy"), "rev_yoy" in held
(Decimal('0.04'), None, False)
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from puhui.kernel import Category, PuhuiError, Text

Value = int | float | Decimal | str | bool | None

DOCUMENT = "document"
"""The unit of an indicator whose value is a JSON document: people and later steps read it, scores and rules do not."""


class Cause(StrEnum):
    """Why an indicator's value is there or not. Only `granted` comes with a value; none of the others is bad news."""

    GRANTED = "granted"
    NOT_GRANTED = "not_granted"  # the enterprise has not allowed it
    SOURCE_DOWN = "source_down"  # the custodian does not answer now
    NO_RECORD = "no_record"  # the custodian has nothing, or too little, about the enterprise
    STALE = "stale"  # the custodian's data end too long ago to speak about now

    @property
    def text(self) -> Text:
        """The cause in words."""
        return _CAUSES[self]


_CAUSES = {
    Cause.GRANTED: Text(zh="已授权", en="granted"),
    Cause.NOT_GRANTED: Text(zh="未授权", en="not granted"),
    Cause.SOURCE_DOWN: Text(zh="数据源暂不可用", en="source does not answer"),
    Cause.NO_RECORD: Text(zh="无记录或记录不足", en="no record, or too little"),
    Cause.STALE: Text(zh="数据过旧，待更新", en="data too old, to be renewed"),
}


class IndicatorContradictsItself(PuhuiError):
    """A value without a grant, a grant without a value, or a coverage outside 0 to 1."""

    category = Category.INVALID
    cause = Text(zh="指标“{name}”自相矛盾：{reason}", en="indicator {name!r} contradicts itself: {reason}")
    remedy = Text(zh="请检查数据提供方的计算", en="check how the custodian computes it")


class IndicatorTwice(PuhuiError):
    """A set was given two indicators of one name."""

    category = Category.CONFLICT
    cause = Text(zh="指标“{name}”重复", en="indicator {name!r} occurs twice")
    remedy = Text(zh="同名指标只能来自一个来源", en="let one source give each indicator")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A value, or the cause of its absence.

    `coverage` (0 to 1) is the share of the wanted window that the source has on record; `as_of` the last day that the
    value speaks about, None where there is nothing to date. Raises `IndicatorContradictsItself`.
    """

    name: str
    value: Value
    unit: str
    source: str
    as_of: date | None
    coverage: float
    cause: Cause

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.cause is Cause.GRANTED):
            raise self._contradiction(
                Text(
                    zh=f"取值 {self.value!r} 与原因 {self.cause.value} 并存",
                    en=f"value {self.value!r} with cause {self.cause.value}",
                )
            )
        if not 0.0 <= self.coverage <= 1.0:
            raise self._contradiction(f"coverage {self.coverage}")

    def _contradiction(self, reason: str | Text) -> IndicatorContradictsItself:
        return IndicatorContradictsItself(name=self.name, reason=reason, stage="credit.indicator")

    def aged(self, reached: date) -> "Indicator":
        """The same indicator of data that end on `reached`, too long ago: nothing is said but how old they are."""
        return replace(self, value=None, coverage=0.0, as_of=reached, cause=Cause.STALE)

    def withheld(self, cause: Cause) -> "Indicator":
        """The same indicator without its value, for `cause`."""
        return replace(self, value=None, coverage=0.0, as_of=None, cause=cause)


@dataclass(frozen=True)
class IndicatorSet(Mapping[str, Indicator]):
    """The indicators of one enterprise by name, in the order given; raises `IndicatorTwice`."""

    indicators: tuple[Indicator, ...]

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for item in self.indicators:
            if item.name in seen:
                raise IndicatorTwice(name=item.name, stage="credit.indicator")
            seen.add(item.name)

    @cached_property
    def _by_name(self) -> dict[str, Indicator]:
        return {item.name: item for item in self.indicators}

    def __getitem__(self, name: str) -> Indicator:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return (item.name for item in self.indicators)

    def __len__(self) -> int:
        return len(self.indicators)

    def value(self, name: str) -> Value:
        """The value, or None where it is absent or not in the set."""
        item = self.get(name)
        return item.value if item else None

    def row(self) -> dict[str, Value]:
        """Name → value, None where absent: what a scorecard scores."""
        return {item.name: item.value for item in self.indicators}

    def merged(self, others: Iterable["IndicatorSet"]) -> "IndicatorSet":
        """This set and the others as one; raises `IndicatorTwice` when a name comes from two."""
        return IndicatorSet(self.indicators + tuple(item for other in others for item in other.indicators))

    def aged(self, reached: date) -> "IndicatorSet":
        """All of them, each `aged`."""
        return IndicatorSet(tuple(item.aged(reached) for item in self.indicators))

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources in the order met."""
        return tuple(dict.fromkeys(item.source for item in self.indicators))
