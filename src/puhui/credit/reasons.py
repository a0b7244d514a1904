"""Why a score is not higher: the attributes that lost most points, in plain sentences, with what would help.

The loss of an attribute is the most it could give less what it gave. Only what is known counts: an absent source is
told as a need, never as a fault. An attribute may bring its own sentences; the others get a general one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from puhui.kernel import Language, Text

if TYPE_CHECKING:
    from puhui.credit.compiled import Compiled

REASONS = 4
_GENERAL = Text(zh="{label}为“{bin}”，比最好情形少 {lost} 分", en="{label} is {bin}: {lost} points below the best case")
_GENERAL_CURE = Text(zh="改善“{label}”，最好情形是“{best}”", en="improve {label}; the best case is {best}")
_NEED = Text(zh="需要更多授权：{label}", en="needs more authorisation: {label}")


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for lost points: a stable code, the sentence, the points, and the cure."""

    code: str
    attribute: str
    text: Text
    points_lost: float
    cure: Text


@dataclass(frozen=True, slots=True)
class Need:
    """A source that is not granted and would tell most.

    `gain` is the spread (standard deviation, points) that it is expected to take out of the score, `share` its part of
    all that is not known (of variance, 0 to 1), `coverage` what it would add to coverage. `information` says how.
    """

    source: str
    label: Text
    gain: float
    share: float = 0.0
    coverage: float = 0.0

    @property
    def text(self) -> Text:
        """What to ask the enterprise for."""
        return Text(zh=_NEED.zh.format(label=self.label.zh), en=_NEED.en.format(label=self.label.en))


class ReasonTable:
    """Every reason that a card can give, by attribute and bin, and the search for the largest."""

    def __init__(self, attributes: "Sequence[Compiled]") -> None:
        self._attributes = attributes
        count = len(attributes)
        most = max((int(attribute.lost.max()) for attribute in attributes), default=0)
        kind: Any = np.int32 if (most + 1) * count < 2**31 else np.int64
        # One number says both how much was lost and where; of equal losses the first attribute's is larger.
        self._keys = [
            np.where(a.lost > 0, a.lost.astype(np.int64) * count + (count - 1 - number), -1).astype(kind)
            for number, a in enumerate(attributes)
        ]
        self._kind = kind
        self._reasons = [
            [_reason(attribute, index) for index in range(len(attribute.bins))] for attribute in attributes
        ]

    def reason(self, attribute: int, index: int) -> Reason:
        """The reason for being in that bin of that attribute."""
        return self._reasons[attribute][index]

    def largest(self, bins: NDArray[np.uint8]) -> NDArray[np.int16]:
        """(4, rows): the attributes that lost most, the largest loss first, -1 where fewer lost anything."""
        count, width = bins.shape
        keys = np.empty((count, width), dtype=self._kind)
        for number, table in enumerate(self._keys):
            table.take(bins[number], out=keys[number])
        found = np.full((REASONS, width), -1, dtype=np.int16)
        rows = np.arange(width)
        for place in range(min(REASONS, count)):
            top = keys.max(axis=0)
            lost = top >= 0
            attribute = count - 1 - top % count
            found[place] = np.where(lost, attribute, -1)
            keys[np.where(lost, attribute, 0), rows] = -1
        return found

    def sentences(
        self, attributes: NDArray[np.int16], bins: NDArray[np.uint8], language: Language
    ) -> NDArray[np.object_]:
        """The sentences of many rows at once, empty where there is no reason."""
        offsets = np.cumsum([0, *(len(row) for row in self._reasons)])
        flat = np.array([*(item.text.in_(language) for row in self._reasons for item in row), ""], dtype=object)
        at = np.where(attributes < 0, len(flat) - 1, offsets[attributes] + bins)
        sentences: NDArray[np.object_] = flat[at]
        return sentences


def _reason(attribute: "Compiled", index: int) -> Reason:
    item, card = attribute.bins[index], attribute.attribute
    lost = float(attribute.lost[index]) / 100
    if card.reason is not None:
        return Reason(card.reason.code, card.name, card.reason.text, lost, card.reason.cure)
    best = max((b for b in attribute.bins if b.informative), key=lambda b: b.points).text
    label, shown = card.label, item.text
    return Reason(
        code=f"low_points_{card.name}",
        attribute=card.name,
        text=Text(
            zh=_GENERAL.zh.format(label=label.zh, bin=shown.zh, lost=f"{lost:.0f}"),
            en=_GENERAL.en.format(label=label.en, bin=shown.en, lost=f"{lost:.0f}"),
        ),
        points_lost=lost,
        cure=Text(
            zh=_GENERAL_CURE.zh.format(label=label.zh, best=best.zh),
            en=_GENERAL_CURE.en.format(label=label.en, best=best.en),
        ),
    )
