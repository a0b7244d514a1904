"""A series' shape: which kinds there are, what their columns mean, and the strict reading of a document.

`puhui-series/1` is JSON: `kind`, `as_of` (the last day that is spoken of), `months`, oldest first and without a gap,
each with one value a column of its kind; null is unknown. Money in whole fen.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from puhui.kernel import Category, PuhuiError, Text

FORMAT: Final = "puhui-series/1"
MONTHS = 36


class MalformedSeries(PuhuiError):
    """What should be a series is none."""

    category = Category.INTEGRITY
    cause = Text(zh="逐月数据格式错误：{kinds}", en="malformed series: {kinds}")
    remedy = Text(zh="不要采信；请联系数据提供方", en="do not rely on it; tell the custodian")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `origin` is what a warehouse's row calls it, `divisor` what its whole number there is divided by.

    `adds_up`: months may be summed, which a balance's may not.
    """

    name: str
    label: Text
    unit: str
    origin: str
    divisor: int
    adds_up: bool


@dataclass(frozen=True, slots=True)
class SeriesKind:
    """One kind. `quiet_is_zero`: a month on record that no row speaks of had nothing, and is not unknown."""

    kind: str
    label: Text
    quiet_is_zero: bool
    columns: tuple[Column, ...]


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class ToldMonth(_Told):
    """One month, `2026-06`, and its values in the order of the kind's columns."""

    month: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    values: Annotated[list[float | None], Field(min_length=1, max_length=8)]


class ToldSeries(_Told):
    """A series as a custodian told it."""

    format: Literal["puhui-series/1"]
    kind: str
    as_of: date
    months: Annotated[list[ToldMonth], Field(min_length=1, max_length=MONTHS)]


def read_series(text: str) -> ToldSeries:
    """The series of a document; raises `MalformedSeries`, which says the kinds of what is wrong and no value."""
    try:
        told = ToldSeries.model_validate_json(text)
    except ValidationError as reason:
        found = ", ".join(sorted({error["type"] for error in reason.errors(include_input=False, include_url=False)}))
        raise MalformedSeries(kinds=found, stage="credit.series") from None
    known = kinds().get(told.kind)
    if known is None:
        raise MalformedSeries(kinds="kind", stage="credit.series")
    if any(len(one.values) != len(known.columns) for one in told.months):
        raise MalformedSeries(kinds="columns", stage="credit.series")
    last = told.as_of.year * 12 + told.as_of.month - 1
    if [_number(one.month) for one in told.months] != list(range(last - len(told.months) + 1, last + 1)):
        raise MalformedSeries(kinds="months", stage="credit.series")
    return told


@cache
def kinds() -> MappingProxyType[str, SeriesKind]:
    """Every kind, by its name, which is also the name of the source and of its one field."""
    raw = json.loads(resources.files("puhui.credit.series").joinpath("kinds.json").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            item["kind"]: SeriesKind(
                kind=item["kind"],
                label=Text(**item["label"]),
                quiet_is_zero=item["quiet"] == "zero",
                columns=tuple(
                    Column(
                        name=one["name"],
                        label=Text(**one["label"]),
                        unit=one["unit"],
                        origin=one.get("from", one["name"]),
                        divisor=one.get("divided_by", 1),
                        adds_up=one.get("adds_up", True),
                    )
                    for one in item["columns"]
                ),
            )
            for item in raw["kinds"]
        }
    )


def _number(month: str) -> int:
    year, _, of_year = month.partition("-")
    return int(year) * 12 + int(of_year) - 1
