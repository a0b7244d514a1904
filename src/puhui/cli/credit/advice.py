"""What would lift an enterprise to the next grade: the columns that `puhui credit assess --advice` adds."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from puhui.credit.grades import GradeTable
from puhui.credit.recourse import Plan, advise
from puhui.credit.scorecard import Scorecard


def advice_columns(card: Scorecard, rows: Sequence[Mapping[str, Any]], scores: Sequence[float]) -> dict[str, list[Any]]:
    """`advice`, `advice_en`, `advice_points`, `advice_score`, `advice_grade`, `advice_months`, a list each.

    Empty where there is no score, no better grade, or nothing realistic that reaches it.
    """
    table = GradeTable.shipped(card.grades)
    plans = [_plan(card, table, row, float(score)) for row, score in zip(rows, scores, strict=True)]
    return {
        "advice": ["；".join(move.text.zh for move in plan.moves) if plan else None for plan in plans],
        "advice_en": ["; ".join(move.text.en for move in plan.moves) if plan else None for plan in plans],
        "advice_points": [plan.points if plan else None for plan in plans],
        "advice_score": [plan.score if plan else None for plan in plans],
        "advice_grade": [table.grade(plan.score) if plan else None for plan in plans],
        "advice_months": [plan.months if plan else None for plan in plans],
    }


def _plan(card: Scorecard, table: GradeTable, row: Mapping[str, Any], score: float) -> Plan | None:
    """The cheapest plan to the next grade that any plan reaches."""
    if math.isnan(score):
        return None
    above = [floor for floor in table.floors if math.isfinite(floor) and floor > score]
    values = {one.name: None if row[one.name] is None else _value(row[one.name]) for one in card.attributes}
    return advise(card, values, target=min(above)) if above else None


def _value(raw: Any) -> float | str:
    return raw if isinstance(raw, str) else float(raw)
