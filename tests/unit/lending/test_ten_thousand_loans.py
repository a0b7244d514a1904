"""Ten thousand random loans, reconciled to the fen: our books, a second implementation day by day, the night's pass.

Every loan lives through payments on time, early, late and in part, prepayments, waivers, deferrals and drawings, under
every method and both day counts.
"""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from puhui.kernel.ids import RequestId
from puhui.lending import ActiveLoan, DayCount, Loan, standing
from puhui.lending.accruing.position import position_of
from puhui.lending.accruing.running import one_by_one
from puhui.lending.accruing.vectorised import accrue_all, classes
from puhui.lending.agreed import Drawing, PrepaymentEffect, PrepaymentTerms, Waiver
from puhui.lending.errors import PrepaymentNotAgreed
from puhui.lending.loan import book_of, plan_payment
from puhui.lending.prepaying import is_prepayment, plan_prepayment
from puhui.lending.relief import DeferredParts, plan_deferral
from puhui.lending.relief.deferring import affected
from puhui.market import Repayment

from .day_by_day import Life
from .test_loan import a_loan

LOANS = 10_000
REQUEST = RequestId("req_" + "0" * 26)
TERMS = PrepaymentTerms(least_fen=1, fee_rate=Decimal(0), effect=PrepaymentEffect.LOWER_INSTALMENTS)


class Twin:
    """One loan, lived twice."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        method = dice.choice(list(Repayment))
        day_count = dice.choice(list(DayCount))
        start = date(2024, 1, 1) + timedelta(days=dice.randrange(700))
        loan = a_loan(
            principal_fen=dice.choice((dice.randrange(100_000, 10**7), dice.randrange(10**7, 10**10))),
            annual_rate=Decimal(dice.randrange(100, 1500)) / 10_000,
            term_months=dice.randrange(1, 13),
            repayment=method,
            day_count=day_count,
            disbursed_on=start,
            prepayment=None if method is Repayment.REVOLVING else TERMS,
            redraws=method is Repayment.REVOLVING,
        )
        if loan.redraws and dice.random() < 0.5:
            loan = replace(loan, first_drawing_fen=dice.randrange(1, loan.principal_fen + 1))
        self.loan: Loan = loan
        self.life = Life(loan.paid_out_fen, loan.annual_rate, loan.term_months, method, start, day_count.value)
        self.day = start
        self.done: list[str] = []

    def live(self) -> None:
        for _ in range(self.dice.randrange(1, 5)):
            self.day += timedelta(days=self.dice.choice((0, 1, 17, 31, 45, 100, 200)))
            self.life.live_to(self.day)
            self.same()
            if standing(self.loan, self.day).settled:
                return
            self.act()  # what it did is compared at the next step
        self.day += timedelta(days=self.dice.randrange(0, 90))
        self.life.live_to(self.day)
        self.same()

    def same(self) -> None:
        now, life = standing(self.loan, self.day), self.life
        due = now.due.penalty_fen, now.due.compound_fen, now.due.interest_fen, now.due.principal_fen
        assert due == life.due(), self.done
        assert now.outstanding_fen == life.outstanding(), self.done
        assert now.payoff_fen == life.payoff(), self.done
        assert now.days_past_due == life.days_late(), self.done

    def act(self) -> None:
        act = self.dice.choice((self.pay, self.pay, self.prepay, self.waive, self.defer, self.draw, self.settle))
        self.done.append(f"{act.__name__} on {self.day}")
        act()

    def take(self, amount: int) -> None:
        payment = plan_payment(self.loan, amount, self.day, REQUEST)
        self.loan = replace(self.loan, payments=(*self.loan.payments, payment))
        self.life.pay(amount, all_of_it=payment.settles)

    def pay(self) -> None:
        now = standing(self.loan, self.day)
        if most := min(now.bill_fen, now.payoff_fen):
            self.take(self.dice.choice((most, self.dice.randrange(1, most + 1))))

    def settle(self) -> None:
        if self.dice.random() < 0.3 and (owed := standing(self.loan, self.day).payoff_fen):
            self.take(owed)

    def prepay(self) -> None:
        now = standing(self.loan, self.day)
        least = now.bill_fen if now.bill_fen < now.payoff_fen else now.due.total_fen + now.accrued_fen
        if self.loan.repayment is Repayment.REVOLVING or now.payoff_fen - least < 10:
            return
        amount = self.dice.randrange(least + 1, now.payoff_fen)
        assert is_prepayment(self.loan, amount, self.day)
        try:
            revision, payment = plan_prepayment(self.loan, amount, self.day, REQUEST)
        except PrepaymentNotAgreed:
            return
        revisions = (*self.loan.revisions, revision)
        self.loan = replace(self.loan, revisions=revisions, payments=(*self.loan.payments, payment))
        self.life.prepay(amount)

    def waive(self) -> None:
        owed = standing(self.loan, self.day).due
        loan = self.loan
        waiver = Waiver(loan.next_seq, self.day, len(loan.payments), "rlf", owed.penalty_fen, owed.compound_fen)
        self.loan = replace(loan, waivers=(*loan.waivers, waiver))
        self.life.waive()

    def defer(self) -> None:
        line = self.loan.repayment is Repayment.REVOLVING
        parts = DeferredParts.BOTH if line else self.dice.choice(list(DeferredParts))
        until = self.day + timedelta(days=self.dice.randrange(5, 200))
        if not affected(book_of(self.loan, self.day), until, parts):
            return
        waived = self.dice.random() < 0.5
        if waived:
            self.waive()
        revision = plan_deferral(self.loan, self.day, until, parts, penalty_waived=waived, reference="rlf")
        self.loan = replace(self.loan, revisions=(*self.loan.revisions, revision))
        self.life.defer(until, parts.value, waived=waived)

    def draw(self) -> None:
        now = standing(self.loan, self.day)
        room = self.loan.principal_fen - now.outstanding_fen
        if not self.loan.redraws or room <= 0 or self.day >= self.loan.matures_on or now.days_past_due:
            return
        amount, loan = self.dice.randrange(1, room + 1), self.loan
        drawing = Drawing(loan.next_seq, self.day, len(loan.payments), REQUEST, amount)
        self.loan = replace(loan, drawings=(*loan.drawings, drawing))
        self.life.draw(amount)


@pytest.fixture(scope="module")
def twins() -> list[Twin]:
    """All of them, with their lives behind them; each is compared at every step."""
    lived = [Twin(random.Random(seed)) for seed in range(LOANS)]
    for twin in lived:
        twin.live()
    return lived


def test_two_implementations_agree_to_the_fen_on_every_day_of_every_life(twins: list[Twin]) -> None:
    acts = [act.split(" ")[0] for twin in twins for act in twin.done]
    assert len(twins) == LOANS
    assert {"pay", "prepay", "waive", "defer", "draw", "settle"} == set(acts)
    assert sum(bool(twin.loan.revisions) for twin in twins) > LOANS // 5
    assert sum(standing(twin.loan, twin.day).days_past_due > 0 for twin in twins) > LOANS // 10


def test_the_nights_pass_over_all_of_them_is_what_each_owes_alone(twins: list[Twin]) -> None:
    day = max(twin.day for twin in twins) + timedelta(days=40)
    running = [twin.loan for twin in twins if not standing(twin.loan, twin.day).settled]
    positions = [position_of(loan) for loan in running]
    assert all(one.exact for one in positions)
    found = accrue_all([one.body for one in positions], day.toordinal()).columns()
    alone = [one_by_one(loan, day) for loan in running]
    for name, values in found.items():
        assert values.tolist() == [one[name] for one in alone], name
    graded = classes(found["days_past_due"]).tolist()
    assert graded == [int(standing(loan, day).loan_class) for loan in running]


def test_a_rate_that_64_bits_do_not_hold_is_said_to_be_inexact() -> None:
    odd: ActiveLoan = a_loan(annual_rate=Decimal("0.0435123456789123"))
    assert position_of(odd).exact is False
