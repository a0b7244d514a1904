"""The five classes of a loan's quality (五级分类), at least as bad as the days past due say.

商业银行金融资产风险分类办法 (2023), arts 7–12: any overdue is at least special mention, more than 90 days substandard,
more than 270 doubtful, more than 360 a loss. A bank may always classify worse.

>>> classify(days_past_due=91).text.zh
'次级'
"""

from enum import IntEnum

from puhui.kernel import Text
from puhui.lending.errors import BadLoanTerms


class LoanClass(IntEnum):
    """From best to worst, so that the worse of two is their maximum."""

    NORMAL = 1
    SPECIAL_MENTION = 2
    SUBSTANDARD = 3
    DOUBTFUL = 4
    LOSS = 5

    @property
    def text(self) -> Text:
        """Its name."""
        return _TEXTS[self]

    @property
    def non_performing(self) -> bool:
        """Whether it counts as a non-performing loan (不良): the worst three."""
        return self >= LoanClass.SUBSTANDARD


_TEXTS = {
    LoanClass.NORMAL: Text(zh="正常", en="normal"),
    LoanClass.SPECIAL_MENTION: Text(zh="关注", en="special mention"),
    LoanClass.SUBSTANDARD: Text(zh="次级", en="substandard"),
    LoanClass.DOUBTFUL: Text(zh="可疑", en="doubtful"),
    LoanClass.LOSS: Text(zh="损失", en="loss"),
}
_WORSE_THAN_DAYS = ((360, LoanClass.LOSS), (270, LoanClass.DOUBTFUL), (90, LoanClass.SUBSTANDARD))


def classify(days_past_due: int) -> LoanClass:
    """The best class that a loan with so many days past due may have."""
    if days_past_due < 0:
        raise BadLoanTerms(
            reason=Text(zh="逾期天数不得小于零", en="days past due are not below zero"), stage="lending.classification"
        )
    for days, loan_class in _WORSE_THAN_DAYS:
        if days_past_due > days:
            return loan_class
    return LoanClass.SPECIAL_MENTION if days_past_due else LoanClass.NORMAL
