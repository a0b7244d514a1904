"""INVOICE: void and red-letter invoices, and issuing crowded into the last days of quarters, beyond what honest
trade shows.

The handbook's shares alone (void > 10 %, red > 5 %) say little: in 287 real firms' invoices of 2019 they hold for
42 %. So a share above them is a
note; it is a warning only above nearly all other enterprises of the graph, critical when two shares are, or one
three times the handbook's.
Rests on facts of the tax bureau's tables (`building.tax`); the subgraph is the enterprise with its largest buyers.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

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
_UNUSUAL = Text(zh="几乎所有其他企业都低于此值", en="nearly all other enterprises are below this")
_BUYERS = 8
_EXTREME = 3


def find(graph: Graph, thresholds: Thresholds) -> Iterator[Finding]:
    """A finding for each enterprise with a share above the handbook's and enough invoices."""
    enough = graph.fact(COUNT) >= thresholds["invoices_min"]
    over = {name: (graph.fact(name) > thresholds[code]) & enough for name, (code, _) in _SIGNS.items()}
    any_over = np.logical_or.reduce(list(over.values()))
    if not any_over.any():
        return
    unusual = {
        name: _unusual(graph.fact(name)[enough], thresholds[code], thresholds) for name, (code, _) in _SIGNS.items()
    }
    now = graph.of(EdgeKind.INVOICES).now
    for place in np.flatnonzero(any_over):
        signs = [name for name in _SIGNS if over[name][place]]
        yield _finding(now, int(place), signs, unusual, thresholds)


def _unusual(peers: NDArray[np.float64], handbook: float, thresholds: Thresholds) -> float:
    """The share above which hardly any of the peers is."""
    known = peers[~np.isnan(peers)]
    if len(known) < thresholds["invoice_peers_min"]:
        return 2 * handbook
    return max(float(np.quantile(known, thresholds["invoice_peer_quantile"])), handbook)


def _finding(now: Graph, place: int, signs: list[str], unusual: dict[str, float], thresholds: Thresholds) -> Finding:
    evidence = [_evidence(now, place, name, thresholds) for name in signs]
    words = [_SIGN.fill(label=item.label, percent=round(100 * float(item.value))) for item in evidence]
    joined = Text(zh="、".join(word.zh for word in words), en="; ".join(word.en for word in words))
    measures = {item.name: float(item.value) for item in evidence}
    far = [name for name in signs if measures[name] > unusual[name]]
    extreme = any(measures[name] > _EXTREME * thresholds[_SIGNS[name][0]] for name in far)
    count = now.facts[COUNT]
    evidence.append(Evidence(COUNT, _NUMBER, int(count.value[place]), "count", count.source, count.as_of))
    evidence += [
        Evidence(f"unusual.{name}", _UNUSUAL, round(unusual[name], 4), "ratio", "tax", now.as_of, None, "J")
        for name in signs
    ]
    edges = now.out.edge[now.out.start[place] : now.out.start[place + 1]]
    largest = edges[np.argsort(-now.edges.amount_fen[edges], kind="stable")[:_BUYERS]]
    grave = Severity.CRITICAL if len(far) > 1 or extreme else Severity.WARN
    return Finding(
        code=CODE,
        title=TITLE,
        text=_TEXT.fill(signs=joined),
        severity=grave if far else Severity.NOTE,
        subjects=(now.id(place),),
        evidence=tuple(evidence),
        subgraph=subgraph(now, np.array([place], dtype=np.int32), largest),
        as_of=now.as_of,
        thresholds=thresholds.version,
        measures=measures,
    )


def _evidence(now: Graph, place: int, name: str, thresholds: Thresholds) -> Evidence:
    code, label = _SIGNS[name]
    fact = now.facts[name]
    value = round(float(fact.value[place]), 4)
    return Evidence(name, label, value, "ratio", fact.source, fact.as_of, thresholds[code], thresholds.mark(code))
