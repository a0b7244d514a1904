"""Reject inference by parcelling: what a model would be if the refused had been seen too. Beside the model on accepts.

Only the accepted have outcomes, so a model learns from those whom an older rule liked. Parcelling gives outcomes to the
refused: in each band of the accepts-only score the refused are taken to go bad `alpha` times as often as the accepted
of that band, which of them is drawn by lot, and the model is fitted on both. `alpha` is an assumption: nothing in the
data can confirm it, and it is chosen before looking (mark J; 1.2 to 2 is usual). So both models are always answered,
and both are tried on accepted rows alone, the only ones with true outcomes.

Where another lender accepted whom this one refused, true outcomes by a private join are better than any parcelling.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.binning import Bools
from puhui.credit.defaults import MODELS
from puhui.credit.developing import FitBy
from puhui.credit.errors import ColumnsDiffer
from puhui.credit.fit import Recipe, fit
from puhui.credit.grades import Floats
from puhui.credit.models import Model
from puhui.credit.validation import Measures, auc, folds, measure

Frame = Mapping[str, NDArray[Any]]
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Band:
    """A band of the accepts-only score: accepted rows and bads, refused rows and how many were taken as bad."""

    low: float | None
    high: float | None
    accepted: int
    accepted_bads: int
    refused: int
    taken_as_bad: int


@dataclass(frozen=True)
class RejectInference:
    """Both models, each tried on unseen accepted rows; the bands of the parcels; mean PDs of the refused."""

    accepts_only: Model
    parcelled: Model
    alpha: float
    bands: tuple[Band, ...]
    measures: tuple[Measures, Measures]
    fold_aucs: tuple[tuple[float, ...], tuple[float, ...]]
    refused_pd: tuple[float, float]

    def as_dict(self) -> dict[str, Any]:
        """Both models' figures side by side."""
        names = ("accepts_only", "parcelled")
        return {
            "alpha": self.alpha,
            "bands": [
                {
                    "from": band.low,
                    "to": band.high,
                    "accepted": band.accepted,
                    "accepted_bads": band.accepted_bads,
                    "refused": band.refused,
                    "taken_as_bad": band.taken_as_bad,
                }
                for band in self.bands
            ],
            **{
                name: {
                    "on_accepts": self.measures[at].as_dict(),
                    "fold_aucs": [round(value, 4) for value in self.fold_aucs[at]],
                    "mean_pd_of_refused": round(self.refused_pd[at], 6),
                }
                for at, name in enumerate(names)
            },
        }


def infer_rejects(
    accepted: Frame,
    bad: Bools,
    refused: Frame,
    recipe: Recipe,
    *,
    alpha: float | None = None,
    bands: int | None = None,
    fit_by: FitBy = fit,
    progress: Callable[[float, str], None] = lambda _share, _stage: None,
) -> RejectInference:
    """Fit on accepts alone, and on accepts with parcelled rejects. `alpha` and `bands`: see `defaults/models.json`.

    Raises what the fit raises, and `ColumnsDiffer` where the refused lack a column.
    """
    lacking = [name for name in accepted if name not in refused]
    if lacking:
        raise ColumnsDiffer(columns=", ".join(lacking), stage="credit.rejects")
    alpha = float(MODELS.decimal("reject_alpha")) if alpha is None else alpha
    count = MODELS.integer("reject_bands") if bands is None else bands
    how = _How(recipe, alpha, count, fit_by)
    plain, parcelled, table = _both(accepted, bad, refused, how)
    tried = _Trial(np.zeros(len(bad)), []), _Trial(np.zeros(len(bad)), [])
    for number, (_, train, test) in enumerate(folds(bad, _FOLDS, 1, recipe.seed)):
        progress((number + 1) / (_FOLDS + 1), "cross-validation")
        part = {name: values[train] for name, values in accepted.items()}
        models = _both(part, bad[train], refused, how)[:2]
        unseen = {name: values[test] for name, values in accepted.items()}
        for room, model in zip(tried, models, strict=True):
            room.pd[test] = model.scaling.pd(model.scorer.totals(unseen))
            room.aucs.append(auc(room.pd[test], bad[test]))
    return RejectInference(
        accepts_only=plain,
        parcelled=parcelled,
        alpha=alpha,
        bands=table,
        measures=(
            measure(tried[0].pd, bad, development=False),
            measure(tried[1].pd, bad, development=False),
        ),
        fold_aucs=(tuple(tried[0].aucs), tuple(tried[1].aucs)),
        refused_pd=(_mean_pd(plain, refused), _mean_pd(parcelled, refused)),
    )


def parcel(
    accepted_score: Floats, bad: Bools, refused_score: Floats, *, alpha: float, bands: int, seed: int
) -> tuple[Bools, tuple[Band, ...]]:
    """Outcomes for the refused, and the bands they were made by: `alpha` times the accepts' rate, at most 1.

    A band with refused rows but no accepted ones takes the rate of the band below it.
    """
    edges = np.unique(np.quantile(accepted_score, np.linspace(0, 1, bands + 1)[1:-1]))
    of_accepted = np.searchsorted(edges, accepted_score, side="right")
    of_refused = np.searchsorted(edges, refused_score, side="right")
    draw = np.random.default_rng(seed)
    taken = np.zeros(len(refused_score), dtype=np.bool_)
    table = []
    bounds = [None, *edges.tolist(), None]
    rate = float(bad.mean())
    for number in range(len(edges) + 1):
        here, there = of_accepted == number, np.flatnonzero(of_refused == number)
        rate = float(bad[here].mean()) if here.any() else rate
        wanted = round(min(1.0, alpha * rate) * len(there))
        taken[draw.choice(there, wanted, replace=False)] = True
        table.append(
            Band(bounds[number], bounds[number + 1], int(here.sum()), int(bad[here].sum()), len(there), int(wanted))
        )
    return taken, tuple(table)


@dataclass
class _Trial:
    pd: Floats
    aucs: list[float]


@dataclass(frozen=True, slots=True)
class _How:
    recipe: Recipe
    alpha: float
    bands: int
    fit_by: FitBy


def _both(accepted: Frame, bad: Bools, refused: Frame, how: _How) -> tuple[Model, Model, tuple[Band, ...]]:
    """The model on accepts, the one with parcelled rejects, and the bands."""
    plain = how.fit_by(accepted, bad, how.recipe, lambda _: None).model
    scored = plain.scorer.totals(accepted), plain.scorer.totals(refused)
    taken, table = parcel(scored[0], bad, scored[1], alpha=how.alpha, bands=how.bands, seed=how.recipe.seed)
    both = {name: np.concatenate([values, refused[name]]) for name, values in accepted.items()}
    parcelled = how.fit_by(both, np.concatenate([bad, taken]), how.recipe, lambda _: None).model
    return plain, parcelled, table


def _mean_pd(model: Model, frame: Frame) -> float:
    return float(model.scaling.pd(model.scorer.totals(frame)).mean())
