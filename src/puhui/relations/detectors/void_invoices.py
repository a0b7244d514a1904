"""INVOICE: void and red-letter invoices, and issuing crowded into the last days of quarters, beyond what honest
trade shows.

Rests on facts of the tax bureau's tables (`building.invoices`); the subgraph is the enterprise with its largest buyers.
"""

from collections.abc import Iterator

import numpy as np

from puhui.kernel import Text
from puhui.relations.findings import Evidence, Finding, Severity, subgraph
from puhui.relations.graph import Graph
from puhui.relations.model import EdgeKind
from puhui.relations.thresholds import Thresholds

CODE = "INVOICE"
TITLE = Text(zh="作废与红字发票异常", en="void and red-letter invoices")
COUNT = "invoices12"
_SIGNS = {
    "void_share12": ("void_share_over", Text(zh="近12个月作废发票占比", en="void, of all invoices of 12 months")),
    "red_share12": ("red_share_over", Text(zh="近12个月红字金额占比", en="red-letter amount, of the blue amount")),
    "quarter_end_share12": (
        "quarter_end_share_over",
        Text(zh="季末三日开票占比", en="issued on the last 3 days of quarters"),
    ),
}
_TEXT = Text(zh="近12个月开票异常：{signs}", en="invoices of 12 months are unusual: {signs}")
_NUMBER = Text(zh="近12个月发票张数", en="invoices of 12 months")
_SIGN = Text(zh="{label} {percent}%", en="{label} {percent} %")
_BUYERS = 8


def find(graph: Graph, thresholds: Thresholds) -> Iterator[Finding]:
    """A finding for each enterprise with a sign above its threshold and enough invoices."""
    enough = graph.fact(COUNT) >= thresholds["invoices_min"]
    over = {name: graph.fact(name) > thresholds[code] for name, (code, _) in _SIGNS.items()}
    any_over = np.logical_or.reduce(list(over.values())) & enough
    if not any_over.any():
        return
    now = graph.of(EdgeKind.INVOICES).now
    for place in np.flatnonzero(any_over):
        signs = [name for name in _SIGNS if over[name][place]]
        yield _finding(now, int(place), signs, thresholds)


def _finding(now: Graph, place: int, signs: list[str], thresholds: Thresholds) -> Finding:
    evidence = [_evidence(now, place, name, thresholds) for name in signs]
    count = now.facts[COUNT]
    evidence.append(Evidence(COUNT, _NUMBER, int(count.value[place]), "count", count.source, count.as_of))
    words = [_SIGN.fill(label=item.label, percent=round(100 * float(item.value))) for item in evidence[:-1]]
    joined = Text(zh="、".join(word.zh for word in words), en="; ".join(word.en for word in words))
    far = any(
        float(item.value) > 2 * (item.threshold or 0.0)
        for item in evidence[:-1]
        if item.threshold and item.threshold < 0.5
    )
    low, high = now.out.start[place], now.out.start[place + 1]
    edges = now.out.edge[low:high]
    largest = edges[np.argsort(-now.edges.amount_fen[edges], kind="stable")[:_BUYERS]]
    return Finding(
        code=CODE,
        title=TITLE,
        text=_TEXT.fill(signs=joined),
        severity=Severity.CRITICAL if far or len(signs) > 1 else Severity.WARN,
        subjects=(now.id(place),),
        evidence=tuple(evidence),
        subgraph=subgraph(now, np.array([place], dtype=np.int32), largest),
        as_of=now.as_of,
        thresholds=thresholds.version,
        measures={item.name: float(item.value) for item in evidence},
    )


def _evidence(now: Graph, place: int, name: str, thresholds: Thresholds) -> Evidence:
    code, label = _SIGNS[name]
    fact = now.facts[name]
    value = round(float(fact.value[place]), 4)
    return Evidence(name, label, value, "ratio", fact.source, fact.as_of, thresholds[code], thresholds.mark(code))
