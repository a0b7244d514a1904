"""Schedules over thousands of random loans: principals sum exactly, and another way of computing them agrees."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.lending.errors import BadLoanTerms
from puhui.lending.schedule import DayCount, Instalment, day_interest, months_after, schedule, total_interest_fen
from puhui.market import Repayment

principals = st.one_of(st.integers(1, 1000), st.integers(1, 10**12))
rates = st.decimals("0", "0.36", places=6) | st.sampled_from([Decimal("0.04"), Decimal("0.0435"), Decimal("0.06")])
terms = st.integers(1, 360)
starts = st.dates(date(2015, 1, 1), date(2035, 12, 31))
methods = st.sampled_from(Repayment)
day_counts = st.sampled_from(DayCount)


def exact(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def by_the_book(principal: int, rate: Decimal, months: int, method: Repayment) -> list[tuple[int, int]]:
    """Principal and interest a month, the textbook way: a rounded annuity factor by repeated multiplication in 200
    digits, interest by multiplying before dividing, every month from the balance before it."""
    rows: list[tuple[int, int]] = []
    with localcontext() as context:
        context.prec = 200
        balance = principal
        growth = Decimal(1)
        for _ in range(months):
            growth *= 12 + rate
        shrunk = Decimal(12) ** months
        payment = exact(principal * rate * growth / (12 * (growth - shrunk)) if rate else Decimal(principal) / months)
        for month in range(months):
            if method is Repayment.EQUAL_INSTALMENTS:
                interest = exact(balance * rate / 12)
                repaid = payment - interest
            else:
                interest = exact(Decimal(principal) * (months - month) * rate / (12 * months))
                repaid = exact(Decimal(principal) / months)
            repaid = balance if month == months - 1 or repaid > balance else repaid
            balance -= repaid
            rows.append((repaid, interest))
    return rows


def sound(plan: list[Instalment], principal: int, start: date, months: int) -> None:
    assert sum(one.principal_fen for one in plan) == principal
    assert plan[-1].balance_fen == 0
    assert [one.number for one in plan] == list(range(1, len(plan) + 1))
    assert plan[0].starts_on == start
    assert plan[-1].due_on == months_after(start, months)
    balance = principal
    for before, one in zip([None, *plan], plan, strict=False):
        assert before is None or before.due_on == one.starts_on
        assert one.starts_on < one.due_on
        assert one.principal_fen >= 0
        assert one.interest_fen >= 0
        balance -= one.principal_fen
        assert one.balance_fen == balance


@given(principals, rates, terms, methods, starts, day_counts)
@settings(max_examples=1000, deadline=None)
def test_every_schedule_repays_exactly_what_is_lent(
    principal: int, rate: Decimal, months: int, method: Repayment, start: date, day_count: DayCount
) -> None:
    plan = schedule(principal, rate, months, method, start, day_count=day_count)
    sound(plan, principal, start, months)
    if rate == 0:
        assert total_interest_fen(plan) == 0


@given(principals, rates, terms, st.sampled_from([Repayment.EQUAL_INSTALMENTS, Repayment.EQUAL_PRINCIPAL]))
@settings(max_examples=2000, deadline=None)
def test_another_implementation_agrees_on_instalments(
    principal: int, rate: Decimal, months: int, method: Repayment
) -> None:
    plan = schedule(principal, rate, months, method, date(2024, 1, 31))
    assert [(one.principal_fen, one.interest_fen) for one in plan] == by_the_book(principal, rate, months, method)


@given(
    principals,
    rates,
    st.integers(1, 60),
    st.sampled_from([Repayment.INTEREST_MONTHLY, Repayment.INTEREST_QUARTERLY, Repayment.INTEREST_YEARLY]),
    starts,
    day_counts,
    st.none() | st.integers(1, 28),
)
@settings(max_examples=1000, deadline=None)
def test_interest_first_charges_each_day_once(
    principal: int,
    rate: Decimal,
    months: int,
    method: Repayment,
    start: date,
    day_count: DayCount,
    settlement_day: int | None,
) -> None:
    plan = schedule(principal, rate, months, method, start, day_count=day_count, settlement_day=settlement_day)
    sound(plan, principal, start, months)
    days = 0
    for one in plan:
        length = (one.due_on - one.starts_on).days
        days += length
        assert one.interest_fen == exact(Decimal(principal) * length * rate / day_count.value)
        assert one is plan[-1] or one.principal_fen == 0
        if settlement_day is not None and one is not plan[-1]:
            assert one.due_on.day == settlement_day
    assert days == (months_after(start, months) - start).days


def test_settlement_days_fall_on_the_21st_of_the_quarters_last_months() -> None:
    plan = schedule(10**8, Decimal("0.05"), 12, Repayment.INTEREST_QUARTERLY, date(2026, 1, 15), settlement_day=21)
    assert [one.due_on for one in plan] == [
        date(2026, 3, 21),
        date(2026, 6, 21),
        date(2026, 9, 21),
        date(2026, 12, 21),
        date(2027, 1, 15),
    ]


def test_a_loan_of_the_31st_falls_due_on_the_last_day_of_short_months_and_comes_back() -> None:
    plan = schedule(10**6, Decimal("0.05"), 4, Repayment.EQUAL_INSTALMENTS, date(2023, 12, 31))
    assert [one.due_on for one in plan] == [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)]


def test_the_half_fen_goes_up_and_is_seen_exactly() -> None:
    # 150 fen at 4 % a year: half a fen a month, which 0.04/12 rounded to any number of digits would miss.
    assert schedule(150, Decimal("0.04"), 2, Repayment.EQUAL_PRINCIPAL, date(2024, 1, 1))[0].interest_fen == 1
    assert day_interest(450, Decimal("0.04"), date(2024, 1, 1), date(2024, 1, 11)) == 1  # 0.5 fen


@given(principals, rates, starts, st.integers(0, 400), st.integers(0, 400))
def test_interest_of_two_spans_differs_from_one_by_at_most_a_fen(
    balance: int, rate: Decimal, start: date, first: int, second: int
) -> None:
    middle, end = start + timedelta(first), start + timedelta(first + second)
    split = day_interest(balance, rate, start, middle) + day_interest(balance, rate, middle, end)
    assert abs(split - day_interest(balance, rate, start, end)) <= 1


@pytest.mark.parametrize(
    "wrong",
    [
        (0, "0.04", 12, None),
        (-5, "0.04", 12, None),
        (100, "-0.01", 12, None),
        (100, "1.01", 12, None),
        (100, "NaN", 12, None),
        (100, "0.04", 0, None),
        (100, "0.04", 361, None),
        (100, "0.04", 12, 29),
    ],
)
def test_numbers_that_are_no_loan_are_refused(wrong: tuple[int, str, int, int | None]) -> None:
    principal, rate, months, day = wrong
    with pytest.raises(BadLoanTerms):
        schedule(principal, Decimal(rate), months, Repayment.INTEREST_MONTHLY, date(2024, 1, 1), settlement_day=day)


def test_a_loan_that_outlives_the_calendar_is_refused() -> None:
    with pytest.raises(BadLoanTerms):
        schedule(100, Decimal("0.04"), 12, Repayment.BULLET, date(9999, 6, 1))
