"""Repayment schedules to the fen.

Every amount is computed exactly (as a fraction) and rounded once, half up; the last instalment takes what is left, so
the principals of a schedule sum to the loan. Instalment methods charge a twelfth of the yearly rate a month; methods
that pay interest first charge by the day (ACT/360, the practice for loans in RMB, 银发〔2005〕129号, or ACT/365 where
the contract says so).

>>> from decimal import Decimal
>>> first, *_, last = schedule(100_000_000, Decimal("0.0435"), 12, Repayment.EQUAL_INSTALMENTS, date(2024, 3, 21))
>>> first.total_fen, first.interest_fen, last.total_fen
(8530990, 362500, 8530989)
"""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import pairwise

from puhui.kernel import Text
from puhui.lending.errors import BadLoanTerms
from puhui.market import Repayment

MONTHS_MAX = 360
_STAGE = "lending.schedule"
_INTEREST_EVERY = {Repayment.INTEREST_MONTHLY: 1, Repayment.INTEREST_QUARTERLY: 3, Repayment.INTEREST_YEARLY: 12}


class DayCount(Enum):
    """The days of a year by which a daily rate is made; the days of a period are always counted."""

    ACT_360 = 360
    ACT_365 = 365


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment of a schedule. `balance_fen` is what is still lent after it."""

    number: int
    starts_on: date
    due_on: date
    principal_fen: int
    interest_fen: int
    balance_fen: int

    @property
    def total_fen(self) -> int:
        """Principal and interest."""
        return self.principal_fen + self.interest_fen


def schedule(
    principal_fen: int,
    annual_rate: Decimal,
    months: int,
    method: Repayment,
    start: date,
    *,
    day_count: DayCount = DayCount.ACT_360,
    settlement_day: int | None = None,
) -> list[Instalment]:
    """The instalments of a loan paid out on `start` for `months` months.

    Instalments fall due on the day of the month of `start` (on the month's last day where it is shorter).
    `settlement_day` (1 to 28, customary 20 or 21) moves the interest dates of the interest-first methods to that day
    of each month, quarter's end month or December; the last one stays on the maturity. Revolving credit is shown as
    if all of it were drawn until maturity. Raises `BadLoanTerms`.
    """
    _check(principal_fen, annual_rate, months, start, settlement_day)
    rate = Fraction(annual_rate)
    if method is Repayment.EQUAL_INSTALMENTS:
        return list(_equal_instalments(principal_fen, rate, months, start))
    if method is Repayment.EQUAL_PRINCIPAL:
        return list(_equal_principal(principal_fen, rate, months, start))
    maturity = months_after(start, months)
    dates = [maturity]
    if every := _INTEREST_EVERY.get(method):
        dates = _interest_dates(start, months, every, settlement_day)
    return list(_interest_first(principal_fen, rate, [start, *dates], day_count))


def day_interest(
    balance_fen: int, annual_rate: Decimal, start: date, end: date, day_count: DayCount = DayCount.ACT_360
) -> int:
    """Interest in fen on a constant balance from `start` (included) to `end` (not included).

    >>> day_interest(100_000_000, Decimal("0.0435"), date(2024, 3, 21), date(2025, 3, 21))
    4410417
    """
    return interest_of_fen_days(balance_fen * (end - start).days, Fraction(annual_rate), day_count)


def interest_of_fen_days(fen_days: int, annual_rate: Fraction, day_count: DayCount) -> int:
    """Interest in fen on a balance that was summed over days: a changing balance is rounded once, not daily."""
    over, under = fen_days * annual_rate.numerator, annual_rate.denominator * day_count.value
    return (2 * over + under) // (2 * under)


def months_after(start: date, months: int) -> date:
    """The same day of the month so many months later, or the month's last day where it is shorter.

    >>> months_after(date(2024, 1, 31), 1).isoformat(), months_after(date(2024, 1, 31), 2).isoformat()
    ('2024-02-29', '2024-03-31')
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def round_half_up(value: Fraction) -> int:
    """The nearest integer of a value not below zero, halves up. Exact: no precision is involved."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def level_payment(principal_fen: int, annual_rate: Fraction, months: int) -> int:
    """The monthly payment in fen that repays `principal_fen` with interest in equal instalments."""
    monthly = annual_rate / 12
    growth = (1 + monthly) ** months
    exact = principal_fen * monthly * growth / (growth - 1) if annual_rate else Fraction(principal_fen, months)
    return round_half_up(exact)


def total_interest_fen(instalments: Sequence[Instalment]) -> int:
    """All interest of a schedule."""
    return sum(one.interest_fen for one in instalments)


def _check(principal_fen: int, annual_rate: Decimal, months: int, start: date, settlement_day: int | None) -> None:
    reason = None
    if principal_fen <= 0:
        reason = Text(zh="本金须大于零", en="the principal is not above zero")
    elif not annual_rate.is_finite() or not 0 <= annual_rate <= 1:
        reason = Text(zh="年利率须在 0 与 1 之间", en="the yearly rate is not between 0 and 1")
    elif not 1 <= months <= MONTHS_MAX:
        reason = Text(zh=f"期限须为 1 至 {MONTHS_MAX} 个月", en=f"the term is not 1 to {MONTHS_MAX} months")
    elif start.year + months // 12 + 1 > date.max.year:
        reason = Text(zh="贷款到期日超出日历", en="the loan ends after the calendar")
    elif settlement_day is not None and not 1 <= settlement_day <= 28:
        reason = Text(zh="结息日须为 1 至 28 日", en="the settlement day is not 1 to 28")
    if reason is not None:
        raise BadLoanTerms(reason=reason, stage=_STAGE)


def _equal_instalments(principal: int, rate: Fraction, months: int, start: date) -> Iterator[Instalment]:
    monthly, payment = rate / 12, level_payment(principal, rate, months)
    balance = principal
    for number in range(1, months + 1):
        interest = round_half_up(balance * monthly)
        # Rounding the payment up can clear a tiny loan before its last month: never repay more than is lent.
        repaid = balance if number == months else min(payment - interest, balance)
        balance -= repaid
        yield Instalment(number, *_month(start, number), repaid, interest, balance)


def _equal_principal(principal: int, rate: Fraction, months: int, start: date) -> Iterator[Instalment]:
    monthly, part = rate / 12, round_half_up(Fraction(principal, months))
    balance = principal
    for number in range(1, months + 1):
        # The interest of month k stands on P − (k−1)·P/n exactly, not on the rounded balance.
        interest = round_half_up(Fraction(principal * (months - number + 1), months) * monthly)
        repaid = balance if number == months else min(part, balance)
        balance -= repaid
        yield Instalment(number, *_month(start, number), repaid, interest, balance)


def _interest_first(principal: int, rate: Fraction, dates: Sequence[date], days: DayCount) -> Iterator[Instalment]:
    for number, (begin, end) in enumerate(pairwise(dates), start=1):
        last = number == len(dates) - 1
        interest = interest_of_fen_days(principal * (end - begin).days, rate, days)
        yield Instalment(number, begin, end, principal if last else 0, interest, 0 if last else principal)


def _interest_dates(start: date, months: int, every: int, settlement_day: int | None) -> list[date]:
    maturity = months_after(start, months)
    if settlement_day is None:
        return [*(months_after(start, k) for k in range(every, months, every)), maturity]
    candidates = (months_after(start.replace(day=1), k).replace(day=settlement_day) for k in range(months + 1))
    return [*(day for day in candidates if start < day < maturity and day.month % every == 0), maturity]


def _month(start: date, number: int) -> tuple[date, date]:
    return months_after(start, number - 1), months_after(start, number)
