"""Detectors: one rule, one file. Each is a function from the graph and the thresholds to findings, under a code of
its own; circles and chains of guarantees are told apart by one search, which both codes share.

`REGISTRY` is all of them; a code that is there already is refused. `find(graph)` runs them, or those named.

>>> [rule.code for rule in REGISTRY.rules()]
['CIRCLE', 'CHAIN', 'LOOP', 'SHELL', 'CHANGE', 'ACCESS', 'INVOICE', 'RELATED_FLOW']
>>> from puhui.relations.sketch import sketch
>>> graph = sketch(*(f"{who} uses_device d on 2026-06-0{day}" for day, who in enumerate("ABC", 1)))
>>> [(found.code, found.subjects) for found in find(graph)]
[('ACCESS', ('A', 'B', 'C'))]
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from puhui.kernel import Text
from puhui.relations.detectors import (
    circular_trades,
    guarantee_chains,
    guarantee_circles,
    related_flows,
    shared_access,
    shells,
    sudden_changes,
    void_invoices,
)
from puhui.relations.errors import DetectorTwice, DetectorUnknown
from puhui.relations.findings import Finding, Severity
from puhui.relations.graph import Graph
from puhui.relations.thresholds import THRESHOLDS, Thresholds

Detector = Callable[[Graph, Thresholds], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A code with its title and the detector that finds it, among others perhaps."""

    code: str
    title: Text
    find: Detector


class Registry:
    """Detectors by code."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}

    def register(self, rule: Rule) -> None:
        """Add a detector; raises `DetectorTwice`."""
        if rule.code in self._rules:
            raise DetectorTwice(code=rule.code, stage="relations.detectors")
        self._rules[rule.code] = rule

    def rules(self, codes: Iterable[str] = ()) -> list[Rule]:
        """The detectors of these codes, or all; raises `DetectorUnknown`."""
        wanted = list(codes) or list(self._rules)
        for code in wanted:
            if code not in self._rules:
                raise DetectorUnknown(code=code, known=", ".join(self._rules), stage="relations.detectors")
        return [self._rules[code] for code in wanted]


REGISTRY = Registry()
for _module, _find in (
    (guarantee_circles, guarantee_circles.find),
    (guarantee_chains, guarantee_circles.find),
    (circular_trades, circular_trades.find),
    (shells, shells.find),
    (sudden_changes, sudden_changes.find),
    (shared_access, shared_access.find),
    (void_invoices, void_invoices.find),
    (related_flows, related_flows.find),
):
    REGISTRY.register(Rule(_module.CODE, _module.TITLE, _find))


def find(
    graph: Graph, *, codes: Iterable[str] = (), thresholds: Thresholds = THRESHOLDS, registry: Registry = REGISTRY
) -> list[Finding]:
    """All findings of the detectors named (or of all), the gravest first within each code. A detector of several codes
    runs once."""
    order = list(Severity)
    rules = registry.rules(codes)
    told = {detector: list(detector(graph, thresholds)) for detector in dict.fromkeys(rule.find for rule in rules)}
    found: list[Finding] = []
    for rule in rules:
        named = [one for one in told[rule.find] if one.code == rule.code]
        found += sorted(named, key=lambda one: (-order.index(one.severity), one.subjects))
    return found


__all__ = ["REGISTRY", "Detector", "Registry", "Rule", "find"]
