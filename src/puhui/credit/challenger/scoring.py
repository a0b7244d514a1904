"""Scoring with a challenger: the trees' log odds on the card's scale, with coverage, interval and reasons.

`score = offset - factor · (intercept + slope · log odds of bad)`, rounded to a hundredth, clipped to the scale; PD
belongs to that score. A source that is absent, and a missing value where training had too few to learn from, change the
score by nothing: what the trees said of it (its TreeSHAP contribution) is taken out again, and the interval opens to
what it gave in training, as in a card. Reasons are the features that gave fewer points than they gave an average
applicant, by TreeSHAP; only what is known can be a reason.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.challenger.inputs import Frame, Inputs
from puhui.credit.challenger.outcomes import ChallengerScores, Contribution, TreeExplanation
from puhui.credit.challenger.wording import Wording
from puhui.credit.grades import Floats, GradeTable
from puhui.credit.reasons import REASONS
from puhui.credit.scoring import COVERAGE_UNITS

if TYPE_CHECKING:
    from puhui.credit.challenger.model import Challenger

_CHUNK = 65_536  # rows whose contributions are held at a time
_LEAST = 0.005  # points below which nothing was lost


class TreeScorer:
    """A challenger ready to score. The trees are those of the file's text, never a training's that just ended."""

    def __init__(self, model: "Challenger", table: GradeTable) -> None:
        import lightgbm

        self.model = model
        self.table = table
        self.trees = lightgbm.Booster(model_str=model.trees + "\n")
        self.sources = [source.source for source in model.sources]
        self.wording = Wording(model.features, model.sources)
        weights = {source.source: source.weight for source in model.sources}
        members = {name: sum(f.source == name for f in model.features) for name in self.sources}
        shares = np.cumsum([weights[f.source] / members[f.source] for f in model.features])
        ends = np.round(shares / shares[-1] * COVERAGE_UNITS).astype(np.int64)  # so that the weights add up exactly
        self.weights = np.diff(ends, prepend=0)
        applied = model.calibration.get("applied", {"intercept": 0.0, "slope": 1.0})
        self.intercept, self.slope = float(applied["intercept"]), float(applied["slope"])

    def totals(self, frame: Frame) -> Floats:
        """Scores alone, clipped: no coverage, intervals or reasons. For bulk work on complete data."""
        read = self._read(frame)
        return self._clipped(self._odds(read.matrix, read.unknown))

    def score(self, frame: Frame, *, absent: Collection[str] = (), reasons: bool = True) -> ChallengerScores:
        """Score every row; `Challenger.score` says the rest."""
        read = self._read(frame, absent)
        matrix, unknown = read.matrix, read.unknown
        rows = len(matrix)
        attributes = np.full((REASONS, rows), -1, dtype=np.int16)
        lost = np.zeros((REASONS, rows))
        odds = np.empty(rows)
        if reasons:
            for part in _parts(rows):
                given = self._contributions(matrix[part])
                odds[part] = self._raw(matrix[part]) - _taken_out(given, unknown[:, part])
                attributes[:, part], lost[:, part] = self._largest(given[:, :-1], unknown[:, part].T)
        else:
            odds = self._odds(matrix, unknown)
        coverage = (COVERAGE_UNITS - self.weights @ unknown) / COVERAGE_UNITS
        # A row without any value is not covered, whatever its blanks meant.
        coverage[np.isnan(matrix).all(axis=1)] = 0.0
        thin = coverage < self.table.coverage.score_from
        score = np.where(thin, np.nan, self._clipped(odds))
        below, above = self._gaps(unknown)
        scaling = self.model.scaling
        low, high = (np.clip(score + reach, scaling.score_min, scaling.score_max) for reach in (-below, above))
        labels = np.array([*self.table.grades, None], dtype=object)
        return ChallengerScores(
            score=score,
            pd=scaling.pd(score),
            grade=labels[self.table.codes(score, coverage)],
            coverage=coverage,
            low=low,
            high=high,
            reason_attributes=attributes,
            reason_points=lost,
            notes=read.notes,
            grades=self.table.grades,
            _unknown=unknown,
            _wording=self.wording,
        )

    def explain(self, row: Mapping[str, Any], *, absent: Collection[str] = ()) -> TreeExplanation:
        """One row's score, feature by feature."""
        frame = {name: _one(value) for name, value in row.items()}
        scores = self.score(frame, absent=absent)
        read = self._read(frame, absent)
        gone = read.unknown[:, 0].tolist()
        given = self._contributions(read.matrix)[0]
        scaling, features = self.model.scaling, self.model.features
        points = [0.0 if hidden else self._points(part) for part, hidden in zip(given[:-1], gone, strict=True)]
        base = scaling.offset - scaling.factor * (self.intercept + self.slope * float(given[-1]))
        scored = not np.isnan(scores.score[0])
        return TreeExplanation(
            base_points=base,
            terms=tuple(
                Contribution(f.name, f.label, f.source, row.get(f.name), part, not hidden)
                for f, part, hidden in zip(features, points, gone, strict=True)
            ),
            total=base + sum(points),
            score=float(scores.score[0]) if scored else None,
            pd=float(scores.pd[0]) if scored else None,
            grade=scores.grade[0],
            coverage=float(scores.coverage[0]),
            low=float(scores.low[0]) if scored else None,
            high=float(scores.high[0]) if scored else None,
            reasons=scores.reasons(0) if scored else (),
            needs=scores.needs(0),
        )

    def _read(self, frame: Frame, absent: Collection[str] = ()) -> Inputs:
        return Inputs.read(frame, self.model.features, self.sources, absent)

    def _raw(self, matrix: Floats) -> Floats:
        if not len(matrix):
            return np.empty(0)
        return np.asarray(self.trees.predict(matrix, raw_score=True), dtype=np.float64)

    def _contributions(self, matrix: Floats) -> Floats:
        if not len(matrix):
            return np.empty((0, matrix.shape[1] + 1))
        return np.asarray(self.trees.predict(matrix, pred_contrib=True), dtype=np.float64)

    def _odds(self, matrix: Floats, unknown: NDArray[np.bool_]) -> Floats:
        """Log odds of bad before calibration; contributions are computed only where something is unknown."""
        odds = self._raw(matrix)
        some = np.flatnonzero(unknown.any(axis=0))
        for part in _parts(len(some)):
            rows = some[part]
            odds[rows] -= _taken_out(self._contributions(matrix[rows]), unknown[:, rows])
        return odds

    def _clipped(self, odds: Floats) -> Floats:
        scaling = self.model.scaling
        score = scaling.offset - scaling.factor * (self.intercept + self.slope * odds)
        clipped: Floats = np.clip(np.round(score, 2), scaling.score_min, scaling.score_max)
        return clipped

    def _points(self, contribution: float) -> float:
        return -self.model.scaling.factor * self.slope * float(contribution) + 0.0

    def _largest(self, given: Floats, unknown: NDArray[np.bool_]) -> tuple[NDArray[np.int16], Floats]:
        """(4, rows): the features that lost most, and the points they lost."""
        loss = np.round(self.model.scaling.factor * self.slope * given, 2)
        loss[unknown] = -np.inf
        order = np.argsort(-loss, axis=1, kind="stable")[:, :REASONS]
        lost = np.take_along_axis(loss, order, axis=1)
        found = np.full((REASONS, len(given)), -1, dtype=np.int16)
        points = np.zeros((REASONS, len(given)))
        width = order.shape[1]
        found[:width] = np.where(lost > _LEAST, order, -1).T
        points[:width] = np.where(lost > _LEAST, lost, 0.0).T
        return found, points

    def _gaps(self, unknown: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """How far the score could lie below and above: unknowns added within a source, sources by squares."""
        rows = unknown.shape[1]
        below, above = np.zeros(rows), np.zeros(rows)
        for source in self.sources:
            own = [at for at, f in enumerate(self.model.features) if f.source == source]
            low = np.array([max(-round(self.model.features[at].low * 100), 0) for at in own])
            high = np.array([max(round(self.model.features[at].high * 100), 0) for at in own])
            below += (self.slope * (low @ unknown[own]) / 100) ** 2
            above += (self.slope * (high @ unknown[own]) / 100) ** 2
        return np.sqrt(below), np.sqrt(above)


def _taken_out(given: Floats, unknown: NDArray[np.bool_]) -> Floats:
    """What the trees said of what is unknown, by row; added feature by feature, so that every batch adds alike."""
    total = np.zeros(len(given))
    for at, gone in enumerate(unknown):
        if gone.any():
            total += np.where(gone, given[:, at], 0.0)
    return total


def _one(value: Any) -> NDArray[Any]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return np.array([value], dtype=np.float64)
    out = np.empty(1, dtype=object)
    out[0] = value
    return out


def _parts(rows: int) -> Iterator[slice]:
    return (slice(start, min(start + _CHUNK, rows)) for start in range(0, rows, _CHUNK))
