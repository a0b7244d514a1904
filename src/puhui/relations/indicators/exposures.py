"""Guarantees, trade and contacts: what an enterprise stands for, with whom it trades, what it shares with strangers."""

import numpy as np
from numpy.typing import NDArray

from puhui.relations.circles import NET_ASSETS
from puhui.relations.graph import Graph
from puhui.relations.groups import related_groups
from puhui.relations.model import EdgeKind
from puhui.relations.sharing import corporate_label, sharing
from puhui.relations.thresholds import Thresholds


def compute(now: Graph, thresholds: Thresholds) -> dict[str, NDArray[np.float64]]:
    """Indicators of guarantees, flows and contacts, for every node."""
    edges, count = now.edges, now.nodes.height
    amount = edges.amount_fen.astype(np.float64)
    given = edges.kind == EdgeKind.GUARANTEES.code
    given_fen = np.bincount(edges.source, weights=amount * given, minlength=count)
    assets = now.fact(NET_ASSETS)
    pays = edges.kind == EdgeKind.PAYS.code
    group = related_groups(now, thresholds=thresholds).label
    inside = group[edges.source] == group[edges.target]
    inflow = np.bincount(edges.target, weights=amount * pays, minlength=count)
    related = np.bincount(edges.target, weights=amount * (pays & inside), minlength=count)
    label = corporate_label(now, thresholds["group_share_min"])
    excused = now.nodes["exempt"].fill_null(False).to_numpy()
    shared = {
        name: sharing(now, kind, label, excused=excused).unrelated.astype(np.float64)
        for name, kind in (
            ("rel_address_firms", EdgeKind.AT_ADDRESS),
            ("rel_phone_firms", EdgeKind.USES_PHONE),
            ("rel_email_firms", EdgeKind.USES_EMAIL),
            ("rel_agent_firms", EdgeKind.USES_AGENT),
            ("rel_device_firms", EdgeKind.USES_DEVICE),
            ("rel_rep_firms", EdgeKind.LEGAL_REP),
        )
    }
    return {
        "rel_guarantees_given": _distinct(edges.source[given], edges.target[given], count),
        "rel_guarantees_received": _distinct(edges.target[given], edges.source[given], count),
        "rel_guaranteed_given_fen": given_fen,
        "rel_guaranteed_received_fen": np.bincount(edges.target, weights=amount * given, minlength=count),
        "rel_guarantee_net_assets": np.divide(given_fen, assets, out=np.full(count, np.nan), where=assets > 0),
        "rel_related_inflow_share": np.divide(related, inflow, out=np.full(count, np.nan), where=inflow > 0),
        "rel_buyers": _distinct(*_ends(now, EdgeKind.INVOICES), count),
        "rel_suppliers": _distinct(*_ends(now, EdgeKind.INVOICES)[::-1], count),
        **shared,
    }


def _ends(now: Graph, kind: EdgeKind) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    which = now.edges.kind == kind.code
    return now.edges.source[which], now.edges.target[which]


def _distinct(one: NDArray[np.int32], other: NDArray[np.int32], count: int) -> NDArray[np.float64]:
    """How many different others each node has."""
    pairs = np.unique(one.astype(np.int64) * count + other)
    return np.bincount(pairs // max(count, 1), minlength=count).astype(np.float64)
