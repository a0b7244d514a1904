"""CHANGE: a new legal representative within three months, and what makes it worse: old, from another province, with
the shares moved at once.

A company's first representative is no change. Age and province are read from a resident's id (GB 11643) where the
node's id is one.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from puhui.kernel import Text
from puhui.relations.findings import Evidence, Finding, Severity, subgraph
from puhui.relations.graph import Graph
from puhui.relations.model import BEGAN_UNKNOWN, STILL, EdgeKind, day_number, day_of
from puhui.relations.thresholds import Thresholds

CODE = "CHANGE"
TITLE = Text(zh="法定代表人突变", en="sudden change of the legal representative")
_TEXT = Text(zh="{days}天前更换法定代表人{also}", en="the legal representative changed {days} days ago{also}")
_SAID = {
    "rep_changed_on": (Text(zh="更换日期", en="day of the change"), "date", "change_days"),
    "new_rep_age": (Text(zh="新法定代表人年龄", en="age of the new representative"), "years", "change_age_min"),
    "new_rep_elsewhere": (Text(zh="新法定代表人所属省份", en="province of the new representative"), "province", ""),
    "shares_moved": (
        Text(zh="同时变动的股权比例", en="part of the capital that moved at the same time"),
        "ratio",
        "change_share_min",
    ),
}
_ALSO = {
    "new_rep_age": Text(zh="，新任年满{value}岁", en="; the new one is {value} years old"),
    "new_rep_elsewhere": Text(zh="，新任为外省人", en="; the new one is of another province"),
    "shares_moved": Text(zh="，同时变动股权{value}%", en="; {value} % of the capital moved at the same time"),
}
_ID_LENGTH = 18


def find(graph: Graph, thresholds: Thresholds) -> Iterator[Finding]:
    """A finding for each enterprise whose representative changed lately."""
    graph = graph.of(EdgeKind.LEGAL_REP, EdgeKind.HOLDS)
    edges, today = graph.edges, day_number(graph.as_of)
    reps = edges.kind == EdgeKind.LEGAL_REP.code
    new = reps & (edges.since > today - thresholds["change_days"]) & (edges.since <= today) & (edges.until > today)
    rows = graph.into
    for edge in np.flatnonzero(new):
        firm = int(edges.target[edge])
        around = rows.edge[rows.start[firm] : rows.start[firm + 1]]
        before = around[(edges.kind[around] == EdgeKind.LEGAL_REP.code) & (edges.until[around] <= today)]
        before = before[(edges.source[before] != edges.source[edge]) & (edges.until[before] != STILL)]
        if len(before):
            yield _finding(graph, int(edge), around, before, thresholds)


def _finding(
    graph: Graph, edge: int, around: NDArray[np.int32], before: NDArray[np.int32], thresholds: Thresholds
) -> Finding:
    edges = graph.edges
    firm, person = int(edges.target[edge]), int(edges.source[edge])
    since = day_of(int(edges.since[edge]))
    days = day_number(graph.as_of) - int(edges.since[edge])
    told = [_evidence("rep_changed_on", since.isoformat() if since else "", graph.as_of, thresholds)]
    worse: dict[str, float | str] = {}
    born, province = resident(graph.id(person))
    if born and age_on(born, graph.as_of) >= thresholds["change_age_min"]:
        worse["new_rep_age"] = age_on(born, graph.as_of)
    region = graph.nodes["region_code"][firm]
    if province and region and province != region[:2]:
        worse["new_rep_elsewhere"] = province
    moved, moves = _moved(graph, around, int(edges.since[edge]), thresholds)
    if moved >= thresholds["change_share_min"]:
        worse["shares_moved"] = round(moved, 4)
    told += [_evidence(name, value, graph.as_of, thresholds) for name, value in worse.items()]
    also = [
        _ALSO[name].fill(value=round(100 * moved) if name == "shares_moved" else value) for name, value in worse.items()
    ]
    joined = Text(zh="".join(word.zh for word in also), en="".join(word.en for word in also))
    severity = (Severity.NOTE, Severity.WARN, Severity.CRITICAL)[min(len(worse), 2)]
    return Finding(
        code=CODE,
        title=TITLE,
        text=_TEXT.fill(days=days, also=joined),
        severity=severity,
        subjects=(graph.id(firm),),
        evidence=tuple(told),
        subgraph=subgraph(
            graph, np.array([firm], dtype=np.int32), np.concatenate([[edge], before, moves]).astype(np.int32)
        ),
        as_of=graph.as_of,
        thresholds=thresholds.version,
        measures={"days": days, "signs": len(worse)},
    )


def _moved(
    graph: Graph, around: NDArray[np.int32], day: int, thresholds: Thresholds
) -> tuple[float, NDArray[np.int32]]:
    """The part of the capital that came into new hands near `day`, and the holdings that began or ended with it."""
    edges, near = graph.edges, int(thresholds["change_share_days"])
    held = around[edges.kind[around] == EdgeKind.HOLDS.code]
    began = (edges.since[held] != BEGAN_UNKNOWN) & (np.abs(edges.since[held].astype(np.int64) - day) <= near)
    ended = (edges.until[held] != STILL) & (np.abs(edges.until[held].astype(np.int64) - day) <= near)
    before: dict[int, float] = {}
    after: dict[int, float] = {}
    for edge, fresh, gone in zip(held, began, ended, strict=True):
        part, who = float(np.nan_to_num(edges.ratio[edge])), int(edges.source[edge])
        if fresh and not gone:
            after[who] = after.get(who, 0.0) + part
        if gone and not fresh:
            before[who] = before.get(who, 0.0) + part
    if not before:
        return 0.0, held[:0]  # shares that begin without others ending: founding, or new capital
    moved = sum(max(0.0, part - before.get(who, 0.0)) for who, part in after.items())
    return moved, held[began | ended]


def _evidence(name: str, value: float | str, day: date, thresholds: Thresholds) -> Evidence:
    label, unit, code = _SAID[name]
    least, mark = (thresholds[code], thresholds.mark(code)) if code else (None, "J")
    return Evidence(name, label, value, unit, "registry", day, least, mark)


def resident(text: str) -> tuple[date | None, str]:
    """Birthday and province (two digits) of a resident's id; (None, "") where the text is none.

    >>> resident("369801195503040019")
    (datetime.date(1955, 3, 4), '36')
    """
    if len(text) != _ID_LENGTH or not text[:17].isdecimal():
        return None, ""
    try:
        return date(int(text[6:10]), int(text[10:12]), int(text[12:14])), text[:2]
    except ValueError:
        return None, ""


def age_on(born: date, day: date) -> int:
    """Full years on a day.

    >>> age_on(date(1961, 7, 1), date(2026, 6, 30)), age_on(date(1961, 6, 30), date(2026, 6, 30))
    (64, 65)
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
