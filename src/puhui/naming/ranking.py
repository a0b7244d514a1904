"""From features to an order and a confidence. The numbers lie in `weights.json`, with how they were chosen.

A pair's score is a weighted sum of its features. The confidence that a query's best candidate is the right one is a
logistic function of that score and of its lead over the next key's, fitted at several sizes of the register.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from puhui.kernel import Text
from puhui.naming.errors import MalformedWeights
from puhui.naming.sparse import Floats

_TEXTS = {
    "exact": Text(zh="名称主体完全相同", en="the cores of the names are the same"),
    "reading": Text(zh="可按顺序从全称读出", en="reads off the full name in order"),
    "in_order": Text(zh="各字依次出现", en="all characters occur in order"),
    "rare_signs": Text(zh="少见的字相同", en="rare characters agree"),
    "rare_twos": Text(zh="少见的连续两字相同", en="rare pairs of characters agree"),
    "brand_covered": Text(zh="字号被覆盖", en="the brand is covered"),
    "brand_head": Text(zh="字号首字相同", en="the brand begins alike"),
    "prefix": Text(zh="开头相同", en="the names begin alike"),
    "whole_brand": Text(zh="含完整字号", en="the whole brand occurs"),
    "core_left": Text(zh="全称中有未提及的字", en="characters of the full name stay unsaid"),
    "region_same": Text(zh="地区相同", en="the region is the same"),
    "region_other": Text(zh="地区不同", en="the regions differ"),
    "form_same": Text(zh="同为集团", en="both are groups"),
    "soft_words": Text(zh="词语相近", en="the words are alike"),
    "query_covered": Text(zh="所查词语均有对应", en="the words asked for are found"),
    "entry_covered": Text(zh="条目词语均有对应", en="the entry's words are all found"),
    "same_words": Text(zh="词语相同", en="words are the same"),
    "sounds": Text(zh="读音相同", en="words sound alike"),
    "letters": Text(zh="字母组合相近", en="the letters are alike"),
    "letters_covered": Text(zh="所查字母组合均有对应", en="the letters asked for are found"),
    "family": Text(zh="姓氏相符", en="the family name agrees"),
    "given": Text(zh="名字相符", en="the given name agrees"),
    "kind_same": Text(zh="同为个人或同为机构", en="both are persons, or neither"),
    "kind_other": Text(zh="个人与机构之别", en="one is a person, the other is not"),
    "initials": Text(zh="首字母缩写相符", en="the initials agree"),
    "length_apart": Text(zh="长度不同", en="the lengths differ"),
}


@dataclass(frozen=True)
class Ranking:
    """The weights of one script's features, and what turns a score and its lead into a confidence."""

    weights: Mapping[str, float]
    lead_most: float
    confidences: tuple[
        tuple[float, float, float, float], ...
    ]  # log10 of the size, intercept, of the score, of the lead

    @classmethod
    def parse(cls, raw: Mapping[str, Any], features: tuple[str, ...]) -> "Ranking":
        """Read one script's part of `weights.json`; raises `MalformedWeights`."""
        if set(raw["weights"]) != set(features):
            unlike = sorted(set(raw["weights"]) ^ set(features))
            raise MalformedWeights(reason=", ".join(unlike), stage="naming.ranking")
        fits = tuple(
            (math.log10(fit["size"]), fit["intercept"], fit["of_score"], fit["of_lead"]) for fit in raw["confidence"]
        )
        if not fits or list(fits) != sorted(fits):
            raise MalformedWeights(reason=Text(zh="按规模的置信度", en="confidence by size"), stage="naming.ranking")
        return cls(raw["weights"], raw["lead_most"], fits)

    def scores(self, features: Floats, names: tuple[str, ...]) -> Floats:
        """The score of each pair."""
        return np.asarray(features @ np.array([self.weights[name] for name in names]))

    def confidence(self, score: Floats, lead: Floats, size: int) -> Floats:
        """How likely the best candidate is the right one, among `size` names."""
        sizes, *fits = (np.array(column) for column in zip(*self.confidences, strict=True))
        at = math.log10(max(size, 1))
        intercept, of_score, of_lead = (float(np.interp(at, sizes, fit)) for fit in fits)
        pull = intercept + of_score * score + of_lead * np.minimum(lead, self.lead_most)
        return np.asarray(1.0 / (1.0 + np.exp(-pull)))

    def agreements(self, row: Floats, names: tuple[str, ...]) -> tuple[tuple[str, Text, float], ...]:
        """What speaks for a pair and what against, the weightiest first: feature, words, points."""
        points = [(name, self.weights[name] * value) for name, value in zip(names, row.tolist(), strict=True)]
        told = sorted((item for item in points if abs(item[1]) >= _TOLD_MIN), key=lambda item: (-abs(item[1]), item[0]))
        return tuple((name, _TEXTS[name], round(worth, 2)) for name, worth in told)


_TOLD_MIN = 0.25


@cache
def settings() -> Mapping[str, Any]:
    """The shipped `weights.json`."""
    raw: dict[str, Any] = json.loads(resources.files("puhui.naming").joinpath("weights.json").read_text("utf-8"))
    return raw
