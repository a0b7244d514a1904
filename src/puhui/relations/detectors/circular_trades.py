"""LOOP: invoices or payments that run in a circle of 3 to 6 within 30 days in matching amounts, and are a large
part of revenue.

A finding for each set of members that shared loops, on invoices and on payments apart. What loops pretend is to be
deducted from each member's
effective revenue: `measures["deduct_fen.<id>"]`, the value of the trades in which the member is the seller (or
payee), each counted once.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from puhui.kernel import Text
from puhui.relations.findings import Evidence, Finding, Severity, subgraph
from puhui.relations.graph import Graph, Ints
from puhui.relations.loops import Window, loops
from puhui.relations.model import EdgeKind, day_of
from puhui.relations.thresholds import Thresholds

CODE = "LOOP"
TITLE = Text(zh="循环交易", en="circular trades")
REVENUE = "rev12_fen"  # fact: revenue of 12 months by valid invoices, without tax
_TEXT = Text(
    zh="{members}家企业在{days}天内首尾相接地{what}{times}次，金额相近，最高占成员近12个月收入的{share}%",
    en="{members} enterprises {what} one another in closed circles ({times}), each within {days} days and in matching "
    "amounts; up to {share} % of a member's revenue of 12 months",
)
_BRIEF = Text(
    zh="{members}家企业在{days}天内首尾相接地{what}{times}次，金额相近",
    en="{members} enterprises {what} one another in closed circles ({times}), each within {days} days and in matching "
    "amounts",
)
_WHAT = {
    EdgeKind.INVOICES: Text(zh="互开发票", en="invoiced"),
    EdgeKind.PAYS: Text(zh="转账", en="paid"),
}
_SHARE = Text(zh="{member} 闭环交易占近12个月收入", en="loops of {member}, of its revenue of 12 months")
_VALUE = Text(zh="闭环交易金额", en="value of the loops")
_SPAN = Text(zh="最近一个闭环的起止天数", en="days from first to last trade of the latest loop")
_LAST = Text(zh="最近一个闭环的末笔日期", en="last trade of the latest loop")


@dataclass(frozen=True, slots=True)
class _Ring:
    """Members that shared loops: the loops, their trades once each, what each member sold in them, of its revenue."""

    members: tuple[int, ...]
    loops: list[Ints]
    trades: Ints
    value: dict[int, int]
    share: dict[int, float]


def find(graph: Graph, thresholds: Thresholds) -> Iterator[Finding]:
    """A finding for each set of enterprises that trade in circles."""
    now = graph.now
    for kind in (EdgeKind.INVOICES, EdgeKind.PAYS):
        if kind in graph.covers:
            yield from _find_kind(now, kind, thresholds)


def window(thresholds: Thresholds) -> Window:
    """What makes a loop."""
    return Window(
        days=int(thresholds["loop_days"]),
        tolerance=thresholds["loop_tolerance"],
        shortest=int(thresholds["loop_length_min"]),
        longest=int(thresholds["loop_length_max"]),
        paths_max=int(thresholds["loop_paths_max"]),
    )


def _find_kind(now: Graph, kind: EdgeKind, thresholds: Thresholds) -> Iterator[Finding]:
    edges, revenue = now.edges, now.fact(REVENUE)
    seller = edges.source if kind is EdgeKind.INVOICES else edges.target
    least = np.nan_to_num(revenue[seller], nan=0.0) * thresholds["loop_trade_share_min"]
    worth = (edges.kind == kind.code) & (edges.amount_fen >= least)
    by_members: dict[tuple[int, ...], list[Ints]] = defaultdict(list)
    for loop in loops(now, window(thresholds), worth=worth):
        by_members[tuple(sorted(edges.source[loop].tolist()))].append(loop)
    for members, found in sorted(by_members.items()):
        trades = np.unique(np.concatenate(found))
        value = {one: int(edges.amount_fen[trades[seller[trades] == one]].sum()) for one in members}
        share = {one: value[one] / revenue[one] for one in members if revenue[one] > 0}
        heavy = [one for one in members if share.get(one, 0.0) > thresholds["loop_revenue_share_over"]]
        if heavy:
            yield _finding(now, kind, _Ring(members, found, trades, value, share), thresholds)


def _finding(now: Graph, kind: EdgeKind, ring: _Ring, thresholds: Thresholds) -> Finding:
    members, found, trades = ring.members, ring.loops, ring.trades
    code, source = "loop_revenue_share_over", "tax" if kind is EdgeKind.INVOICES else "bank"
    days = [now.edges.since[loop] for loop in found]
    latest = max(days, key=lambda one: int(one.max()))
    last = day_of(int(latest.max()))
    told = [
        Evidence(
            "loop_value_fen", _VALUE, int(now.edges.amount_fen[trades].sum()), "fen", source, now.as_of,
            about=tuple(now.id(one) for one in members),
        ),
        Evidence(
            "loop_span_d", _SPAN, int(latest.max() - latest.min()), "days", source, now.as_of,
            thresholds["loop_days"], thresholds.mark("loop_days"),
        ),
        Evidence("loop_last_on", _LAST, last.isoformat() if last else "", "date", source, now.as_of),
        *(
            Evidence(
                f"loop_share.{now.id(one)}", _SHARE.fill(member=now.id(one)), round(part, 4), "ratio", "tax",
                now.facts[REVENUE].as_of, thresholds[code], thresholds.mark(code), about=(now.id(one),),
            )
            for one, part in sorted(ring.share.items(), key=lambda item: -item[1])
        ),
    ]  # fmt: skip
    largest = max(ring.share.values())
    said = {"members": len(members), "days": int(thresholds["loop_days"]), "what": _WHAT[kind], "times": len(found)}
    return Finding(
        code=CODE,
        title=TITLE,
        text=_TEXT.fill(**said, share=round(100 * largest)),
        brief=_BRIEF.fill(**said),
        severity=Severity.CRITICAL if len(found) > 1 or largest > 0.5 else Severity.WARN,
        subjects=tuple(now.id(one) for one in members),
        evidence=tuple(told),
        subgraph=subgraph(now, np.array(members, dtype=np.int32), trades),
        as_of=now.as_of,
        thresholds=thresholds.version,
        measures={"loops": len(found), **{f"deduct_fen.{now.id(one)}": fen for one, fen in ring.value.items()}},
    )
