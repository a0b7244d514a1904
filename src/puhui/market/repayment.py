"""How a loan is paid back: the words that products, applications and schedules share.

The list is the one of the courts' complaint form for loan disputes, with revolving credit (随借随还) added; the form
files that under 其他.
"""

from enum import StrEnum

from puhui.kernel import Text


class Repayment(StrEnum):
    """A way of repayment. The values are what stands in JSON."""

    EQUAL_INSTALMENTS = "equal_instalments"
    EQUAL_PRINCIPAL = "equal_principal"
    INTEREST_MONTHLY = "interest_monthly"
    INTEREST_QUARTERLY = "interest_quarterly"
    INTEREST_YEARLY = "interest_yearly"
    BULLET = "bullet"
    REVOLVING = "revolving"

    @property
    def text(self) -> Text:
        """What people call it."""
        return _TEXTS[self]

    @property
    def court_term(self) -> str:
        """The box to tick in the courts' complaint form."""
        return "其他" if self is Repayment.REVOLVING else self.text.zh


_TEXTS = {
    Repayment.EQUAL_INSTALMENTS: Text(zh="等额本息", en="equal instalments"),
    Repayment.EQUAL_PRINCIPAL: Text(zh="等额本金", en="equal principal"),
    Repayment.INTEREST_MONTHLY: Text(zh="按月计息到期一次性还本", en="interest monthly, principal at maturity"),
    Repayment.INTEREST_QUARTERLY: Text(zh="按季计息到期一次性还本", en="interest quarterly, principal at maturity"),
    Repayment.INTEREST_YEARLY: Text(zh="按年计息到期一次性还本", en="interest yearly, principal at maturity"),
    Repayment.BULLET: Text(zh="到期一次性还本付息", en="principal and interest at maturity"),
    Repayment.REVOLVING: Text(zh="随借随还", en="borrow and repay at will"),
}
