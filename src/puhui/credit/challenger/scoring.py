"""Scoring with a challenger: the trees' log odds on the card's scale, with coverage, interval and reasons.

`score = offset - factor · (intercept + slope · log odds of bad)`, rounded to a hundredth, clipped to the scale; PD
belongs to that score. A source that is absent, and a missing value where training had too few to learn from, change the
score by nothing: what the trees said of it (its TreeSHAP contribution) is taken out again, and the interval opens to
what it gave in training, as in a card. Reasons are the features that gave fewer points than they gave an average
applicant, by TreeSHAP; only what is known can be a reason.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.challenger.encoding import encoded
from puhui.credit.errors import AttributesMissing, ColumnLengthsDiffer, UnknownSource
from puhui.credit.grades import Floats, GradeTable
from puhui.credit.reasons import REASONS, Need, Reason
from puhui.credit.scoring import COVERAGE_UNITS, GRANTED
from puhui.kernel import Language, Text

if TYPE_CHECKING:
    from puhui.credit.challenger.model import Challenger, Feature

Frame = Mapping[str, NDArray[Any]]
_CHUNK = 65_536  # rows whose contributions are held at a time
_LEAST = 0.005  # points below which nothing was lost
_GENERAL = Text(
    zh="{label}使分数比一般申请人低 {lost} 分", en="{label} gives {lost} points fewer than an average applicant gets"
)
_GENERAL_CURE = Text(zh="改善“{label}”", en="improve {label}")


@dataclass(frozen=True, slots=True)
class Contribution:
    """One feature's part in one row's score: points above (or below) those of an average applicant."""

    attribute: str
    label: Text
    source: str
    value: object
    points: float
    known: bool


@dataclass(frozen=True, slots=True)
class TreeExplanation:
    """One row's score and its parts: `total = base_points + Σ term.points`; `score` is it, rounded and clipped."""

    base_points: float
    terms: tuple[Contribution, ...]
    total: float
    score: float | None
    pd: float | None
    grade: str | None
    coverage: float
    low: float | None
    high: float | None
    reasons: tuple[Reason, ...]
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class ChallengerScores:
    """The scores of many rows, as `puhui.credit.Scores` has them; NaN and None where coverage is too thin.

    `reason_attributes[k, row]` is the index of the feature that lost the k-th most, -1 for none (or none asked for).
    """

    score: Floats
    pd: Floats
    grade: NDArray[np.object_]
    coverage: Floats
    low: Floats
    high: Floats
    reason_attributes: NDArray[np.int16]
    reason_points: Floats
    notes: tuple[Text, ...]
    _unknown: NDArray[np.bool_]
    _scorer: "TreeScorer"

    def __len__(self) -> int:
        return len(self.score)

    @property
    def grades(self) -> tuple[str, ...]:
        """All grades there are, best first."""
        return self._scorer.table.grades

    def reasons(self, row: int) -> tuple[Reason, ...]:
        """Up to four reasons of one row, the largest loss first."""
        pairs = zip(self.reason_attributes[:, row].tolist(), self.reason_points[:, row].tolist(), strict=True)
        return tuple(self._scorer.reason(feature, lost) for feature, lost in pairs if feature >= 0)

    def needs(self, row: int) -> tuple[Need, ...]:
        """The two absent sources that would add most to what is known of this row; empty when all is known."""
        return self._scorer.needs(self._unknown[:, row])

    def columns(self, language: Language = Language.ZH_CN) -> dict[str, NDArray[Any]]:
        """The columns that `puhui credit score` writes, the same as a card's."""
        told = np.full((REASONS, len(self)), "", dtype=object)
        for row in range(len(self)):
            unscored = bool(np.isnan(self.score[row]))
            said = [one.text for one in self.needs(row)] if unscored else [one.text for one in self.reasons(row)]
            for place, text in enumerate(said):
                told[place, row] = text.in_(language)
        return {
            "score": self.score,
            "pd": np.round(self.pd, 6),
            "grade": self.grade,
            "coverage": np.round(self.coverage, 4),
            "score_low": np.round(self.low, 2),
            "score_high": np.round(self.high, 2),
        } | {f"reason_{place + 1}": told[place] for place in range(REASONS)}


class TreeScorer:
    """A challenger ready to score. The trees are those of the file's text, never a training's that just ended."""

    def __init__(self, model: "Challenger", table: GradeTable) -> None:
        import lightgbm

        self.model = model
        self.table = table
        self.trees = lightgbm.Booster(model_str=model.trees + "\n")
        self.sources = [source.source for source in model.sources]
        weights = {source.source: source.weight for source in model.sources}
        members = {name: sum(f.source == name for f in model.features) for name in self.sources}
        shares = np.cumsum([weights[f.source] / members[f.source] for f in model.features])
        ends = np.round(shares / shares[-1] * COVERAGE_UNITS).astype(np.int64)  # so that the weights add up exactly
        self.weights = np.diff(ends, prepend=0)
        applied = model.calibration.get("applied", {"intercept": 0.0, "slope": 1.0})
        self.intercept, self.slope = float(applied["intercept"]), float(applied["slope"])

    def totals(self, frame: Frame) -> Floats:
        """Scores alone, clipped: no coverage, intervals or reasons. For bulk work on complete data."""
        matrix, unknown, _ = self._matrix(frame, ())
        return self._clipped(self._odds(matrix, unknown))

    def score(self, frame: Frame, *, absent: Collection[str] = (), reasons: bool = True) -> ChallengerScores:
        """Score every row; `Challenger.score` says the rest."""
        matrix, unknown, notes = self._matrix(frame, absent)
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
        coverage[np.isnan(matrix).all(axis=1)] = (
            0.0  # a row without any value is not covered, whatever its blanks meant
        )
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
            notes=notes,
            _unknown=unknown,
            _scorer=self,
        )

    def explain(self, row: Mapping[str, Any], *, absent: Collection[str] = ()) -> TreeExplanation:
        """One row's score, feature by feature."""
        frame = {name: _one(value) for name, value in row.items()}
        scores = self.score(frame, absent=absent)
        matrix, unknown, _ = self._matrix(frame, absent)
        given = self._contributions(matrix)[0]
        scaling, features = self.model.scaling, self.model.features
        points = [0.0 if gone else self._points(part) for part, gone in zip(given[:-1], unknown[:, 0], strict=True)]
        base = scaling.offset - scaling.factor * (self.intercept + self.slope * float(given[-1]))
        scored = not np.isnan(scores.score[0])
        return TreeExplanation(
            base_points=base,
            terms=tuple(
                Contribution(f.name, f.label, f.source, row.get(f.name), part, not gone)
                for f, part, gone in zip(features, points, unknown[:, 0].tolist(), strict=True)
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

    def reason(self, feature: int, lost: float) -> Reason:
        """The sentence for a feature that lost so many points: its own, or a general one."""
        one = self.model.features[feature]
        if one.reason is not None:
            return Reason(one.reason.code, one.name, one.reason.text, lost, one.reason.cure)
        label = one.label
        return Reason(
            code=f"low_points_{one.name}",
            attribute=one.name,
            text=Text(
                zh=_GENERAL.zh.format(label=label.zh, lost=f"{lost:.0f}"),
                en=_GENERAL.en.format(label=label.en, lost=f"{lost:.0f}"),
            ),
            points_lost=lost,
            cure=Text(zh=_GENERAL_CURE.zh.format(label=label.zh), en=_GENERAL_CURE.en.format(label=label.en)),
        )

    def needs(self, unknown: NDArray[np.bool_]) -> tuple[Need, ...]:
        """The two sources whose unknown features carry most, by the spread of what they gave in training."""
        gains: dict[str, float] = {}
        for feature, gone in zip(self.model.features, unknown.tolist(), strict=True):
            if gone:
                gains[feature.source] = gains.get(feature.source, 0.0) + feature.variance
        labels = {source.source: source.label for source in self.model.sources}
        ranked = sorted(gains, key=lambda source: (-gains[source], self.sources.index(source)))
        return tuple(Need(source, labels[source], round(gains[source] ** 0.5, 2)) for source in ranked[:2])

    def _matrix(self, frame: Frame, absent: Collection[str]) -> tuple[Floats, NDArray[np.bool_], tuple[Text, ...]]:
        """The trees' input, (rows, features), and what is unknown, (features, rows)."""
        features = self.model.features
        for source in absent:
            if source not in self.sources:
                raise UnknownSource(source=source, known=", ".join(self.sources), stage="credit.score")
        lacking = [f.name for f in features if f.name not in frame and f.source not in absent]
        lacking = [name for name in lacking if not self._nowhere(name, frame)]
        if lacking:
            raise AttributesMissing(columns=", ".join(lacking), stage="credit.score")
        rows = next((len(frame[f.name]) for f in features if f.name in frame), 0)
        rows = rows or next((len(values) for values in frame.values()), 0)
        for name in [f.name for f in features] + [GRANTED + source for source in self.sources]:
            if name in frame and len(frame[name]) != rows:
                raise ColumnLengthsDiffer(column=name, rows=len(frame[name]), wanted=rows, stage="credit.score")
        matrix = np.full((rows, len(features)), np.nan)
        unknown = np.zeros((len(features), rows), dtype=np.bool_)
        notes: list[Text] = []
        for at, feature in enumerate(features):
            if feature.name in frame and feature.source not in absent:
                matrix[:, at] = encoded(feature, frame[feature.name])
                notes += _odd(feature, frame[feature.name])
            else:
                unknown[at] = True
            flags = frame.get(GRANTED + feature.source)
            if flags is not None:
                unknown[at] |= ~np.asarray(flags).astype(np.bool_)
            matrix[unknown[at], at] = np.nan
            if not feature.missing_known:
                unknown[at] |= np.isnan(matrix[:, at])
        return matrix, unknown, tuple(notes)

    def _nowhere(self, name: str, frame: Frame) -> bool:
        """Whether the feature's source is granted in no row."""
        source = next(f.source for f in self.model.features if f.name == name)
        flags = frame.get(GRANTED + source)
        return flags is not None and not np.asarray(flags).astype(np.bool_).any()

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


def _odd(feature: "Feature", values: NDArray[Any]) -> Iterator[Text]:
    values = np.asarray(values)
    if feature.numeric and values.dtype.kind == "f" and np.isinf(values).any():
        count = int(np.isinf(values).sum())
        yield Text(
            zh=f"列“{feature.name}”有 {count} 个无穷大的值，按无记录处理",
            en=f"column {feature.name!r} holds {count} infinities, taken as no record",
        )


def _one(value: Any) -> NDArray[Any]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return np.array([value], dtype=np.float64)
    out = np.empty(1, dtype=object)
    out[0] = value
    return out


def _parts(rows: int) -> Iterator[slice]:
    return (slice(start, min(start + _CHUNK, rows)) for start in range(0, rows, _CHUNK))
