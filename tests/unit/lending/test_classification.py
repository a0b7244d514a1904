"""The five classes by days past due: 商业银行金融资产风险分类办法, the day before and the day after each line."""

import pytest

from puhui.lending.classification import LoanClass, classify
from puhui.lending.errors import BadLoanTerms


@pytest.mark.parametrize(
    ("days", "loan_class"),
    [
        (0, "正常"),
        (1, "关注"),
        (90, "关注"),
        (91, "次级"),
        (270, "次级"),
        (271, "可疑"),
        (360, "可疑"),
        (361, "损失"),
    ],
)
def test_the_lines_between_the_classes(days: int, loan_class: str) -> None:
    assert classify(days).text.zh == loan_class


def test_the_worst_three_are_non_performing() -> None:
    assert [one.non_performing for one in LoanClass] == [False, False, True, True, True]
    assert max(LoanClass.NORMAL, classify(100)) is LoanClass.SUBSTANDARD


def test_negative_days_are_refused() -> None:
    with pytest.raises(BadLoanTerms):
        classify(-1)
