"""Scores over several custodians, the pure part: parts add up to the card, limits, bands, policy, plans, disclosure."""

import numpy as np
import pytest

from puhui.credit import Scorecard
from puhui.credit.scorecard import EXAMPLE
from puhui.privacy import Party, plan_score
from puhui.privacy.cards import grade_bands, limits_of
from puhui.privacy.disclosure import SENTENCES, of_score
from puhui.privacy.errors import BandsRefused, GroupTooSmall, WouldNotFit
from puhui.privacy.policy import BANDS_MAX, check_bands, check_custodians

CARD = Scorecard.parse(EXAMPLE)
BANK, TAX, COURT = Party("bank", 9, ("id",)), Party("tax", 9, ("id", "a", "b")), Party("court", 9, ("id", "c"))


def test_the_least_weight_for_a_score_is_the_tables_own_comparison() -> None:
    limits, rule = limits_of(CARD, []), CARD.scorer.table.coverage
    assert limits.known_min / limits.weight >= rule.score_from > (limits.known_min - 1) / limits.weight
    _, uncapped_min, _ = grade_bands(CARD)
    assert uncapped_min / limits.weight >= rule.uncapped_from > (uncapped_min - 1) / limits.weight


def test_bands_of_grades_are_the_tables_grades() -> None:
    floors, _, cap = grade_bands(CARD)
    table = CARD.scorer.table
    scores = np.arange(30_000, 90_001, 25)
    bands = 1 + (scores[:, None] >= np.array(floors)).sum(axis=1)
    said = [table.grades[code] for code in table.codes(scores / 100)]
    assert [table.grades[-band] for band in bands] == said
    assert table.grades[-cap] == table.coverage.cap


@pytest.mark.parametrize(("others", "parties"), [(1, 3), (0, 3), (2, 2)])
def test_one_custodian_beside_the_receiver_is_refused(others: int, parties: int) -> None:
    check_custodians(2, 3)
    with pytest.raises(GroupTooSmall):
        check_custodians(others, parties)


@pytest.mark.parametrize(
    "floors",
    [[], [50_000, 52_000], [60_000, 50_000], [31_000], [90_001], [32_500 + 2_500 * at for at in range(BANDS_MAX)]],
)
def test_bands_that_would_tell_the_score_are_refused(floors: list[int]) -> None:
    check_bands([32_500, 60_000, 90_000], 30_000, 90_000)
    with pytest.raises(BandsRefused):
        check_bands(floors, 30_000, 90_000)


def test_only_the_receiver_learns_scores_and_of_a_rank_no_points() -> None:
    facts = of_score([BANK, TAX, COURT], ["bank"], 9, banded=False)
    assert {fact.code for fact in facts if fact.party == "bank"} >= {"points", "coverage"}
    assert {fact.code for fact in facts if fact.party != "bank"} == {"enterprises", "attributes", "timing"}
    assert "rest" not in {fact.code for fact in facts}
    assert "rest" in {fact.code for fact in of_score([BANK, TAX, COURT], ["tax"], 9, banded=False)}
    ranked = of_score([BANK, TAX, COURT], ["bank"], 9, banded=True)
    assert {fact.code for fact in ranked if fact.party == "bank"} == {"enterprises", "attributes", "bands", "timing"}
    assert "rest_range" in {fact.code for fact in of_score([BANK, TAX, COURT], ["tax"], 9, banded=True)}
    assert {fact.code for fact in (*facts, *ranked)} <= SENTENCES.keys()


def test_a_score_that_would_not_fit_is_refused() -> None:
    plan = plan_score(10_000, 3)
    assert plan_score(10_000, 3, bands=8).sent_bytes > plan.sent_bytes > 10_000
    assert plan_score(1, 3, memory_bytes=10**9).memory_bytes < 10**9
    with pytest.raises(WouldNotFit):
        plan_score(10**7, 3, memory_bytes=8 * 10**9)
