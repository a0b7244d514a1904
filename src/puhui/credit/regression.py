"""The regression behind a fitted card: log odds of good on weights of evidence, with adjustments for categories.

A quantity adds `coefficient · WOE`. A category's bin may add an adjustment to that: what it says beyond the other
attributes can differ from what it says alone (a product that was sold only in bad years is not a bad product).
Adjustments are shrunk to nothing by a ridge of their own; both penalties are chosen by cross-validated log loss, and
no adjustment at all is among the choices. They are centred, so that 0 stays what it is: nothing known.

While a coefficient is negative the most negative goes: a quantity with its column (it would pay points for a worse
record), a category with its WOE only, if adjustments that tell what it says beyond the others are worth it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from puhui.credit.attributes import Attribute
from puhui.credit.binning import Bools
from puhui.credit.compiled import Compiled
from puhui.credit.errors import NothingToLearnFrom
from puhui.credit.grades import Floats
from puhui.credit.selection import Excluded
from puhui.kernel import Text

_PENALTIES = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)  # inverse strengths of the ridge
_PENALTIES_BESIDE = (0.1, 1.0)  # those tried beside adjustments
_FREEDOMS = (0.0, 0.1, 0.3, 1.0)  # scales of the adjustments' columns: 0 is none, 1 as free as the coefficients
_FOLDS = 5
_WRONG_SIGN = "wrong sign beside the other columns"
_CHOOSING = 30_000  # rows that penalties are chosen on: more do not change the choice, only the time


@dataclass(frozen=True, slots=True)
class Placed:
    """An attribute with the bin of every training row (in its compiled order) and each bin's WOE."""

    attribute: Attribute
    compiled: Compiled
    places: NDArray[np.uint8]
    woe: Floats

    @property
    def woes(self) -> Floats:
        """The WOE of every row."""
        values: Floats = self.woe[self.places]
        return values

    @classmethod
    def of(cls, attribute: Attribute, values: NDArray[np.generic]) -> "Placed":
        """Place a column by the very code that will score it."""
        compiled = Compiled(attribute, 0, 1)
        places = np.empty(len(values), dtype=np.uint8)
        compiled.place(compiled.column(values), places)
        return cls(attribute, compiled, places, np.array([item.woe or 0.0 for item in compiled.bins]))


@dataclass(frozen=True, slots=True)
class Regression:
    """What was kept, and its log odds by bin: `coefficients[name] · WOE + adjustments[name][bin]`."""

    kept: tuple[Placed, ...]
    coefficients: Mapping[str, float]
    adjustments: Mapping[str, Floats]
    intercept: float
    penalty: float
    freedom: float
    excluded: tuple[Excluded, ...]


@dataclass
class _Design:
    """The columns of the regression: first WOEs, then the categories' bins."""

    placed: list[Placed]
    without_woe: set[str] = field(default_factory=set)

    def sloped(self) -> list[Placed]:
        return [item for item in self.placed if item.attribute.name not in self.without_woe]

    def adjusted(self) -> list[Placed]:
        return [item for item in self.placed if not item.attribute.numeric]

    def columns(self) -> tuple[Floats, Floats]:
        """WOEs (rows, k) and the bins of categories as 0 and 1 (rows, m); bins that say nothing have no column."""
        rows = len(self.placed[0].places)
        slopes = [item.woes for item in self.sloped()]
        bins = [np.eye(len(item.woe))[:, item.compiled.known][item.places] for item in self.adjusted()]
        return (
            np.column_stack(slopes) if slopes else np.empty((rows, 0)),
            np.hstack(bins) if bins else np.empty((rows, 0)),
        )


def regress(placed: Sequence[Placed], bad: Bools, seed: int) -> Regression:
    """Fit by the rules of this module; raises `NothingToLearnFrom` when no column keeps its sign."""
    import sklearn
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    # How threads share a sum changes its last bits, and a near tie of two penalties with them. What goes in is our own
    # finite matrix: looking at it again before each of a hundred fits takes as long as the fits.
    with threadpool_limits(1), sklearn.config_context(assume_finite=True, skip_parameter_validation=True):
        return _regress(placed, bad, seed)


def _regress(placed: Sequence[Placed], bad: Bools, seed: int) -> Regression:
    from sklearn.linear_model import LogisticRegression

    design, excluded = _Design(list(placed)), list[Excluded]()
    chosen: tuple[float, float] | None = None
    settled = False  # whether the penalties were chosen for the columns that are left
    while design.placed:
        slopes, bins = design.columns()
        if chosen is None:
            chosen, settled = _choose(slopes, bins, bad, seed), True
        penalty, freedom = chosen
        if not freedom and design.without_woe:  # without adjustments nothing of these categories is left
            excluded += [Excluded(name, _WRONG_SIGN) for name in sorted(design.without_woe)]
            design = _Design(design.sloped())
            settled = False
            continue
        inputs = np.hstack([slopes, bins * freedom]) if freedom else slopes
        model = LogisticRegression(C=penalty, solver="newton-cholesky", max_iter=200).fit(inputs, ~bad)
        coefficients: Floats = model.coef_[0]
        sloped = design.sloped()
        worst = int(np.argmin(coefficients[: len(sloped)])) if sloped else -1
        if worst >= 0 and coefficients[worst] <= 0:
            settled = False
            gone = sloped[worst].attribute
            if gone.numeric:
                design.placed = [item for item in design.placed if item.attribute.name != gone.name]
                excluded.append(Excluded(gone.name, f"{_WRONG_SIGN}: coefficient {coefficients[worst]:.3f}"))
            else:
                design.without_woe.add(gone.name)
                chosen = None if not freedom else chosen
        elif not settled:
            chosen = None
        else:
            return _result(design, coefficients, float(model.intercept_[0]), chosen, excluded)
    raise NothingToLearnFrom(reason=Text(zh="没有符号保持一致的列", en="no column keeps its sign"), stage="credit.fit")


def _result(
    design: _Design, coefficients: Floats, intercept: float, chosen: tuple[float, float], excluded: list[Excluded]
) -> Regression:
    penalty, freedom = chosen
    sloped = design.sloped()
    slopes = {item.attribute.name: float(value) for item, value in zip(sloped, coefficients, strict=False)}
    adjustments = {}
    at = len(sloped)
    for item in design.adjusted() if freedom else []:
        known = item.compiled.known
        found = np.zeros(len(known))
        found[known] = coefficients[at : at + known.sum()] * freedom
        at += int(known.sum())
        centre = float(found[item.places].mean())  # rows in bins that say nothing stay at 0 = centre
        found[known] -= centre
        intercept += centre
        adjustments[item.attribute.name] = found
    return Regression(tuple(design.placed), slopes, adjustments, intercept, penalty, freedom, tuple(excluded))


def _choose(slopes: Floats, bins: Floats, bad: Bools, seed: int) -> tuple[float, float]:
    """The inverse ridge strength and the freedom of adjustments of least cross-validated log loss."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold

    grid = [(0.0, penalty) for penalty in _PENALTIES] if slopes.shape[1] else []
    if bins.shape[1]:
        grid += [(freedom, penalty) for freedom in _FREEDOMS[1:] for penalty in _PENALTIES_BESIDE]
    if len(bad) > _CHOOSING:
        some = np.sort(np.random.default_rng(seed).choice(len(bad), _CHOOSING, replace=False))
        slopes, bins, bad = slopes[some], bins[some], bad[some]
    losses = np.zeros(len(grid))
    for train, test in StratifiedKFold(_FOLDS, shuffle=True, random_state=seed).split(slopes, bad):
        for number, (freedom, penalty) in enumerate(grid):
            inputs = np.hstack([slopes, bins * freedom]) if freedom else slopes
            model = LogisticRegression(C=penalty, solver="newton-cholesky", max_iter=200).fit(
                inputs[train], ~bad[train]
            )
            margin = model.decision_function(inputs[test]) * np.where(bad[test], -1.0, 1.0)
            losses[number] += np.logaddexp(0.0, -margin).sum()
    freedom, penalty = grid[
        int(np.argmin(np.round(losses / len(bad), 8)))
    ]  # of equals the first, whatever the last bits
    return penalty, freedom
