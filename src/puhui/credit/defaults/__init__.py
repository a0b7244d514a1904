"""Defaults that a bank may set otherwise: each with a code, a value, a mark of how well founded it is, and a date.

Marks: S primary text, S- weak source, C seen in practice, J judgement. Only S is a rule; all others are settings.

>>> LENDING.decimal("invoice_share"), LENDING["invoice_share"].mark
(Decimal('0.10'), 'J')
>>> LENDING.changed({"invoice_share": "0.12"}).decimal("invoice_share")
Decimal('0.12')
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from importlib import resources
from types import MappingProxyType
from typing import Any, Self

from puhui.kernel import Category, PuhuiError, Text

FORMAT = "puhui-defaults/1"
MARKS = ("S", "S-", "C", "J")


class MalformedDefaults(PuhuiError):
    """A file of defaults breaks its format."""

    category = Category.INVALID
    cause = Text(zh="默认参数文件有误：{reason}", en="the defaults are malformed: {reason}")
    remedy = Text(zh="请改正该文件", en="mend the file")


class UnknownDefault(PuhuiError):
    """There is no default of that code."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有参数“{code}”", en="there is no default {code!r}")
    remedy = Text(zh="可用的参数：{known}", en="the defaults are {known}")


@dataclass(frozen=True, slots=True)
class Default:
    """One setting; `value` is a decimal as text, an integer, or a table of such."""

    code: str
    value: Any
    mark: str
    valid_from: str
    note: str = ""


@dataclass(frozen=True)
class Defaults:
    """A versioned set of defaults by code."""

    name: str
    version: str
    items: Mapping[str, Default]

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read the file's JSON; raises `MalformedDefaults`."""
        try:
            raw = json.loads(data)
            items = [Default(**item) for item in raw["defaults"]]
            read = cls(raw["name"], raw["version"], MappingProxyType({item.code: item for item in items}))
            format_ = raw["format"]
        except (ValueError, KeyError, TypeError) as reason:
            raise MalformedDefaults(reason=repr(reason), stage="credit.defaults") from None
        wrong = {
            f"format {format_!r}": format_ != FORMAT,
            "a code occurs twice": len(read.items) != len(items),
            "an unknown mark": any(item.mark not in MARKS for item in items),
        }
        for reason_text, is_so in wrong.items():
            if is_so:
                raise MalformedDefaults(reason=reason_text, stage="credit.defaults")
        return read

    @cached_property
    def file(self) -> bytes:
        """The file's JSON: what its digest is of. `parse` reads the same set of it, and tables keep their order."""
        items = [asdict(item) for item in self.items.values()]
        raw = {"format": FORMAT, "name": self.name, "version": self.version, "defaults": items}
        return (json.dumps(raw, ensure_ascii=False) + "\n").encode()

    def __getitem__(self, code: str) -> Default:
        try:
            return self.items[code]
        except KeyError:
            raise UnknownDefault(code=code, known=", ".join(self.items), stage="credit.defaults") from None

    def decimal(self, code: str) -> Decimal:
        """The value as a decimal."""
        try:
            return Decimal(str(self[code].value))
        except InvalidOperation:
            raise MalformedDefaults(
                reason=Text(zh=f"{code} 不是数字", en=f"{code} is no number"), stage="credit.defaults"
            ) from None

    def integer(self, code: str) -> int:
        """The value as an integer: a number of fen, or of things."""
        value = self[code].value
        if isinstance(value, bool) or not isinstance(value, int):
            raise MalformedDefaults(
                reason=Text(zh=f"{code} 不是整数", en=f"{code} is no integer"), stage="credit.defaults"
            )
        return value

    def text(self, code: str) -> str:
        """The value as a word."""
        value = self[code].value
        if not isinstance(value, str):
            raise MalformedDefaults(
                reason=Text(zh=f"{code} 不是文字", en=f"{code} is no word"), stage="credit.defaults"
            )
        return value

    def on(self, code: str, day: date) -> Decimal | None:
        """The value in force on a day, of a table from date to value; None before the first."""
        begun = {key: value for key, value in self.table(code).items() if date.fromisoformat(key) <= day}
        return begun[max(begun)] if begun else None

    def table(self, code: str) -> dict[str, Decimal]:
        """The value as a table of decimals."""
        value = self[code].value
        if not isinstance(value, Mapping):
            raise MalformedDefaults(reason=Text(zh=f"{code} 不是表", en=f"{code} is no table"), stage="credit.defaults")
        return {key: Decimal(str(item)) for key, item in value.items()}

    def changed(self, values: Mapping[str, Any]) -> Self:
        """These defaults with other values for some codes; raises `UnknownDefault`."""
        items = dict(self.items) | {code: replace(self[code], value=value) for code, value in values.items()}
        return replace(self, items=MappingProxyType(items))


LENDING = Defaults.parse(resources.files("puhui.credit.defaults").joinpath("lending.json").read_bytes())
MODELS = Defaults.parse(resources.files("puhui.credit.defaults").joinpath("models.json").read_bytes())
