"""Risk that flows along links: lawsuits, dishonest debtors, defaults and revocations within one and two links."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from puhui.relations.graph import Graph
from puhui.relations.groups import related_groups
from puhui.relations.indicators.links import Links
from puhui.relations.siblings import PUNISHED
from puhui.relations.thresholds import Thresholds

SUITS = "suits"  # fact: lawsuits as defendant
DISHONEST = "dishonest"  # fact: an open entry in the list of dishonest debtors
DEFAULTED = "defaulted"  # fact: a loan in default
_TWO_MAX = 500  # neighbours of one enterprise walked on from; beyond, its two-link shares are of one link


def compute(now: Graph, links: Links, thresholds: Thresholds) -> dict[str, NDArray[np.float64]]:
    """Indicators of neighbours, for every node; NaN where the fact was told of nobody."""
    suits, sued = now.fact(SUITS), _flag(now.fact(SUITS))
    linked, direct, shared = links.linked, links.direct, links.shared
    around = np.asarray(linked.sum(axis=1)).ravel()
    two = _two(linked)
    further = np.asarray(two.sum(axis=1)).ravel()
    dishonest, defaulted = _flag(now.fact(DISHONEST)), _flag(now.fact(DEFAULTED))
    revoked = now.nodes["status"].is_in(list(PUNISHED)).to_numpy().astype(np.float64)
    known = not now.nodes["status"].is_null().all()
    return {
        "rel_linked_direct": np.asarray(direct.sum(axis=1)).ravel(),
        "rel_linked_by_people": np.asarray(shared.sum(axis=1)).ravel(),
        "rel_linked": around,
        "rel_linked_2": further,
        "rel_group_size": related_groups(now, thresholds=thresholds).size.astype(np.float64),
        "rel_neighbour_suits": _sum(linked, suits),
        "rel_neighbour_suits_direct": _sum(direct, suits),
        "rel_neighbours_sued": _sum(linked, sued),
        "rel_neighbours_sued_share": _share(_sum(linked, sued), around),
        "rel_neighbours_sued_share_2": _share(_sum(two, sued), further),
        "rel_neighbour_suits_weighted": _sum(links.weight, suits),
        "rel_neighbours_dishonest": _sum(linked, dishonest),
        "rel_neighbours_dishonest_2": _sum(two, dishonest),
        "rel_neighbours_dishonest_weighted": _sum(links.weight, dishonest),
        "rel_neighbours_defaulted": _sum(linked, defaulted),
        "rel_neighbours_defaulted_2": _sum(two, defaulted),
        "rel_neighbours_defaulted_weighted": _sum(links.weight, defaulted),
        "rel_neighbours_revoked": _sum(linked, revoked) if known else np.full(len(around), np.nan),
        "rel_sibling_revoked": _sum(shared, revoked) if known else np.full(len(around), np.nan),
    }


def _flag(fact: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(np.isnan(fact), np.nan, (fact > 0).astype(np.float64))


def _sum(made: sparse.csr_matrix, fact: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum over neighbours of whom something is known; NaN throughout where the fact was told of nobody."""
    if np.isnan(fact).all():
        return np.full(len(fact), np.nan)
    return np.asarray(made @ np.nan_to_num(fact))


def _share(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """A share of neighbours; NaN for whoever has none."""
    return np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)


def _two(linked: sparse.csr_matrix) -> sparse.csr_matrix:
    """Who is within two links, nobody a neighbour of itself."""
    small = (np.diff(linked.indptr) <= _TWO_MAX).astype(np.float64)
    onward = sparse.csr_matrix(sparse.diags(small) @ linked)
    two = (linked + onward @ onward).tocsr()
    two.setdiag(0)
    two.eliminate_zeros()
    two.data[:] = 1.0
    return two
