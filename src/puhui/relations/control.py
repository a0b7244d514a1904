"""Who controls: more than half of the votes is all of them, link by link.

A person who controls A, which holds 40 % of B, and who holds 15 % of B too, has 55 % of B's votes, though owning less.

>>> from puhui.relations.sketch import sketch
>>> from puhui.relations.ownership import upstream
>>> above = upstream(sketch("P holds A 0.51", "A holds B 0.4", "P holds B 0.15").now, "B")
>>> {who: round(part, 9) for who, part in votes(above, over=0.5).items()}
{'P': 0.55}
>>> round(above.effective()["P"], 9)
0.354
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from puhui.relations.ownership import Upstream

_EPSILON = 1e-12


def votes(above: Upstream, *, over: float) -> dict[str, float]:
    """The votes in the enterprise that each person has: own ones, and those of enterprises that the person controls."""
    names = above.ids()
    columns = above.held.tocsc()
    found = {}
    for person in np.flatnonzero(above.persons):
        share = votes_of(columns, int(person), over=over)
        if share[0] > 0:
            found[names[person]] = float(min(share[0], 1.0))
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def votes_of(held: sparse.csc_matrix, holder: int, *, over: float) -> NDArray[np.float64]:
    """The votes that `holder` has in every place, growing until nothing more comes under its control."""
    share = np.zeros(held.shape[0])
    controls = np.zeros(held.shape[0], dtype=np.bool_)
    controls[holder] = True
    front = [holder]
    while front:
        for one in front:
            below = slice(held.indptr[one], held.indptr[one + 1])
            np.add.at(share, held.indices[below], held.data[below])
        gained = np.flatnonzero((share > over + _EPSILON) & ~controls)
        controls[gained] = True
        front = gained.tolist()
    return share
