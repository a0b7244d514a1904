"""What a bank's own outcomes say of a card that scores here: its PDs anew, or its level in one segment. Pure.

The outcomes are those of loans that the card scored, known for good: what was refused has none, and the file says so.

* **Calibration**: `credit.calibration` regresses outcomes on the card's log odds; its PDs are then of what came.
* **Offset**: `credit.segments.offsets` moves the card's level for one segment, shrunk towards none by how few outcomes
  there are.

Either is another model, which nobody has validated yet: it is registered as developed, names the card it came from
and the digest of the outcomes, and cannot be validated on the same ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from puhui.credit import Scorecard
from puhui.credit.calibration import recalibrated, recalibration
from puhui.credit.canonical import digest_of
from puhui.credit.segments import segment_offset, shipped_shelf, with_offset
from puhui.desks.models.errors import OutcomesTooFew
from puhui.desks.models.outcomes import Decided

_STAGE = "desks.models.adjusting"
SELECTED = "loans granted here and scored by this card; what was refused has no outcome"


@dataclass(frozen=True)
class Outcomes:
    """Scores and PDs of one card with what came of them, oldest first, and where they are from."""

    scores: np.ndarray[tuple[int], np.dtype[np.float64]]
    pd: np.ndarray[tuple[int], np.dtype[np.float64]]
    bad: np.ndarray[tuple[int], np.dtype[np.bool_]]
    on: dict[str, Any]


def counted(rows: Sequence[Decided]) -> dict[str, tuple[int, int]]:
    """Loans with a known outcome, and the bad ones, by segment ("" where none is known)."""
    known = [(row.segment, bool(row.bad)) for row in rows if row.bad is not None]
    return {
        segment: (sum(of == segment for of, _ in known), sum(of == segment and bad for of, bad in known))
        for segment in sorted({of for of, _ in known})
    }


def outcomes_of(rows: Sequence[Decided], segment: str | None = None) -> Outcomes:
    """The rows (of one segment) that had a score and whose outcome is known; raises `OutcomesTooFew` for none."""
    held = [
        (row, told)
        for row in rows
        if row.bad is not None and segment in (None, row.segment)
        for told in (row.record.rows[0]["outcome"],)
        if told["score"] is not None
    ]
    if not held:
        raise OutcomesTooFew(rows=0, stage=_STAGE)
    return Outcomes(
        scores=np.array([told["score"] for _, told in held], dtype=np.float64),
        pd=np.array([told["pd"] for _, told in held], dtype=np.float64),
        bad=np.array([bool(row.bad) for row, _ in held], dtype=np.bool_),
        on={
            "digest": digest_of([[row.record.digest, bool(row.bad)] for row, _ in held]),
            "from": f"{held[0][0].at:%Y-%m-%d}",
            "to": f"{held[-1][0].at:%Y-%m-%d}",
            "outcomes": SELECTED,
        },
    )


def calibrated(card: Scorecard, digest: str, seen: Outcomes, version: str) -> Scorecard:
    """The card with its PDs mapped to what came.

    Raises `TargetHasOneClass`, `NothingToLearnFrom`, `DiscriminationLost`.
    """
    made = recalibrated(card, recalibration(seen.pd, seen.bad), version=version, replaces=digest, on=seen.on)
    assert isinstance(made, Scorecard), "a card stays a card"
    return made


def moved(card: Scorecard, digest: str, segment: str, seen: Outcomes, version: str) -> Scorecard:
    """The card for one segment, its level moved by the segment's own outcomes; raises `NoOutcomes`."""
    found = segment_offset(seen.scores, seen.bad, card.scaling, sd_points=shipped_shelf().offset_sd_points)
    made = with_offset(card, segment, found)
    told = made.training["segment_offset"] | {"of": digest} | seen.on
    return replace(made, version=version, training=dict(made.training) | {"segment_offset": told})
