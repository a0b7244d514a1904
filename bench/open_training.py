"""The training of `puhui privacy train` over the same files in the open: one process, NumPy, exact Newton steps.

The peer that the tests and the benchmark compare with. Alignment is a set intersection, counts are counted, columns are
looked up, the regression is solved to 1e-10, and AUC is by ranks of the scores that the finished card gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.credit import Scorecard
from puhui.credit.counted import FineBins
from puhui.credit.fit import Recipe, unfit
from puhui.credit.selection import Excluded
from puhui.credit.target import read_target
from puhui.credit.validation import auc, ks
from puhui.privacy import spell
from puhui.privacy.columns import values_of
from puhui.privacy.evaluating import TrainTerms, names_of
from puhui.privacy.modelling import CURVE, DONE, PRUNE, STEP, Given, Modeller
from puhui.privacy.ops.training import split
from puhui.privacy.policy import CELL_MIN

Reals = NDArray[np.float64]


@dataclass(frozen=True)
class Opened:
    """The card, and the columns and outcomes of all aligned rows, of which `held` were not fitted on."""

    card: Scorecard
    frame: dict[str, NDArray[Any]]
    good: NDArray[np.bool_]
    fitted: NDArray[np.int64]
    held: NDArray[np.int64]

    def scores(self, card: Scorecard) -> Reals:
        """What a card gives all aligned rows."""
        return card.scorer.totals(self.frame)

    def measures(self, card: Scorecard) -> tuple[float, float]:
        """AUC and KS of a card on the rows held out, by ranks."""
        risk, bad = -self.scores(card)[self.held], ~self.good[self.held]
        return auc(risk, bad), ks(risk, bad)


def train_in_the_open(owner: Path, custodians: Sequence[Path], terms: TrainTerms, job: str = "") -> Opened:
    """What the secret training must come to; between nodes it holds out the rows that its `job` draws."""
    files = [owner, *custodians]
    tables = [pl.read_csv(path, infer_schema=False) for path in files]
    outcomes = read_target(values_of(tables[0][terms.target], category=True), terms.target, terms.bad)
    places = []
    for at, table in enumerate(tables):
        keys = spell(table[terms.key], terms.kind)
        seen = keys.drop_nulls().filter(keys.drop_nulls().is_unique()).to_list()
        once = set(seen)
        known = outcomes.known if at == 0 else np.ones(table.height, dtype=bool)
        places.append({key: row for row, key in enumerate(keys) if key in once and known[row]})
    common = sorted(set.intersection(*map(set, places)))
    frames = []
    for at, (table, rows) in enumerate(zip(tables, places, strict=True)):
        set_aside = {terms.key, *terms.exclude, *([terms.target] if at == 0 else [])}
        order = [rows[key] for key in common]
        frames.append(
            {
                name: values_of(table[name], category=name in terms.categories)[order]
                for name in table.columns
                if name not in set_aside
            }
        )
    good = ~outcomes.bad[[places[0][key] for key in common]]
    fitted, held = split(len(common), round(terms.holdout * 1000), terms.seed, job)
    card = _fit(frames, names_of(files), good[fitted], fitted, terms)
    return Opened(card, {name: values for frame in frames for name, values in frame.items()}, good, fitted, held)


def _fit(
    frames: list[dict[str, NDArray[Any]]],
    names: list[str],
    good: NDArray[np.bool_],
    rows: NDArray[np.int64],
    terms: TrainTerms,
) -> Scorecard:
    given, left, placed = [], [], []
    for name, frame in zip(names[1:], frames[1:], strict=True):
        for column, values in frame.items():
            if reason := unfit(values[rows]):
                left.append(Excluded(column, reason))
                continue
            fine = FineBins.cut(column, values[rows])
            given.append(Given(name, fine))
            placed.append(fine.place(values[rows]))
    owned = {name: values[rows] for name, values in frames[0].items()}
    modeller = Modeller(names[0], good, owned, given, Recipe(name=terms.name, seed=terms.seed))
    modeller.excluded[:0] = left
    counts = np.concatenate(
        [np.stack([np.bincount(at[good == one], minlength=g.fine.bins) for one in (True, False)], 1)
         for at, g in zip(placed, given, strict=True)]
    )  # fmt: skip
    for shown in (False, False, True):
        groups, wide = modeller.groups(), max(one.fine.bins for one in given)
        table = np.zeros((len(given), wide, 2), dtype=np.int64)
        start = 0
        for at, one in enumerate(given):
            span = slice(start, start + one.fine.bins)
            table[at] = groups[span].T @ counts[span]
            start += one.fine.bins
        enough = (table >= CELL_MIN).all(axis=2)
        modeller.take(table * enough[:, :, None] if shown else enough.astype(np.int64))
    values, start, columns = modeller.values(), 0, []
    for at, one in zip(placed, given, strict=True):
        columns.append(values[start : start + one.fine.bins][at])
        start += one.fine.bins
    own = [modeller.columns()] if modeller.owned else []
    inputs = np.column_stack([*own, *columns, np.ones(len(good))])
    good_share = float(good.mean())
    curve = inputs.T @ inputs / len(good) * good_share * (1 - good_share) + np.diag(modeller.ridge(terms.ridge))
    word = PRUNE
    while word == PRUNE:
        used = curve * np.outer(modeller.kept, modeller.kept) + np.diag(1 - modeller.kept)
        word = modeller.prune(np.diag(used) * np.diag(np.linalg.inv(used)))
    coefficients, word, steps = modeller.start(), CURVE, 0
    while word in (CURVE, STEP):
        steps += 1
        coefficients = _newton(inputs, good, coefficients * modeller.kept, modeller.kept, modeller.ridge(terms.ridge))
        word = modeller.hear(coefficients, 0.0, steps)
    assert word == DONE
    return modeller.card(terms.ridge)


def _newton(inputs: Reals, good: NDArray[np.bool_], start: Reals, kept: Reals, ridge: Reals) -> Reals:
    found, some = start.copy(), kept > 0
    chosen = inputs[:, some]
    while True:
        chance = 1 / (1 + np.exp(-chosen @ found[some]))
        slope = chosen.T @ (good - chance) / len(good) - ridge[some] * found[some]
        curve = (chosen.T * (chance * (1 - chance))) @ chosen / len(good) + np.diag(ridge[some])
        change = np.linalg.solve(curve, slope)
        found[some] += change
        if np.abs(change).max() < 1e-10:
            return found
