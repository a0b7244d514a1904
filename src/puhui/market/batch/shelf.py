"""Products as columns: a row a product, so that a batch computes with all of them at once.

What several products ask alike is one condition of the shelf; a product has the places of its own in that list.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from puhui.market.batch.columns import GUARANTEE_BITS, REPAYMENT_BITS
from puhui.market.conditions import Condition
from puhui.market.product import Guarantee, Product

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PRODUCTS_MAX = 2**17


@dataclass(frozen=True)
class Shelf:
    """Products and their columns, each of shape (products, 1) unless said.

    `asked` (longest list of conditions, products) are places in `conditions`; a product with fewer is filled up with
    the place after the last. `lender` (products) are places in `lenders`. `quota` is infinite where there is none.
    `rank` (products) is the order of products that are otherwise equal.
    """

    products: Sequence[Product]
    conditions: tuple[Condition, ...]
    asked: NDArray[np.intp]
    amount_min: Floats
    amount_max: Floats
    term_min: Floats
    term_max: Floats
    rate_min: Floats
    rate_max: Floats
    fees: Floats
    guarantee: Ints
    unsecured: NDArray[np.bool_]
    guarantor_decides: NDArray[np.bool_]
    days: Floats
    repayment: Ints
    quota: Floats
    lenders: tuple[str, ...]
    lender: NDArray[np.intp]
    rank: Ints

    @classmethod
    def of(cls, products: Sequence[Product]) -> Self:
        """The shelf of these products, `PRODUCTS_MAX` at most; a place in a result is a place in `products`."""
        if len(products) > PRODUCTS_MAX:
            raise ValueError(f"a shelf holds at most {PRODUCTS_MAX} products")

        def column(value: Callable[[Product], Any], kind: type = float) -> NDArray[Any]:
            return np.array([value(one) for one in products], dtype=kind).reshape(-1, 1)

        conditions, asked = _asked(products)
        lenders = tuple(dict.fromkeys(str(one.lender) for one in products))
        places = {name: place for place, name in enumerate(lenders)}
        order = sorted(
            range(len(products)),
            key=lambda place: (products[place].days_to_decision, products[place].lender, products[place].code),
        )
        return cls(
            products=products,
            conditions=conditions,
            asked=asked,
            amount_min=column(lambda one: one.amount_min_fen),
            amount_max=column(lambda one: one.amount_max_fen),
            term_min=column(lambda one: one.term_min_months),
            term_max=column(lambda one: one.term_max_months),
            rate_min=column(lambda one: one.rates[0]),
            rate_max=column(lambda one: one.rates[1]),
            fees=column(lambda one: one.rates[2]),
            guarantee=column(lambda one: sum(GUARANTEE_BITS[each] for each in set(one.guarantee)), int),
            unsecured=column(lambda one: Guarantee.NONE in one.guarantee, bool),
            guarantor_decides=column(lambda one: one.cover is not None, bool),
            days=column(lambda one: one.days_to_decision),
            repayment=column(lambda one: sum(REPAYMENT_BITS[each] for each in set(one.repayment)), int),
            quota=column(lambda one: np.inf if one.quota_remaining_fen is None else one.quota_remaining_fen),
            lenders=lenders,
            lender=np.array([places[str(one.lender)] for one in products], dtype=np.intp),
            rank=np.argsort(np.array(order, dtype=np.int64), kind="stable"),
        )

    def __len__(self) -> int:
        return len(self.products)

    def on_offer(self, day: date) -> NDArray[np.bool_]:
        """Whether each product is on offer on that day; shape (products, 1)."""
        return np.array([one.on_offer(day) for one in self.products], dtype=bool).reshape(-1, 1)


def _asked(products: Sequence[Product]) -> tuple[tuple[Condition, ...], NDArray[np.intp]]:
    """The different conditions, and for each product the places of its own."""
    places: dict[tuple[str, str, object], int] = {}
    found: list[Condition] = []
    own: list[list[int]] = []
    for product in products:
        own.append([])
        for condition in product.conditions:
            key = (condition.fact.name, condition.op, condition.value)
            if key not in places:
                places[key] = len(found)
                found.append(condition)
            own[-1].append(places[key])
    longest = max(map(len, own), default=0)
    filled = [one + [len(found)] * (longest - len(one)) for one in own]
    return tuple(found), np.array(filled, dtype=np.intp).reshape(len(products), longest).T.copy()
