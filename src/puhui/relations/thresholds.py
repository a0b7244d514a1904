"""The numbers that findings are judged by: settings with a code, a value, a mark of how well founded it is, and a date.

Marks: S primary text, S- weak source, C seen in practice, J judgement. Only S is a rule; all others are settings.

>>> THRESHOLDS["owner_share_min"], THRESHOLDS.mark("owner_share_min")
(0.25, 'S')
>>> THRESHOLDS.changed({"loop_days": 60})["loop_days"]
60
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources
from types import MappingProxyType
from typing import Self

from puhui.kernel import Text
from puhui.relations.errors import MalformedThresholds, ThresholdUnknown

FORMAT = "puhui-defaults/1"
MARKS = ("S", "S-", "C", "J")


@dataclass(frozen=True, slots=True)
class Threshold:
    """One setting."""

    code: str
    value: float
    mark: str
    valid_from: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A versioned set of settings by code."""

    name: str
    version: str
    items: Mapping[str, Threshold]

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read the file's JSON; raises `MalformedThresholds`."""
        try:
            raw = json.loads(data)
            listed = [Threshold(**item) for item in raw["defaults"]]
            read = cls(raw["name"], raw["version"], MappingProxyType({item.code: item for item in listed}))
            found = raw["format"]
        except (ValueError, KeyError, TypeError) as reason:
            raise MalformedThresholds(reason=repr(reason), stage="relations.thresholds") from None
        wrong = {
            f"format {found!r}": found != FORMAT,
            "a code occurs twice": len(read.items) != len(listed),
            "an unknown mark": any(item.mark not in MARKS for item in listed),
            "a value is no number": any(not _is_number(item.value) for item in listed),
        }
        for reason_text, is_so in wrong.items():
            if is_so:
                raise MalformedThresholds(reason=reason_text, stage="relations.thresholds")
        return read

    def __getitem__(self, code: str) -> float:
        return self._find(code).value

    def mark(self, code: str) -> str:
        """How well founded a value is."""
        return self._find(code).mark

    def changed(self, values: Mapping[str, float]) -> Self:
        """The same with some values of one's own, marked J; raises `ThresholdUnknown`, `MalformedThresholds`."""
        made = dict(self.items)
        for code, value in values.items():
            if not _is_number(value):
                raise MalformedThresholds(
                    reason=Text(zh=f"{code} 不是数字", en=f"{code} is no number"), stage="relations.thresholds"
                )
            made[code] = replace(self._find(code), value=value, mark="J", note="set by the user")
        return replace(self, version=f"{self.version}+own", items=MappingProxyType(made))

    def _find(self, code: str) -> Threshold:
        if code not in self.items:
            raise ThresholdUnknown(code=code, known=", ".join(self.items), stage="relations.thresholds")
        return self.items[code]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


THRESHOLDS = Thresholds.parse(resources.files("puhui.relations").joinpath("thresholds.json").read_bytes())
