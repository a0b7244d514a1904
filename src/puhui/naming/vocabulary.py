"""The words that names are made of, from this room's versioned JSON files.

>>> from puhui.naming.vocabulary import ABBREVIATIONS, FORMS, REGIONS
>>> "深圳" in REGIONS, "股份有限公司" in FORMS, ABBREVIATIONS["上海"]
(True, True, '沪申')
"""

import json
from importlib import resources
from typing import Any


def _read(name: str) -> Any:
    return json.loads(resources.files("puhui.naming").joinpath(name).read_text(encoding="utf-8"))


_ORGANISATIONS = _read("organisations.json")
_ROMANISED = _read("romanised.json")
_REGIONS = _read("regions.json")["regions"]
_TRADITIONAL = _read("traditional.json")

REGIONS: frozenset[str] = frozenset(item["name"] for item in _REGIONS)
"""Short names of provinces, prefectures and county-level cities."""

ABBREVIATIONS: dict[str, str] = {item["name"]: item["abbreviations"] for item in _REGIONS if "abbreviations" in item}
"""Region → the single characters that stand for it."""

PROVINCE_OF: dict[str, str] = {item["name"]: item["within"] for item in _REGIONS if "within" in item}
"""City → its province."""

FORMS: frozenset[str] = frozenset(_ORGANISATIONS["forms"])
"""Legal forms at the end of an organisation's name."""

INDUSTRIES: frozenset[str] = frozenset(_ORGANISATIONS["industries"])
"""Words of trades."""

MARKS_BEFORE: tuple[str, ...] = tuple(sorted(_ORGANISATIONS["marks"]["before"], key=len, reverse=True))
MARKS_AFTER: tuple[str, ...] = tuple(sorted(_ORGANISATIONS["marks"]["after"], key=len, reverse=True))

SIMPLIFIED = str.maketrans(_TRADITIONAL["traditional"], _TRADITIONAL["simplified"])
"""Traditional characters that have one simplified form whatever the word."""

PARTICLES: frozenset[str] = frozenset(_ROMANISED["particles"])
HONORIFICS: frozenset[str] = frozenset(_ROMANISED["honorifics"])
FAMILIES: dict[str, str] = {word: head for head, words in _ROMANISED["families"].items() for word in words}
"""Romanised word → the one that stands for all its spellings and translations."""

PHRASES: tuple[tuple[str, str], ...] = tuple(
    sorted(_ROMANISED["phrases"].items(), key=lambda item: len(item[0]), reverse=True)
)
"""Legal forms of several words → their usual letters, the longest first."""

VERSION: str = " ".join(
    f"{name}@{_read(name + '.json')['version']}" for name in ("organisations", "regions", "romanised", "traditional")
)
"""The versions of all four lists, for records that say what they were made with."""
