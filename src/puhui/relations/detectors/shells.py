"""SHELL: enterprises that look empty: each signal has a weight, and every one that holds is shown.

Goods that come in unlike those that go out are a signal of the handbook that invoices without goods codes cannot
show: it is not judged.
Registered incubators are no shared address, and firms with one bookkeeping agent share no phone or email: theirs is
the agent's. A crowded address and a common agent alone make no shell: at least one
signal must be of the firm's own doing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.kernel import Text
from puhui.relations.findings import Evidence, Finding, Severity, subgraph
from puhui.relations.graph import Graph
from puhui.relations.model import CONTACTS, OFFICERS, EdgeKind
from puhui.relations.sharing import corporate_label, sharing
from puhui.relations.siblings import REVOKED, revoked_siblings, serial_founding
from puhui.relations.thresholds import Thresholds

CODE = "SHELL"
TITLE = Text(zh="疑似空壳企业", en="looks like a shell")
INSURED = "insured"  # fact: heads insured in the latest month on record
REVENUE = "rev12_fen"
BURST = "burst_share12"
_TEXT = Text(zh="空壳特征得分{score}：{signs}", en="shell score {score}: {signs}")
_LABELS = {
    "uninsured": Text(zh="有收入而参保人数为零", en="revenue, but nobody insured"),
    "address": Text(zh="与多家无关联企业同址", en="shares its address with many unrelated firms"),
    "web": Text(
        zh="与多家企业共用电话、邮箱、代办人或法定代表人",
        en="shares phone, email, agent or representative with many firms",
    ),
    "serial": Text(
        zh="法定代表人半年内设立多家企业", en="its representative's companies were founded within half a year"
    ),
    "burst": Text(zh="收入集中在一个月", en="its revenue came in one month"),
    "unpaid": Text(zh="大额注册资本未实缴", en="large capital, unpaid"),
    "revoked": Text(zh="关联企业被吊销", en="siblings were revoked"),
}
_OWN = ("uninsured", "serial", "burst", "unpaid", "revoked")
_SHOWN = 96


@dataclass(frozen=True, slots=True)
class _Signal:
    """Which nodes a signal holds for, the value it was judged by, and the threshold's code."""

    holds: NDArray[np.bool_]
    value: NDArray[Any]
    threshold: str
    unit: str
    source: str


def find(graph: Graph, thresholds: Thresholds) -> Iterator[Finding]:
    """A finding for each living enterprise whose signals weigh enough."""
    now = graph.of(*OFFICERS, *CONTACTS, EdgeKind.HOLDS, EdgeKind.CONTROLS).now
    signals = _signals(now, thresholds)
    score = np.zeros(now.nodes.height)
    own = np.zeros(now.nodes.height)
    for name, signal in signals.items():
        score += thresholds[f"shell_weight_{name}"] * signal.holds
        own += signal.holds & (name in _OWN)
    gone = now.nodes["status"].is_in(list(REVOKED)).fill_null(False).to_numpy()
    enough = (score >= thresholds["shell_score_min"] - 1e-9) & (own >= thresholds["shell_own_signals_min"]) & ~gone
    for place in now.subjects[enough[now.subjects]]:
        yield _finding(now, int(place), signals, float(score[place]), thresholds)


def _signals(now: Graph, thresholds: Thresholds) -> dict[str, _Signal]:
    label = corporate_label(now, thresholds["group_share_min"])
    excused = now.nodes["exempt"].fill_null(False).to_numpy()
    shared = {kind: sharing(now, kind, label, excused=excused).unrelated for kind in (*CONTACTS, EdgeKind.LEGAL_REP)}
    clients = corporate_label(now, thresholds["group_share_min"], also=(EdgeKind.USES_AGENT,))
    shared |= {kind: sharing(now, kind, clients).unrelated for kind in (EdgeKind.USES_PHONE, EdgeKind.USES_EMAIL)}
    address = shared[EdgeKind.AT_ADDRESS] >= thresholds["shell_address_firms_min"]
    direct = np.maximum.reduce(
        [shared[kind] for kind in (EdgeKind.USES_PHONE, EdgeKind.USES_EMAIL, EdgeKind.LEGAL_REP)]
    )
    web = direct >= thresholds["shell_web_firms_min"]
    agent = (shared[EdgeKind.USES_AGENT] >= thresholds["shell_agent_firms_min"]) & (address | (direct >= 2))
    insured, revenue = now.fact(INSURED), now.fact(REVENUE)
    capital = now.nodes["reg_capital_fen"].cast(float).fill_null(float("nan")).to_numpy()
    paid = now.nodes["paid_capital_fen"].cast(float).fill_null(float("nan")).to_numpy()
    large = capital >= thresholds["shell_capital_min_fen"]
    paid_share = np.divide(paid, capital, out=np.full(len(capital), np.nan), where=large)
    serial = serial_founding(now, days=int(thresholds["shell_serial_days"]))
    revoked = revoked_siblings(now, share_min=thresholds["group_share_min"])
    return {
        "uninsured": _Signal((insured == 0) & (revenue > 0), insured, "", "count", "social"),
        "address": _Signal(address, shared[EdgeKind.AT_ADDRESS], "shell_address_firms_min", "count", "registry"),
        "web": _Signal(
            web | agent, np.where(web, direct, shared[EdgeKind.USES_AGENT]), "shell_web_firms_min", "count", "registry"
        ),
        "serial": _Signal(
            serial >= thresholds["shell_serial_firms_min"], serial, "shell_serial_firms_min", "count", "registry"
        ),
        "burst": _Signal(
            now.fact(BURST) >= thresholds["shell_burst_share_min"],
            now.fact(BURST),
            "shell_burst_share_min",
            "ratio",
            "tax",
        ),
        "unpaid": _Signal(
            paid_share <= thresholds["shell_paid_share_max"], paid_share, "shell_paid_share_max", "ratio", "registry"
        ),
        "revoked": _Signal(
            revoked >= thresholds["shell_revoked_min"], revoked, "shell_revoked_min", "count", "registry"
        ),
    }


def _finding(now: Graph, place: int, signals: dict[str, _Signal], score: float, thresholds: Thresholds) -> Finding:
    held = [name for name, signal in signals.items() if signal.holds[place]]
    evidence = tuple(_evidence(now, place, name, signals[name], thresholds) for name in held)
    words = [_LABELS[name] for name in held]
    joined = Text(zh="、".join(word.zh for word in words), en="; ".join(word.en for word in words))
    return Finding(
        code=CODE,
        title=TITLE,
        text=_TEXT.fill(score=f"{score:.2f}", signs=joined),
        severity=Severity.CRITICAL if score >= thresholds["shell_score_critical"] - 1e-9 else Severity.WARN,
        subjects=(now.id(place),),
        evidence=evidence,
        subgraph=subgraph(now, np.array([place], dtype=np.int32), _around(now, place)),
        as_of=now.as_of,
        thresholds=thresholds.version,
        measures={"score": round(score, 4)} | {f"weight.{name}": thresholds[f"shell_weight_{name}"] for name in held},
    )


def _evidence(now: Graph, place: int, name: str, signal: _Signal, thresholds: Thresholds) -> Evidence:
    value = float(signal.value[place])
    least, mark = (thresholds[signal.threshold], thresholds.mark(signal.threshold)) if signal.threshold else (0.0, "S-")
    said = {"uninsured": INSURED, "burst": BURST}.get(name)
    day = now.facts[said].as_of if said else now.as_of
    shown = int(value) if signal.unit == "count" else round(value, 4)
    return Evidence(name, _LABELS[name], shown, signal.unit, signal.source, day, least, mark)


def _around(now: Graph, place: int) -> NDArray[np.int64]:
    """The enterprise's own edges, and some of those of others to the same people and contacts."""
    rows = now.both
    mine = rows.edge[rows.start[place] : rows.start[place + 1]]
    others = rows.of(place)
    _, where = rows.of_many(others)
    return np.asarray(np.unique(np.concatenate([mine, rows.edge[where][:_SHOWN]])), dtype=np.int64)
