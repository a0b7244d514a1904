"""What the trees read of a frame, and what nobody knows of it.

A value is unknown where its source is absent or not granted, and where it is missing though training had too few such
rows to learn from. What is unknown reaches the trees as no value.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.challenger.encoding import encoded
from puhui.credit.errors import AttributesMissing, ColumnLengthsDiffer, UnknownSource
from puhui.credit.grades import Floats
from puhui.credit.scoring import GRANTED
from puhui.kernel import Text

if TYPE_CHECKING:
    from puhui.credit.challenger.model import Feature

Frame = Mapping[str, NDArray[Any]]
_STAGE = "credit.score"


@dataclass(frozen=True, slots=True)
class Inputs:
    """`matrix` is (rows, features), NaN for no value; `unknown` (features, rows); `notes` what was odd in the frame."""

    matrix: Floats
    unknown: NDArray[np.bool_]
    notes: tuple[Text, ...]

    @classmethod
    def read(
        cls, frame: Frame, features: "Sequence[Feature]", sources: Sequence[str], absent: Collection[str] = ()
    ) -> "Inputs":
        """Raises `UnknownSource`, `AttributesMissing`, `ColumnLengthsDiffer`, `ColumnNotNumeric`."""
        rows = _rows(frame, features, sources, absent)
        matrix = np.empty((rows, len(features)))
        unknown = np.zeros((len(features), rows), dtype=np.bool_)
        notes: list[Text] = []
        for at, feature in enumerate(features):
            given = frame.get(feature.name) if feature.source not in absent else None
            column = np.full(rows, np.nan) if given is None else encoded(feature, given)
            unknown[at] = given is None
            flags = frame.get(GRANTED + feature.source)
            if flags is not None:
                unknown[at] |= ~np.asarray(flags).astype(np.bool_)
                column[unknown[at]] = np.nan
            if not feature.missing_known:
                unknown[at] |= np.isnan(column)
            matrix[:, at] = column
            if given is not None:
                notes += _odd(feature, given)
        return cls(matrix, unknown, tuple(notes))


def _rows(frame: Frame, features: "Sequence[Feature]", sources: Sequence[str], absent: Collection[str]) -> int:
    """How many rows the frame has; refuses a frame that cannot be scored."""
    for source in absent:
        if source not in sources:
            raise UnknownSource(source=source, known=", ".join(sources), stage=_STAGE)
    nowhere = {source for source in sources if _granted_nowhere(frame.get(GRANTED + source))} | set(absent)
    lacking = [f.name for f in features if f.name not in frame and f.source not in nowhere]
    if lacking:
        raise AttributesMissing(columns=", ".join(lacking), stage=_STAGE)
    rows = next((len(frame[f.name]) for f in features if f.name in frame), 0)
    rows = rows or next((len(values) for values in frame.values()), 0)
    for name in [f.name for f in features] + [GRANTED + source for source in sources]:
        if name in frame and len(frame[name]) != rows:
            raise ColumnLengthsDiffer(column=name, rows=len(frame[name]), wanted=rows, stage=_STAGE)
    return rows


def _granted_nowhere(flags: NDArray[Any] | None) -> bool:
    return flags is not None and not np.asarray(flags).astype(np.bool_).any()


def _odd(feature: "Feature", values: NDArray[Any]) -> Iterator[Text]:
    values = np.asarray(values)
    if feature.numeric and values.dtype.kind == "f" and np.isinf(values).any():
        count = int(np.isinf(values).sum())
        yield Text(
            zh=f"列“{feature.name}”有 {count} 个无穷大的值，按无记录处理",
            en=f"column {feature.name!r} holds {count} infinities, taken as no record",
        )
