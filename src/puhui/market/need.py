"""What an enterprise needs. What it leaves open is not held against a product."""

from dataclasses import dataclass
from decimal import Decimal

from puhui.market.errors import NeedRefused
from puhui.market.product import Guarantee
from puhui.market.repayment import Repayment

_STAGE = "market.need"


@dataclass(frozen=True, slots=True)
class Need:
    """A financing need.

    `rate_acceptable` is the highest yearly all-in rate; `guarantees` what can be offered (None: not said; empty:
    nothing); `within_days` how soon a decision is needed. Raises `NeedRefused`.
    """

    amount_fen: int
    term_months: int
    purpose: str = ""
    rate_acceptable: Decimal | None = None
    guarantees: frozenset[Guarantee] | None = None
    repayment: Repayment | None = None
    within_days: int | None = None

    def __post_init__(self) -> None:
        reason = reason_zh = ""
        if self.amount_fen <= 0:
            reason, reason_zh = "the amount is not above zero", "金额须大于零"
        elif not 1 <= self.term_months <= 360:
            reason, reason_zh = "the term is not 1 to 360 months", "期限须为1至360个月"
        elif self.rate_acceptable is not None and not 0 < self.rate_acceptable <= 1:
            reason, reason_zh = "the acceptable rate is not between 0 and 1", "可接受年利率须在0与1之间"
        elif self.within_days is not None and self.within_days < 0:
            reason, reason_zh = "the days are below zero", "天数不能为负"
        if reason:
            raise NeedRefused(reason=reason, reason_zh=reason_zh, stage=_STAGE)
