"""Relations: the graph of enterprises and people, and what it reveals. Pure over its inputs: no file, no clock, no
chance.

The room promises that nothing is told without its grounds. A finding is a rule's code with the values it rests on
(each with source and day), the
thresholds it was held against (each with its mark) and the part of the graph; an owner comes with the chains; an
indicator whose source was not read has no value, for no edge is no news where nobody looked.

`build` makes a `Graph` of custodians' tables, `Recipe` of foreign ones; `pack` and `unpack` are its files.
`beneficial_owners`, `related_groups`,
`guarantee_circles`, `find`, `indicators` and `explain` answer as of the graph's day.

>>> from puhui.relations.sketch import sketch
>>> guarantees = [f"{a} guarantees {b} 900" for a in "ABC" for b in "ABC" if a != b]
>>> graph = sketch("P1 holds A 0.6", "P2 holds A 0.4", "A holds B 0.5", *guarantees)
>>> [(owner.person, round(owner.ownership, 2)) for owner in beneficial_owners(graph, "B").owners]
[('P1', 0.3)]
>>> [(found.code, found.subjects, found.severity.value) for found in find(graph)]
[('CIRCLE', ('A', 'B', 'C'), 'warn')]
>>> indicators(graph).select("enterprise", "rel_guarantees_given").rows()
[('A', 2.0), ('B', 2.0), ('C', 2.0)]
"""

from puhui.relations.beneficial import Owners, beneficial_owners
from puhui.relations.building import Tables, build
from puhui.relations.building.recipe import Recipe, shipped
from puhui.relations.circles import Circle, guarantee_circles
from puhui.relations.detectors import REGISTRY, find
from puhui.relations.disclosing import disclosed
from puhui.relations.explaining import Explained, explain
from puhui.relations.findings import Evidence, Finding, Severity, Subgraph, subgraph
from puhui.relations.folder import pack, unpack
from puhui.relations.graph import Fact, Graph
from puhui.relations.groups import Groups, related_groups
from puhui.relations.indicators import DEFINITIONS, definitions_file, indicators
from puhui.relations.indicators.found import found_definitions_file, found_row
from puhui.relations.model import EdgeKind, NodeKind
from puhui.relations.reading import ToldFinding, read_findings
from puhui.relations.thresholds import THRESHOLDS, Thresholds

__all__ = [
    "DEFINITIONS",
    "REGISTRY",
    "THRESHOLDS",
    "Circle",
    "EdgeKind",
    "Evidence",
    "Explained",
    "Fact",
    "Finding",
    "Graph",
    "Groups",
    "NodeKind",
    "Owners",
    "Recipe",
    "Severity",
    "Subgraph",
    "Tables",
    "Thresholds",
    "ToldFinding",
    "beneficial_owners",
    "build",
    "definitions_file",
    "disclosed",
    "explain",
    "find",
    "found_definitions_file",
    "found_row",
    "guarantee_circles",
    "indicators",
    "pack",
    "read_findings",
    "related_groups",
    "shipped",
    "subgraph",
    "unpack",
]
