"""A subgraph as one SVG picture, and a page of pictures with what they show; no script, no network, the same bytes
every time.

>>> from puhui.relations.sketch import sketch
>>> from puhui.relations.findings import subgraph
>>> graph = sketch("P holds A 0.6", "A guarantees B 3000000")
>>> picture = draw(subgraph(graph, np.arange(3)))
>>> picture.startswith("<svg"), "60 %" in picture, "3.0万" in picture
(True, True, True)
"""

from collections import defaultdict
from html import escape
from typing import Any

import numpy as np
import rustworkx
from numpy.typing import NDArray

from puhui.kernel import Language, Text
from puhui.relations.findings import Subgraph
from puhui.relations.model import EdgeKind

_COLOURS = {"enterprise": "#1677ff", "person": "#d46b08", "device": "#722ed1", "ip": "#722ed1"}
_OTHER = "#595959"
_WIDTH, _MARGIN, _RADIUS = 900, 70, 9
_ITERATIONS, _SEED = 120, 1
_LABELS = {
    EdgeKind.HOLDS: Text(zh="持股", en="holds"),
    EdgeKind.LEGAL_REP: Text(zh="法定代表人", en="represents"),
    EdgeKind.DIRECTOR: Text(zh="董事", en="director"),
    EdgeKind.SUPERVISOR: Text(zh="监事", en="supervisor"),
    EdgeKind.EXECUTIVE: Text(zh="高管", en="executive"),
    EdgeKind.CONTROLS: Text(zh="控制", en="controls"),
    EdgeKind.STAKEHOLDER: Text(zh="利益相关", en="stakeholder"),
    EdgeKind.BRANCH: Text(zh="分支", en="branch"),
    EdgeKind.GUARANTEES: Text(zh="担保", en="guarantees"),
    EdgeKind.LENDS: Text(zh="借款", en="lends"),
    EdgeKind.TRADES: Text(zh="交易", en="trades"),
    EdgeKind.RENTS: Text(zh="租赁", en="rents"),
    EdgeKind.CREDITOR: Text(zh="债权", en="creditor"),
    EdgeKind.PAYS: Text(zh="付款", en="pays"),
    EdgeKind.INVOICES: Text(zh="开票", en="invoices"),
    EdgeKind.AT_ADDRESS: Text(zh="地址", en="address"),
    EdgeKind.USES_PHONE: Text(zh="电话", en="phone"),
    EdgeKind.USES_EMAIL: Text(zh="邮箱", en="email"),
    EdgeKind.USES_AGENT: Text(zh="代办", en="agent"),
    EdgeKind.USES_DEVICE: Text(zh="设备", en="device"),
    EdgeKind.USES_IP: Text(zh="网络", en="net"),
    EdgeKind.USES_LOGIN_PHONE: Text(zh="登录手机", en="phone"),
}


def draw(part: Subgraph, *, marked: tuple[str, ...] = (), language: Language = Language.ZH_CN) -> str:
    """The subgraph: nodes by kind, `marked` ones ringed, edges with what they say; several of one kind are one line."""
    places = {node["id"]: number for number, node in enumerate(part.nodes)}
    at = _layout(len(places), [(places[edge["source"]], places[edge["target"]]) for edge in part.edges])
    height = _height(len(places))
    body = [
        '<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#8c8c8c"/></marker></defs>'
    ]
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (source, target, kind), edges in _bundles(part.edges).items():
        lines[source, target].append(_said(EdgeKind(kind), edges, language))
    for (source, target), words in lines.items():
        body.append(_line(at[places[source]], at[places[target]], ", ".join(words), bent=(target, source) in lines))
    for node in part.nodes:
        body.append(_node(node, at[places[node["id"]]], ringed=node["id"] in marked))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'font-family="sans-serif" font-size="11">{"".join(body)}</svg>'
    )


def _height(count: int) -> int:
    return 260 if count <= 4 else 460 if count <= 16 else 700


def _layout(count: int, edges: list[tuple[int, int]]) -> NDArray[np.float64]:
    """Where each node is drawn, by springs from a fixed seed."""
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(range(count)))
    graph.add_edges_from_no_data(edges)
    found = rustworkx.spring_layout(graph, seed=_SEED, num_iter=_ITERATIONS, repulsive_exponent=2)
    at = np.array([found[number] for number in range(count)], dtype=np.float64).reshape(-1, 2)
    low, high = at.min(axis=0), at.max(axis=0)
    wide = np.where(high - low > 1e-9, high - low, 1.0)
    box = np.array([_WIDTH - 2 * _MARGIN, _height(count) - 2 * _MARGIN], dtype=np.float64)
    centred = np.where(high - low > 1e-9, (at - low) / wide, 0.5)
    return np.asarray(_MARGIN + centred * box)


def _bundles(edges: tuple[dict[str, Any], ...]) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        found[edge["source"], edge["target"], edge["kind"]].append(edge)
    return found


def _said(kind: EdgeKind, edges: list[dict[str, Any]], language: Language) -> str:
    word = _LABELS[kind].in_(language)
    ratio = sum(edge["ratio"] or 0.0 for edge in edges)
    amount = sum(edge["amount_fen"] or 0 for edge in edges)
    told = word + (f" {100 * ratio:.3g} %" if ratio else "") + (f" {amount / 1_000_000:.1f}万" if amount else "")
    return told + (f" ×{len(edges)}" if len(edges) > 1 else "")


def _line(one: NDArray[np.float64], other: NDArray[np.float64], words: str, *, bent: bool) -> str:
    step = other - one
    length = float(np.hypot(*step)) or 1.0
    unit = step / length
    start, end = one + unit * _RADIUS, other - unit * (_RADIUS + 2)
    middle = (start + end) / 2 + np.array([-unit[1], unit[0]]) * (22 if bent else 0)
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    label = (start + 2 * middle + end) / 4
    return (
        f'<path d="{path}" fill="none" stroke="#8c8c8c" marker-end="url(#a)"/>'
        f'<text x="{label[0]:.1f}" y="{label[1] - 3:.1f}" text-anchor="middle" fill="#595959" font-size="9">'
        f"{escape(words)}</text>"
    )


def _node(node: dict[str, Any], at: NDArray[np.float64], *, ringed: bool) -> str:
    colour = _COLOURS.get(node["kind"], _OTHER)
    ring = (
        f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{_RADIUS + 5}" fill="none" stroke="#cf1322" stroke-width="2"/>'
        if ringed
        else ""
    )
    name = str(node["name"] or node["id"])
    short = name if len(name) <= 16 else name[:15] + "…"
    return (
        f'{ring}<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{_RADIUS}" fill="{colour}">'
        f"<title>{escape(str(node['id']))}</title></circle>"
        f'<text x="{at[0]:.1f}" y="{at[1] + 24:.1f}" text-anchor="middle">{escape(short)}</text>'
    )
