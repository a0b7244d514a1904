"""From titles with outcomes to a model of sentiment: log-count ratios of character grams, logistic regression, Platt.

Each gram of one to three characters that two titles have becomes a feature, scaled by how much commoner it is in good
titles than in bad ones (Wang and Manning 2012, "Baselines and bigrams"); ridge logistic regression weighs them. The
calibration is fitted on titles younger than those that the weights under it have seen (Platt 1999), since a model is
used on the news of later days; the weights that are kept are then fitted on all titles.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import expit

from puhui.kernel import Text
from puhui.opinion.errors import NothingToTrainOn
from puhui.opinion.sentiment import SentimentModel
from puhui.opinion.wording import worded

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Progress = Callable[[float, str], None]

_SIZES = (1, 2, 3)
_TITLES_MIN = 200
_OF_EACH_MIN = 20
_KEPT_FROM = 0.002


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train. Defaults were chosen on the older 70 % of the titles that the benchmark names, by time."""

    name: str = "news"
    version: str = "1"
    ridge: float = 10.0
    titles_min: int = 2
    calibrate_on: float = 0.25


def train(
    titles: Sequence[str],
    bad: Bools,
    published_on: Sequence[date],
    names: Sequence[Sequence[str]] | None = None,
    *,
    recipe: Recipe | None = None,
    progress: Progress | None = None,
) -> SentimentModel:
    """A model from titles, whether each is bad, its day, and the companies it speaks of; raises `NothingToTrainOn`.

    The same titles in any order give the same model.
    """
    recipe = recipe or Recipe()
    if len(titles) < _TITLES_MIN or min(int(bad.sum()), int((~bad).sum())) < _OF_EACH_MIN:
        raise NothingToTrainOn(
            reason=Text(
                zh=f"标题 {len(titles)} 条，负面 {int(bad.sum())} 条；至少 {_TITLES_MIN} 条，正负各 {_OF_EACH_MIN} 条",
                en=f"{len(titles)} titles, {int(bad.sum())} bad; {_TITLES_MIN} and {_OF_EACH_MIN} of each are needed",
            ),
            stage="opinion.training",
        )
    texts = [worded(title, names[at] if names else ()) for at, title in enumerate(titles)]
    order = sorted(range(len(texts)), key=lambda at: (published_on[at], texts[at], bool(bad[at])))
    texts, wrong = [texts[at] for at in order], bad[order]
    cut = max(len(texts) - int(len(texts) * recipe.calibrate_on), 1)
    tell = progress or (lambda share, stage: None)
    tell(0.1, "calibration")
    slope, intercept = 1.0, 0.0
    trial = _fit(texts[:cut], wrong[:cut], recipe) if _has_both(wrong[:cut]) and _has_both(wrong[cut:]) else None
    metrics: dict[str, Any] = {}
    if trial is not None:
        score = _total(trial, texts[cut:])
        slope, intercept = _platt(score, wrong[cut:])
        metrics = {"younger_titles": len(texts) - cut, "accuracy": round(float(((score > 0) == wrong[cut:]).mean()), 4),
                   "auc": round(_auc(score, wrong[cut:]), 4)}  # fmt: skip
    tell(0.5, "weights")
    weights, bias = _fit(texts, wrong, recipe)
    tell(1.0, "done")
    return SentimentModel(
        name=recipe.name, version=recipe.version, kind="trained",
        label=Text(zh="由标题训练的情感模型", en="model of sentiment trained on titles"),
        weights={gram: round(worth, 4) for gram, worth in sorted(weights.items()) if abs(worth) >= _KEPT_FROM},
        bias=round(bias, 4), slope=round(slope, 4), intercept=round(intercept, 4),
        training={
            "titles": len(texts), "bad": int(wrong.sum()), "from": str(min(published_on)), "to": str(max(published_on)),
            "ridge": recipe.ridge, "sizes": list(_SIZES),
        },
        metrics=metrics,
    )  # fmt: skip


def _has_both(wrong: Bools) -> bool:
    return bool(wrong.any()) and not bool(wrong.all())


def _grams(text: str) -> list[str]:
    return list(dict.fromkeys(text[at : at + size] for size in _SIZES for at in range(len(text) - size + 1)))


def _fit(texts: Sequence[str], wrong: Bools, recipe: Recipe) -> tuple[dict[str, float], float]:
    """Weights of grams and the bias."""
    column: dict[str, int] = {}
    indices: list[int] = []
    starts = [0]
    for text in texts:
        indices.extend(column.setdefault(gram, len(column)) for gram in _grams(text))
        starts.append(len(indices))
    rows = sparse.csr_matrix((np.ones(len(indices)), np.array(indices), np.array(starts)), (len(texts), len(column)))
    often = np.flatnonzero(np.asarray(rows.sum(axis=0)).ravel() >= recipe.titles_min)
    rows = rows[:, often]
    ratio = _ratio(rows, wrong)
    weights, bias = _logistic(rows @ sparse.diags(ratio), wrong.astype(float), recipe.ridge)
    grams = list(column)
    return dict(zip((grams[at] for at in often.tolist()), (weights * ratio).tolist(), strict=True)), bias


def _ratio(rows: Any, wrong: Bools) -> Floats:
    """How much commoner each gram is among bad titles than among good ones: log of smoothed shares."""
    of_bad = 1.0 + np.asarray(rows[wrong].sum(axis=0)).ravel()
    of_good = 1.0 + np.asarray(rows[~wrong].sum(axis=0)).ravel()
    return np.asarray(np.log(of_bad / of_bad.sum()) - np.log(of_good / of_good.sum()))


def _logistic(rows: Any, wrong: Floats, ridge: float) -> tuple[Floats, float]:
    width = rows.shape[1]
    across = rows.T.tocsr()

    def loss(values: Floats) -> tuple[float, Floats]:
        pull = rows @ values[:width] + values[width]
        apart = expit(pull) - wrong
        value = np.logaddexp(0, pull).sum() - wrong @ pull + 0.5 * ridge * values[:width] @ values[:width]
        return float(value), np.append(across @ apart + ridge * values[:width], apart.sum())

    found = minimize(loss, np.zeros(width + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return found[:width], float(found[width])


def _total(fitted: tuple[dict[str, float], float], texts: Sequence[str]) -> Floats:
    weights, bias = fitted
    return np.array([bias + sum(weights.get(gram, 0.0) for gram in _grams(text)) for text in texts])


def _platt(score: Floats, wrong: Bools) -> tuple[float, float]:
    """Slope and intercept by Platt's smoothed targets; the slope stays above 0."""
    bads, goods = int(wrong.sum()), int((~wrong).sum())
    target = np.where(wrong, (bads + 1) / (bads + 2), 1 / (goods + 2))

    def loss(line: Floats) -> tuple[float, Floats]:
        pull = line[0] * score + line[1]
        apart = expit(pull) - target
        return float(np.logaddexp(0, pull).sum() - target @ pull), np.array([apart @ score, apart.sum()])

    found = minimize(loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B", bounds=[(0.05, None), (None, None)]).x
    return float(found[0]), float(found[1])


def _auc(score: Floats, wrong: Bools) -> float:
    from scipy.stats import rankdata

    ranks = rankdata(score)
    bads, goods = int(wrong.sum()), int((~wrong).sum())
    return float((ranks[wrong].sum() - bads * (bads + 1) / 2) / (bads * goods))
