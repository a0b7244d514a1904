"""Whether two documents are copies of each other with a few words changed: simhash (Charikar 2002).

A text's 64-bit fingerprint is the majority vote, bit by bit, of the hashes of its runs of three characters; texts
that share most runs have fingerprints that differ in few bits. Case, blanks and punctuation do not count, and digits
count as one sign, so that a copied contract with other sums is still found. A fingerprint is no secret: from many it
can be told whether a guessed text was used, so fingerprints stay with the platform and only likenesses are handed on.

>>> plan = "本公司经营建筑材料批发，拟申请流动资金贷款八百万元，用于采购钢材、水泥和防水卷材。"
>>> plan += "主要客户为本市建筑企业，账期约三个月。还款来源为工程回款，由法定代表人提供连带责任保证。"
>>> copy = plan.replace("八百", "九百").replace("钢材", "木材")
>>> likeness(fingerprint(plan), fingerprint(copy)) > 0.85
True
>>> likeness(fingerprint(plan), fingerprint("餐饮店装修" * 8)) < 0.75
True
"""

import unicodedata

import numpy as np
from numpy.typing import NDArray

BITS = 64
_RUN = 3
_LENGTH_MAX = 1_000_000  # characters of one document; the rest is not looked at
_MIX = tuple(np.uint64(number) for number in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


def fingerprint(text: str) -> int:
    """The 64-bit fingerprint of a text; 0 for one without letters or digits."""
    signs = _signs(text)
    if not len(signs):
        return 0
    runs = np.zeros(max(1, len(signs) - _RUN + 1), dtype=np.uint64)
    for place in range(min(_RUN, len(signs))):
        runs = _mixed(runs ^ signs[place : place + len(runs)])
    runs = np.unique(runs)  # a run that comes often says no more than once
    votes = [int(((runs >> np.uint64(bit)) & np.uint64(1)).sum()) * 2 > len(runs) for bit in range(BITS)]
    return sum(1 << bit for bit, vote in enumerate(votes) if vote)


def likeness(one: int, other: int) -> float:
    """The share of equal bits, 0 to 1: texts of one trade lie around 0.6, copies above 0.87; no text is like none."""
    return 0.0 if not one or not other else 1.0 - (one ^ other).bit_count() / BITS


def _signs(text: str) -> NDArray[np.uint64]:
    folded = unicodedata.normalize("NFKC", text[:_LENGTH_MAX]).casefold()
    kept = ("0" if sign.isdigit() else sign for sign in folded if sign.isalnum())
    return np.fromiter(map(ord, kept), dtype=np.uint64)


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64's finaliser: every input bit moves every output bit."""
    with np.errstate(over="ignore"):
        values = values + _MIX[0]
        values = (values ^ (values >> np.uint64(30))) * _MIX[1]
        values = (values ^ (values >> np.uint64(27))) * _MIX[2]
    mixed: NDArray[np.uint64] = values ^ (values >> np.uint64(31))
    return mixed
