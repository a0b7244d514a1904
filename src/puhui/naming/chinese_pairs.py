"""Chinese names compared: which names of a register a query could mean, and in what they agree."""

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from puhui.naming.aligning import align, codes
from puhui.naming.chinese import BRAND, FORM, REGION, TRADE, ChineseName, parse_chinese
from puhui.naming.pairs import Pairs
from puhui.naming.sparse import Bags, Floats, Ints, nearest, shared, weighted
from puhui.naming.vocabulary import ABBREVIATIONS, PROVINCE_OF

FEATURES = (
    "exact", "reading", "in_order", "rare_signs", "rare_twos", "brand_covered", "brand_head", "prefix", "whole_brand",
    "core_left", "region_same", "region_other", "form_same",
)  # fmt: skip
"""What a pair is judged by, in order; all between 0 and 1."""

_WORTH = {REGION: 0.5, BRAND: 1.0, TRADE: 0.8, FORM: 0.25}
_ABBREVIATION_WORTH = 0.8
_BONUS = 0.3
_SHORT, _LONG = 16, 40


class ChineseRegister:
    """A register's Chinese names, ready to be compared with."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [parse_chinese(name) for name in names]
        self._heads = [_abbreviations(name.region) for name in self._names]
        self._grams = Bags.of(
            _signs(name) + _twos(name) + list(head) for name, head in zip(self._names, self._heads, strict=True)
        )
        self._brands = Bags.of(list(name.brand) for name in self._names)
        self._length = np.asarray(self._grams.rows @ self._grams.weight).ravel() ** 0.35

    @cached_property
    def _texts(self) -> NDArray[np.int32]:
        return codes([head + name.text for name, head in zip(self._names, self._heads, strict=True)], _LONG)

    @cached_property
    def _worth(self) -> Floats:
        rows = np.zeros((len(self._names), _LONG))
        for at, (name, head) in enumerate(zip(self._names, self._heads, strict=True)):
            worth = [_ABBREVIATION_WORTH] * len(head) + [_WORTH[role] for role in name.roles]
            rows[at, : len(worth[:_LONG])] = worth[:_LONG]
        return rows

    def pairs(self, queries: Sequence[str], limit: int) -> Pairs:
        """The `limit` likeliest names of each query, with their features."""
        asked = [parse_chinese(query) for query in queries]
        grams, _ = self._grams.bags(_signs(name) + _twos(name) for name in asked)
        left, right = nearest(weighted(grams, self._grams.weight), self._grams.rows, limit, self._length)
        return Pairs(left, right, self._features(asked, left, right), FEATURES, self._identical(asked, left, right))

    def _identical(self, asked: Sequence[ChineseName], left: Ints, right: Ints) -> NDArray[np.bool_]:
        number: dict[object, int] = {}
        held, wanted = (
            np.array([number.setdefault(name.text, len(number)) for name in names], dtype=np.int64)
            for names in (self._names, asked)
        )
        return np.asarray(wanted[left] == held[right])

    def _features(self, asked: Sequence[ChineseName], left: Ints, right: Ints) -> Floats:
        lengths = np.maximum([len(name.text) for name in asked], 1).astype(float)[left]
        read = align(codes([n.text for n in asked], _SHORT)[left], self._texts[right], self._worth[right], _BONUS)
        signs, signs_in_all = self._grams.bags(_signs(name) for name in asked)
        twos, twos_in_all = self._grams.bags(_twos(name) for name in asked)
        register = weighted(self._grams.rows, self._grams.weight)
        brands, _ = self._brands.bags(_signs(name) for name in asked)
        brand_weight = np.asarray(self._brands.rows @ self._brands.weight).ravel()
        covered = shared(brands, weighted(self._brands.rows, self._brands.weight), left, right)
        structure = np.array(
            [_structure(asked[i], self._names[j]) for i, j in zip(left.tolist(), right.tolist(), strict=True)]
        ).reshape(len(left), 8)
        in_order = read.in_order / lengths
        return np.column_stack(
            [
                structure[:, 0],
                np.minimum(read.worth / (lengths * (1 + _BONUS)), 1.0),
                np.minimum(in_order, 1.0),
                shared(signs, register, left, right) / np.maximum(signs_in_all[left], 1e-9),
                shared(twos, register, left, right) / np.maximum(twos_in_all[left], 1e-9),
                covered / np.maximum(brand_weight[right], 1e-9),
                structure[:, 1:],
            ]
        )


def _signs(name: ChineseName) -> list[str]:
    return list(name.region + name.core) or list(name.text)


def _twos(name: ChineseName) -> list[str]:
    text = name.core or name.text
    return [text[at : at + 2] for at in range(len(text) - 1)] + ["^" + text[:1]]


@lru_cache(maxsize=10_000)
def _abbreviations(region: str) -> str:
    """The single characters that may stand for a region's name, or for its province's."""
    places = [place for place in (*ABBREVIATIONS, *PROVINCE_OF) if place in region]
    return "".join(
        dict.fromkeys(
            sign
            for place in places
            for sign in ABBREVIATIONS.get(place, "") + ABBREVIATIONS.get(PROVINCE_OF.get(place, ""), "")
        )
    )


def _structure(query: ChineseName, entry: ChineseName) -> tuple[float, ...]:
    asked, held = query.core, entry.core
    common = 0
    for one, other in zip(asked, held, strict=False):
        if one != other:
            break
        common += 1
    missing = sum(sign not in query.text for sign in held)
    same = bool(query.region) and (query.region in entry.region or entry.region in query.region) and bool(entry.region)
    return (
        float(asked == held),
        float(asked[:1] == held[:1]),
        common / max(min(len(asked), len(held)), 1),
        float(len(entry.brand) >= 2 and entry.brand in query.text),
        missing / max(len(held), 1),
        float(same),
        float(bool(query.region) and bool(entry.region) and not same),
        float("集团" in query.form and "集团" in entry.form),
    )
