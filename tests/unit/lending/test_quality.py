"""The five classes with all that bears on them, and across a debtor's loans (风险分类办法)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from puhui.kernel import Text
from puhui.lending import LoanClass, standing
from puhui.lending.agreed import ReliefTerms
from puhui.lending.defaults import defaults
from puhui.lending.quality import Cause, Claim, Classified, Findings, by_itself, of_debtor, weighed
from puhui.market import Repayment

from .test_loan import DAY, a_loan

ON = date(2026, 7, 1)
WORD = Text(zh="-", en="-")


def claim(name: str, fen: int, grade: LoanClass) -> Claim:
    return Claim(name, fen, Classified(grade, (Cause("days_past_due", grade, WORD),)))


@pytest.mark.parametrize(
    ("findings", "least"),
    [
        (Findings(), LoanClass.NORMAL),
        (Findings(impairment_share=Decimal("0.49")), LoanClass.NORMAL),
        (Findings(impairment_share=Decimal("0.5")), LoanClass.DOUBTFUL),
        (Findings(impairment_share=Decimal("0.9")), LoanClass.LOSS),
        (Findings(evades=True), LoanClass.DOUBTFUL),
        (Findings(in_liquidation=True), LoanClass.LOSS),
    ],
)
def test_what_the_bank_knows_makes_a_class_worse_and_says_so(findings: Findings, least: LoanClass) -> None:
    found = by_itself(a_loan(), standing(a_loan(), DAY), findings)
    assert found.loan_class is least
    assert max(cause.loan_class for cause in found.causes) is least


def test_more_than_a_tenth_non_performing_here_makes_all_of_a_debtors_claims_so() -> None:
    held = [claim("a", 901, LoanClass.NORMAL), claim("b", 99, LoanClass.DOUBTFUL)]
    assert of_debtor(held, segment="medium", on=ON)["a"].loan_class is LoanClass.NORMAL
    held = [claim("a", 899, LoanClass.NORMAL), claim("b", 101, LoanClass.DOUBTFUL)]
    found = of_debtor(held, segment="medium", on=ON)
    assert (found["a"].loan_class, found["b"].loan_class) == (LoanClass.SUBSTANDARD, LoanClass.DOUBTFUL)
    assert found["a"].causes[-1].code == "cross_in_bank"
    assert "10.1" in found["a"].causes[-1].text.en


def test_exactly_a_tenth_is_not_more_than_a_tenth() -> None:
    held = [claim("a", 900, LoanClass.NORMAL), claim("b", 100, LoanClass.LOSS)]
    assert of_debtor(held, segment="medium", on=ON)["a"].loan_class is LoanClass.NORMAL


@pytest.mark.parametrize(("answer", "grade"), [(True, 3), (False, 1), (None, 1)])
def test_the_banks_common_yes_makes_every_claim_non_performing(answer: bool | None, grade: int) -> None:
    held = [claim("a", 10, LoanClass.NORMAL)]
    found = of_debtor(held, segment="medium", late_at_all_banks=answer, on=ON)
    assert int(found["a"].loan_class) == grade


def test_small_and_micro_are_classified_loan_by_loan() -> None:
    held = [claim("a", 1, LoanClass.NORMAL), claim("b", 99, LoanClass.LOSS)]
    found = of_debtor(held, segment="small_micro", late_at_all_banks=True, on=ON)
    assert found["a"].loan_class is LoanClass.NORMAL


def test_what_banks_weigh_adds_up_above_zero_exactly_when_more_than_a_fifth_is_late() -> None:
    rules = defaults(ON)
    banks = [(1_000, 0), (500, 400), (500, 0)]
    assert sum(weighed(out, late, rules) for out, late in banks) == 0
    banks[2] = (500, 1)
    assert sum(weighed(out, late, rules) for out, late in banks) > 0


def test_a_frozen_class_does_not_fall_until_its_day_and_does_after() -> None:
    until = DAY + timedelta(days=500)
    terms = ReliefTerms("rlf", "msme-2020", DAY, until, int(LoanClass.NORMAL), None, restructures=False)
    loan = a_loan(principal_fen=10_000, repayment=Repayment.BULLET, reliefs=(terms,))
    late = standing(loan, loan.matures_on + timedelta(days=95))
    assert by_itself(loan, late).loan_class is LoanClass.NORMAL
    after = standing(loan, until + timedelta(days=1))
    assert by_itself(loan, after).loan_class is LoanClass.SUBSTANDARD


def test_a_restructured_loan_is_observed_for_a_year() -> None:
    terms = ReliefTerms("rlf", "bank-own", DAY, None, None, int(LoanClass.SPECIAL_MENTION), restructures=True)
    loan = replace(a_loan(repayment=Repayment.BULLET, term_months=24), reliefs=(terms,))
    within, after = DAY + timedelta(days=364), DAY + timedelta(days=365)
    assert by_itself(loan, standing(loan, within)).loan_class is LoanClass.SPECIAL_MENTION
    assert by_itself(loan, standing(loan, after)).loan_class is LoanClass.NORMAL
