"""How large an enterprise is: 中型, 小型 or 微型 by the official table, whose version is in force on the day asked.

`sizes.json` holds the table (工信部联企业〔2011〕300号, mark S-) and which row a GB/T 4754 code belongs to. A class
needs all its thresholds; failing one drops a class. A figure that is not known leaves the class open only where it
matters: both a tiny and a huge figure are tried.

>>> from datetime import date
>>> found = size_of("3484", Figures(staff=45, revenue_fen=1_800_000_000, assets_fen=None), date(2026, 6, 30))
>>> found.size.value, found.row, found.missing
('small', 'industry', ())
>>> size_of("5165", Figures(staff=None, revenue_fen=1_800_000_000, assets_fen=None), date(2026, 6, 30)).possible
(<Size.MICRO: 'micro'>, <Size.SMALL: 'small'>)
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from puhui.credit.segments.errors import MalformedSegmentSettings, NotAFigure, NotInForce
from puhui.kernel import Text
from puhui.kernel.money import WAN_FEN

FORMAT = "puhui-sizes/1"
_STAGE = "credit.segments.size"
_FIGURES = ("staff", "revenue", "assets")
_SECTIONS = (  # GB/T 4754-2017: the divisions (two digits) of each section (letter)
    ("A", 1, 5), ("B", 6, 12), ("C", 13, 43), ("D", 44, 46), ("E", 47, 50), ("F", 51, 52), ("G", 53, 60),
    ("H", 61, 62), ("I", 63, 65), ("J", 66, 69), ("K", 70, 70), ("L", 71, 72), ("M", 73, 75), ("N", 76, 79),
    ("O", 80, 82), ("P", 83, 83), ("Q", 84, 85), ("R", 86, 90), ("S", 91, 96), ("T", 97, 97),
)  # fmt: skip


class Size(StrEnum):
    """The classes, smallest first."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"

    @property
    def text(self) -> Text:
        """The class in words."""
        return _SIZES[self]


_SIZES = {
    Size.MICRO: Text(zh="微型", en="micro"),
    Size.SMALL: Text(zh="小型", en="small"),
    Size.MEDIUM: Text(zh="中型", en="medium"),
    Size.LARGE: Text(zh="大型", en="large"),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What the table compares; None is not known. Revenue is a year's, in fen; assets are the total, in fen."""

    staff: int | None
    revenue_fen: int | None
    assets_fen: int | None

    def __post_init__(self) -> None:
        for name in ("staff", "revenue_fen", "assets_fen"):
            value = getattr(self, name)
            if value is not None and value < 0:
                raise NotAFigure(name=name, stage=_STAGE)

    def get(self, name: str) -> int | None:
        """One figure in the table's unit: heads or fen."""
        return {"staff": self.staff, "revenue": self.revenue_fen, "assets": self.assets_fen}[name]


@dataclass(frozen=True, slots=True)
class Sized:
    """A class with its ground.

    `size` is None where more than one is `possible`; then `missing` names the figures that would decide. Without a row
    in the table (`row` None) nothing is possible. `version` and `mark` say which table said so.
    """

    size: Size | None
    possible: tuple[Size, ...]
    missing: tuple[str, ...]
    row: str | None
    label: Text | None
    version: str
    mark: str


@dataclass(frozen=True)
class SizeTable:
    """One version of the table."""

    version: str
    valid_from: date
    mark: str
    labels: Mapping[str, Text]
    thresholds: Mapping[str, Mapping[Size, Mapping[str, int]]]  # in heads and fen
    industries: Mapping[str, str]

    def row_of(self, industry: str) -> str | None:
        """The row of a GB/T 4754 code: a section (`C`), or 2 to 4 digits, or both (`C3484`). None: no row."""
        letter, digits = (industry[:1], industry[1:]) if industry[:1].isalpha() else ("", industry)
        for length in range(len(digits), 1, -1):
            if digits[:length] in self.industries:
                return self.industries[digits[:length]]
        return self.industries.get(letter or _section(digits))

    def classify(self, industry: str, figures: Figures) -> Sized:
        """The class of an enterprise of that industry."""
        row = self.row_of(industry)
        if row is None:
            return Sized(None, (), (), None, None, self.version, self.mark)
        wanted = self.thresholds[row]
        named = {name for thresholds in wanted.values() for name in thresholds}
        unknown = tuple(name for name in _FIGURES if name in named and figures.get(name) is None)
        low, high = (_reached(wanted, figures, blank) for blank in (False, True))
        sizes = tuple(Size)
        possible = sizes[sizes.index(low) : sizes.index(high) + 1]
        if len(possible) == 1:
            return Sized(possible[0], possible, (), row, self.labels[row], self.version, self.mark)
        return Sized(None, possible, unknown, row, self.labels[row], self.version, self.mark)


def _reached(wanted: Mapping[Size, Mapping[str, int]], figures: Figures, blank: bool) -> Size:
    """The highest class whose thresholds all hold, taking each unknown figure as reached (`blank`) or not."""
    for size in reversed(Size):
        values = ((figures.get(name), least) for name, least in wanted.get(size, {}).items())
        if size is Size.MICRO or all(blank if value is None else value >= least for value, least in values):
            return size
    raise AssertionError("every enterprise is at least micro")


def _section(digits: str) -> str:
    if not digits[:2].isdigit() or len(digits) < 2:
        return ""
    division = int(digits[:2])
    return next((letter for letter, first, last in _SECTIONS if first <= division <= last), "")


def parse_sizes(data: bytes) -> tuple[SizeTable, ...]:
    """The versions of a file, the newest first; raises `MalformedSegmentSettings`."""
    try:
        raw = json.loads(data)
        if raw["format"] != FORMAT:
            raise MalformedSegmentSettings(reason=f"format {raw['format']!r}", stage=_STAGE)
        tables = [_table(item) for item in raw["versions"]]
    except (ValueError, KeyError, TypeError, AttributeError) as reason:
        raise MalformedSegmentSettings(reason=repr(reason), stage=_STAGE) from None
    for table in tables:
        _check(table)
    return tuple(sorted(tables, key=lambda table: table.valid_from, reverse=True))


def _table(raw: Mapping[str, Any]) -> SizeTable:
    units = {"staff": 1, "revenue": WAN_FEN, "assets": WAN_FEN}
    return SizeTable(
        version=raw["version"],
        valid_from=date.fromisoformat(raw["valid_from"]),
        mark=raw["mark"],
        labels=MappingProxyType({row["row"]: Text(**row["label"]) for row in raw["rows"]}),
        thresholds=MappingProxyType(
            {
                row["row"]: {
                    size: {name: least * units[name] for name, least in row[size.value].items()}
                    for size in (Size.SMALL, Size.MEDIUM, Size.LARGE)
                }
                for row in raw["rows"]
            }
        ),
        industries=MappingProxyType(dict(raw["industries"]["rows"])),
    )


def _check(table: SizeTable) -> None:
    strays = sorted(set(table.industries.values()) - set(table.thresholds))
    if strays:
        raise MalformedSegmentSettings(
            reason=Text(
                zh=f"行业未对应任何一行：{', '.join(strays)}", en=f"industries name no row: {', '.join(strays)}"
            ),
            stage=_STAGE,
        )
    for row, classes in table.thresholds.items():
        if not all(classes.values()):
            raise MalformedSegmentSettings(
                reason=Text(zh=f"第 {row} 行有一类没有划型标准", en=f"row {row} has a class without thresholds"),
                stage=_STAGE,
            )
        for smaller, larger in ((Size.SMALL, Size.MEDIUM), (Size.MEDIUM, Size.LARGE)):
            shared = classes[smaller].keys() & classes[larger].keys()
            if any(classes[smaller][name] >= classes[larger][name] for name in shared):
                raise MalformedSegmentSettings(
                    reason=Text(
                        zh=f"第 {row} 行：划型标准须随类别升高", en=f"row {row}: thresholds must rise with the class"
                    ),
                    stage=_STAGE,
                )


@cache
def shipped_sizes() -> tuple[SizeTable, ...]:
    """The versions that ship with Puhui, the newest first."""
    return parse_sizes(resources.files("puhui.credit.segments").joinpath("sizes.json").read_bytes())


def size_of(industry: str, figures: Figures, on: date, tables: tuple[SizeTable, ...] | None = None) -> Sized:
    """The class by the table in force on a day; raises `NotInForce`."""
    for table in shipped_sizes() if tables is None else tables:
        if table.valid_from <= on:
            return table.classify(industry, figures)
    raise NotInForce(what=Text(zh="企业划型标准", en="the table of sizes"), on=on, stage=_STAGE)
