"""RELATED_FLOW: more money comes in from one's own related group than from everybody else, in the 12 months up to
the day.

The group is the one that the register shows (`related_groups`). A bank that has no register goes by its own mark: the
transfers that it booked as between related parties.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from puhui.kernel import Text
from puhui.relations.findings import Evidence, Finding, Severity, subgraph
from puhui.relations.graph import Graph
from puhui.relations.groups import related_groups
from puhui.relations.model import EdgeKind
from puhui.relations.thresholds import Thresholds

CODE = "RELATED_FLOW"
TITLE = Text(zh="关联流入过高", en="inflow mostly from related enterprises")
_TEXT = Text(
    zh="近12个月流入的{percent}%来自同一关联集团，共{related}元",
    en="{percent} % of the inflow of 12 months comes from the enterprise's own group, {related} yuan",
)
_MARKED = Text(
    zh="近12个月流入的{percent}%为银行标记的关联方转入，共{related}元",
    en="{percent} % of the inflow of 12 months comes from whom the bank marks as related, {related} yuan",
)
_SHARE = Text(zh="关联流入占比", en="inflow from the related group, of all inflow")
_TOTAL = Text(zh="近12个月流入", en="inflow of 12 months")
_LOANS, _RELATED = "loan", "related"


def find(graph: Graph, thresholds: Thresholds) -> Iterator[Finding]:
    """A finding for each enterprise whose related inflow exceeds the threshold's part of all inflow but loans."""
    now = graph.now
    edges = now.edges
    is_loan = np.array([word == _LOANS for word in now.words])[edges.detail]
    pays = np.flatnonzero((edges.kind == EdgeKind.PAYS.code) & ~is_loan & (edges.source != edges.target))
    if not len(pays):
        return
    grouped = EdgeKind.HOLDS in graph.covers
    count = now.nodes.height
    amount = edges.amount_fen[pays].astype(np.float64)
    inside = _within_group(graph, pays, thresholds) if grouped else _marked(now, pays)
    total = np.bincount(edges.target[pays], weights=amount, minlength=count)
    related = np.bincount(edges.target[pays], weights=amount * inside, minlength=count)
    code, words = "related_inflow_over", _TEXT if grouped else _MARKED
    for place in np.flatnonzero((total > 0) & (related > thresholds[code] * total)):
        share = float(related[place] / total[place])
        mine = pays[inside & (edges.target[pays] == place)]
        yield Finding(
            code=CODE,
            title=TITLE,
            text=words.fill(percent=round(100 * share), related=f"{round(related[place] / 100):,}"),
            severity=Severity.WARN,
            subjects=(now.id(place),),
            evidence=(
                Evidence(
                    "related_inflow_share", _SHARE, round(share, 4), "ratio", "bank", now.as_of,
                    thresholds[code], thresholds.mark(code),
                ),
                Evidence("inflow12_fen", _TOTAL, int(total[place]), "fen", "bank", now.as_of),
            ),
            subgraph=subgraph(now, np.array([place], dtype=np.int32), mine),
            as_of=now.as_of,
            thresholds=thresholds.version,
            measures={"related_inflow_fen": int(related[place])},
        )  # fmt: skip


def _within_group(graph: Graph, pays: NDArray[np.int64], thresholds: Thresholds) -> NDArray[np.bool_]:
    """Which of these payments stay within a related group."""
    label, edges = related_groups(graph, thresholds=thresholds).label, graph.now.edges
    return np.asarray(label[edges.source[pays]] == label[edges.target[pays]])


def _marked(now: Graph, pays: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of these payments the bank booked as between related parties."""
    return np.asarray(np.array([word == _RELATED for word in now.words])[now.edges.detail[pays]])
