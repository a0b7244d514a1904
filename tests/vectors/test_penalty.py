"""The published vectors for penalties, and the legal range around them."""

from decimal import Decimal

import pytest

from puhui.lending.errors import BadLoanTerms, PenaltyOutsideLaw
from puhui.lending.penalty import (
    Breach,
    Debt,
    allocate,
    check_multiplier,
    compound_interest,
    heavier,
    judgment_interest,
    penalty_interest,
)

RATE, HALF_MORE = Decimal("0.0435"), Decimal("1.5")


def test_ten_days_overdue_on_100_000_yuan_cost_181_25() -> None:
    assert penalty_interest(10_000_000, RATE, 10, multiplier=HALF_MORE) == 18_125


def test_unpaid_interest_compounds_at_the_penalty_rate() -> None:
    assert compound_interest(10_000_000, RATE, 10, multiplier=HALF_MORE) == 18_125
    assert compound_interest(362_500, RATE, 30, multiplier=HALF_MORE) == 1_971  # 3,625.00 × 6.525 % / 360 × 30 = 19.711


def test_after_a_judgment_the_doubled_part_is_17_5_yuan_a_day_on_100_000() -> None:
    assert judgment_interest(10_000_000, 1) == 1_750
    assert judgment_interest(10_000_000, 100) == 175_000


def test_two_penalties_on_one_sum_do_not_add_up() -> None:
    overdue = penalty_interest(10_000_000, RATE, 10, multiplier=HALF_MORE)
    misuse = penalty_interest(10_000_000, RATE, 10, multiplier=Decimal(2), breach=Breach.MISUSE)
    assert heavier(overdue, misuse) == misuse == 24_167


@pytest.mark.parametrize(
    ("breach", "multiplier", "allowed"),
    [
        (Breach.OVERDUE, "1.2999", False),
        (Breach.OVERDUE, "1.3", True),
        (Breach.OVERDUE, "1.5", True),
        (Breach.OVERDUE, "1.5001", False),
        (Breach.MISUSE, "1.4999", False),
        (Breach.MISUSE, "2.0", True),
        (Breach.MISUSE, "2.0001", False),
    ],
)
def test_a_multiplier_outside_the_notice_is_refused(breach: Breach, multiplier: str, allowed: bool) -> None:
    if allowed:
        assert check_multiplier(Decimal(multiplier), breach) == Decimal(multiplier)
    else:
        with pytest.raises(PenaltyOutsideLaw):
            check_multiplier(Decimal(multiplier), breach)


def test_a_payment_pays_costs_then_interest_then_principal() -> None:
    owed = Debt(costs_fen=10, penalty_fen=20, compound_fen=30, interest_fen=40, principal_fen=1000)
    steps = [allocate(amount, owed) for amount in (5, 25, 55, 90, 600)]
    assert [(d.costs_fen, d.penalty_fen, d.compound_fen, d.interest_fen, d.principal_fen) for d in steps] == [
        (5, 0, 0, 0, 0),
        (10, 15, 0, 0, 0),
        (10, 20, 25, 0, 0),
        (10, 20, 30, 30, 0),
        (10, 20, 30, 40, 500),
    ]
    assert owed.less(steps[-1]).total_fen == owed.total_fen - 600
    for amount in (-1, 1101):
        with pytest.raises(BadLoanTerms):
            allocate(amount, owed)
