"""The portal's order of products for one need: ranked on columns, explained where it is shown.

One order for the page, for the list that a click is kept with, and for the banks that a need goes to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from puhui.desks.catalogue import Catalogue
from puhui.market import Approval, Match, Need, Product, match
from puhui.market.batch import Enterprises, Shelf, match_batch
from puhui.market.facts import Facts


@dataclass(frozen=True, slots=True)
class _Laid:
    """What of one snapshot is on offer on one day."""

    of: tuple[Product, ...]
    day: date
    shelf: Shelf


class Ranking:
    """Ranks a portal's products. Of a `Catalogue` it ranks what is published now. Safe from many threads."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._catalogue = products if isinstance(products, Catalogue) else Catalogue(products)
        self._laid: _Laid | None = None

    def best(self, need: Need, facts: Facts, *, on: date, top: int, approval: Approval) -> tuple[list[Match], int]:
        """The first `top` matches on that day, best first, and among how many products they are the first."""
        shelf = self._on_offer(on)
        ranked = match_batch(Enterprises.of([need], [facts]), shelf, on=on, top=top, approval=approval)
        first = [shelf.products[place] for place in ranked.order[0]]
        return match(need, first, facts, on=on, approval=approval), len(shelf)

    def _on_offer(self, day: date) -> Shelf:
        snapshot, laid = self._catalogue.snapshot, self._laid
        if laid is None or laid.of is not snapshot or laid.day != day:
            shelf = Shelf.of([one for one in snapshot if one.on_offer(day)])
            laid = self._laid = _Laid(snapshot, day, shelf)
        return laid.shelf
