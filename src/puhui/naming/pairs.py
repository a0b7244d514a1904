"""What both scripts give the ranking: pairs of a query and a name, and their features."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.naming.sparse import Floats, Ints


@dataclass(frozen=True)
class Pairs:
    """Rows of queries and of the register, one a pair, queries ascending; `features` has a row a pair.

    `identical` says which pairs are the same name once normalised: no weight is needed to join those.
    """

    query: Ints
    entry: Ints
    features: Floats
    names: tuple[str, ...]
    identical: NDArray[np.bool_]
