"""Who holds an enterprise, who acts for it, and whether they are the same people."""

import numpy as np
from numpy.typing import NDArray

from puhui.relations.graph import Graph
from puhui.relations.model import DEALINGS, OFFICERS, EdgeKind, NodeKind

_SHIFT = np.int64(1) << np.int64(32)


def compute(now: Graph) -> dict[str, NDArray[np.float64]]:
    """Indicators of holders, officers, branches and dealings, for every node."""
    edges, count = now.edges, now.nodes.height
    person = now.kinds == NodeKind.PERSON.code
    pairs = {kind: _pairs(now, kind) for kind in EdgeKind}
    held = pairs[EdgeKind.HOLDS]
    by_person = person[held >> 32]
    share = holder_shares(now)
    people = np.unique(np.concatenate([pairs[kind] for kind in (*OFFICERS, EdgeKind.HOLDS, EdgeKind.STAKEHOLDER)]))
    people = people[person[people >> 32]]
    reps, executives = pairs[EdgeKind.LEGAL_REP], pairs[EdgeKind.EXECUTIVE]
    dealings = np.concatenate([pairs[kind] for kind in DEALINGS])
    return {
        "rel_holders_person": _targets(held[by_person], count),
        "rel_holders_company": _targets(held[~by_person], count),
        "rel_holdings": _sources(held, count),
        "rel_top_holder_share": share[0],
        "rel_holder_hhi": share[1],
        "rel_subscribed_fen": np.bincount(
            edges.target, weights=np.where(edges.kind == EdgeKind.HOLDS.code, edges.amount_fen, 0), minlength=count
        ),
        "rel_reps": _targets(reps, count),
        "rel_executives": _targets(executives, count),
        "rel_directors": _targets(pairs[EdgeKind.DIRECTOR], count),
        "rel_supervisors": _targets(pairs[EdgeKind.SUPERVISOR], count),
        "rel_stakeholders": _targets(pairs[EdgeKind.STAKEHOLDER], count),
        "rel_people": _targets(people, count),
        "rel_rep_holds": np.minimum(_targets(reps[np.isin(reps, held)], count), 1.0),
        "rel_rep_executes": np.minimum(_targets(reps[np.isin(reps, executives)], count), 1.0),
        "rel_executives_hold": _targets(executives[np.isin(executives, held)], count),
        "rel_stakeholders_unregistered": _targets(
            pairs[EdgeKind.STAKEHOLDER][~np.isin(pairs[EdgeKind.STAKEHOLDER], held)], count
        ),
        "rel_branches": _sources(pairs[EdgeKind.BRANCH], count),
        "rel_head_offices": _targets(pairs[EdgeKind.BRANCH], count),
        "rel_borrowed_from": _targets(pairs[EdgeKind.LENDS], count),
        "rel_lent_to": _sources(pairs[EdgeKind.LENDS], count),
        "rel_dealings": _targets(dealings, count) + _sources(dealings, count),
    }


def holder_shares(now: Graph) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The largest holder's part and the sum of squared parts; NaN where no part is known.

    Parts come from the ratios (scaled where they add up to more than 1); where an enterprise has none, from the
    amounts.
    """
    edges, count = now.edges, now.nodes.height
    which = edges.kind == EdgeKind.HOLDS.code
    target, ratio = edges.target[which], np.nan_to_num(edges.ratio[which])
    amount = edges.amount_fen[which].astype(np.float64)
    told = np.bincount(target, weights=ratio, minlength=count) > 0
    value = np.where(told[target], ratio, amount)
    whole = np.bincount(target, weights=value, minlength=count)
    base = np.where(told, np.maximum(whole, 1.0), whole)[target]
    part = np.divide(value, base, out=np.zeros(len(value)), where=base > 0)
    top = np.full(count, np.nan)
    known = whole > 0
    top[known] = 0.0
    np.fmax.at(top, target[part > 0], part[part > 0])
    squares = np.bincount(target, weights=part**2, minlength=count)
    return top, np.where(known, squares, np.nan)


def _pairs(now: Graph, kind: EdgeKind) -> NDArray[np.int64]:
    """Each pair of ends of a kind once: source in the upper half, target in the lower."""
    which = now.edges.kind == kind.code
    return np.asarray(np.unique(now.edges.source[which].astype(np.int64) * _SHIFT + now.edges.target[which]))


def _targets(pairs: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    return np.bincount(pairs & (_SHIFT - 1), minlength=count).astype(np.float64)


def _sources(pairs: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    return np.bincount(pairs >> 32, minlength=count).astype(np.float64)
