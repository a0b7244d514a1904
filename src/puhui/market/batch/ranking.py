"""The batch itself: verdict, degree and order of every pair, block by block.

A block is a matrix, products down and enterprises across, small enough for the processor's cache. Each pair gets one
whole number that sorts as `match` does up to the degree: broken conditions last, then open ones by their count, then
the degree downwards. A bound on each enterprise's last wanted place, from the least of groups of products, leaves a few
pairs; these alone get the rest of the order: expected rate, then the product's rank by days, lender and code.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from puhui.market.approval import Approval, guess
from puhui.market.batch.columns import Enterprises
from puhui.market.batch.fitting import ASK, FAIL, FULL, Fit, condition_marks, likelihoods, rates, scores
from puhui.market.batch.shelf import Shelf
from puhui.market.conditions import State

_PAIRS = 1 << 17
_ROWS = 1 << 13
_GROUPS_A_PLACE = 4
_RANK_BITS, _RATE_BITS, _DEGREE_BITS = 17, 23, 14
_RATE_MAX = (1 << _RATE_BITS) - 1
_STATES = (State.PASS, State.ASK, State.FAIL)
Scores = NDArray[np.int32]
Keys = NDArray[np.int64]


@dataclass(frozen=True)
class Ranked:
    """For each enterprise its best products: `order` are places on the shelf, `degree` in hundredths of a point."""

    order: NDArray[np.int32]
    degree: NDArray[np.int32]
    verdict: NDArray[np.int8]

    def state(self, row: int, place: int) -> State:
        """The verdict on the product at that place of that row."""
        return _STATES[self.verdict[row, place]]


def match_batch(
    enterprises: Enterprises, shelf: Shelf, *, on: date, top: int | None = None, approval: Approval | None = None
) -> Ranked:
    """The best `top` products of every enterprise, best first; all of them without `top`."""
    count = len(shelf) if top is None else min(top, len(shelf))
    fit = Fit(shelf, shelf.on_offer(on), approval or guess())
    found = [
        _best(enterprises.part(start, min(start + _ROWS, len(enterprises))), fit, count)
        for start in range(0, len(enterprises), _ROWS)
    ]
    return Ranked(
        order=np.concatenate([np.empty((0, count), dtype=np.int32), *(one.order for one in found)]),
        degree=np.concatenate([np.empty((0, count), dtype=np.int32), *(one.degree for one in found)]),
        verdict=np.concatenate([np.empty((0, count), dtype=np.int8), *(one.verdict for one in found)]),
    )


def _best(rows: Enterprises, fit: Fit, count: int) -> Ranked:
    """The `count` best of every row of so few enterprises that their conditions' marks lie in memory at once."""
    if not count:
        empty = np.empty((len(rows), 0), dtype=np.int32)
        return Ranked(empty, empty, empty.astype(np.int8))
    marks, likely = condition_marks(rows, fit.shelf.conditions), likelihoods(rows, fit)
    step = max(1, _PAIRS // len(fit.shelf))
    left: list[tuple[NDArray[np.intp], NDArray[np.intp], Scores]] = []
    for start in range(0, len(rows), step):
        end = min(start + step, len(rows))
        block = scores(rows.part(start, end), marks[:, start:end], likely[:, start:end], fit)
        product, column = np.nonzero(block <= _bound(block, count))
        left.append((product, column + start, block[product, column]))
    product, row, score = (np.concatenate(parts) for parts in zip(*left, strict=True))
    first = _first(_keys(rows, fit, product, row, score), row, len(rows), count)
    score = score[first]
    level = score >> _DEGREE_BITS
    return Ranked(
        order=product[first].astype(np.int32),
        degree=FULL - (score & ((1 << _DEGREE_BITS) - 1)),
        verdict=np.where(level >= FAIL, 2, np.where(level >= ASK, 1, 0)).astype(np.int8),
    )


def _bound(block: Scores, count: int) -> Scores:
    """For every column a score that at least `count` products reach, and few more: the `count`-th least of the minima
    of groups of products, each of which has one product at least that reaches it."""
    size = max(1, len(block) // (_GROUPS_A_PLACE * count))
    least = np.minimum.reduceat(block, np.arange(0, len(block), size), axis=0)
    found: Scores = np.partition(least, count - 1, axis=0)[count - 1]
    return found


def _keys(rows: Enterprises, fit: Fit, product: NDArray[np.intp], row: NDArray[np.intp], score: Scores) -> Keys:
    """The whole order of some pairs as one number: the score, then the expected rate, then the product's rank."""
    keys: Keys = score.astype(np.int64)
    keys <<= _RATE_BITS
    keys += np.minimum(rates(rows, fit.shelf, product, row), _RATE_MAX)
    keys <<= _RANK_BITS
    keys += fit.shelf.rank[product]
    return keys


def _first(keys: Keys, row: NDArray[np.intp], rows: int, count: int) -> NDArray[np.intp]:
    """The places of each row's `count` least keys, in their order; every row has as many."""
    order = np.argsort(keys)
    order = order[np.argsort(row[order].astype(np.int16), kind="stable")]  # by radix: there are few different rows
    ends = np.cumsum(np.bincount(row, minlength=rows))
    starts = np.concatenate([[0], ends[:-1]])
    first: NDArray[np.intp] = order[starts[:, None] + np.arange(count)]
    return first
