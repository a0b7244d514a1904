"""What a dataset may answer, whichever room reckons it: the indicators of a source, and documents beside them.

>>> definitions_of("social")["ins_now"].label.zh, definitions_of("relations")["findings"].unit
('参保人数', 'document')
>>> definitions_of("relations")["rel_group_size"].source
'relations'
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from puhui.credit.indicator import DOCUMENT
from puhui.credit.indicators import SOURCES
from puhui.credit.indicators.definitions import Definition, Direction, parse_definitions
from puhui.kernel import Text
from puhui.relations import definitions_file

RELATIONS = "relations"
FINDINGS = "findings"
LENDING_RECORD = "lending_record"


@cache
def definitions_of(source: str) -> Mapping[str, Definition]:
    """The definitions of one source, by name; raises `KeyError` for one that there is not."""
    if source == RELATIONS:
        return MappingProxyType({**parse_definitions(definitions_file()), FINDINGS: _FINDINGS})
    if source == LENDING_RECORD:
        return _lending_record()
    return SOURCES[source].definitions


@cache
def all_definitions() -> Mapping[str, Definition]:
    """The definition of everything that any source may answer by itself, by name."""
    sources = (*SOURCES, RELATIONS)
    return MappingProxyType({name: item for source in sources for name, item in definitions_of(source).items()})


@cache
def _lending_record() -> Mapping[str, Definition]:
    return parse_definitions(resources.files("puhui.exchange").joinpath("lending_record.json").read_bytes())


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
    absent=Text(zh="登记机关没有该企业的记录", en="the registry does not know the enterprise"),
)
