"""INVOICE: void and red-letter invoices, and issuing crowded into the last days of quarters, beyond what honest
trade shows.

The handbook's shares alone (void > 10 %, red > 5 %) say little: in 287 real firms' invoices of 2019 they hold for
42 %. A firm that mistypes voids small invoices on any day and writes them anew. Who shows turnover that is none voids
large ones, about when a period ends, and no other takes their place. So a share is a note; it is a warning where the
void amount that nothing replaced weighs and is bunched at month ends, by more than chance does to voids of these sizes;
and critical where these invoices are also far larger than those that stay.
Rests on facts of the tax bureau's tables (`building.tax`); the subgraph is the enterprise with its largest buyers.
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
_SCORE = "void_late_score12"
_SIGNS = {
    "void_share12": ("void_share_over", Text(zh="近12个月作废发票占比", en="void, of all invoices of 12 months")),
    "red_share12": ("red_share_over", Text(zh="近12个月红字金额占比", en="red-letter amount, of the blue amount")),
    "quarter_end_share12": (
        "quarter_end_share_over",
        Text(zh="季末三日开票占比", en="issued on the last 3 days of quarters"),
    ),
}
_SHAPE = {
    "void_value_share12": (
        "void_value_share_over",
        Text(zh="近12个月作废且未重开金额占比", en="void amount that nothing replaced, of all issued"),
    ),
    "void_late_excess12": (
        "void_late_excess_over",
        Text(
            zh="月末五日作废金额占比高出正常开票",
            en="part of it on the last 5 days of months, above that of valid invoices",
        ),
    ),
    _SCORE: (
        "void_late_score_over",
        Text(zh="上述高出部分相当于随机波动的倍数", en="the same in standard errors of chance"),
    ),
    "void_size12": ("void_size_over", Text(zh="作废票均额与有效票均额之比", en="mean void by mean valid invoice")),
}
_TEXT = Text(zh="近12个月开票异常：{signs}", en="invoices of 12 months are unusual: {signs}")
_NUMBER = Text(zh="近12个月发票张数", en="invoices of 12 months")
_SIGN = Text(zh="{label} {percent}%", en="{label} {percent} %")
_BUYERS = 8


def find(graph: Graph, thresholds: Thresholds) -> Iterator[Finding]:
    """A finding for each enterprise with enough invoices, and with a share above the handbook's or the shape."""
    enough = graph.fact(COUNT) >= thresholds["invoices_min"]
    over = {name: (graph.fact(name) > thresholds[code]) & enough for name, (code, _) in (_SIGNS | _SHAPE).items()}
    several = graph.fact("voids12") >= thresholds["voids_min"]
    shaped = over["void_value_share12"] & over["void_late_excess12"] & over[_SCORE] & several
    any_over = np.logical_or.reduce([shaped, *(over[name] for name in _SIGNS)])
    if not any_over.any():
        return
    now = graph.of(EdgeKind.INVOICES).now
    for place in np.flatnonzero(any_over):
        told = (*_SHAPE, *_SIGNS) if shaped[place] else tuple(_SIGNS)
        yield _finding(now, int(place), [name for name in told if over[name][place]], thresholds)


def _finding(now: Graph, place: int, signs: list[str], thresholds: Thresholds) -> Finding:
    evidence = [_evidence(now, place, name, thresholds) for name in signs]
    words = [
        _SIGN.fill(label=item.label, percent=round(100 * float(item.value))) for item in evidence if item.name != _SCORE
    ]
    joined = Text(zh="、".join(word.zh for word in words), en="; ".join(word.en for word in words))
    measures = {item.name: float(item.value) for item in evidence}
    count = now.facts[COUNT]
    evidence.append(Evidence(COUNT, _NUMBER, int(count.value[place]), "count", count.source, count.as_of))
    edges = now.out.edge[now.out.start[place] : now.out.start[place + 1]]
    largest = edges[np.argsort(-now.edges.amount_fen[edges], kind="stable")[:_BUYERS]]
    shape = sum(name in _SHAPE for name in signs)
    return Finding(
        code=CODE,
        title=TITLE,
        text=_TEXT.fill(signs=joined),
        severity=Severity.CRITICAL if shape == len(_SHAPE) else Severity.WARN if shape else Severity.NOTE,
        subjects=(now.id(place),),
        evidence=tuple(evidence),
        subgraph=subgraph(now, np.array([place], dtype=np.int32), largest),
        as_of=now.as_of,
        thresholds=thresholds.version,
        measures=measures,
    )


def _evidence(now: Graph, place: int, name: str, thresholds: Thresholds) -> Evidence:
    code, label = (_SIGNS | _SHAPE)[name]
    fact = now.facts[name]
    value = round(float(fact.value[place]), 4)
    unit = "score" if name == _SCORE else "ratio"
    return Evidence(name, label, value, unit, fact.source, fact.as_of, thresholds[code], thresholds.mark(code))
