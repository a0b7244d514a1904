"""What groups of a table are called, and where a county lies on the map of the city.

A node's `counties.json` names its city's counties by the codes of GB/T 2260: `{"format": "puhui-counties/1",
"counties": {"<code>": {"zh": …, "en": …, "tile": [column, row]}}}`. The map is one of tiles: every county as large as
any other, each beside its neighbours as well as squares allow.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from puhui.decisions import SHIPPED, shipped
from puhui.decisions.sheet import sheet_of
from puhui.kernel import Text
from puhui.statistics import NO_CAMPAIGN

FORMAT = "puhui-counties/1"
_LIST = re.compile(r"（\{\w+\}）| \(\{\w+\}\)")
_NUMBER = re.compile(r"\{\w+\}")
_WITHOUT = Text(zh="未用政策工具", en="without a campaign")
_SEGMENTS = {
    "sole_proprietor": Text(zh="个体工商户", en="sole proprietors"),
    "small_micro": Text(zh="小微企业", en="small and micro enterprises"),
    "medium": Text(zh="中型企业", en="medium enterprises"),
    "farmer": Text(zh="农户", en="farmer households"),
}


@dataclass(frozen=True, slots=True)
class County:
    """A county by its name and its tile: column, row."""

    name: Text
    tile: tuple[int, int]


def read_counties(file: Path) -> dict[str, County]:
    """The counties of a node's city; none where nobody named them. Raises `ValueError` where the file is broken."""
    if not file.exists():
        return {}
    told = json.loads(file.read_text(encoding="utf-8"))
    if told.get("format") != FORMAT:
        raise ValueError(f"{file.name}: not a {FORMAT}")
    return {
        code: County(Text(zh=one["zh"], en=one["en"]), (int(one["tile"][0]), int(one["tile"][1])))
        for code, one in told["counties"].items()
    }


class GroupNames:
    """Names of the groups of every breakdown."""

    def __init__(
        self,
        counties: Mapping[str, County],
        organisation: Callable[[str], Text],
        campaign: Callable[[str], Text],
    ) -> None:
        self._counties, self._organisation, self._campaign = counties, organisation, campaign

    def of(self, by: str, group: str) -> Text:
        """The name of a group; the group itself where it has none."""
        plain = Text(zh=group, en=group)
        match by:
            case "county":
                return self._counties[group].name if group in self._counties else plain
            case "industry":
                return _industries().get(group, plain)
            case "segment":
                return _SEGMENTS.get(group, plain)
            case "lender":
                return self._organisation(group)
            case "campaign":
                return _WITHOUT if group == NO_CAMPAIGN else self._campaign(group)
        return plain

    def tile_of(self, by: str, group: str) -> tuple[int, int] | None:
        """Where a county lies on the map."""
        return self._counties[group].tile if by == "county" and group in self._counties else None


def refusal_name(code: str) -> Text:
    """What a reason of refusals is about, in the words of the shipped rules; of a bank's own rules the code.

    Banks draw the line where they will: where the words give a number, it is N here.

    >>> str(refusal_name("AGE_TOO_YOUNG").zh)
    '企业成立不足N个月'
    """
    return _refusals().get(code, Text(zh=code, en=code))


@cache
def _refusals() -> dict[str, Text]:
    rules = [rule for style in SHIPPED for rule in sheet_of(shipped(style))["rules"]]
    return {rule["code"]: Text(zh=_without_numbers(rule["zh"]), en=_without_numbers(rule["en"])) for rule in rules}


def _without_numbers(words: str) -> str:
    return _NUMBER.sub("N", _LIST.sub("", words))


@cache
def _industries() -> dict[str, Text]:
    file = resources.files("puhui.desks.statistics") / "industries.json"
    told = json.loads(file.read_text(encoding="utf-8"))["sections"]
    return {letter: Text(zh=zh, en=en) for letter, (zh, en) in told.items()}
