"""How much of a card's sources is known of an enterprise, and what follows: no score, a capped one, or the whole.

Below 40 % coverage there is no score, and the two grants that would tell most are named; below 70 % the grade is at
most BBB and the limit at most 30万 (scoring §8, mark J). Both lines stand in the grade table and in the lending
defaults.

>>> from puhui.credit.expert import shipped
>>> card = shipped("medium-expert")
>>> found = standing(card, card.explain({}, absent=[source.source for source in card.sources]))
>>> found.depth.value, found.limit_cap_fen, [need.source for need in found.needs], found.enough
('none', 0, ['statements', 'tax'], True)
"""

from dataclasses import dataclass
from enum import StrEnum

from puhui.credit.defaults import LENDING, Defaults
from puhui.credit.reasons import Need
from puhui.credit.scorecard import Scorecard
from puhui.credit.scores import Explanation
from puhui.kernel import Text, yuan


class Depth(StrEnum):
    """What coverage allows."""

    NONE = "none"
    CAPPED = "capped"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Standing:
    """What an enterprise's coverage allows, and what would lift it.

    `grade_cap` and `limit_cap_fen` are None where nothing is capped; without a score the limit's cap is 0.
    `coverage_with` is the coverage if both `needs` were granted and answered; `enough` says whether that reaches the
    next line: a score, or one without a cap.
    """

    depth: Depth
    coverage: float
    grade_cap: str | None
    limit_cap_fen: int | None
    needs: tuple[Need, ...]
    coverage_with: float
    enough: bool
    text: Text


def standing(card: Scorecard, explained: Explanation, rules: Defaults = LENDING) -> Standing:
    """What the coverage of an explained score allows."""
    rule = card.scorer.table.coverage
    coverage, needs = explained.coverage, explained.needs
    reached = min(1.0, coverage + sum(need.coverage for need in needs))
    if coverage < rule.score_from:
        depth, line, grade, cap = Depth.NONE, rule.score_from, None, 0
    elif coverage < rule.uncapped_from:
        depth, line, grade, cap = Depth.CAPPED, rule.uncapped_from, rule.cap, rules.integer("thin_coverage_cap_fen")
    else:
        return Standing(Depth.FULL, coverage, None, None, needs, reached, True, _FULL)
    return Standing(
        depth, coverage, grade, cap, needs, round(reached, 6), reached >= line - 1e-9, _told(depth, grade, cap)
    )


_FULL = Text(zh="数据覆盖充分", en="coverage is full enough for the whole score")


def _told(depth: Depth, grade: str | None, cap: int) -> Text:
    if depth is Depth.NONE:
        return Text(
            zh="授权数据不足，暂不评分；这不代表信用不好",
            en="too little is known for a score; that says nothing bad of the enterprise",
        )
    return Text(
        zh=f"数据覆盖有限，等级最高 {grade}，额度最高 {yuan(cap)} 元",
        en=f"coverage is thin: the grade is at most {grade}, the limit at most {yuan(cap)} yuan",
    )
