"""What a loan costs all told, in one yearly number that the enterprise sees before it signs.

Lenders disclose the all-in yearly cost (商业银行互联网贷款管理办法, art. 26): the internal rate of return of what is
paid out against all that is paid, the fees of guarantors and others included.

>>> from decimal import Decimal
>>> from puhui.market import Repayment
>>> plan = schedule(100_000_000, Decimal("0.0435"), 12, Repayment.EQUAL_INSTALMENTS, date(2026, 7, 1))
>>> str(all_in_yearly_rate(plan, fees_rate=Decimal(0))), str(all_in_yearly_rate(plan, fees_rate=Decimal("0.01")))
('0.043500', '0.061670')
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from puhui.credit.price import all_in_rate
from puhui.lending.schedule import Instalment, round_half_up, schedule
from puhui.market import Product, Repayment


def all_in_yearly_rate(instalments: Sequence[Instalment], *, fees_rate: Decimal) -> Decimal:
    """Twelve times the monthly internal rate of return of a schedule, with `fees_rate` a year on the amount lent.

    Fees are counted month by month on the whole amount, as guarantee fees are agreed; payments in the month they fall.
    """
    start, end = instalments[0].starts_on, instalments[-1].due_on
    months = _months(start, end)
    lent = sum(one.principal_fen for one in instalments)
    payments = [round_half_up(Fraction(lent) * Fraction(fees_rate) / 12)] * months
    for one in instalments:
        payments[_months(start, one.due_on) - 1] += one.total_fen
    return all_in_rate(lent, payments)


def all_in_range(product: Product) -> tuple[Decimal, Decimal]:
    """The lowest and the highest yearly cost of a product with its fees: by its rates, repayments, and end terms.

    As of the day from which the product is offered, and for its whole amount: the rate hardly depends on either.
    """
    return _range(
        product.amount_max_fen,
        (product.rate_min, product.rate_max),
        (product.term_min_months, product.term_max_months),
        product.repayment,
        product.valid_from,
        product.fees_rate,
    )


@lru_cache(maxsize=4096)  # some ten schedules for each product, and several desks show the same ones
def _range(  # noqa: PLR0917 - they are what the answer is kept by
    amount_fen: int,
    rates: tuple[Decimal, ...],
    terms: tuple[int, ...],
    methods: tuple[Repayment, ...],
    start: date,
    fees_rate: Decimal,
) -> tuple[Decimal, Decimal]:
    costs = [
        all_in_yearly_rate(schedule(amount_fen, rate, months, method, start), fees_rate=fees_rate)
        for rate in rates
        for months in terms
        for method in methods
    ]
    return min(costs), max(costs)


def _months(start: date, day: date) -> int:
    return max(1, (day.year - start.year) * 12 + day.month - start.month)
