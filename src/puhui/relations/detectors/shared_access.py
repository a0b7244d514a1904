"""ACCESS: one device, address of the net or phone used by three enterprises or more within 30 days.

That has honest causes, and where one shows the finding is a note that says so. Enterprises with a common officer,
holder or bookkeeping agent are one party, and one party may have one desk. A counter at a bank or a service hall is
used by new enterprises all the time. An address of the net serves a whole building, so by itself it says little: those
who hide behind it share devices or phones as well. One who was helped to a loan long ago is in debt now: the search
goes back two years. Where nobody read who stands behind the enterprises, they cannot be told into parties: that is
said, and no finding is more than a warning.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from puhui.kernel import Text
from puhui.relations.findings import Evidence, Finding, Severity, subgraph
from puhui.relations.graph import Graph
from puhui.relations.model import ACCESS, OFFICERS, EdgeKind, day_of
from puhui.relations.thresholds import Thresholds
from puhui.relations.traversal import components

CODE = "ACCESS"
TITLE = Text(zh="共用设备或网络", en="shared device or net")
_TEXT = Text(
    zh="{count}家企业在{days}天内使用同一{what}，去掉共同人员、股东与代理记账机构后为{parties}方",
    en="{count} enterprises used one {what} within {days} days; by officers, holders and agents they are {parties} "
    "parties",
)
_UNTIED = Text(
    zh="{count}家企业在{days}天内使用同一{what}；本机构不掌握其共同人员、股东与代理记账机构",
    en="{count} enterprises used one {what} within {days} days; who found this does not know their officers, holders "
    "and agents",
)
_WHAT = {
    EdgeKind.USES_DEVICE: Text(zh="设备", en="device"),
    EdgeKind.USES_IP: Text(zh="网络地址", en="address of the net"),
    EdgeKind.USES_LOGIN_PHONE: Text(zh="手机号", en="phone"),
}
_COUNT = Text(zh="窗口内企业数", en="enterprises within the window")
_PARTIES = Text(
    zh="去掉共同人员、股东与代理机构后的独立方数", en="parties: those with common officers, holders or agents are one"
)
_EVER = Text(zh="有记录以来使用过的企业数", en="enterprises that used it at all on record")
_TIES = (*OFFICERS, EdgeKind.HOLDS, EdgeKind.CONTROLS, EdgeKind.BRANCH, EdgeKind.USES_AGENT)
_LAST = Text(zh="窗口末日", en="last day of the window")


def find(graph: Graph, thresholds: Thresholds) -> Iterator[Finding]:
    """A finding for each thing that too many share: the 30 days with the most enterprises, the latest of equals."""
    now = graph.at(graph.as_of, event_days=int(thresholds["access_back_days"]))
    kinds = EdgeKind.codes(ACCESS)
    which = np.flatnonzero(np.isin(now.edges.kind, kinds)).astype(np.int32)
    if not len(which):
        return
    known = not now.covers.isdisjoint(_TIES)
    label = components(now.of(*_TIES))[1]
    shared = now.edges.target[which]
    order = which[np.lexsort((now.edges.since[which], shared))]
    cuts = np.flatnonzero(np.diff(now.edges.target[order])) + 1
    for uses in np.split(order, cuts):
        best = _busiest(now, uses, int(thresholds["access_days"]))
        users = np.unique(now.edges.source[best])
        if len(users) >= thresholds["access_firms_min"]:
            ever = len(np.unique(now.edges.source[uses]))
            parties = len(np.unique(label[users])) if known else None
            yield _finding(now, best, users, (parties, ever), thresholds)


def _busiest(now: Graph, uses: NDArray[np.int32], days: int) -> NDArray[np.int32]:
    """Of the uses of one thing in the order of days, those of the window of `days` days with the most enterprises."""
    when, who = now.edges.since[uses].astype(np.int64), now.edges.source[uses]
    if len(np.unique(who)) < 2:
        return uses
    starts = np.searchsorted(when, when - days + 1)
    counts = [len(np.unique(who[start : end + 1])) for end, start in enumerate(starts)]
    end = len(counts) - 1 - int(np.argmax(counts[::-1]))
    return uses[starts[end] : end + 1]


def _finding(
    now: Graph, uses: NDArray[np.int32], users: NDArray[np.int32], told: tuple[int | None, int], thresholds: Thresholds
) -> Finding:
    """`told`: how many parties the users are, where that is known, and how many enterprises used the thing in all."""
    parties, ever = told
    kind = EdgeKind.of_code(int(now.edges.kind[uses[0]]))
    last = day_of(int(now.edges.since[uses].max()))
    days, least = int(thresholds["access_days"]), thresholds["access_firms_min"]
    mark = thresholds.mark("access_firms_min")
    part, part_mark = thresholds["access_window_share_min"], thresholds.mark("access_window_share_min")
    one_party = parties is not None and parties < least
    is_innocent = one_party or kind is EdgeKind.USES_IP or len(users) < part * ever
    is_gang = parties is not None and parties >= 2 * least
    said = {"count": len(users), "days": days, "what": _WHAT[kind]}
    measures: dict[str, float | int] = {"firms": len(users), "ever": ever}
    counted = [Evidence("access_firms", _COUNT, len(users), "count", "platform", now.as_of, least, mark)]
    if parties is not None:
        measures["parties"] = parties
        counted.append(Evidence("access_parties", _PARTIES, parties, "count", "registry", now.as_of, least, mark))
    return Finding(
        code=CODE,
        title=TITLE,
        text=_UNTIED.fill(**said) if parties is None else _TEXT.fill(**said, parties=parties),
        severity=Severity.NOTE if is_innocent else Severity.CRITICAL if is_gang else Severity.WARN,
        subjects=tuple(now.id(place) for place in users),
        evidence=(
            *counted,
            Evidence("access_ever", _EVER, ever, "count", "platform", now.as_of, len(users) / part, part_mark),
            Evidence("access_last_on", _LAST, last.isoformat() if last else "", "date", "platform", now.as_of),
        ),
        subgraph=subgraph(now, users, uses),
        as_of=now.as_of,
        thresholds=thresholds.version,
        measures=measures,
    )
