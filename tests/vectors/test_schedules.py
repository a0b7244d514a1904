"""The published vectors for schedules (1,000,000 yuan at 4.35 %, twelve months) and day interest, to the fen."""

from datetime import date
from decimal import Decimal

import pytest

from puhui.lending.schedule import DayCount, day_interest, schedule, total_interest_fen
from puhui.market import Repayment

PRINCIPAL, RATE, START = 100_000_000, Decimal("0.0435"), date(2024, 3, 21)


def test_equal_instalments() -> None:
    plan = schedule(PRINCIPAL, RATE, 12, Repayment.EQUAL_INSTALMENTS, START)
    assert [one.total_fen for one in plan] == [8_530_990] * 11 + [8_530_989]
    assert (plan[0].interest_fen, plan[0].principal_fen) == (362_500, 8_168_490)
    assert total_interest_fen(plan) == 2_371_879


def test_equal_principal() -> None:
    plan = schedule(PRINCIPAL, RATE, 12, Repayment.EQUAL_PRINCIPAL, START)
    assert (plan[0].total_fen, plan[11].total_fen) == (8_695_833, 8_363_545)
    assert total_interest_fen(plan) == 2_356_250


@pytest.mark.parametrize(("day_count", "interest"), [(DayCount.ACT_360, 4_410_417), (DayCount.ACT_365, 4_350_000)])
def test_interest_by_the_day_over_365_days(day_count: DayCount, interest: int) -> None:
    end = date(2025, 3, 21)
    assert (end - START).days == 365
    assert day_interest(PRINCIPAL, RATE, START, end, day_count) == interest
    (bullet,) = schedule(PRINCIPAL, RATE, 12, Repayment.BULLET, START, day_count=day_count)
    assert (bullet.due_on, bullet.principal_fen, bullet.interest_fen) == (end, PRINCIPAL, interest)
