"""A shadow beside the model that decided, on the applications that both scored. Pure over the records.

Figures on outcomes need as many as monitoring needs (`figures_rows_min`): fewer say nothing.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from puhui.credit.defaults import MODELS
from puhui.credit.grades import Floats
from puhui.credit.validation import auc
from puhui.desks.models.outcomes import Decided
from puhui.desks.views import ComparedScore, ComparisonView

POINTS_MAX = 500


def compare(rows: Sequence[Decided]) -> list[ComparisonView]:
    """One comparison for each shadow that the records of one champion name, the newest pair of scores first."""
    pairs: dict[str, list[tuple[Decided, dict[str, Any], dict[str, Any]]]] = {}
    names: dict[str, str] = {}
    for row in rows:
        line = row.record.rows[0]
        for model, outcome in zip(row.record.models[1:], line["shadows"], strict=True):
            names[model.digest] = str(model)
            pairs.setdefault(model.digest, []).append((row, line["outcome"], outcome))
    champion = rows[0].record.models[0] if rows else None
    return [
        _compared((champion.digest, str(champion)), (digest, names[digest]), found)
        for digest, found in pairs.items()
        if champion is not None
    ]


def _compared(
    champion: tuple[str, str],
    shadow: tuple[str, str],
    found: Sequence[tuple[Decided, dict[str, Any], dict[str, Any]]],
) -> ComparisonView:
    both = [one for one in found if one[1]["score"] is not None and one[2]["score"] is not None]
    first = np.array([one[1]["score"] for one in both])
    second = np.array([one[2]["score"] for one in both])
    known = [one for one in both if one[0].bad is not None]
    bad = np.array([bool(one[0].bad) for one in known], dtype=np.bool_)
    enough = len(known) >= MODELS.integer("figures_rows_min") and bool(bad.any()) and not bool(bad.all())
    return ComparisonView(
        champion=champion[0],
        champion_name=champion[1],
        shadow=shadow[0],
        shadow_name=shadow[1],
        rows=len(both),
        unscored=len(found) - len(both),
        mean_difference=round(float((second - first).mean()), 2) if both else None,
        order=_order(first, second),
        champion_pd=_mean([one[1]["pd"] for one in both]),
        shadow_pd=_mean([one[2]["pd"] for one in both]),
        same_grade=_mean([float(one[1]["grade"] == one[2]["grade"]) for one in both]),
        outcomes=len(known),
        bads=int(bad.sum()),
        champion_auc=round(auc(np.array([one[1]["pd"] for one in known]), bad), 4) if enough else None,
        shadow_auc=round(auc(np.array([one[2]["pd"] for one in known]), bad), 4) if enough else None,
        points=[
            ComparedScore(champion=one[1]["score"], shadow=one[2]["score"], approved=one[0].approved, bad=one[0].bad)
            for one in both[-POINTS_MAX:]
        ],
    )


def _order(first: Floats, second: Floats) -> float | None:
    """Spearman's rank correlation; None where one of the two does not vary."""
    if len(first) < 2 or np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    from scipy.stats import spearmanr  # a second to import

    return round(float(spearmanr(first, second).statistic), 4)


def _mean(values: Sequence[float]) -> float | None:
    return round(float(np.mean(values)), 6) if values else None
