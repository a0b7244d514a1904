"""What scoring gives: one row's explanation, term by term, or the scores of many rows, one array each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.grades import Floats
from puhui.credit.reasons import REASONS, Need, Reason, ReasonTable
from puhui.kernel import Language, Text

if TYPE_CHECKING:
    from puhui.credit.scoring import Scorer


@dataclass(frozen=True, slots=True)
class Term:
    """One attribute's part in one row's score."""

    attribute: str
    label: Text
    source: str
    value: object
    bin: Text
    points: float
    best: float
    known: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """One row's score with everything it was made of: `total = base_points + Σ term.points`; `score` is it, clipped.

    Without enough coverage `score`, `pd`, `grade`, `low` and `high` are None and `needs` says what to grant.
    """

    base_points: float
    terms: tuple[Term, ...]
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
class Scores:
    """The scores of many rows, one array each; NaN and None where coverage is too thin for a score.

    `score`, `low`, `high` in points, `pd` in [0, 1], `coverage` in [0, 1]; `reason_attributes[k, row]` is the index of
    the attribute that lost the k-th most points, -1 for none. `notes` says what was odd in the data.
    """

    score: Floats
    pd: Floats
    grade: NDArray[np.object_]
    coverage: Floats
    low: Floats
    high: Floats
    reason_attributes: NDArray[np.int16]
    reason_bins: NDArray[np.uint8]
    notes: tuple[Text, ...]
    _table: ReasonTable
    _bins: NDArray[np.uint8]
    _scorer: "Scorer"

    def __len__(self) -> int:
        return len(self.score)

    @property
    def grades(self) -> tuple[str, ...]:
        """All grades there are, best first."""
        return self._scorer.table.grades

    def reasons(self, row: int) -> tuple[Reason, ...]:
        """Up to four reasons of one row, the largest loss first."""
        pairs = zip(self.reason_attributes[:, row].tolist(), self.reason_bins[:, row].tolist(), strict=True)
        return tuple(self._table.reason(attribute, index) for attribute, index in pairs if attribute >= 0)

    def needs(self, row: int) -> tuple[Need, ...]:
        """The two absent sources that would add most to what is known of this row; empty when all is known."""
        return self._scorer.needs(self._bins[:, row])

    def columns(self, language: Language = Language.ZH_CN) -> dict[str, NDArray[Any]]:
        """The columns that `puhui credit score` writes; rows without a score say in their reasons what they need."""
        reasons = self._table.sentences(self.reason_attributes, self.reason_bins, language)
        for row in np.flatnonzero(np.isnan(self.score)):
            reasons[:, row] = ""
            for place, need in enumerate(self.needs(int(row))):
                reasons[place, row] = need.text.in_(language)
        return {
            "score": np.round(self.score, 2),
            "pd": np.round(self.pd, 6),
            "grade": self.grade,
            "coverage": np.round(self.coverage, 4),
            "score_low": np.round(self.low, 2),
            "score_high": np.round(self.high, 2),
        } | {f"reason_{place + 1}": reasons[place] for place in range(REASONS)}
