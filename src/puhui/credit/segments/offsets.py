"""A pooled card's correction for one segment: how many points its members stand above or below what the card says.

A segment with few bads cannot carry a card of its own, but its level can be seen sooner than its slopes. The model is
the card's own log odds plus one constant: `ln(good : bad) = (score − offset) / factor + d`, with `d ~ N(0, sd²)`. The
estimate is the posterior mode, by Newton's method on a concave function, so few outcomes move it little; the standard
error is that of the curvature there. `points = factor · d`, which is what is added to the card's base.

>>> import numpy as np
>>> from puhui.credit.grades import Scaling
>>> scores, bad = np.full(4_000, 600.0), np.arange(4_000) < 400  # the card says 5 % bad, ten went bad
>>> found = segment_offset(scores, bad, Scaling(), sd_points=40.0)
>>> few = segment_offset(scores[:40], bad[:40] & (np.arange(40) < 4), Scaling())  # ten of a hundred again, of forty
>>> round(found.points), round(found.se_points, 1), found.points < few.points < 0
(-53, 3.8, True)
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.grades import Floats, Scaling
from puhui.credit.scorecard import Scorecard
from puhui.credit.segments.errors import NoOutcomes
from puhui.kernel import Text

_STAGE = "credit.segments.offsets"
_STEPS_MAX = 50
SD_POINTS = 40.0  # mark J: how far a segment's level is expected to lie from the pool's


@dataclass(frozen=True, slots=True)
class Offset:
    """`points` to add for the segment, its standard error, and what it was seen on."""

    points: float
    se_points: float
    rows: int
    bads: int


def segment_offset(scores: Floats, bad: NDArray[np.bool_], scaling: Scaling, *, sd_points: float = SD_POINTS) -> Offset:
    """The offset of a segment from its members' pooled scores and outcomes; rows without a score are left out.

    Raises `NoOutcomes` on lengths that differ or when no row is left.
    """
    if len(scores) != len(bad):
        raise NoOutcomes(
            reason=Text(zh=f"{len(scores)} 个分数，{len(bad)} 个结果", en=f"{len(scores)} scores, {len(bad)} outcomes"),
            stage=_STAGE,
        )
    known = np.isfinite(scores)
    if not known.any():
        raise NoOutcomes(reason=Text(zh="没有一行有评分", en="no row has a score"), stage=_STAGE)
    factor, prior = scaling.factor, (sd_points / scaling.factor) ** 2
    odds, good = (scores[known] - scaling.offset) / factor, ~bad[known]
    shift, curvature = 0.0, 1.0
    for _ in range(_STEPS_MAX):
        share = 1.0 / (1.0 + np.exp(-(odds + shift)))
        slope = float((good - share).sum()) - shift / prior
        curvature = float((share * (1.0 - share)).sum()) + 1.0 / prior
        step = slope / curvature
        shift += max(-2.0, min(2.0, step))  # far from the mode the curvature flattens and a whole step overshoots
        if abs(step) < 1e-10:
            break
    return Offset(
        points=round(shift * factor, 2),
        se_points=round(factor / curvature**0.5, 2),
        rows=int(known.sum()),
        bads=int((~good).sum()),
    )


def with_offset(card: Scorecard, segment: str, offset: Offset) -> Scorecard:
    """The pooled card for one segment: the same points, another base, and what moved it written down.

    Its name is `<card>-<segment>`; coverage, reasons and intervals are the pooled card's.
    """
    moved: dict[str, Any] = {"pooled": f"{card.name}@{card.version}", "segment": segment}
    moved |= {"offset_points": offset.points, "se_points": offset.se_points, "rows": offset.rows, "bads": offset.bads}
    return replace(
        card,
        name=f"{card.name}-{segment}",
        base_points=round(card.base_points + offset.points, 6),
        intercept=None if card.intercept is None else card.intercept + offset.points / card.scaling.factor,
        training=dict(card.training) | {"segment_offset": moved},
    )
