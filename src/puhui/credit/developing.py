"""Developing a model, a card or a challenger: fit it, and try the whole procedure on rows that it has not seen.

The trial is out of time when a time column is given (the newest rows, about 30 %, are the test), else repeated
stratified cross-validation. Each trial goes through everything that depends on outcomes again: binning, selection,
penalty. So the figures are of the procedure on unseen rows; the model itself is then fitted on all rows, and says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.binning import Bools
from puhui.credit.challenger import FittedChallenger
from puhui.credit.fit import Fitted, Recipe, fit
from puhui.credit.grades import Floats
from puhui.credit.models import Model
from puhui.credit.validation import Measures, auc, by_time, measure, out_of_fold, psi_of_scores, score_table
from puhui.kernel import Text

Frame = Mapping[str, NDArray[Any]]
_SMALL = 5_000  # rows below which cross-validation is repeated
_REPEATS = 3


@dataclass(frozen=True, slots=True)
class Trial:
    """The procedure on unseen rows: their PDs, outcomes and figures. `aucs` has one AUC a fold."""

    method: Text
    pd: Floats
    score: Floats
    bad: Bools
    measures: Measures
    aucs: tuple[float, ...]
    psi: float | None  # of the test's scores against the training part's; None in cross-validation


@dataclass(frozen=True, slots=True)
class Development:
    """The model with its figures in it, its trial, and its own (optimistic) figures on the rows it was fitted on."""

    model: Model
    trial: Trial
    apparent: Measures
    pd: Floats
    score: Floats
    notes: tuple[Text, ...]


Fits = Fitted | FittedChallenger
FitBy = Callable[[Frame, Bools, Recipe, Callable[[str], None]], Fits]


def develop(
    frame: Frame,
    bad: Bools,
    recipe: Recipe,
    *,
    fit_by: FitBy = fit,
    time: NDArray[Any] | None = None,
    folds: int = 5,
    repeats: int | None = None,
    progress: Callable[[float, str], None] = lambda _share, _stage: None,
) -> Development:
    """Fit a model on all rows and try the procedure; `progress` is told the share done and the stage.

    `fit_by` is `fit` (a card) or `fit_challenger`, perhaps with more arguments bound. Raises what it
    raises, and `TargetHasOneClass` where a part of the split has one class only.
    """
    repeats = repeats or (1 if len(bad) >= _SMALL else _REPEATS)
    fits = 2 if time is not None else 1 + folds * repeats
    done = 0

    def fitted(rows: NDArray[np.int64] | None, stage: str) -> Fits:
        nonlocal done
        part = frame if rows is None else {name: values[rows] for name, values in frame.items()}
        columns = max(1, len(frame))
        seen = 0

        def told(_column: str) -> None:
            nonlocal seen
            seen += 1
            progress((done + seen / columns) / fits, stage)

        found = fit_by(part, bad if rows is None else bad[rows], recipe, told)
        done += 1
        return found

    final = fitted(None, "fit")
    score = final.model.scorer.totals(frame)
    pd = final.model.scaling.pd(score)
    if time is not None:
        trial = _out_of_time(frame, bad, time, fitted)
    else:
        trial = _cross_validated(frame, bad, fitted, recipe, folds=folds, repeats=repeats)
    apparent = measure(pd, bad, development=True)
    progress(1.0, "done")
    metrics: dict[str, Any] = {
        "of": "the procedure on unseen rows; the model itself is fitted on all rows",
        "method": trial.method.en,
        "validation": trial.measures.as_dict(),
        "fold_aucs": [round(value, 4) for value in trial.aucs],
        "apparent": apparent.as_dict(),
    }
    if trial.psi is not None:
        metrics["psi"] = round(trial.psi, 4)
    training = {
        "rows": len(bad),
        "bads": int(bad.sum()),
        "seed": recipe.seed,
        **final.choices,
        "scores": score_table(score),
    }
    model = replace(final.model, metrics=metrics, training=training)
    return Development(model, trial, apparent, pd, score, final.notes + _doubts(bad, trial, apparent))


Fitter = Callable[[NDArray[np.int64] | None, str], Fits]


def _scored(model: Model, frame: Frame, rows: NDArray[np.int64]) -> Floats:
    return model.scorer.totals({name: values[rows] for name, values in frame.items()})


def _out_of_time(frame: Frame, bad: Bools, time: NDArray[Any], fitted: Fitter) -> Trial:
    train, test = by_time(time)
    model = fitted(train, "out of time").model
    score = _scored(model, frame, test)
    pd = model.scaling.pd(score)
    moments = _shown(time[train].max()), _shown(time[test].min())
    return Trial(
        method=Text(
            zh=f"跨时间验证：训练至 {moments[0]}，自 {moments[1]} 起检验",
            en=f"out of time: trained up to {moments[0]}, tested from {moments[1]}",
        ),
        pd=pd,
        score=score,
        bad=bad[test],
        measures=measure(pd, bad[test], development=False),
        aucs=(auc(pd, bad[test]),),
        psi=psi_of_scores(_scored(model, frame, train), score),
    )


def _shown(moment: Any) -> str:
    """A moment as a person writes it: a year without a point."""
    return f"{moment:g}" if isinstance(moment, float | np.floating) else str(moment)


def _cross_validated(frame: Frame, bad: Bools, fitted: Fitter, recipe: Recipe, *, folds: int, repeats: int) -> Trial:
    def predict(train: NDArray[np.int64], test: NDArray[np.int64]) -> Floats:
        model = fitted(train, "cross-validation").model
        return model.scaling.pd(_scored(model, frame, test))

    pd, aucs = out_of_fold(bad, predict, count=folds, repeats=repeats, seed=recipe.seed)
    return Trial(
        method=Text(
            zh=f"{folds} 折分层交叉验证，重复 {repeats} 次",
            en=f"{folds}-fold stratified cross-validation, {repeats} times",
        ),
        pd=pd,
        score=np.clip(recipe.scaling.score(pd), recipe.scaling.score_min, recipe.scaling.score_max),
        bad=bad,
        measures=measure(pd, bad, development=False),
        aucs=tuple(aucs),
        psi=None,
    )


def _doubts(bad: Bools, trial: Trial, apparent: Measures) -> tuple[Text, ...]:
    """What a careful modeller would say aloud about a card."""
    doubts = []
    bads = int(bad.sum())
    if bads < 500:
        doubts.append(
            Text(
                zh=f"坏户仅 {bads} 个，不足 500：估计不稳，可考虑专家评分卡或合并建模",
                en=f"only {bads} bads, fewer than 500: estimates are unsteady; consider an expert card or pooled data",
            )
        )
    if apparent.auc.value - trial.measures.auc.value > 0.05:
        doubts.append(
            Text(
                zh=f"训练 AUC {apparent.auc.value:.3f} 明显高于检验 {trial.measures.auc.value:.3f}：过拟合或客群变化",
                en=f"AUC {apparent.auc.value:.3f} in training, {trial.measures.auc.value:.3f} on unseen rows: "
                "overfitting, or the population moved",
            )
        )
    if trial.psi is not None and trial.psi > 0.25:
        doubts.append(
            Text(
                zh=f"分数 PSI {trial.psi:.2f} > 0.25：客群显著变化", en=f"score PSI {trial.psi:.2f} > 0.25: major shift"
            )
        )
    return tuple(doubts)
