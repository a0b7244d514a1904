"""What a loan owes, worked out a second time by other means: every day is lived through, one after the other.

It takes from a loan only what was agreed and done (terms, amounts, days, what was deferred); schedules, allocation of
payments, prepayments, deferrals and penalties are its own. Annuities come from summed discount factors in high
precision, not from the closed formula; a deferral's interest is attributed day by day to the bill whose period it is.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext

from puhui.market import Repayment

DAY = timedelta(days=1)
MONTHLY = (Repayment.EQUAL_INSTALMENTS, Repayment.EQUAL_PRINCIPAL)


def half_up(numerator: int, denominator: int) -> int:
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest >= denominator)


def month_later(start: date, months: int) -> date:
    year, month = start.year + (start.month - 1 + months) // 12, (start.month - 1 + months) % 12 + 1
    day = start.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


@dataclass
class Owed:
    number: int
    begins: date
    earned_by: date
    due: date
    principal: int
    interest: int
    paid_principal: int = 0
    paid_interest: int = 0

    def left(self) -> tuple[int, int]:
        return self.principal - self.paid_principal, self.interest - self.paid_interest


class Life:
    """One loan, from its first day."""

    def __init__(self, principal: int, rate: Decimal, months: int, method: Repayment, start: date, year: int) -> None:
        self.method, self.year, self.day, self.months, self.lent = method, year, start, months, principal
        self.over, self.under = rate.as_integer_ratio()
        self.bills = self._plan(principal, rate, months, start)
        self.revolving = method is Repayment.REVOLVING
        self.late_principal = self.late_interest = self.drawn = 0
        self.multiplier = (3, 2)
        self.penalty_paid = self.compound_paid = 0
        self.rate = rate

    # The contract.

    def _plan(self, principal: int, rate: Decimal, months: int, start: date) -> list[Owed]:
        ends = [month_later(start, k) for k in range(1, months + 1)]
        if self.method is Repayment.EQUAL_INSTALMENTS:
            payment, left, bills = self.level(principal, rate, months), principal, []
            for k, end in enumerate(ends, start=1):
                interest = self._monthly(left)
                part = left if k == months else min(payment - interest, left)
                left -= part
                bills.append(Owed(k, month_later(start, k - 1), end, end, part, interest))
            return bills
        if self.method is Repayment.EQUAL_PRINCIPAL:
            part, left, bills = half_up(principal, months), principal, []
            for k, end in enumerate(ends, start=1):
                interest = half_up(principal * (months - k + 1) * self.over, months * self.under * 12)
                repaid = left if k == months else min(part, left)
                left -= repaid
                bills.append(Owed(k, month_later(start, k - 1), end, end, repaid, interest))
            return bills
        every = {Repayment.INTEREST_MONTHLY: 1, Repayment.INTEREST_QUARTERLY: 3, Repayment.INTEREST_YEARLY: 12}
        step = every.get(self.method, months)
        marks = [*range(step, months, step), months]
        bills, begin = [], start
        for k, mark in enumerate(marks, start=1):
            end = month_later(start, mark)
            interest = 0 if self.method is Repayment.REVOLVING else self._daily(principal * (end - begin).days)
            bills.append(Owed(k, begin, end, end, principal if mark == months else 0, interest))
            begin = end
        return bills

    @staticmethod
    def level(principal: int, rate: Decimal, months: int) -> int:
        with localcontext() as context:
            context.prec = 60
            factor, worth = Decimal(1), Decimal(0)
            for _ in range(months):
                factor /= 1 + rate / 12
                worth += factor
            return int((Decimal(principal) / worth).quantize(Decimal(1), rounding="ROUND_HALF_UP"))

    def _daily(self, fen_days: int) -> int:
        return half_up(fen_days * self.over, self.under * self.year)

    def _monthly(self, fen: int) -> int:
        return half_up(fen * self.over, self.under * 12)

    # Time.

    def live_to(self, day: date) -> None:
        while self.day < day:
            for bill in self.bills:
                if bill.due <= self.day:
                    principal, interest = bill.left()
                    self.late_principal += principal
                    self.late_interest += interest
            if self.revolving:
                line = self._line()
                if self.day < line.earned_by:
                    self.drawn += line.left()[0]
                    line.interest = self._daily(self.drawn)
            elif not any(bill.due <= self.day and sum(bill.left()) for bill in self.bills):
                ahead = [bill.due for bill in self.bills if bill.due > self.day]  # nothing happens before the next one
                self.day = min([day - DAY, *(due - DAY for due in ahead)])
            self.day += DAY

    def _line(self) -> Owed:
        return next(bill for bill in self.bills if bill.number == 1)

    # What is owed.

    def due(self) -> tuple[int, int, int, int]:
        """Penalty, compound interest, interest, principal."""
        top, bottom = self.over * self.multiplier[0], self.under * self.multiplier[1] * self.year
        penalty = half_up(self.late_principal * top, bottom) - self.penalty_paid
        compound = half_up(self.late_interest * top, bottom) - self.compound_paid
        owed = [bill.left() for bill in self.bills if bill.due <= self.day]
        return penalty, compound, sum(one[1] for one in owed), sum(one[0] for one in owed)

    def ahead(self) -> list[Owed]:
        return sorted((bill for bill in self.bills if bill.due > self.day), key=lambda bill: (bill.due, bill.number))

    def earned(self) -> list[tuple[Owed, int]]:
        """Of each bill ahead the interest of the days so far that is not paid."""
        ahead = self.ahead()
        lent = sum(bill.left()[0] for bill in ahead)
        found = []
        for bill in ahead:
            if self.day >= bill.earned_by or (self.revolving and bill.number == 1):
                so_far = bill.interest
            else:
                so_far = min(bill.interest, self._daily(lent * max(0, (self.day - bill.begins).days)))
            found.append((bill, max(0, so_far - bill.paid_interest)))
        return found

    def outstanding(self) -> int:
        return sum(bill.left()[0] for bill in self.bills)

    def payoff(self) -> int:
        return sum(self.due()) + sum(bill.left()[0] for bill in self.ahead()) + sum(one for _, one in self.earned())

    def days_late(self) -> int:
        late = [bill for bill in self.bills if bill.due < self.day and sum(bill.left())]
        return max(((self.day - bill.due).days for bill in late), default=0)

    # What people do.

    def pay(self, amount: int, *, all_of_it: bool) -> None:
        penalty, compound, interest, principal = self.due()
        if all_of_it:
            for bill, so_far in self.earned():
                bill.paid_principal = bill.principal
                bill.paid_interest += so_far
                bill.interest = bill.paid_interest
            amount = penalty + compound + interest + principal
        self.penalty_paid += (used := min(amount, penalty))
        amount -= used
        self.compound_paid += (used := min(amount, compound))
        amount -= used
        owed = sorted((bill for bill in self.bills if bill.due <= self.day), key=lambda bill: (bill.due, bill.number))
        amount = self._fill(owed, amount)
        present = next((bill for bill in self.ahead() if sum(bill.left())), None)
        rest = self._fill([present] if present else [], amount)
        assert rest == 0

    @staticmethod
    def _fill(bills: list[Owed], amount: int) -> int:
        for bill in bills:
            bill.paid_interest += (used := min(amount, bill.left()[1]))
            amount -= used
        for bill in bills:
            bill.paid_principal += (used := min(amount, bill.left()[0]))
            amount -= used
        return amount

    def waive(self) -> None:
        penalty, compound, _, _ = self.due()
        self.penalty_paid += penalty
        self.compound_paid += compound

    def draw(self, amount: int) -> None:
        self._line().principal += amount

    def prepay(self, amount: int) -> None:
        """Everything due and the interest so far, then principal; the bills ahead anew, as many as before."""
        earned = sum(one for _, one in self.earned())
        principal = amount - sum(self.due()) - earned
        ahead = [bill for bill in self.ahead() if sum(bill.left())]
        left = sum(bill.left()[0] for bill in ahead) - principal
        payment = self.level(left, self.rate, len(ahead)) if self.method is Repayment.EQUAL_INSTALMENTS else 0
        part = half_up(left, len(ahead))
        for place, bill in enumerate(ahead, start=1):
            begun, last = bill.begins < self.day, place == len(ahead)
            month = self._monthly(left)
            too_much = max(0, bill.paid_interest - self._earned_of(bill)) if begun else 0
            bill.begins = max(bill.begins, self.day)
            if self.method in MONTHLY and not begun:
                interest = month
            else:
                interest = self._daily(left * (bill.due - bill.begins).days)
            if begun:
                bill.interest = bill.paid_interest + max(0, interest - too_much)
            else:
                bill.interest = max(interest, bill.paid_interest)
            if self.method is Repayment.EQUAL_INSTALMENTS:
                repaid = left if last else min(max(0, payment - month), left)
            elif self.method is Repayment.EQUAL_PRINCIPAL:
                repaid = left if last else min(part, left)
            else:
                repaid = left if last else 0
            bill.principal = repaid
            left -= repaid
        number = max(bill.number for bill in self.bills) + 1
        self.bills.append(Owed(number, self.day, self.day, self.day, principal, earned))
        self.bills = [bill for bill in self.bills if bill.principal or bill.interest]
        self.pay(amount, all_of_it=False)

    def _earned_of(self, bill: Owed) -> int:
        lent = sum(one.left()[0] for one in self.ahead())
        return min(bill.interest, self._daily(lent * max(0, (self.day - bill.begins).days)))

    def defer(self, until: date, parts: str, *, waived: bool) -> None:
        """Move what falls due before `until`; principal earns on, day by day, in the bill whose period it is."""
        if waived:
            self.waive()
        moved = [bill for bill in self.bills if bill.due < until]
        kept = [(bill.left()[0], bill.due if waived else max(bill.due, self.day)) for bill in moved]
        kept = [(fen, since) for fen, since in kept if fen and parts != "interest"]
        periods = [bill for bill in self.bills if bill.earned_by > self.day and bill.earned_by > bill.begins]
        last = self.day if self.revolving else until
        more, gaps = self._attribute(kept, [] if self.revolving else periods, last)
        number = max(bill.number for bill in self.bills)
        for bill in sorted(moved, key=lambda one: (one.due, one.number)):
            principal, interest = bill.left()
            if parts == "both" and principal + interest:
                bill.due = until
                bill.earned_by = until if self.revolving and bill.number == 1 else bill.earned_by
            elif parts == "principal" and principal:
                number += 1
                bill.principal -= principal
                self.bills.append(Owed(number, bill.due, bill.due, until, principal, 0))
            elif parts == "interest" and interest:
                number += 1
                self.bills.append(Owed(number, bill.begins, bill.earned_by, until, 0, interest))
                bill.interest -= interest
                bill.begins = bill.earned_by
        for bill, fen_days in more:
            bill.interest += self._daily(fen_days)
        for begin, end, fen_days in gaps:
            if interest := self._daily(fen_days):
                number += 1
                self.bills.append(Owed(number, begin, end, until, 0, interest))

    def _attribute(
        self, kept: list[tuple[int, date]], periods: list[Owed], last: date
    ) -> tuple[list[tuple[Owed, int]], list[tuple[date, date, int]]]:
        by_bill = {bill.number: 0 for bill in periods}
        gaps: list[tuple[date, date, int]] = []
        day = min((since for _, since in kept), default=last)
        while day < last:
            lent = sum(fen for fen, since in kept if since <= day)
            home = [bill for bill in periods if max(bill.begins, self.day) <= day < bill.earned_by]
            for bill in home:
                by_bill[bill.number] += lent
            if not home:
                if gaps and gaps[-1][1] == day:
                    begin, _, sofar = gaps[-1]
                    gaps[-1] = (begin, day + DAY, sofar + lent)
                else:
                    gaps.append((day, day + DAY, lent))
            day += DAY
        return [(bill, by_bill[bill.number]) for bill in periods], gaps
