"""What a dataset may answer, whichever room reckons it: the indicators of a source, and documents beside them.

>>> definitions_of("social")["ins_now"].label.zh, definitions_of("relations")["findings"].unit
('参保人数', 'document')
>>> definitions_of("relations")["rel_group_size"].source, definitions_of("news")["timeline"].unit
('relations', 'document')
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from types import MappingProxyType

from puhui.credit.indicator import DOCUMENT, Indicator
from puhui.credit.indicators import SERIES, SOURCES, TOLD_BY_STATEMENT
from puhui.credit.indicators.definitions import Definition, Direction, parse_definitions
from puhui.kernel import Text
from puhui.opinion import definitions as opinion_definitions
from puhui.relations import definitions_file, found_definitions_file

RELATIONS, NEWS = "relations", "news"
FINDINGS, TIMELINE = "findings", "timeline"
LENDING_RECORD = "lending_record"
IDENTITY, DEVICE = "identity", "device"
_OWN_FILES = {
    LENDING_RECORD: "lending_record.json",
    IDENTITY: "identity_checks.json",
    DEVICE: "session_device.json",
}  # sources that no statement answers


@cache
def definitions_of(source: str) -> Mapping[str, Definition]:
    """The definitions of one source, by name; raises `KeyError` for one that there is not."""
    if source == RELATIONS:
        told = parse_definitions(definitions_file()), parse_definitions(found_definitions_file())
        return MappingProxyType({**told[0], **told[1], FINDINGS: _FINDINGS})
    if source == NEWS:
        told_of_news = parse_definitions(json.dumps(opinion_definitions()).encode())
        return MappingProxyType({**told_of_news, TIMELINE: _TIMELINE})
    if source in _OWN_FILES:
        return parse_definitions(resources.files("puhui.exchange").joinpath(_OWN_FILES[source]).read_bytes())
    return TOLD_BY_STATEMENT[source].definitions


@cache
def all_definitions() -> Mapping[str, Definition]:
    """The definition of everything that any source may answer by itself, by name."""
    sources = (*SOURCES, *SERIES, RELATIONS, NEWS)
    return MappingProxyType({name: item for source in sources for name, item in definitions_of(source).items()})


def outweighs(found: Indicator, held: Indicator) -> bool:
    """Whether, of two answers to one name, the later stands: the earlier has no value, or is a less grave finding.

    One bank may see a circle that another does not: what is found is not undone by who found nothing.
    """
    if held.value is None:
        return True
    both = isinstance(found.value, int | float | Decimal) and isinstance(held.value, int | float | Decimal)
    return both and found.name in _found() and found.value > held.value  # type: ignore[operator]


@cache
def _found() -> frozenset[str]:
    return frozenset(parse_definitions(found_definitions_file()))


_FINDINGS = Definition(
    name=FINDINGS,
    label=Text(zh="关联发现（依据与关联图）", en="findings in relations, with evidence and picture"),
    formula="the findings of `puhui.relations` about the enterprise, as JSON",
    unit=DOCUMENT,
    direction=Direction.NEITHER,
    window_m=0,
    history_m=0,
    source=RELATIONS,
    axis=None,
    absent=Text(zh="提供机构没有该企业的记录", en="who gives it has no record of the enterprise"),
)
_TIMELINE = Definition(
    name=TIMELINE,
    label=Text(zh="三年舆情时间线（含报道来源）", en="three years of public opinion, with sources"),
    formula="the timeline of `puhui.opinion` about the enterprise, with its early warnings, as JSON",
    unit=DOCUMENT,
    direction=Direction.NEITHER,
    window_m=36,
    history_m=0,
    source=NEWS,
    axis=None,
    absent=Text(zh="该企业不在名录中", en="the enterprise is not on the register"),
)
