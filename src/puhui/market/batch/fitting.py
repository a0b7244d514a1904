"""How products fit enterprises: the formulas of `match` on a block, a row a product and a column an enterprise.

Sums, products and roundings stand in the order of `match`, so that each float is the same to the last bit. A column of
enterprises in which all values are equal is computed with once and stretched by NumPy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.decisions import Kind
from puhui.market.approval import Approval
from puhui.market.batch.columns import ABSENT, Enterprises
from puhui.market.batch.shelf import Floats, Shelf
from puhui.market.conditions import Condition
from puhui.market.settings import settings

ASK, FAIL = 1, 256
FULL = 10_000
_DEGREE_BITS = 14
Marks = NDArray[np.int16]
Scores = NDArray[np.int32]


@dataclass(frozen=True)
class Fit:
    """What a batch is judged by: the shelf, what of it is on offer, and how likely each lender approves."""

    shelf: Shelf
    on_offer: NDArray[np.bool_]
    approval: Approval


def condition_marks(rows: Enterprises, conditions: Sequence[Condition]) -> Marks:
    """A row a condition and one more, without marks, for products with fewer conditions than others."""
    found = np.zeros((len(conditions) + 1, len(rows)), dtype=np.int16)
    for place, one in enumerate(conditions):
        found[place] = _condition(rows, one)
    return found


def likelihoods(rows: Enterprises, fit: Fit) -> Floats:
    """How likely each lender approves where nothing is open; a row a lender."""
    pd = rows.number("pd")
    return np.stack([fit.approval.likelihoods(lender, pd) for lender in fit.shelf.lenders])


def scores(block: Enterprises, marks: Marks, likely: Floats, fit: Fit) -> Scores:
    """For every pair `level << 14 | full degree - degree`: the level is the number of open conditions, 256 where one is
    broken. `marks` and `likely` are the block's columns of `condition_marks` and `likelihoods`."""
    shelf = fit.shelf
    degree, mark = _amount(block, shelf)
    points, outside = _term(block, shelf)
    degree += points
    mark += outside
    for places in shelf.asked:
        mark += marks.take(places, axis=0)
    points, asked = _guarantee(block, shelf)
    degree += points
    mark += asked
    if np.isfinite(shelf.quota).any():
        mark += (block.amount_fen > shelf.quota) * np.int16(FAIL)
    mark += ~fit.on_offer * np.int16(FAIL)
    level: Marks = np.minimum(mark, FAIL, out=mark)
    degree += _price(block, shelf)
    degree += _speed(block, shelf)
    degree += _way(block, shelf)
    degree += _approval(likely, fit, level)
    found: Scores = level.astype(np.int32)
    found <<= _DEGREE_BITS
    found += FULL
    found -= degree
    return found


def rates(rows: Enterprises, shelf: Shelf, product: NDArray[np.intp], row: NDArray[np.intp]) -> NDArray[np.int64]:
    """The expected yearly rate of these pairs, in millionths."""
    low, high, fees = (column[product, 0] for column in (shelf.rate_min, shelf.rate_max, shelf.fees))
    return _millionths(low, high, fees, _risk(rows)[row]).astype(np.int64)


def _amount(block: Enterprises, shelf: Shelf) -> tuple[Marks, Marks]:
    """Points, and the mark where the product does not offer the amount: there one of the two shares is below 1."""
    over, under = shelf.amount_max / block.amount_fen, block.amount_fen / shelf.amount_min
    share = np.minimum(over, under)
    outside = (share < 1) * np.int16(FAIL)
    limit = block.numbers.get("limit_fen")
    if limit is not None:
        met = np.clip(np.minimum(shelf.amount_max, limit) / block.amount_fen, 0.0, None)
        share = np.where(under < 1, under, np.where(np.isnan(limit), over, met))
    return _hundredths(np.minimum(share, 1.0, out=share), "amount"), outside


def _term(block: Enterprises, shelf: Shelf) -> tuple[Marks, Marks]:
    share = np.minimum(shelf.term_max / block.term_months, block.term_months / shelf.term_min)
    outside = (share < 1) * np.int16(FAIL)
    return _hundredths(np.minimum(share, 1.0, out=share), "tenor"), outside


def _price(block: Enterprises, shelf: Shelf) -> Marks:
    of, acceptable = settings().of, _alike(block.rate_acceptable)
    rate = _millionths(shelf.rate_min, shelf.rate_max, shelf.fees, _risk(block))
    rate /= 1e6
    share = of["rate_worst"] - rate
    share /= of["rate_worst"] - of["rate_best"]
    if not np.isnan(acceptable).all():
        named = 1 - (rate - acceptable) / (acceptable * of["rate_over_acceptable"])
        share = np.where(np.isnan(acceptable), share, named)
    return _hundredths(np.clip(share, 0.0, 1.0, out=share), "rate")


def _risk(rows: Enterprises) -> Floats:
    """Where between a product's lowest and highest rate an enterprise is expected to be."""
    pd = rows.number("pd")
    return np.where(np.isnan(pd), 0.5, np.clip(pd / settings().of["pd_at_rate_max"], 0.0, 1.0))


def _millionths(low: Floats, high: Floats, fees: Floats, risk: Floats) -> Floats:
    found: Floats = (high - low) * risk
    found += low
    found += fees
    found *= 1e6
    found += 0.5
    return np.floor(found, out=found)


def _guarantee(block: Enterprises, shelf: Shelf) -> tuple[Marks, Marks]:
    offered = _alike(block.guarantees)
    unsaid, meets = (offered == ABSENT) | shelf.guarantor_decides, (offered & shelf.guarantee) > 0
    share = np.where(shelf.unsecured, 1.0, np.where(unsaid, 0.5, meets))
    mark = np.where(shelf.unsecured, 0, np.where(unsaid, ASK, np.where(meets, 0, FAIL)))
    return _hundredths(share, "guarantee"), mark.astype(np.int16)


def _speed(block: Enterprises, shelf: Shelf) -> Marks:
    of, within = settings().of, _alike(block.within_days)
    usual = np.clip((of["days_none"] - shelf.days) / (of["days_none"] - of["days_full"]), 0.0, 1.0)
    in_time = np.where(shelf.days <= within, 1.0, within / np.maximum(shelf.days, 1))
    return _hundredths(np.where(np.isnan(within), usual, in_time), "speed")


def _way(block: Enterprises, shelf: Shelf) -> Marks:
    wanted = _alike(block.repayment)
    return _hundredths((wanted == 0) | ((wanted & shelf.repayment) > 0), "repayment")


def _approval(likely: Floats, fit: Fit, level: Marks) -> Marks:
    """Points for the likelihood of approval; none where a condition is broken."""
    factors = np.array([fit.approval.ask_factor(asks) for asks in range(len(fit.shelf.asked) + 2)] + [0.0])
    share = factors.take(np.minimum(level, len(factors) - 1))
    share *= likely.take(fit.shelf.lender, axis=0)
    return _hundredths(share, "approval")


def _condition(block: Enterprises, one: Condition) -> Marks:
    name = one.fact.name
    if one.fact.kind is Kind.NUMBER:
        values = block.number(name)
        held, absent = _compared(values, one), np.isnan(values)
    elif one.fact.kind is Kind.BOOLEAN:
        flags = block.booleans.get(name)
        if flags is None:
            return np.full(len(block), ASK, dtype=np.int16)
        held, absent = flags == int(bool(one.value)), flags == ABSENT
    else:
        texts = block.texts.get(name)
        if texts is None:
            return np.full(len(block), ASK, dtype=np.int16)
        assert isinstance(one.value, tuple)  # a condition on a text has a list of texts
        named = np.zeros(len(texts.values) + 1, dtype=bool)
        named[[texts.values[value] for value in one.value if value in texts.values]] = True
        among = named[texts.codes]  # the absent look at the last place, and are overruled below
        held, absent = among if one.op == "one_of" else ~among, texts.codes == ABSENT
    return np.where(absent, ASK, np.where(held, 0, FAIL)).astype(np.int16)


def _compared(values: Floats, one: Condition) -> NDArray[np.bool_]:
    edge = float(one.value)  # type: ignore[arg-type]  # a condition on a number has a number
    return values >= edge if one.op == "at_least" else values <= edge


def _alike(column: NDArray[Any]) -> NDArray[Any]:
    """The column, or its first value where all are equal to it."""
    first = column[:1]
    same = np.isnan(column).all() if column.dtype.kind == "f" and np.isnan(first).all() else (column == first).all()
    return first if same else column


def _hundredths(share: NDArray[Any], part: str) -> Marks:
    """Points in hundredths, half up: shares are not negative, so cutting off is rounding down."""
    points = share * (settings().points[part] * 100)
    points += 0.5
    found: Marks = points.astype(np.int16)
    return found
