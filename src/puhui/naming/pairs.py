"""What both scripts give the ranking: pairs of a query and a name, and their features."""

from dataclasses import dataclass

from puhui.naming.sparse import Floats, Ints


@dataclass(frozen=True)
class Pairs:
    """Rows of queries and of the register, one a pair, queries ascending; `features` has a row a pair."""

    query: Ints
    entry: Ints
    features: Floats
    names: tuple[str, ...]
