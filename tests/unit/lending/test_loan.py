"""What a loan owes is derived: payments in any rhythm come to the same end, and lateness costs what the law allows."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from puhui.kernel import ManualClock, SeededEntropy
from puhui.kernel.ids import ApplicationId, LoanId, OrgId, RequestId
from puhui.lending import ActiveLoan, DayCount, Loan, LoanClass, SettledLoan, repay, review, standing, store
from puhui.lending.errors import (
    DayBeforeLastEvent,
    LoanAlreadySettled,
    LoanUnknown,
    PartialEarlyRepayment,
    RepaymentExceedsDebt,
    RepaymentNotPositive,
    RequestReused,
)
from puhui.lending.loan import plan_payment, with_state
from puhui.market import Repayment

from .conftest import START, Bank

CLOCK, ENTROPY = ManualClock(START), SeededEntropy(2)
DAY = date(2026, 7, 1)


def a_loan(**changes: Any) -> ActiveLoan:
    loan = ActiveLoan(
        id=LoanId.new(CLOCK, ENTROPY),
        application=ApplicationId.new(CLOCK, ENTROPY),
        uscc="91130200MA0A1B2C36",
        lender=OrgId("bank-a"),
        contract_digest="00" * 32,
        principal_fen=100_000_000,
        annual_rate=Decimal("0.0435"),
        term_months=12,
        repayment=Repayment.EQUAL_INSTALMENTS,
        day_count=DayCount.ACT_360,
        penalty_multiplier=Decimal("1.5"),
        disbursed_on=DAY,
        disbursed_at=START,
        payments=(),
        version=1,
    )
    return replace(loan, **changes)


def pay(loan: Loan, amount: int, on: date) -> Loan:
    payment = plan_payment(loan, amount, on, RequestId.new(CLOCK, ENTROPY))
    assert payment.used.total_fen == amount
    return with_state(replace(loan, payments=(*loan.payments, payment)), on)


def test_paid_bill_by_bill_on_the_day_it_ends_settled_and_cost_the_schedule() -> None:
    loan: Loan = a_loan()
    for instalment in loan.instalments():
        now = standing(loan, instalment.due_on)
        assert (now.due.total_fen, now.days_past_due) == (instalment.total_fen, 0)
        loan = pay(loan, now.due.total_fen, instalment.due_on)
    assert isinstance(loan, SettledLoan)
    assert sum(payment.amount_fen for payment in loan.payments) == 100_000_000 + 2_371_879


def test_a_bullet_of_100_000_yuan_ten_days_late_owes_181_25_more() -> None:
    loan = a_loan(principal_fen=10_000_000, repayment=Repayment.BULLET)
    due_on = loan.matures_on
    on_time = standing(loan, due_on)
    late = standing(loan, due_on + timedelta(days=10))
    assert on_time.due.penalty_fen == 0
    assert late.due.penalty_fen == 18_125
    # 10,000,000 × 4.35 % × 365/360 = 441,042 of interest, ten days at 6.525 %
    assert late.due.compound_fen == 799
    assert (late.days_past_due, late.loan_class) == (10, LoanClass.SPECIAL_MENTION)
    assert isinstance(with_state(loan, due_on + timedelta(days=1)), type(with_state(loan, late.on)))


def test_a_payment_while_late_pays_penalty_then_interest_then_principal_and_the_clock_goes_on() -> None:
    loan = a_loan(principal_fen=10_000_000, repayment=Repayment.BULLET)
    first = loan.matures_on + timedelta(days=10)
    owed = standing(loan, first).due
    part = pay(loan, owed.penalty_fen + owed.compound_fen + owed.interest_fen + 4_000_000, first)
    used = part.payments[-1].used
    assert (used.penalty_fen, used.principal_fen) == (owed.penalty_fen, 4_000_000)
    assert part.state == "overdue"
    later = standing(part, first + timedelta(days=10)).due
    # 6,000,000 more days: 100,000 yuan for 10 days and 60,000 for 10, rounded once, less what was paid
    assert later.penalty_fen == 10_875
    assert (later.compound_fen, later.interest_fen, later.principal_fen) == (0, 0, 6_000_000)


def test_paying_all_that_is_owed_early_stops_the_interest_that_day() -> None:
    loan = a_loan()
    on = DAY + timedelta(days=100)
    for instalment in loan.instalments()[:3]:
        loan = pay(loan, instalment.total_fen, instalment.due_on)
    now = standing(loan, on)
    lent = now.outstanding_fen
    accrued = now.payoff_fen - lent
    assert accrued == round(lent * Fraction(Decimal("0.0435")) * (on - date(2026, 10, 1)).days / 360)
    settled = pay(loan, now.payoff_fen, on)
    assert settled.state == "settled"
    assert standing(settled, on + timedelta(days=500)).due.total_fen == 0
    assert all(bill.state == "paid" for bill in standing(settled, on).bills)
    with pytest.raises(LoanAlreadySettled):
        plan_payment(settled, 1, on, RequestId.new(CLOCK, ENTROPY))


def test_the_present_bill_may_be_paid_ahead_and_more_than_it_only_in_full() -> None:
    loan = a_loan()
    bill = loan.instalments()[0].total_fen
    ahead = pay(loan, bill, DAY)
    assert standing(ahead, DAY).bills[0].state == "paid"
    assert ahead.state == "active"
    now = standing(loan, DAY)
    assert (now.bill_fen, now.payoff_fen) == (bill, 100_000_000)
    with pytest.raises(PartialEarlyRepayment, match=r"85,309\.90") as refused:
        pay(loan, bill + 1, DAY)
    assert "1,000,000.00" in refused.value.remedy_text.en


def test_revolving_credit_is_repaid_at_will_and_pays_for_the_days_it_was_drawn() -> None:
    loan = a_loan(repayment=Repayment.REVOLVING)
    on = DAY + timedelta(days=30)
    half = pay(loan, 50_000_000, on)
    used = half.payments[0].used
    assert used.interest_fen == 362_500  # 1,000,000 × 4.35 % × 30/360
    assert used.principal_fen == 50_000_000 - 362_500
    end = DAY + timedelta(days=60)
    now = standing(half, end)
    left = 50_000_000 + 362_500
    assert now.payoff_fen == left + round(Fraction(left) * Fraction(Decimal("0.0435")) * 30 / 360)
    assert pay(half, now.payoff_fen, end).state == "settled"


@pytest.mark.parametrize("amount", [0, -1, -(10**9)])
def test_a_repayment_below_one_fen_is_refused(amount: int) -> None:
    with pytest.raises(RepaymentNotPositive):
        pay(a_loan(), amount, DAY)


def test_more_than_is_owed_is_refused_with_what_is_owed() -> None:
    with pytest.raises(RepaymentExceedsDebt, match=r"1,000,000\.00 yuan settles") as refused:
        pay(a_loan(), 100_000_001, DAY)
    assert refused.value.data["owed"] == "1,000,000.00"


def test_a_day_before_the_last_payment_cannot_be_asked_about() -> None:
    loan = pay(a_loan(), 1000, DAY + timedelta(days=3))
    with pytest.raises(DayBeforeLastEvent):
        standing(loan, DAY + timedelta(days=2))


methods = st.sampled_from(Repayment)


@given(
    st.integers(100, 10**9),
    st.decimals("0.01", "0.15", places=4),
    st.integers(1, 24),
    methods,
    st.lists(st.tuples(st.integers(0, 60), st.floats(0, 1)), max_size=12),
)
@settings(max_examples=150, deadline=None)
def test_any_rhythm_of_payments_keeps_the_books_balanced(
    principal: int, rate: Decimal, months: int, method: Repayment, rhythm: list[tuple[int, float]]
) -> None:
    loan: Loan = a_loan(principal_fen=principal, annual_rate=rate, term_months=months, repayment=method)
    day = DAY
    for days, share in rhythm:
        day += timedelta(days=days)
        now = standing(loan, day)
        assert now.outstanding_fen == principal - sum(payment.used.principal_fen for payment in loan.payments)
        assert now.payoff_fen >= now.due.total_fen >= 0
        if now.settled:
            break
        amount = max(1, int(min(now.bill_fen, now.payoff_fen) * share))
        loan = pay(loan, amount, day)
        after = standing(loan, day)
        # Paying a bill ahead pays interest that has not accrued, so the payoff falls by at most what was paid.
        assert now.payoff_fen - after.payoff_fen <= amount
        assert after.outstanding_fen <= now.outstanding_fen
    last = standing(loan, day + timedelta(days=1))
    if not last.settled:
        settled = pay(loan, last.payoff_fen, day + timedelta(days=1))
        assert settled.state == "settled"
        assert sum(payment.used.principal_fen for payment in settled.payments) == principal
        assert standing(settled, day + timedelta(days=400)).payoff_fen == 0


@given(st.integers(10**6, 10**9), st.decimals("0.01", "0.15", places=4), st.integers(0, 500), st.integers(0, 500))
@settings(max_examples=100, deadline=None)
def test_a_penalty_does_not_depend_on_how_often_it_was_looked_at(
    principal: int, rate: Decimal, first: int, second: int
) -> None:
    loan = a_loan(principal_fen=principal, annual_rate=rate, repayment=Repayment.BULLET)
    assume(first <= second)
    end = loan.matures_on + timedelta(days=second)
    whole = standing(loan, end).due
    standing(loan, loan.matures_on + timedelta(days=first))
    assert standing(loan, end).due == whole
    exact = Fraction(principal * second) * Fraction(rate) * Fraction(3, 2) / 360
    assert abs(whole.penalty_fen - exact) <= Fraction(1, 2)


# --- as use-cases -----------------------------------------------------------------------------------------------


def test_a_repayment_is_recorded_once_and_settling_is_an_event(bank: Bank) -> None:
    loan = bank.lent()
    request = bank.request_id()
    bill = loan.instalments()[0].total_fen
    paid = bank.do(repay, bank.office, loan.id, bill, request=request)
    assert bank.do(repay, bank.office, loan.id, bill, request=request) == paid
    with pytest.raises(RequestReused):
        bank.do(repay, bank.office, loan.id, bill + 1, request=request)
    owed = standing(paid, bank.office.today()).payoff_fen
    settled = bank.do(repay, bank.office, loan.id, owed, request=bank.request_id())
    assert settled == bank.do(store.loan, loan.id)
    kinds = [event.kind for event in bank.do(store.events, loan.id)]
    assert kinds == ["loan.disbursed", "repayment.received", "repayment.received", "loan.settled"]


def test_a_loan_that_was_not_paid_is_marked_overdue_by_the_review_and_cured_by_payment(bank: Bank) -> None:
    loan = bank.lent()
    assert bank.do(review, bank.office, loan.id) == loan
    bank.clock.advance(timedelta(days=35))
    overdue = bank.do(review, bank.office, loan.id)
    assert overdue.state == "overdue"
    assert bank.do(review, bank.office, loan.id) == overdue
    due = standing(overdue, bank.office.today()).due.total_fen
    cured = bank.do(repay, bank.office, loan.id, due, request=bank.request_id())
    assert cured.state == "active"
    kinds = [event.kind for event in bank.do(store.events, loan.id)]
    assert kinds == ["loan.disbursed", "loan.overdue", "repayment.received"]


def test_a_refused_repayment_leaves_nothing_behind(bank: Bank) -> None:
    loan = bank.lent()
    for amount in (-5, 0, loan.principal_fen * 2):
        with pytest.raises((RepaymentNotPositive, RepaymentExceedsDebt)):
            bank.do(repay, bank.office, loan.id, amount, request=bank.request_id())
    assert bank.do(store.loan, loan.id) == loan
    assert len(bank.do(store.events, loan.id)) == 1
    with pytest.raises(LoanUnknown):
        bank.do(repay, bank.office, bank.loan_id(), 5, request=bank.request_id())
