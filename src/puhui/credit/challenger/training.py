"""Training a challenger: columns and outcomes in, boosted trees with their explanation out. LightGBM, one thread.

1. Columns that cannot serve are put aside as for a card; categories are grouped as a card's bins are, and the groups
   put in order of their weight of evidence.
2. A quantity that may only run one way is held to it in every tree: by its indicator's definition, else by the
   dictionary's trend (`directions.py`).
3. How large trees may be and how many there are is chosen by cross-validated log loss inside the training rows, the
   groups made again in every fold. Small steps, half of the columns a tree, leaves of at least 20 rows: a few hundred
   bads carry no more. Nothing is looked at outside the training rows.
4. What each feature gave in training, in points, is kept: its spread says what its absence leaves open.

The same columns, outcomes, recipe and versions give the same text of trees.
"""

import importlib.metadata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.attributes import BinKind, Source
from puhui.credit.binning import MIN_EVIDENCE, PRIOR_ROWS, Bools, bin_categories
from puhui.credit.challenger.directions import direction_of, overruled
from puhui.credit.challenger.encoding import encoded, grouped
from puhui.credit.challenger.model import Challenger, Feature
from puhui.credit.errors import FeaturesHeldApart, NothingToLearnFrom
from puhui.credit.fit import Column, Recipe, bin_column, enough, suspicions, unfit
from puhui.credit.grades import Floats
from puhui.credit.regression import Placed
from puhui.credit.validation import folds
from puhui.kernel import Text

Frame = Mapping[str, NDArray[Any]]
LEAVES = (3, 7, 15, 31)  # sizes of trees to choose from: how many columns may speak together
STEPS_MAX = 1_500
PATIENCE = 50
FOLDS = 5
_CHOOSING = 30_000  # rows that sizes are chosen on
_SPREAD_ROWS = 4_000  # rows that the spread of contributions is measured on
_QUANTILES = (0.10, 0.90)
PARAMETERS: Mapping[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.05,
    "min_data_in_leaf": MIN_EVIDENCE,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "max_bin": 255,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


@dataclass(frozen=True, slots=True)
class FittedChallenger:
    """A challenger, what to say aloud about it, and what was chosen: leaves a tree, and how many trees."""

    model: Challenger
    notes: tuple[Text, ...]
    choices: Mapping[str, Any]


def fit_challenger(
    frame: Frame,
    bad: Bools,
    recipe: Recipe,
    progress: Callable[[str], None] = lambda _: None,
    *,
    held_by: Mapping[str, str] | None = None,
) -> FittedChallenger:
    """Fit trees to columns (float arrays are quantities, object arrays categories) and outcomes (true is bad).

    `held_by` says which party holds each source. `progress` is called with each column's name as it is read. Raises
    `FeaturesHeldApart`, `TargetHasOneClass`, `NothingToLearnFrom`.
    """
    enough(bad)
    excluded: list[dict[str, str]] = []
    notes: list[Text] = []
    columns: dict[str, NDArray[Any]] = {}
    for name, values in frame.items():
        progress(name)
        reason = unfit(values)
        doubts = [] if reason else suspicions(Placed.of(bin_column(name, values, bad, Column()), values), bad)
        if doubts and recipe.without_doubtful:
            reason = doubts[0].en
        notes.extend(doubts)
        if reason:
            excluded.append({"column": name, "reason": reason})
        else:
            columns[name] = values
            notes.extend(filter(None, [overruled(name, recipe.columns.get(name, Column()))]))
    if not columns:
        raise NothingToLearnFrom(reason=Text(zh="没有可用的列", en="no column can serve"), stage="credit.challenger")
    holder = _one_holder([recipe.columns.get(name, Column()).source for name in columns], held_by or {})
    leaves, count = _choose(columns, bad, recipe)
    features = [_feature(name, values, bad, recipe.columns.get(name, Column())) for name, values in columns.items()]
    matrix = np.column_stack([encoded(feature, columns[feature.name]) for feature in features])
    trees = _boosted(matrix, bad, _parameters(features, bad, recipe.seed, leaves), count)
    features = _with_spreads(trees, matrix, features, recipe)
    used = {feature.source for feature in features}
    known = {source.source: source for source in recipe.sources}
    spread = {name: sum(f.variance for f in features if f.source == name) ** 0.5 for name in sorted(used)}
    model = Challenger(
        name=recipe.name,
        version=recipe.version,
        label=recipe.label or Text(zh=recipe.name, en=recipe.name),
        features=tuple(features),
        sources=tuple(
            known.get(name) or Source(name, Text(zh=name, en=name), round(max(weight, 0.01), 2))
            for name, weight in spread.items()
        ),
        trees=trees,
        held_by=holder,
        scaling=recipe.scaling,
        excluded=tuple(excluded),
    )
    libraries = {name: importlib.metadata.version(name) for name in ("lightgbm", "numpy")}
    choices = {"leaves": leaves, "trees": count, "parameters": dict(PARAMETERS), "libraries": libraries}
    return FittedChallenger(model, tuple(notes), choices)


def _one_holder(sources: Sequence[str], held_by: Mapping[str, str]) -> str:
    parties = sorted({held_by[source] for source in sources if source in held_by})
    if len(parties) > 1:
        raise FeaturesHeldApart(parties=", ".join(parties), stage="credit.challenger")
    return parties[0] if parties else ""


def _feature(name: str, values: NDArray[Any], bad: Bools, column: Column) -> Feature:
    """The feature without what only the trees tell: its groups, its direction, its distribution."""
    label = column.label or Text(zh=name, en=name)
    if values.dtype.kind in "fiub":
        numbers = values.astype(np.float64)
        known = np.isfinite(numbers)
        edges = np.unique(np.quantile(numbers[known], np.linspace(0, 1, 11)[1:-1]))
        counts = np.bincount(np.searchsorted(edges, numbers[known], side="right"), minlength=len(edges) + 1)
        groups: tuple[tuple[str, ...], ...] = ()
        direction = direction_of(name, column)
        kept: dict[str, Any] = {"edges": edges.tolist(), "counts": [*counts.tolist(), int((~known).sum())]}
    else:
        groups, direction = category_groups(name, values, bad, column), 0
        at = grouped(groups, values)
        known = np.isfinite(at)
        counts = np.bincount(at[known].astype(int), minlength=len(groups))
        kept = {"counts": [*counts.tolist(), int((~known).sum())]}
    return Feature(
        name=name,
        label=label,
        source=column.source,
        direction=direction,
        groups=groups,
        missing_known=bool((~known).sum() >= MIN_EVIDENCE),
        reason=column.reason,
        training=kept,
    )


def category_groups(name: str, values: NDArray[Any], bad: Bools, column: Column) -> tuple[tuple[str, ...], ...]:
    """A category's values in the groups that a card would make of them, worst first."""
    attribute = bin_categories(name, values, bad, column.binning)
    bins = [item for item in attribute.bins if item.kind is BinKind.CATEGORY]
    return tuple(
        tuple(str(value) for value in item.values)
        for item in sorted(bins, key=lambda item: (item.woe or 0.0, item.values))
    )


def _boosted(matrix: Floats, bad: Bools, parameters: Mapping[str, Any], count: int) -> str:
    import lightgbm

    data = lightgbm.Dataset(matrix, bad.astype(np.float64), free_raw_data=False)
    text: str = lightgbm.train(dict(parameters), data, num_boost_round=count).model_to_string()
    return text.rstrip("\n")


def _parameters(features: Sequence[Feature], bad: Bools, seed: int, leaves: int) -> dict[str, Any]:
    directions = [-feature.direction for feature in features]  # trees speak of bad
    constraints = {"monotone_constraints": directions} if any(directions) else {}
    # A leaf is shrunk by so many rows of average outcome: a fixed penalty would silence trees where bads are rare.
    ridge = PRIOR_ROWS * float(bad.mean() * (1 - bad.mean()))
    return {**PARAMETERS, **constraints, "lambda_l2": ridge, "seed": seed, "num_leaves": leaves}


def _choose(columns: Frame, bad: Bools, recipe: Recipe) -> tuple[int, int]:
    """Leaves a tree and number of trees, of least log loss over folds that share both."""
    import lightgbm

    if len(bad) > _CHOOSING:
        some = np.sort(np.random.default_rng(recipe.seed).choice(len(bad), _CHOOSING, replace=False))
        columns, bad = {name: values[some] for name, values in columns.items()}, bad[some]
    parts = []
    for _, train, test in folds(bad, FOLDS, 1, recipe.seed):
        matrix, features = _fold(columns, bad, train, recipe)
        data = lightgbm.Dataset(matrix[train], bad[train].astype(np.float64), free_raw_data=False)
        parts.append((data, data.create_valid(matrix[test], bad[test].astype(np.float64)), features, bad[train]))
    best = (np.inf, LEAVES[0], 1)
    for leaves in LEAVES:
        losses, count = _losses(parts, recipe.seed, leaves)
        if losses < best[0]:
            best = (losses, leaves, count)
    return best[1], best[2]


def _fold(columns: Frame, bad: Bools, train: NDArray[np.int64], recipe: Recipe) -> tuple[Floats, list[Feature]]:
    """All rows as a fold sees them: groups made on its training rows alone."""
    features = []
    for name, values in columns.items():
        column = recipe.columns.get(name, Column())
        if values.dtype.kind in "fiub":
            features.append(Feature(name, Text(zh=name, en=name), "", direction_of(name, column)))
        else:
            groups = category_groups(name, values[train], bad[train], column) or (("",),)
            features.append(Feature(name, Text(zh=name, en=name), "", groups=groups))
    return np.column_stack([encoded(feature, columns[feature.name]) for feature in features]), features


def _losses(parts: Sequence[tuple[Any, Any, list[Feature], Bools]], seed: int, leaves: int) -> tuple[float, int]:
    """The least mean log loss of the folds, and the number of trees where it is reached."""
    import lightgbm

    curves = []
    for data, held_out, features, outcomes in parts:
        seen: dict[str, Any] = {}
        lightgbm.train(
            _parameters(features, outcomes, seed, leaves),
            data,
            num_boost_round=STEPS_MAX,
            valid_sets=[held_out],
            callbacks=[lightgbm.early_stopping(PATIENCE, verbose=False), lightgbm.record_evaluation(seen)],
        )
        curves.append(np.array(seen["valid_0"]["binary_logloss"]))
    longest = max(len(curve) for curve in curves)
    padded = np.array([np.pad(curve, (0, longest - len(curve)), mode="edge") for curve in curves])
    mean = np.round(padded.mean(axis=0), 8)
    return float(mean.min()), int(mean.argmin()) + 1


def _with_spreads(trees: str, matrix: Floats, features: Sequence[Feature], recipe: Recipe) -> list[Feature]:
    """The features with what each gave in training, in points."""
    import lightgbm

    some = matrix
    if len(matrix) > _SPREAD_ROWS:
        chosen = np.sort(np.random.default_rng(recipe.seed).choice(len(matrix), _SPREAD_ROWS, replace=False))
        some = matrix[chosen]
    given = np.asarray(lightgbm.Booster(model_str=trees + "\n").predict(some, pred_contrib=True, num_threads=1))
    points = -recipe.scaling.factor * given[:, :-1]
    found = []
    for at, feature in enumerate(features):
        known = np.isfinite(some[:, at])
        own = points[known, at] if known.any() else np.zeros(1)
        low, high = np.quantile(own, _QUANTILES)
        found.append(
            replace(
                feature,
                low=round(float(low), 2) + 0.0,
                high=round(float(high), 2) + 0.0,
                variance=round(float(own.var()), 4),
            )
        )
    return found
