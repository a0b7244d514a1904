"""CIRCLE: guarantee circles (`circles`), told with exposure, density, cycles, guarantees per net assets and two
rounds of contagion.

In a circle a loss can come back to who guaranteed. Where it cannot, a parent that guarantees for its subsidiaries, a
guarantee company, a row of firms, it is a chain: `guarantee_chains`. Subjects are the circle's core; who hangs on by
one guarantee is in the subgraph and in the measures.
"""

from collections.abc import Iterator

from puhui.kernel import Text
from puhui.relations.circles import NET_ASSETS, Circle, guarantee_circles
from puhui.relations.detectors import guarantee_chains
from puhui.relations.findings import Evidence, Finding, subgraph
from puhui.relations.graph import Graph
from puhui.relations.thresholds import Thresholds

CODE = "CIRCLE"
TITLE = Text(zh="担保圈", en="guarantee circle")
_TEXT = Text(
    zh="{members}个成员之间有{pairs}对担保，担保余额{exposure}元，互保{mutual}对，五环以内闭环{cycles}个，"
    "两轮传染预期损失{first}元、{second}元",
    en="{members} members guarantee for each other in {pairs} pairs, {exposure} yuan in all; "
    "{mutual} mutual pairs, {cycles} short cycles; "
    "expected loss {first} yuan in the first round of contagion, {second} in the second",
)
_BRIEF = Text(
    zh="{members}个成员之间有{pairs}对担保，互保{mutual}对，五环以内闭环{cycles}个",
    en="{members} members guarantee for each other in {pairs} pairs; {mutual} mutual pairs, {cycles} short cycles",
)
_SHAPE = frozenset({"density", "mutual", "ring", "cycles"})  # the rest is made of the members' books
_LABELS = {
    "exposure_fen": (Text(zh="圈内担保余额", en="guaranteed within the circle"), "fen"),
    "density": (Text(zh="密度", en="density"), "ratio"),
    "mutual": (Text(zh="互保对数", en="mutual pairs"), "count"),
    "ring": (Text(zh="环环相保的最多成员数", en="the most members that are liable for each other"), "count"),
    "cycles": (Text(zh="五环以内闭环数", en="cycles of up to five"), "count"),
    "defaulted_share": (Text(zh="违约借款人所占担保余额", en="share guaranteed for borrowers in default"), "ratio"),
    "loss_round_1_fen": (Text(zh="第一轮传染预期损失", en="expected loss, first round"), "fen"),
    "loss_round_2_fen": (Text(zh="第二轮传染预期损失", en="expected loss, second round"), "fen"),
}
_WORST = Text(zh="担保额与净资产之比最高的成员", en="largest guarantees given, of net assets")


def find(graph: Graph, thresholds: Thresholds) -> Iterator[Finding]:
    """A finding a circle, and one a chain."""
    now = graph.now
    for circle in guarantee_circles(graph, thresholds=thresholds):
        yield _finding(now, circle, thresholds)


def measures(circle: Circle) -> dict[str, float | int]:
    """The circle's indicators by name."""
    return {
        "exposure_fen": circle.exposure_fen,
        "density": round(circle.density, 6),
        "mutual": circle.mutual,
        "ring": circle.ring,
        "cycles": circle.cycles,
        "defaulted_share": round(circle.defaulted_share, 6),
        "loss_round_1_fen": round(circle.contagion.loss[0]),
        "loss_round_2_fen": round(circle.contagion.loss[1]),
    }


def _finding(now: Graph, circle: Circle, thresholds: Thresholds) -> Finding:
    measured = measures(circle)
    members = tuple(now.id(place) for place in circle.members)
    evidence = [
        Evidence(
            name, _LABELS[name][0], value, _LABELS[name][1], "bank", now.as_of, about=() if name in _SHAPE else members
        )
        for name, value in measured.items()
    ]
    if circle.worst is not None and circle.worst_member is not None:
        held = now.facts[NET_ASSETS]
        warn = "guarantee_net_assets_warn"
        value = round(circle.worst, 4) if circle.worst != float("inf") else "net assets ≤ 0"
        evidence.append(
            Evidence(
                "guarantee_net_assets", _WORST, value, "ratio", held.source, held.as_of,
                thresholds[warn], thresholds.mark(warn), about=(now.id(circle.worst_member),),
            )
        )  # fmt: skip
    pairs = circle.size[1]
    return Finding(
        code=CODE if circle.closed else guarantee_chains.CODE,
        title=TITLE if circle.closed else guarantee_chains.TITLE,
        text=_TEXT.fill(
            members=len(circle.members),
            pairs=pairs,
            exposure=_yuan(circle.exposure_fen),
            mutual=circle.mutual,
            cycles=circle.cycles,
            first=_yuan(circle.contagion.loss[0]),
            second=_yuan(circle.contagion.loss[1]),
        ),
        brief=_BRIEF.fill(members=len(circle.members), pairs=pairs, mutual=circle.mutual, cycles=circle.cycles),
        severity=circle.risk,
        subjects=tuple(now.id(place) for place in (circle.core if circle.closed else circle.members)),
        evidence=tuple(evidence),
        subgraph=subgraph(now, circle.members, circle.edges),
        as_of=now.as_of,
        thresholds=thresholds.version,
        measures=measured | {"key_customers": len(circle.key_customers), "critical_members": circle.critical_members},
    )


def _yuan(fen: float) -> str:
    return f"{round(fen / 100):,}"
