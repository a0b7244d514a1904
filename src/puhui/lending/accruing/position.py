"""A loan's position as one row of integers: its book as the last event left it, ready for a pass over all loans. Pure.

Layout: `HEAD` integers, then `LINE` integers a line, all little-endian and signed, of 64 bits. Days are proleptic
Gregorian ordinals. A rate is the fraction of a year's interest that one fen earns in a day, reduced.
"""

import struct
from dataclasses import dataclass
from fractions import Fraction

from puhui.lending.agreed import AgreedLoan
from puhui.lending.walking import walk

HEAD, LINE = 12, 6
"""How many integers stand at the head of a position, and in each of its lines."""
DAY, REVOLVING, OVERDUE, UNPAID, DRAWN, PAID_PENALTY, PAID_COMPOUND, COSTS = range(8)
RATE, RATE_OF, PENALTY, PENALTY_OF = range(8, HEAD)
STARTS, ACCRUES_TO, DUE, PRINCIPAL, INTEREST, PAID_INTEREST = range(6)
"""Of a line: days, then the open principal, the whole interest, and what of that is paid."""

_SAFE = 2**61  # twice numerator times denominator stays below 2**63


@dataclass(frozen=True, slots=True)
class Position:
    """`body` as laid out above; `day` is the last event's; `exact` whether 64 bits suffice for its rates."""

    day: int
    exact: bool
    body: bytes


def position_of(loan: AgreedLoan) -> Position:
    """The position of a loan after its last event."""
    book = walk(loan)
    rate = Fraction(loan.annual_rate) / loan.day_count.value
    penalty = rate * Fraction(loan.penalty_multiplier)
    day = loan.last_event_on
    book.accrue_to(day)
    head = (
        day.toordinal(),
        int(book.revolving),
        book.overdue_fen_days,
        book.unpaid_interest_fen_days,
        book.drawn_fen_days,
        book.paid_penalty,
        book.paid_compound,
        book.open_costs,
        *rate.as_integer_ratio(),
        *penalty.as_integer_ratio(),
    )
    lines = [
        (
            line.starts_on.toordinal(),
            line.accrues_to.toordinal(),
            line.due_on.toordinal(),
            line.open_principal,
            line.interest,
            line.paid_interest,
        )
        # The drawn line of a revolving loan comes first: its interest is not agreed, it grows.
        for line in sorted(book.lines, key=lambda one: (book.revolving and one.number != 1, one.due_on, one.number))
        if line.open or (book.revolving and line.number == 1)
    ]
    flat = [*head, *(number for line in lines for number in line)]
    products = head[RATE] * head[RATE_OF], head[PENALTY] * head[PENALTY_OF]
    exact = max(*products, *flat) < _SAFE
    return Position(head[DAY], exact, struct.pack(f"<{len(flat)}q", *flat) if exact else b"")
