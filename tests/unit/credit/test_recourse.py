"""The cheapest realistic plan: what it promises comes out exactly, and no cheaper one would do."""

import re
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.credit.expert import shipped
from puhui.credit.recourse import (
    Can,
    Hurdle,
    Plan,
    actionability,
    advise,
    parse_actionability,
)
from puhui.credit.recourse.actionability import MalformedActionability
from puhui.credit.recourse.moves import moves_for
from puhui.kernel import Text

CARD = shipped("vat-expert")
WEAK: dict[str, Any] = {
    "rev12_eff_fen": 90_000_000.0,
    "active_share24": 0.7083,
    "zero_run12": 3.0,
    "quiet_d": 50.0,
    "rev_yoy": -0.35,
    "rev6_yoy": -0.4,
    "rev_cv12": 1.2,
    "void_rate12": 0.2,
    "red_rate12": 0.12,
    "buyers12": 4.0,
    "top1_share": 0.7,
    "kept_buyer_share": 0.3,
    "suppliers12": 6.0,
    "in_out_ratio": 1.2,
}
NO = Text(zh="不行", en="no")


def hurdle(name: str, nearest: float | None, *, clears: str = "action", code: str = "H") -> Hurdle:
    return Hurdle(code, name, clears, NO, NO, nearest, lambda value: value == nearest)


def rescored(plan: Plan, row: dict[str, Any]) -> float | None:
    return CARD.explain(plan.applied(row)).score


@pytest.mark.parametrize("target", [520.0, 540.0, 560.0, 580.0, 600.0, 620.0])
def test_rescoring_the_advised_values_gives_what_was_promised(target: float) -> None:
    now = CARD.explain(WEAK).score
    assert now is not None
    plan = advise(CARD, WEAK, target=target)
    assert plan is not None
    assert rescored(plan, WEAK) == plan.score >= target
    assert round(plan.score - now, 2) == plan.points
    assert all(move.text.zh and move.text.en and move.months > 0 for move in plan.moves)


values = {
    "rev12_eff_fen": st.integers(0, 20_000_000_000).map(float),
    "active_share24": st.floats(0, 1),
    "zero_run12": st.integers(0, 12).map(float),
    "rev_yoy": st.floats(-1, 4),
    "void_rate12": st.floats(0, 0.5),
    "buyers12": st.integers(0, 60).map(float),
    "in_out_ratio": st.floats(0, 2),
}


@given(st.fixed_dictionaries(values), st.integers(450, 700))
@settings(max_examples=60)
def test_no_cheaper_plan_reaches_the_target(drawn: dict[str, float], target: int) -> None:
    """Against every combination of moves of the values that vary; the others are absent and cannot move."""
    row: dict[str, Any] = dict.fromkeys(WEAK) | drawn
    plan = advise(CARD, row, target=float(target))
    now = CARD.explain(row).total
    groups = [list(moves_for(name, row, CARD, actionability(), [])) for name in drawn]
    feasible = [
        [move for move in chosen if move is not None]
        for chosen in product(*([None, *group] for group in groups))
        if round(now * 100) + sum(round(m.points * 100) for m in chosen if m is not None) >= target * 100
    ]
    if plan is None:
        assert not feasible
        return
    assert rescored(plan, row) == plan.score
    assert plan.cost == min(sum(move.cost for move in chosen) for chosen in feasible)


def test_a_plan_keeps_to_what_can_realistically_be_changed() -> None:
    plan = advise(CARD, WEAK, target=600.0)
    assert plan is not None
    for move in plan.moves:
        assert move.before is not None
        assert actionability()[move.name].reaches(move.before, move.after), move.name
    assert advise(CARD, WEAK, target=850.0) is None


def test_hurdles_come_first_and_count_towards_the_score() -> None:
    alone = advise(CARD, WEAK, target=0.0, hurdles=[hurdle("zero_run12", 2.0)])
    assert alone is not None
    assert [(move.name, move.after, move.code) for move in alone.moves] == [("zero_run12", 2.0, "H")]
    assert alone.points == 5.6  # -8.4 → -2.8
    assert rescored(alone, WEAK) == alone.score
    outside = advise(CARD, WEAK | {"arrears_now_fen": 500.0}, target=0.0, hurdles=[hurdle("arrears_now_fen", 0.0)])
    assert outside is not None
    assert (outside.moves[0].points, outside.moves[0].text.en) == (
        0.0,
        "pay the taxes in arrears with their late fees (now 5 yuan)",
    )


@pytest.mark.parametrize(
    "against",
    [
        hurdle("zero_run12", 2.0, clears="never"),
        hurdle("zero_run12", None),
        hurdle("not_known_here", 1.0),
    ],
)
def test_what_cannot_be_cleared_has_no_plan(against: Hurdle) -> None:
    assert advise(CARD, WEAK, target=0.0, hurdles=[against]) is None


def test_without_a_score_there_is_nothing_to_promise_and_what_is_absent_does_not_move() -> None:
    assert advise(CARD, dict.fromkeys(WEAK), target=500.0) is None
    assert advise(CARD, WEAK, target=500.0, absent=["tax"]) is None
    plan = advise(CARD, WEAK | {"void_rate12": None}, target=560.0)
    assert plan is not None
    assert "void_rate12" not in [move.name for move in plan.moves]


def test_a_score_that_is_good_enough_needs_nothing() -> None:
    now = CARD.explain(WEAK).score
    assert now is not None
    plan = advise(CARD, WEAK, target=now)
    assert plan is not None
    assert (plan.moves, plan.points, plan.months) == ((), 0.0, 0)


def test_the_nearest_value_of_a_bin_falls_in_it() -> None:
    for name, value in WEAK.items():
        for move in moves_for(name, WEAK, CARD, actionability(), []):
            before, after = (
                CARD.scorer.place({k: np.array([v]) for k, v in WEAK.items()}),
                CARD.scorer.place(
                    {k: np.array([move.after if k == name else v], dtype=float) for k, v in WEAK.items()}
                ),
            )
            changed = np.flatnonzero(before[:, 0] != after[:, 0])
            assert [CARD.attributes[index].name for index in changed] == [name]
            assert move.before == value


def test_the_table_is_complete_for_the_cards_of_the_house_and_refuses_nonsense() -> None:
    from puhui.desks.cards import city_card, joint_card

    named = {one.name for card in (CARD, city_card(), joint_card()) for one in card.attributes}
    assert named <= set(actionability())
    assert actionability()["own_dpd_max"].can is Can.NEVER
    for data in (b"[]", b'{"format": "x"}', b'{"format": "puhui-actionability/1", "costs": {}, "indicators": [{}]}'):
        with pytest.raises(MalformedActionability):
            parse_actionability(data)


def test_the_code_of_the_page_runs() -> None:
    page = Path(__file__).parents[3] / "docs" / "reference" / "recourse.md"
    (block,) = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(block, page.name, "exec"), {})
