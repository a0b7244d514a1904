"""Advice as documents: texts in both languages, money in fen, rates decimal text."""

from collections.abc import Mapping, Sequence
from typing import Any

from puhui.credit.recourse import Move, Plan
from puhui.desks.localising import both
from puhui.lending.advising import Advice

Document = dict[str, Any]
Opened = Mapping[str, Document]
"""Products as people see them, by `lender/code`."""


def plan_document(plan: Plan, grade: str | None, won: Sequence[str], opened: Opened) -> Document:
    """A plan with what it gives."""
    return {
        "moves": [_move(move) for move in plan.moves],
        "points": plan.points,
        "months": plan.months,
        "score": plan.score,
        "grade": grade,
        "products": [
            {name: opened[key][name] for name in ("code", "lender_name", "name")} for key in won if key in opened
        ],
    }


def refusal_document(advice: Advice, opened: Opened) -> Document:
    """What would turn a refusal."""
    promise, plan = advice.promise, advice.plan
    if plan is None or promise is None:
        return {
            "plan": None,
            "promise": None,
            "blocked": [both(text) for text in advice.blocked],
            "grants": [both(text) for text in advice.grants],
        }
    return {
        "plan": plan_document(plan, promise.grade, promise.products, opened),
        "promise": {
            "outcome": promise.verdict.value,
            "limit_fen": promise.limit_fen,
            "limit_more_fen": promise.limit_more_fen,
            "annual_rate": None if promise.annual_rate is None else format(promise.annual_rate, "f"),
        },
        "blocked": [],
        "grants": [both(text) for text in advice.grants],
    }


def _move(move: Move) -> Document:
    return {
        "name": move.name,
        "label": both(move.label),
        "text": both(move.text),
        "points": move.points,
        "months": move.months,
        "cost": move.cost_class,
        "clears": move.code,
    }
