"""The sentences of a challenger: which feature lost how many points, and which source would tell most.

A feature's own code, sentence and cure are those of the card; without them it gets general ones.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.grades import Floats
from puhui.credit.reasons import REASONS, Need, Reason
from puhui.kernel import Language, Text

if TYPE_CHECKING:
    from puhui.credit.attributes import Source
    from puhui.credit.challenger.model import Feature

_GENERAL = Text(
    zh="{label}使分数比一般申请人低 {lost} 分", en="{label} gives {lost} points fewer than an average applicant gets"
)
_GENERAL_CURE = Text(zh="改善“{label}”", en="improve {label}")


class Wording:
    """All that a challenger can say of a row, of one or of many at once."""

    def __init__(self, features: "Sequence[Feature]", sources: "Sequence[Source]") -> None:
        self._features = features
        self._labels = {source.source: source.label for source in sources}
        self._order = list(self._labels)

    def reason(self, feature: int, lost: float) -> Reason:
        """The sentence for a feature that lost so many points: its own, or a general one."""
        one = self._features[feature]
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
        for feature, gone in zip(self._features, unknown.tolist(), strict=True):
            if gone:
                gains[feature.source] = gains.get(feature.source, 0.0) + feature.variance
        ranked = sorted(gains, key=lambda source: (-gains[source], self._order.index(source)))
        return tuple(Need(source, self._labels[source], round(gains[source] ** 0.5, 2)) for source in ranked[:2])

    def reasons_of_all(self, features: NDArray[np.int16], lost: Floats, language: Language) -> NDArray[np.object_]:
        """(4, rows): the sentences of many rows; each that differs is made once."""
        whole = np.rint(lost).astype(np.int64)  # sentences tell whole points
        step = int(whole.max(initial=0)) + 1
        keys, at = np.unique(np.where(features < 0, -1, features * step + whole), return_inverse=True)
        said = [self.reason(*divmod(key, step)).text.in_(language) if key >= 0 else "" for key in keys.tolist()]
        return _objects(said)[at].reshape(features.shape)

    def needs_of_all(self, unknown: NDArray[np.bool_], language: Language) -> NDArray[np.object_]:
        """(4, rows): what many rows need, the lower places empty; `unknown` is (features, rows)."""
        told = np.full((REASONS, unknown.shape[1]), "", dtype=object)
        patterns, at = np.unique(unknown, axis=1, return_inverse=True)
        for number, pattern in enumerate(patterns.T):
            for place, need in enumerate(self.needs(pattern)):
                told[place, at.reshape(-1) == number] = need.text.in_(language)
        return told


def _objects(values: list[Any]) -> NDArray[np.object_]:
    out = np.empty(len(values), dtype=object)
    out[:] = values
    return out
