"""Attributes of a scorecard and their bins: the types, their JSON, and the rules that a table of bins keeps.

>>> attribute = attribute_from_json({"name": "age_m", "label": {"zh": "成立月数", "en": "age"}, "source": "registry",
...     "type": "numeric", "bins": [{"kind": "interval", "from": None, "to": 24, "points": -40},
...     {"kind": "interval", "from": 24, "to": None, "points": 25.5}, {"kind": "missing", "points": 0},
...     {"kind": "not_granted", "points": 0}]})
>>> attribute.edges, attribute.best, attribute.bins[0].text.en, bins_wrong(attribute)
((24.0,), 25.5, 'below 24', None)
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.errors import Misfit
from puhui.kernel import Text

MAX_BINS = 64


class BinKind(StrEnum):
    """What falls in a bin; the module's docstring says each."""

    INTERVAL = "interval"
    CATEGORY = "category"
    OTHER = "other"
    SPECIAL = "special"
    MISSING = "missing"
    NOT_GRANTED = "not_granted"


_INFORMATIVE = frozenset({BinKind.INTERVAL, BinKind.CATEGORY, BinKind.SPECIAL})


@dataclass(frozen=True, slots=True)
class Bin:
    """One row of an attribute's table. `points` has at most two decimals."""

    kind: BinKind
    points: float
    low: float | None = None  # intervals: low <= value < high; None is open
    high: float | None = None
    values: tuple[str | float, ...] = ()  # categories, special codes
    count: int | None = None
    bad_rate: float | None = None
    woe: float | None = None
    adjustment: float | None = None  # log odds beyond coefficient · WOE, in fitted categories
    informative: bool = True
    label: Text | None = None
    share: float | None = None  # of known values, expected by judgement where nothing was counted

    @property
    def centipoints(self) -> int:
        """Points in hundredths, the unit that scores are added in."""
        return round(self.points * 100)

    @property
    def text(self) -> Text:
        """The bin in words: its label, or what its edges or values say."""
        if self.label is not None:
            return self.label
        if self.kind is BinKind.INTERVAL:
            return _interval_text(self.low, self.high)
        if self.kind in (BinKind.CATEGORY, BinKind.SPECIAL):
            shown = [value if isinstance(value, str) else f"{value:g}" for value in self.values[:3]]
            more = len(self.values) - len(shown)
            return Text(
                zh="、".join(shown) + (f" 等 {len(self.values)} 种" if more else ""),
                en=", ".join(shown) + (f" and {more} more" if more else ""),
            )
        return {
            BinKind.OTHER: Text(zh="其他", en="other"),
            BinKind.MISSING: Text(zh="无记录", en="no record"),
            BinKind.NOT_GRANTED: Text(zh="未授权", en="not granted"),
        }[self.kind]


@dataclass(frozen=True, slots=True)
class ReasonText:
    """What to tell an enterprise that lost points on an attribute, and what would help."""

    code: str
    text: Text
    cure: Text


@dataclass(frozen=True, slots=True)
class Attribute:
    """One characteristic and its bins."""

    name: str
    label: Text
    source: str
    numeric: bool
    bins: tuple[Bin, ...]
    group: str = ""
    coefficient: float | None = None
    iv: float | None = None
    trend: str | None = None
    reason: ReasonText | None = None

    @property
    def best(self) -> float:
        """The most points that a known value can get."""
        return max(item.points for item in self.bins if item.kind in _INFORMATIVE or item.informative)

    def position(self, kind: BinKind) -> int | None:
        """The index of the first bin of that kind."""
        return next((index for index, item in enumerate(self.bins) if item.kind is kind), None)

    @property
    def edges(self) -> tuple[float, ...]:
        """The inner edges of a numeric attribute's intervals, rising."""
        return tuple(item.low for item in self.bins if item.kind is BinKind.INTERVAL and item.low is not None)

    @property
    def shares(self) -> NDArray[np.float64]:
        """How often each bin is met among values that are known: as counted in training, else as judgement expects it,
        even where the card says neither."""
        counts = np.array([float(item.count or 0) if item.informative else 0.0 for item in self.bins])
        if counts.sum() == 0:
            counts = np.array([item.share or 0.0 if item.informative else 0.0 for item in self.bins])
        if counts.sum() == 0:
            counts = np.array([float(item.informative) for item in self.bins])
        shares: NDArray[np.float64] = counts / counts.sum()
        return shares

    @property
    def answered(self) -> float:
        """In which share of the training rows whose source was granted there was a record; 1 where nobody counted."""
        counts = {kind: sum(item.count or 0 for item in self.bins if item.kind is kind) for kind in BinKind}
        granted = sum(counts.values()) - counts[BinKind.NOT_GRANTED]
        silent = sum(item.count or 0 for item in self.bins if item.kind is BinKind.MISSING and not item.informative)
        return 1.0 - silent / granted if granted else 1.0


@dataclass(frozen=True, slots=True)
class Source:
    """Where attributes come from, and its weight in coverage."""

    source: str
    label: Text
    weight: float


def number(value: Any) -> float:
    """A finite JSON number; raises `Misfit`."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not np.isfinite(value):
        raise Misfit(f"{value!r} 不是数值", f"{value!r} is not a number")
    return float(value)


def optional_number(value: Any) -> float | None:
    """A finite JSON number or null."""
    return None if value is None else number(value)


def words(value: Any) -> str:
    """A text that is not empty; raises `Misfit`."""
    if not isinstance(value, str) or not value:
        raise Misfit(f"{value!r} 不是文本", f"{value!r} is not a text")
    return value


def text_from_json(raw: Any) -> Text:
    """A sentence in both languages, from `{zh, en}`."""
    return Text(zh=words(raw["zh"]), en=words(raw["en"]))


def _interval_text(low: float | None, high: float | None) -> Text:
    if low is None and high is None:
        return Text(zh="任意数值", en="any number")
    if low is None:
        return Text(zh=f"低于 {high:g}", en=f"below {high:g}")
    if high is None:
        return Text(zh=f"不低于 {low:g}", en=f"{low:g} or more")
    return Text(zh=f"{low:g} 至 {high:g}", en=f"{low:g} to below {high:g}")


def _bin(raw: Mapping[str, Any], numeric: bool) -> Bin:
    kind = BinKind(raw["kind"])
    values = raw.get("values", ())
    informative = raw.get("informative", kind in _INFORMATIVE)
    if not isinstance(informative, bool):
        raise Misfit(
            f"informative 为 {informative!r}，应为 true 或 false", f"informative is {informative!r}, not true or false"
        )
    return Bin(
        kind=kind,
        points=number(raw["points"]),
        low=optional_number(raw["from"]) if kind is BinKind.INTERVAL else None,
        high=optional_number(raw["to"]) if kind is BinKind.INTERVAL else None,
        values=tuple(number(v) if numeric else words(v) for v in values),
        count=raw.get("count"),
        bad_rate=optional_number(raw.get("bad_rate")),
        woe=optional_number(raw.get("woe")),
        adjustment=optional_number(raw.get("adjustment")),
        informative=informative,
        label=text_from_json(raw["label"]) if raw.get("label") else None,
        share=optional_number(raw.get("share")),
    )


def attribute_from_json(raw: Mapping[str, Any]) -> Attribute:
    """Read one attribute; raises `KeyError`, `TypeError` or `ValueError`. Check it with `bins_wrong`."""
    if raw["type"] not in ("numeric", "categorical"):
        name, kind = raw["name"], raw["type"]
        raise Misfit(
            f"变量 {name} 的类型 {kind!r} 既非 numeric 也非 categorical",
            f"attribute {name}: type {kind!r} is neither numeric nor categorical",
        )
    numeric = raw["type"] == "numeric"
    reason = raw.get("reason")
    return Attribute(
        name=words(raw["name"]),
        label=text_from_json(raw["label"]),
        source=words(raw["source"]),
        numeric=numeric,
        bins=tuple(_bin(item, numeric) for item in raw["bins"]),
        group=raw.get("group", ""),
        coefficient=optional_number(raw.get("coefficient")),
        iv=optional_number(raw.get("iv")),
        trend=raw.get("trend"),
        reason=ReasonText(words(reason["code"]), text_from_json(reason["text"]), text_from_json(reason["cure"]))
        if reason
        else None,
    )


def _bin_json(item: Bin) -> dict[str, Any]:
    raw: dict[str, Any] = {"kind": item.kind.value}
    if item.kind is BinKind.INTERVAL:
        raw |= {"from": item.low, "to": item.high}
    if item.values:
        raw["values"] = list(item.values)
    if item.informative != (item.kind in _INFORMATIVE):
        raw["informative"] = item.informative
    if item.label is not None:
        raw["label"] = asdict(item.label)
    known = {"count": item.count, "share": item.share, "bad_rate": item.bad_rate, "woe": item.woe}
    known |= {"adjustment": item.adjustment}
    return raw | {key: value for key, value in known.items() if value is not None} | {"points": item.points}


def attribute_json(attribute: Attribute) -> dict[str, Any]:
    """The attribute as the file spells it."""
    raw: dict[str, Any] = {
        "name": attribute.name,
        "label": asdict(attribute.label),
        "source": attribute.source,
        "type": "numeric" if attribute.numeric else "categorical",
    }
    optional = {
        "group": attribute.group or None,
        "coefficient": attribute.coefficient,
        "iv": attribute.iv,
        "trend": attribute.trend,
    }
    raw |= {key: value for key, value in optional.items() if value is not None}
    if attribute.reason is not None:
        raw["reason"] = asdict(attribute.reason)
    return raw | {"bins": [_bin_json(item) for item in attribute.bins]}


def bins_wrong(attribute: Attribute) -> Text | None:
    """The first rule that the attribute's bins break, in words; None when they keep all."""
    return next(_broken_rules(attribute), None)


def _broken_rules(attribute: Attribute) -> Iterator[Text]:
    kinds = [item.kind for item in attribute.bins]
    for kind in (BinKind.MISSING, BinKind.NOT_GRANTED):
        if kinds.count(kind) != 1:
            yield Text(zh=f"应有且只有一个 {kind.value} 分箱", en=f"exactly one bin must be {kind.value}")
    values = [value for item in attribute.bins for value in item.values]
    if len(set(values)) != len(values):
        yield Text(zh="同一个值出现在两个分箱中", en="a value stands in two bins")
    if any(item.share is not None and not 0 <= item.share <= 1 for item in attribute.bins):
        yield Text(zh="share 须在 0 与 1 之间", en="a share lies between 0 and 1")
    if any(bool(item.values) != (item.kind in (BinKind.CATEGORY, BinKind.SPECIAL)) for item in attribute.bins):
        yield Text(
            zh="category 与 special 分箱须列出取值，其他分箱不得列出",
            en="category and special bins, and only they, list values",
        )
    if attribute.numeric:
        yield from _broken_intervals(attribute)
    elif BinKind.INTERVAL in kinds or BinKind.SPECIAL in kinds:
        yield Text(
            zh="分类变量不得有区间分箱或特殊代码",
            en="a categorical attribute has neither intervals nor special codes",
        )
    elif kinds.count(BinKind.OTHER) != 1 or BinKind.CATEGORY not in kinds:
        yield Text(
            zh="分类变量须有类别分箱，且有且只有一个 other 分箱",
            en="a categorical attribute needs a category and exactly one other bin",
        )


def _broken_intervals(attribute: Attribute) -> Iterator[Text]:
    if any(item.kind in (BinKind.CATEGORY, BinKind.OTHER) for item in attribute.bins):
        yield Text(zh="数值变量不得有类别分箱或 other 分箱", en="a numeric attribute has neither categories nor other")
    intervals = [item for item in attribute.bins if item.kind is BinKind.INTERVAL]
    if not intervals or intervals[0].low is not None or intervals[-1].high is not None:
        yield Text(zh="区间须从 null 到 null 覆盖所有数值", en="intervals must cover all numbers, from null to null")
    if any(left.high is None or left.high != right.low for left, right in pairwise(intervals)):
        yield Text(
            zh="区间须按升序相接，不得有空隙或重叠", en="intervals must join without gap or overlap, in rising order"
        )
    if any(left >= right for left, right in pairwise(attribute.edges)):
        yield Text(zh="区间边界须递增", en="edges must rise")
