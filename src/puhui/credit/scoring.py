"""Scoring with a compiled scorecard: sums, intervals, coverage, reasons. NumPy only, millions of rows a second.

What is not known (a bin that is not `informative`) does three things, and none of them is a penalty: it adds that
bin's points (zero in fitted cards: the odds stay as they were), it lowers coverage by the attribute's share of its
source's weight, and it widens the interval [`low`, `high`] towards what the value could have been: the 10 % and
90 % quantiles of the points that the attribute gave in training. Attributes of one source tend to move together, so
their widths add up; sources are combined as independent, by the root of the sum of squares. With everything known
the interval is the score itself: it says nothing of the model's own error.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.compiled import Compiled
from puhui.credit.errors import AttributesMissing, ColumnLengthsDiffer, UnknownSource
from puhui.credit.grades import Floats, GradeTable
from puhui.credit.information import expected_reduction
from puhui.credit.reasons import REASONS, Need, ReasonTable
from puhui.credit.scores import Explanation, Scores, Term
from puhui.kernel import Text

if TYPE_CHECKING:
    from puhui.credit.scorecard import Scorecard

Frame = Mapping[str, NDArray[Any]]
GRANTED = "granted."  # frame column `granted.<source>`: false where that source is absent in the row
_CHUNK = 16_384  # rows at a time: the working set stays in the cache
COVERAGE_UNITS = 1_000_000  # the weights of all attributes together


class Scorer:
    """A scorecard compiled to arrays. Immutable, and safe to share between threads."""

    def __init__(self, card: "Scorecard", table: GradeTable) -> None:
        self.card = card
        self.table = table
        self.sources = [source.source for source in card.sources]
        members = {name: sum(a.source == name for a in card.attributes) for name in self.sources}
        weights = {source.source: source.weight for source in card.sources}
        total = sum(weights.values())
        shares = [weights[a.source] / total / members[a.source] for a in card.attributes]
        ends = np.round(np.cumsum(shares) * COVERAGE_UNITS).astype(int)  # so that the weights add up exactly
        self.attributes = tuple(
            Compiled(attribute, self.sources.index(attribute.source), int(weight))
            for attribute, weight in zip(card.attributes, np.diff(ends, prepend=0), strict=True)
        )
        self.weight = COVERAGE_UNITS
        self.base = round(card.base_points * 100)
        self.reasons = ReasonTable(self.attributes)

    def totals(self, frame: Frame) -> Floats:
        """Scores alone, clipped: no coverage, intervals or reasons. For bulk work on complete data."""
        columns, _, rows = self._columns(frame, ())
        scaling = self.card.scaling
        out = np.empty(rows)
        place = np.empty(min(rows, _CHUNK), dtype=np.uint8)
        for part in _parts(rows):
            width = part.stop - part.start
            total = np.full(width, self.base, dtype=np.int32)
            for attribute, column in zip(self.attributes, columns, strict=True):
                if column is None:
                    total += attribute.points[attribute.not_granted]
                    continue
                attribute.place(column[part], place[:width])
                total += attribute.points.take(place[:width])
            np.divide(total, 100.0, out=out[part])
        return np.clip(out, scaling.score_min, scaling.score_max)

    def score(self, frame: Frame, *, absent: Collection[str] = ()) -> Scores:
        """Score every row; `Scorecard.score` says the rest."""
        columns, granted, rows = self._columns(frame, absent)
        bins = np.empty((len(self.attributes), rows), dtype=np.uint8)
        total, low, high, coverage = (np.empty(rows) for _ in range(4))
        attributes = np.full((REASONS, rows), -1, dtype=np.int16)
        odd = [0] * len(self.attributes)
        for part in _parts(rows):
            for number, (attribute, column) in enumerate(zip(self.attributes, columns, strict=True)):
                out = bins[number, part]
                if column is None:
                    out[:] = attribute.not_granted
                    continue
                odd[number] += attribute.place(column[part], out)
                flags = granted.get(attribute.source)
                if flags is not None:
                    out[~flags[part]] = attribute.not_granted
            total[part], low[part], high[part], coverage[part] = self._sums(bins[:, part])
            attributes[:, part] = self.reasons.largest(bins[:, part])
        reached = np.take_along_axis(bins, np.maximum(attributes, 0), axis=0)
        scaling = self.card.scaling
        unscored = coverage < self.table.coverage.score_from
        score, low, high = (
            np.where(unscored, np.nan, np.clip(values, scaling.score_min, scaling.score_max))
            for values in (total, low, high)
        )
        labels = np.array([*self.table.grades, None], dtype=object)
        return Scores(
            score=score,
            pd=scaling.pd(score),
            grade=labels[self.table.codes(score, coverage)],
            coverage=coverage,
            low=low,
            high=high,
            reason_attributes=attributes,
            reason_bins=reached,
            notes=tuple(self._notes(odd)),
            _table=self.reasons,
            _bins=bins,
            _scorer=self,
        )

    def place(self, frame: Frame) -> NDArray[np.uint8]:
        """The bin of every value, (attributes, rows), as an index into `attributes[i].bins`."""
        columns, _, rows = self._columns(frame, ())
        bins = np.empty((len(self.attributes), rows), dtype=np.uint8)
        for attribute, column, out in zip(self.attributes, columns, bins, strict=True):
            if column is None:
                out[:] = attribute.not_granted
            else:
                attribute.place(column, out)
        return bins

    def explain(
        self, row: Mapping[str, Any], *, absent: Collection[str] = (), asked: Collection[str] = ()
    ) -> Explanation:
        """One row's score, term by term; `Scorecard.explain` says the rest."""
        blank = {item.name: _one(None) for item in self.attributes if item.attribute.source in absent}
        scores = self.score(blank | {name: _one(value) for name, value in row.items()}, absent=absent)
        terms = []
        for attribute, index in zip(self.attributes, scores._bins[:, 0].tolist(), strict=True):
            item = attribute.bins[index]
            terms.append(
                Term(
                    attribute=attribute.name,
                    label=attribute.attribute.label,
                    source=attribute.attribute.source,
                    value=row.get(attribute.name),
                    bin=item.text,
                    points=item.centipoints / 100,
                    best=attribute.attribute.best,
                    known=item.informative,
                )
            )
        scored = not np.isnan(scores.score[0])
        return Explanation(
            base_points=self.base / 100,
            terms=tuple(terms),
            total=(self.base + sum(round(term.points * 100) for term in terms)) / 100,
            score=float(scores.score[0]) if scored else None,
            pd=float(scores.pd[0]) if scored else None,
            grade=scores.grade[0],
            coverage=float(scores.coverage[0]),
            low=float(scores.low[0]) if scored else None,
            high=float(scores.high[0]) if scored else None,
            reasons=scores.reasons(0) if scored else (),
            needs=self.needs(scores._bins[:, 0], asked=asked),
        )

    def needs(self, bins: NDArray[np.uint8], *, asked: Collection[str] = ()) -> tuple[Need, ...]:
        """The two grants that would add most to what is known: by their expected reduction of the score's variance.

        A source of which any value is known, or that was `asked` and did not answer, is granted already: it is no need.
        """
        unknown: dict[int, list[Compiled]] = {}
        held = {self.sources.index(source) for source in asked if source in self.sources}
        for attribute, index in zip(self.attributes, bins.tolist(), strict=True):
            if index < attribute.missing:
                held.add(attribute.source)
            elif not attribute.known[index]:
                unknown.setdefault(attribute.source, []).append(attribute)
        gains = {source: expected_reduction([item.spread for item in items]) for source, items in unknown.items()}
        whole = sum(gains.values())
        ranked = sorted(gains.keys() - held, key=lambda source: (-gains[source], source))
        return tuple(
            Need(
                source=self.sources[source],
                label=self.card.sources[source].label,
                gain=round(gains[source] ** 0.5, 2),
                share=round(gains[source] / whole, 4) if whole else 0.0,
                coverage=sum(item.weight for item in unknown[source]) / self.weight,
            )
            for source in ranked[:2]
        )

    def _sums(self, bins: NDArray[np.uint8]) -> tuple[Floats, Floats, Floats, Floats]:
        width = bins.shape[1]
        total = np.full(width, self.base, dtype=np.int32)
        seen = np.zeros(width, dtype=np.bool_)
        unknown = np.zeros(width, dtype=np.int64)
        gaps: dict[int, list[NDArray[np.int64]]] = {}
        for attribute, row in zip(self.attributes, bins, strict=True):
            total += attribute.points.take(row)
            seen |= row < attribute.missing
            if row.max(initial=0) < attribute.first_unknown:
                continue
            unknown += np.where(attribute.known, 0, attribute.weight).take(row)
            pair = gaps.setdefault(attribute.source, [np.zeros(width, dtype=np.int64) for _ in range(2)])
            pair[0] += attribute.gap_low.take(row)
            pair[1] += attribute.gap_high.take(row)
        below, above = (np.zeros(width, dtype=np.int64) for _ in range(2))
        for left, right in gaps.values():
            below += left * left
            above += right * right
        unknown[~seen] = self.weight  # a row without any value is not covered, whatever its blanks meant in training
        coverage = (self.weight - unknown) / self.weight
        return total / 100.0, (total - np.sqrt(below)) / 100.0, (total + np.sqrt(above)) / 100.0, coverage

    def _columns(
        self, frame: Frame, absent: Collection[str]
    ) -> tuple[list[NDArray[Any] | None], dict[int, NDArray[np.bool_]], int]:
        for source in absent:
            if source not in self.sources:
                raise UnknownSource(source=source, known=", ".join(self.sources), stage="credit.score")
        flags = {
            number: np.asarray(frame[GRANTED + source]).astype(np.bool_)
            for number, source in enumerate(self.sources)
            if GRANTED + source in frame
        }
        nowhere = {number for number, mask in flags.items() if not mask.any()}
        nowhere |= {self.sources.index(source) for source in absent}
        lacking = [a.name for a in self.attributes if a.name not in frame and a.source not in nowhere]
        if lacking:
            raise AttributesMissing(columns=", ".join(lacking), stage="credit.score")
        wanted = [None if a.source in nowhere else a.column(frame[a.name]) for a in self.attributes]
        lengths = {name: len(values) for name, values in frame.items()}
        rows = next((lengths[a.name] for a in self.attributes if a.name in frame), next(iter(lengths.values()), 0))
        used = {a.name for a in self.attributes} | {GRANTED + source for source in self.sources}
        for name in used & lengths.keys():
            if lengths[name] != rows:
                raise ColumnLengthsDiffer(column=name, rows=lengths[name], wanted=rows, stage="credit.score")
        return wanted, flags, rows

    def _notes(self, odd: Sequence[int]) -> Iterator[Text]:
        for attribute, count in zip(self.attributes, odd, strict=True):
            if count and attribute.numeric:
                yield Text(
                    zh=f"列“{attribute.name}”有 {count} 个无穷大的值，按无记录处理",
                    en=f"column {attribute.name!r} holds {count} infinities, taken as no record",
                )
            elif count:
                yield Text(
                    zh=f"列“{attribute.name}”有 {count} 个值不在评分卡所列类别中，归入“其他”",
                    en=f"column {attribute.name!r} holds {count} values that the card does not name, taken as other",
                )


def _one(value: Any) -> NDArray[Any]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return np.array([value], dtype=np.float64)
    out = np.empty(1, dtype=object)
    out[0] = value
    return out


def _parts(rows: int) -> Iterator[slice]:
    return (slice(start, min(start + _CHUNK, rows)) for start in range(0, rows, _CHUNK))
