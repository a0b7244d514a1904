"""The products that are on offer now: a sequence that changes while it is held.

Whoever holds it sees what was published since. A reader that keeps something computed per product compares
`snapshot`, which is the same object until something changed.

>>> from puhui.market import shipped_products
>>> one, *_ = shipped_products()
>>> offered = Catalogue([one])
>>> offered.withdraw(str(one.lender), one.code, before=date(2026, 12, 1))
>>> [product.on_offer(date(2026, 12, 1)) for product in offered]
[False]
"""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import overload

from puhui.market import Product


class Catalogue(Sequence[Product]):
    """Products by lender and code, in the order in which they came. Safe from many threads."""

    def __init__(self, products: Iterable[Product] = ()) -> None:
        self._changing = threading.Lock()
        self.snapshot: tuple[Product, ...] = tuple(products)

    def put(self, product: Product) -> None:
        """Offer a product, in the place of the one of that lender and code."""
        with self._changing:
            places = [(one.lender, one.code) for one in self.snapshot]
            key = (product.lender, product.code)
            found = list(self.snapshot)
            if key in places:
                found[places.index(key)] = product
            else:
                found.append(product)
            self.snapshot = tuple(found)

    def withdraw(self, lender: str, code: str, *, before: date) -> None:
        """Offer a product no more from that day on. It is still found: applications of it are under way."""
        with self._changing:
            self.snapshot = tuple(
                replace(one, valid_to=before - timedelta(days=1)) if (one.lender, one.code) == (lender, code) else one
                for one in self.snapshot
            )

    @overload
    def __getitem__(self, index: int) -> Product: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Product]: ...
    def __getitem__(self, index: int | slice) -> Product | Sequence[Product]:
        return self.snapshot[index]

    def __len__(self) -> int:
        return len(self.snapshot)
