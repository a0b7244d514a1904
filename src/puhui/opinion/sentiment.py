"""How bad a title sounds: an additive model over the pieces of its text, in a file that a person can read.

`score = bias + Σ weight of each distinct gram that occurs`; `p_bad = 1 / (1 + exp(−(intercept + slope · score)))`. A
weight above 0 speaks for bad news. The file is JSON (`puhui-opinion-model/1`); scoring needs NumPy alone. The model
that is shipped is a lexicon of our own words (`kind` = `lexicon`); `puhui opinion train` makes one from titles
(`trained`).

>>> model = shipped()
>>> judged = model.score(["公司被法院列为失信被执行人", "公司中标重大项目"])
>>> [mood.value for mood in judged.moods]
['bad', 'good']
>>> model.kind, [reason.gram for reason in model.explain("公司中标重大项目")]
('lexicon', ['中标'])
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.kernel import Text, suite
from puhui.kernel.suites import DEFAULT_SUITE
from puhui.naming import Phrases
from puhui.opinion.errors import MalformedModel, ModelAltered
from puhui.opinion.wording import worded

FORMAT = "puhui-opinion-model/1"
BAD_FROM, GOOD_UP_TO = 0.6, 0.4
_KINDS = ("lexicon", "trained")
Floats = NDArray[np.float64]


class Mood(StrEnum):
    """What a title is taken for: bad from 0.6 on, good up to 0.4."""

    BAD = "bad"
    NEUTRAL = "neutral"
    GOOD = "good"

    @classmethod
    def of(cls, p_bad: float) -> "Mood":
        """The mood of a probability."""
        return cls.BAD if p_bad >= BAD_FROM else cls.GOOD if p_bad <= GOOD_UP_TO else cls.NEUTRAL


@dataclass(frozen=True, slots=True)
class Reason:
    """A gram that occurred, and what it weighed (above 0: towards bad)."""

    gram: str
    weight: float


@dataclass(frozen=True)
class Judgement:
    """`p_bad` of each title, and which model said so."""

    p_bad: Floats
    model: str

    @property
    def moods(self) -> tuple[Mood, ...]:
        """Each title's mood."""
        return tuple(Mood.of(p_bad) for p_bad in self.p_bad.tolist())


@dataclass(frozen=True)
class SentimentModel:
    """Weights of grams, a bias, and the line that turns their sum into a calibrated probability."""

    name: str
    version: str
    kind: str
    label: Text
    weights: Mapping[str, float]
    bias: float
    slope: float
    intercept: float
    training: Mapping[str, Any]
    metrics: Mapping[str, Any]

    @property
    def said(self) -> str:
        """The model's name as records carry it: name@version and the head of its digest."""
        return f"{self.name}@{self.version}#{self.digest[:12]}"

    @cached_property
    def digest(self) -> str:
        """Digest of all that scoring depends on."""
        body = json.dumps(self._body(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return suite(DEFAULT_SUITE).digest(body.encode()).hex()

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(list(self.weights))

    @cached_property
    def _values(self) -> Floats:
        return np.array(list(self.weights.values()), dtype=float)

    def score(self, titles: Sequence[str], names: Sequence[Sequence[str]] | None = None) -> Judgement:
        """The probability of bad of each title; `names` are the companies that each speaks of."""
        texts = [worded(title, names[at] if names else ()) for at, title in enumerate(titles)]
        hits = self._phrases.scan(texts)
        pairs = np.unique(hits.text * max(len(self.weights), 1) + hits.phrase)
        rows, grams = pairs // max(len(self.weights), 1), pairs % max(len(self.weights), 1)
        total = self.bias + np.bincount(rows, self._values[grams] if len(grams) else None, minlength=len(texts))
        return Judgement(1.0 / (1.0 + np.exp(-(self.intercept + self.slope * total))), self.said)

    def explain(self, title: str, names: Sequence[str] = (), most: int = 8) -> tuple[Reason, ...]:
        """The grams of a title that weighed most, the weightiest first."""
        hits = self._phrases.scan([worded(title, names)])
        found = {self._phrases.phrases[row] for row in hits.phrase.tolist()}
        ranked = sorted(found, key=lambda gram: (-abs(self.weights[gram]), gram))
        return tuple(Reason(gram, self.weights[gram]) for gram in ranked[:most])

    def _body(self) -> dict[str, Any]:
        return {
            "format": FORMAT, "name": self.name, "version": self.version, "kind": self.kind, "bias": self.bias,
            "calibration": {"slope": self.slope, "intercept": self.intercept}, "grams": dict(self.weights),
        }  # fmt: skip

    def dump(self) -> bytes:
        """The file."""
        body = self._body()
        grams = body.pop("grams")
        told = {
            **body, "label": {"zh": self.label.zh, "en": self.label.en}, "digest": self.digest,
            "training": dict(self.training), "metrics": dict(self.metrics), "grams": grams,
        }  # fmt: skip
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()

    @classmethod
    def parse(cls, data: bytes) -> "SentimentModel":
        """Read a model's file; raises `MalformedModel`, `ModelAltered`."""
        try:
            raw = json.loads(data)
            if raw["format"] != FORMAT or raw["kind"] not in _KINDS:
                raise MalformedModel(where="format", reason=f"{raw['format']!r}", stage="opinion.model")
            weights = {str(gram): float(weight) for gram, weight in raw["grams"].items()}
            model = cls(
                name=str(raw["name"]), version=str(raw["version"]), kind=raw["kind"], label=Text(**raw["label"]),
                weights=weights, bias=float(raw["bias"]), slope=float(raw["calibration"]["slope"]),
                intercept=float(raw["calibration"]["intercept"]), training=raw["training"], metrics=raw["metrics"],
            )  # fmt: skip
            digest = raw["digest"]
        except (ValueError, KeyError, TypeError, AttributeError) as reason:
            raise MalformedModel(where="file", reason=type(reason).__name__, stage="opinion.model") from None
        numbers = np.array([model.bias, model.slope, model.intercept, *weights.values()])
        if not np.isfinite(numbers).all() or model.slope <= 0 or "" in weights:
            raise MalformedModel(
                where="grams",
                reason=Text(zh="非有限、未递增或为空", en="not finite, not rising or empty"),
                stage="opinion.model",
            )
        if digest != model.digest:
            raise ModelAltered(stage="opinion.model")
        return model

    def calibrated(self, slope: float, intercept: float) -> "SentimentModel":
        """The same weights under another calibration."""
        return replace(self, slope=slope, intercept=intercept)


@cache
def shipped() -> SentimentModel:
    """The lexicon model that comes with this build; it was made without any data."""
    return SentimentModel.parse(resources.files("puhui.opinion").joinpath("lexicon-model.json").read_bytes())
