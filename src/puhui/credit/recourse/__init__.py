"""Recourse: the cheapest realistic changes that lift a score to a target and clear what stands in the way.

A scorecard is a sum, so the best plan is found exactly, not searched for: of every value's moves at most one is taken,
hurdles (knock-outs, conditions of a product) must be cleared first, the points must reach the target, and the cost is
the least there is (a small integer program). What is promised is the score of the changed values, to the hundredth: it
holds for the values as advised, whatever else moves with them meanwhile is not promised.

>>> from puhui.credit.scorecard import EXAMPLE, Scorecard
>>> card = Scorecard.parse(EXAMPLE)
>>> plan = advise(card, {"age_m": 18.0}, target=620.0)
>>> plan.score, [(move.name, move.after, move.months, move.text.en) for move in plan.moves]
(625.5, [('age_m', 24.0, 6, 'wait until the enterprise is 24 months old (now 18)')])
>>> advise(card, {"age_m": 18.0}, target=700.0) is None
True
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from puhui.credit.recourse.actionability import Actionable, Can, Value, actionability, parse_actionability
from puhui.credit.recourse.moves import Hurdle, Move, moves_for
from puhui.credit.scorecard import Scorecard

_MONTHS_WEIGH = 1_000  # cost decides; of plans of equal cost the shorter wins, then the one with fewer moves


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do and what it gives: `score` is that of the changed values, `points` more than now."""

    moves: tuple[Move, ...]
    points: float
    score: float
    cost: int

    @property
    def months(self) -> int:
        """Until the data show all of it; moves go on side by side."""
        return max((move.months for move in self.moves), default=0)

    def applied(self, row: Mapping[str, Value | None]) -> dict[str, Value | None]:
        """The values after the plan."""
        return dict(row) | {move.name: move.after for move in self.moves}


def advise(
    card: Scorecard,
    row: Mapping[str, Value | None],
    *,
    target: float,
    absent: Collection[str] = (),
    hurdles: Sequence[Hurdle] = (),
    table: Mapping[str, Actionable] | None = None,
) -> Plan | None:
    """The cheapest plan that clears every hurdle and reaches `target` points; None where there is none.

    `row` has a value (None: absent) for each attribute of the card and each hurdle's indicator. What is absent does not
    move: granting it changes the score by what it shows, which nobody can promise. Without a score now there is no
    plan.
    """
    now = card.explain({one.name: row.get(one.name) for one in card.attributes}, absent=absent)
    if now.score is None or any(hurdle.clears == "never" for hurdle in hurdles):
        return None
    granted = {name: value for name, value in row.items() if _source(card, name) not in absent}
    options = _options(card, granted, hurdles, actionability() if table is None else table)
    if options is None:
        return None
    missing = round(target * 100) - round(now.total * 100)
    chosen = _choose(options, {hurdle.name for hurdle in hurdles}, missing)
    if chosen is None:
        return None
    gained = sum(round(move.points * 100) for move in chosen)
    total = (round(now.total * 100) + gained) / 100
    score = min(max(total, card.scaling.score_min), card.scaling.score_max)
    return Plan(chosen, gained / 100, score, sum(move.cost for move in chosen))


def _source(card: Scorecard, name: str) -> str:
    return next((one.source for one in card.attributes if one.name == name), "")


def _options(
    card: Scorecard, row: Mapping[str, Value | None], hurdles: Sequence[Hurdle], table: Mapping[str, Actionable]
) -> list[list[Move]] | None:
    """The moves of each value; None where a hurdle cannot be cleared."""
    names = list(dict.fromkeys([*(hurdle.name for hurdle in hurdles), *(one.name for one in card.attributes)]))
    options = []
    for name in names:
        against = [hurdle for hurdle in hurdles if hurdle.name == name]
        moves = list(moves_for(name, row, card, table, against))
        if against and not moves:
            return None
        if moves:
            options.append(moves)
    return options


def _choose(options: list[list[Move]], forced: Collection[str], missing: int) -> tuple[Move, ...] | None:
    """One move or none of each value, forced ones always, least cost, points enough."""
    moves = [move for group in options for move in group]
    if not moves:
        return () if missing <= 0 else None
    owner = np.repeat(np.arange(len(options)), [len(group) for group in options])
    points = np.array([round(move.points * 100) for move in moves], dtype=np.float64)
    cost = np.array([move.cost * _MONTHS_WEIGH + move.months * 2 + 1 for move in moves], dtype=np.float64)
    cost += np.maximum(points, 0) / 1e5  # and of these the one that asks no more than it must
    member = (owner[None, :] == np.arange(len(options))[:, None]).astype(np.float64)
    least = np.array([1.0 if group[0].name in forced else 0.0 for group in options])
    found = milp(
        cost,
        integrality=np.ones(len(moves)),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(member, least, np.ones(len(options))),
            LinearConstraint(points[None, :], missing),
        ],
        options={"mip_rel_gap": 0.0},
    )
    if not found.success:
        return None
    return tuple(move for move, taken in zip(moves, np.round(found.x), strict=True) if taken)


__all__ = ["Actionable", "Can", "Hurdle", "Move", "Plan", "Value", "actionability", "advise", "parse_actionability"]
