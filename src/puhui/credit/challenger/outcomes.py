"""What a challenger answers: the scores of many rows, or one row's score with its parts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.grades import Floats
from puhui.credit.reasons import REASONS, Need, Reason
from puhui.kernel import Language, Text

if TYPE_CHECKING:
    from puhui.credit.challenger.wording import Wording


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
    `grades` are all that there are, best first.
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
    grades: tuple[str, ...]
    _unknown: NDArray[np.bool_]
    _wording: "Wording"

    def __len__(self) -> int:
        return len(self.score)

    def reasons(self, row: int) -> tuple[Reason, ...]:
        """Up to four reasons of one row, the largest loss first."""
        pairs = zip(self.reason_attributes[:, row].tolist(), self.reason_points[:, row].tolist(), strict=True)
        return tuple(self._wording.reason(feature, lost) for feature, lost in pairs if feature >= 0)

    def needs(self, row: int) -> tuple[Need, ...]:
        """The two absent sources that would add most to what is known of this row; empty when all is known."""
        return self._wording.needs(self._unknown[:, row])

    def columns(self, language: Language = Language.ZH_CN) -> dict[str, NDArray[Any]]:
        """The columns that `puhui credit score` writes, the same as a card's; without a score, what would be needed."""
        told = self._wording.reasons_of_all(self.reason_attributes, self.reason_points, language)
        unscored = np.isnan(self.score)
        told[:, unscored] = self._wording.needs_of_all(self._unknown[:, unscored], language)
        return {
            "score": self.score,
            "pd": np.round(self.pd, 6),
            "grade": self.grade,
            "coverage": np.round(self.coverage, 4),
            "score_low": np.round(self.low, 2),
            "score_high": np.round(self.high, 2),
        } | {f"reason_{place + 1}": told[place] for place in range(REASONS)}
