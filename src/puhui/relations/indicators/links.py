"""Links between enterprises, and how firm each is: directly, or through a person who has a part in both.

A direct link (a holding, branch, guarantee or dealing) weighs its confidence times its part, where it has one; a
link through a person the product of the person's two weights, added up over people and at most 1.

>>> from puhui.relations.sketch import sketch
>>> found = links(sketch("P holds A 0.5", "P legal_rep B", "A holds C 0.3").now)
>>> found.linked.toarray().astype(int).tolist()[1], found.weight.toarray()[1].tolist()
([0, 0, 1, 1], [0.0, 0.0, 0.5, 0.3])
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from puhui.relations.graph import Graph
from puhui.relations.model import DEALINGS, OFFICERS, EdgeKind, NodeKind

PEOPLE = (*OFFICERS, EdgeKind.HOLDS, EdgeKind.CONTROLS, EdgeKind.STAKEHOLDER)
DIRECT = (EdgeKind.HOLDS, EdgeKind.BRANCH, EdgeKind.GUARANTEES, *DEALINGS)
FIRMS_OF_ONE_MAX = 2_000  # a person of more enterprises (an agent of thousands) links none: said in the reference


@dataclass(frozen=True, slots=True)
class Links:
    """Square matrices over nodes. `people`: enterprise × person weights; `direct`, `linked`: enterprise ×
    enterprise, 1 where linked;
    `weight`: how firmly. `direct`, `linked` and `weight` are symmetric, their diagonals empty.
    """

    people: sparse.csr_matrix
    direct: sparse.csr_matrix
    shared: sparse.csr_matrix
    linked: sparse.csr_matrix
    weight: sparse.csr_matrix


def links(now: Graph) -> Links:
    """The links of the graph's day."""
    edges, count = now.edges, now.nodes.height
    company = now.kinds == NodeKind.ENTERPRISE.code
    person = now.kinds == NodeKind.PERSON.code
    strength = edges.confidence.astype(np.float64) * np.where(np.isnan(edges.ratio), 1.0, edges.ratio)
    by_people = np.isin(edges.kind, EdgeKind.codes(PEOPLE)) & person[edges.source] & company[edges.target]
    people = strongest(edges.target[by_people], edges.source[by_people], strength[by_people], count)
    people = _without_hubs(people)
    is_direct = np.isin(edges.kind, EdgeKind.codes(DIRECT)) & company[edges.source] & company[edges.target]
    one_way = strongest(edges.source[is_direct], edges.target[is_direct], strength[is_direct], count)
    direct_weight = one_way.maximum(one_way.T).tocsr()
    shared_weight = (people @ people.T).tocsr()
    for made in (direct_weight, shared_weight):
        made.setdiag(0)
        made.eliminate_zeros()
    weight = (direct_weight + shared_weight).tocsr()
    weight.data = np.minimum(weight.data, 1.0)
    direct, shared, linked = (_ones(made) for made in (direct_weight, shared_weight, weight))
    return Links(people, direct, shared, linked, weight)


def strongest(
    rows: NDArray[np.int32], columns: NDArray[np.int32], value: NDArray[np.float64], count: int
) -> sparse.csr_matrix:
    """A matrix with the largest of several values of one cell; a value of 0 is a link that weighs nothing, kept as
    a trace."""
    order = np.lexsort((-value, columns, rows))
    rows, columns, value = rows[order], columns[order], np.maximum(value[order], 1e-12)
    first = np.ones(len(rows), dtype=np.bool_)
    first[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
    return sparse.csr_matrix((value[first], (rows[first], columns[first])), shape=(count, count))


def _ones(made: sparse.csr_matrix) -> sparse.csr_matrix:
    ones = made.copy()
    ones.data[:] = 1.0
    return ones


def _without_hubs(people: sparse.csr_matrix) -> sparse.csr_matrix:
    firms = np.bincount(people.indices, minlength=people.shape[1])
    if firms.max(initial=0) <= FIRMS_OF_ONE_MAX:
        return people
    kept = sparse.diags((firms <= FIRMS_OF_ONE_MAX).astype(np.float64))
    made = sparse.csr_matrix(people @ kept)
    made.eliminate_zeros()
    return made
