"""What lateness costs, and in which order a payment is used.

Overdue loans: the contract rate plus 30 to 50 percent from the day of overdue until paid; loans used otherwise than
agreed: plus 50 to 100 percent; unpaid interest compounds at the penalty rate (银发〔2003〕251号, part 3). Both on the
same sum do not add up: the heavier one stands. After a judgment, the doubled part of the interest is 0.0175 percent a
day of the unpaid principal debt (法释〔2014〕8号, art. 1).

>>> from decimal import Decimal
>>> penalty_interest(10_000_000, Decimal("0.0435"), days=10, multiplier=Decimal("1.5"))
18125
"""

from dataclasses import dataclass, fields
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from puhui.kernel import Text
from puhui.lending.errors import BadLoanTerms, PenaltyOutsideLaw
from puhui.lending.schedule import DayCount, interest_of_fen_days, round_half_up

_STAGE = "lending.penalty"
_JUDGMENT_DAILY = Fraction(175, 1_000_000)


class Breach(Enum):
    """Why a penalty is due, with the lowest and highest multiple of the contract rate that the notice allows."""

    OVERDUE = (Decimal("1.3"), Decimal("1.5"))
    MISUSE = (Decimal("1.5"), Decimal("2.0"))


def check_multiplier(multiplier: Decimal, breach: Breach) -> Decimal:
    """`multiplier` when the notice allows it; raises `PenaltyOutsideLaw`."""
    low, high = breach.value
    if not low <= multiplier <= high:
        raise PenaltyOutsideLaw(multiplier=multiplier, low=low, high=high, stage=_STAGE)
    return multiplier


def penalty_interest(
    overdue_fen: int,
    annual_rate: Decimal,
    days: int,
    *,
    multiplier: Decimal,
    breach: Breach = Breach.OVERDUE,
    day_count: DayCount = DayCount.ACT_360,
) -> int:
    """Penalty in fen on an overdue sum for `days` days. It takes the place of the contract's interest on that sum."""
    if overdue_fen < 0 or days < 0:
        raise BadLoanTerms(
            reason=Text(zh="逾期金额与天数不得小于零", en="an overdue sum and its days are not below zero"),
            stage=_STAGE,
        )
    rate = Fraction(annual_rate) * Fraction(check_multiplier(multiplier, breach))
    return interest_of_fen_days(overdue_fen * days, rate, day_count)


def compound_interest(
    unpaid_interest_fen: int,
    annual_rate: Decimal,
    days: int,
    *,
    multiplier: Decimal,
    day_count: DayCount = DayCount.ACT_360,
) -> int:
    """Interest in fen, at the penalty rate, on contract interest that was not paid when due (复利)."""
    return penalty_interest(unpaid_interest_fen, annual_rate, days, multiplier=multiplier, day_count=day_count)


def heavier(*penalties_fen: int) -> int:
    """The one penalty that stands where several would fall on the same sum."""
    return max(penalties_fen, default=0)


def judgment_interest(unpaid_principal_fen: int, days: int) -> int:
    """The doubled part of the interest in fen, from the end of the term that the judgment set.

    >>> judgment_interest(10_000_000, 100)
    175000
    """
    if unpaid_principal_fen < 0 or days < 0:
        raise BadLoanTerms(
            reason=Text(zh="判决债务与天数不得小于零", en="a judgment debt and its days are not below zero"),
            stage=_STAGE,
        )
    return round_half_up(unpaid_principal_fen * days * _JUDGMENT_DAILY)


@dataclass(frozen=True, slots=True)
class Debt:
    """What is owed now, in fen, in the order in which a payment is used.

    Costs of enforcing the claim, then interest (penalty, compound, contract), then principal: Civil Code (民法典),
    art. 561, which names costs, interest, principal; the order inside interest is ours and a contract may differ.
    """

    costs_fen: int = 0
    penalty_fen: int = 0
    compound_fen: int = 0
    interest_fen: int = 0
    principal_fen: int = 0

    @property
    def total_fen(self) -> int:
        """All of it."""
        return sum(getattr(self, part.name) for part in fields(self))

    def less(self, paid: "Debt") -> "Debt":
        """What is left after `paid`."""
        return Debt(**{part.name: getattr(self, part.name) - getattr(paid, part.name) for part in fields(self)})


def allocate(amount_fen: int, owed: Debt) -> Debt:
    """How `amount_fen` (at most what is owed) is used, part by part.

    >>> allocate(700, Debt(costs_fen=100, interest_fen=500, principal_fen=1000))
    Debt(costs_fen=100, penalty_fen=0, compound_fen=0, interest_fen=500, principal_fen=100)
    """
    if not 0 <= amount_fen <= owed.total_fen:
        raise BadLoanTerms(
            reason=Text(zh="还款须在零与欠款之间", en="a payment is between nothing and what is owed"), stage=_STAGE
        )
    used: dict[str, int] = {}
    for part in fields(owed):
        used[part.name] = min(amount_fen, getattr(owed, part.name))
        amount_fen -= used[part.name]
    return Debt(**used)
