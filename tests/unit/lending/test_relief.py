"""Relief: what was asked for is what is granted, every condition is answered, and no fen is lost on the way."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from puhui.credit.price_cover import RiskShare
from puhui.kernel import Text
from puhui.kernel.subject_keys import software_signature
from puhui.lending import (
    Choice,
    DecisionRequest,
    LoanClass,
    decide,
    disburse,
    draft_contract,
    repay,
    sign_contract,
    standing,
    store,
)
from puhui.lending.checking import faults
from puhui.lending.disbursing import contract_of
from puhui.lending.errors import (
    ContractNotSigned,
    InterestBeforeRenewal,
    ReliefNotPossible,
    RequestReused,
    SecondPersonNeeded,
)
from puhui.lending.loan import Loan
from puhui.lending.quality import by_itself
from puhui.lending.relief import (
    Answer,
    Asked,
    DeferredParts,
    ReliefKind,
    ReliefRequest,
    RenewalTerms,
    Verdict,
    ask_relief,
    checked,
    confirm_relief,
    decline_relief,
    draft_renewal,
    plan_deferral,
    propose_relief,
    shipped_rules,
    sign_renewal,
    withdraw_relief,
)
from puhui.lending.relief import store as cases
from puhui.lending.supported import LetterTerms, SupportTerms
from puhui.market import Repayment
from puhui.market.product import Fee

from .conftest import PRODUCT, SUITE, Bank
from .test_loan import DAY, a_loan

STRICT = replace(shipped_rules(), four_eyes_above_fen=0)


def ask(bank: Bank, loan: Loan, kind: ReliefKind, **parts: Any) -> Any:
    codes = {ReliefKind.RENEWAL: "renewal-2024"}
    asked = Asked(kind, parts.pop("programme", codes.get(kind, "bank-own")), "暂时周转困难", **parts)
    return bank.do(ask_relief, bank.office, ReliefRequest(bank.request_id(), loan.id, asked))


def answers(bank: Bank, case: Any, *no: str) -> list[Answer]:
    found = bank.do(checked, bank.office, case)
    asking = [one.code for one in found if one.verdict is Verdict.ASK]
    return [Answer(code, code not in no, "已实地查看", "officer-1", bank.office.now()) for code in asking]


def propose(bank: Bank, case: Any, *no: str, **more: Any) -> Any:
    given = {"answers": answers(bank, case, *no), "renewal": None, "by": "officer-1"} | more
    return bank.do(propose_relief, bank.office, case.id, **given)


def late_loan(bank: Bank, days: int = 45) -> Loan:
    loan = bank.lent()
    bank.clock.advance(timedelta(days=days))
    return loan


# --- deferral, pure ---------------------------------------------------------------------------------------------------


def revised(loan: Loan, on: date, until: date, parts: DeferredParts, *, waived: bool = False) -> Loan:
    revision = plan_deferral(loan, on, until, parts, penalty_waived=waived, reference="rlf")
    return replace(loan, revisions=(revision,))


def test_a_deferred_bullet_costs_the_contract_rate_for_the_days_it_is_kept() -> None:
    loan = a_loan(principal_fen=10_000_000, repayment=Repayment.BULLET)
    until = loan.matures_on + timedelta(days=90)
    kept = revised(loan, DAY + timedelta(days=300), until, DeferredParts.BOTH)
    end = standing(kept, until)
    # 441,042 for 365 days; 90 days more on the principal alone: 10,000,000 × 4.35 % × 90/360 = 108,750
    assert (end.due.principal_fen, end.due.interest_fen, end.due.penalty_fen) == (10_000_000, 441_042 + 108_750, 0)
    assert end.days_past_due == 0
    assert kept.matures_on == until


def test_deferred_principal_of_instalments_costs_interest_by_the_day_in_the_bills_of_the_time() -> None:
    loan = a_loan(repayment=Repayment.EQUAL_PRINCIPAL)
    until = date(2026, 12, 1)
    kept = revised(loan, DAY, until, DeferredParts.PRINCIPAL)
    before, after = (sum(bill.interest_fen for bill in standing(one, DAY).bills) for one in (loan, kept))
    # 8,333,333 of each month kept from Aug 1, Sep 1, Oct 1, Nov 1: 122 + 91 + 61 + 30 days
    exact = Decimal(8_333_333) * (122 + 91 + 61 + 30) * Decimal("0.0435") / 360
    assert abs(after - before - exact) < 3
    moved = [bill for bill in standing(kept, until).bills if bill.due_on == until and bill.interest_fen == 0]
    assert sum(bill.principal_fen for bill in moved) == 4 * 8_333_333
    assert sum(bill.principal_fen for bill in standing(kept, until).bills) == loan.principal_fen


def test_deferred_interest_moves_as_it_is_and_the_debtor_is_not_late() -> None:
    loan = a_loan(repayment=Repayment.INTEREST_MONTHLY)
    on, until = DAY + timedelta(days=40), DAY + timedelta(days=130)
    assert standing(loan, on).days_past_due > 0
    kept = revised(loan, on, until, DeferredParts.INTEREST)
    whole = sum(bill.interest_fen for bill in standing(kept, on).bills)
    assert whole == sum(bill.interest_fen for bill in standing(loan, on).bills)
    now = standing(kept, on)
    assert (now.days_past_due, now.due.interest_fen) == (0, 0)
    assert now.due.compound_fen == standing(loan, on).due.compound_fen > 0
    assert now.payoff_fen == standing(loan, on).payoff_fen


def test_waived_days_cost_the_contract_rate_instead_of_the_penalty() -> None:
    loan = a_loan(principal_fen=10_000_000, repayment=Repayment.BULLET)
    on = loan.matures_on + timedelta(days=20)
    until = on + timedelta(days=40)
    kept = revised(loan, on, until, DeferredParts.BOTH, waived=True)
    more = standing(kept, until).due.interest_fen - 441_042
    assert more == round(Decimal(10_000_000) * 60 * Decimal("0.0435") / 360)


def test_a_revolving_line_goes_on_growing_until_the_new_day() -> None:
    loan = a_loan(repayment=Repayment.REVOLVING)
    until = loan.matures_on + timedelta(days=30)
    kept = revised(loan, DAY + timedelta(days=10), until, DeferredParts.BOTH)
    days = (until - DAY).days
    assert standing(kept, until).due.interest_fen == round(Decimal(100_000_000) * days * Decimal("0.0435") / 360)


# --- as use-cases -----------------------------------------------------------------------------------------------------


def test_a_waiver_is_asked_answered_and_granted_and_the_penalty_is_gone(bank: Bank) -> None:
    loan = late_loan(bank)
    owed = standing(loan, bank.office.today()).due
    case = ask(bank, loan, ReliefKind.WAIVER)
    with pytest.raises(ReliefNotPossible, match="hardship"):
        bank.do(propose_relief, bank.office, case.id, answers=[], renewal=None, by="officer-1")
    granted = propose(bank, case, rules=shipped_rules())
    assert (granted.state, granted.amount_fen) == ("granted", owed.penalty_fen + owed.compound_fen)
    after = bank.do(store.loan, loan.id)
    now = standing(after, bank.office.today()).due
    assert (now.penalty_fen, now.compound_fen) == (0, 0)
    assert (now.interest_fen, now.principal_fen) == (owed.interest_fen, owed.principal_fen)
    bank.clock.advance(timedelta(days=1))
    assert standing(after, bank.office.today()).due.penalty_fen > 0
    assert bank.do(faults, SUITE) == []


def test_above_the_amount_a_second_person_says_yes_and_not_the_first(bank: Bank) -> None:
    loan = late_loan(bank)
    until = bank.office.today() + timedelta(days=60)
    case = ask(bank, loan, ReliefKind.DEFERRAL, parts=DeferredParts.BOTH, until=until)
    proposed = propose(bank, case, rules=STRICT)
    assert proposed.state == "proposed"
    assert bank.do(store.loan, loan.id).revisions == ()
    with pytest.raises(SecondPersonNeeded):
        bank.do(confirm_relief, bank.office, case.id, by="officer-1")
    assert bank.do(confirm_relief, bank.office, case.id, by="approver-1").state == "granted"
    after = bank.do(store.loan, loan.id)
    today = bank.office.today()
    assert (after.state, standing(after, today).days_past_due, standing(after, today).due.total_fen) == ("active", 0, 0)
    found = by_itself(after, standing(after, today))
    assert (found.loan_class, after.reliefs[0].restructures) == (LoanClass.SPECIAL_MENTION, True)
    assert bank.do(faults, SUITE) == []


def test_what_fails_is_not_granted_and_a_refusal_says_why(bank: Bank) -> None:
    loan = late_loan(bank)
    until = bank.office.today() + timedelta(days=400)
    case = ask(bank, loan, ReliefKind.DEFERRAL, parts=DeferredParts.BOTH, until=until)
    with pytest.raises(ReliefNotPossible, match="new_day"):
        propose(bank, case)
    with pytest.raises(ReliefNotPossible, match="still open"):
        ask(bank, loan, ReliefKind.WAIVER)
    declined = bank.do(decline_relief, bank.office, case.id, reason="超过最长期限", by="officer-1")
    assert declined.state == "declined"
    with pytest.raises(ReliefNotPossible):
        bank.do(withdraw_relief, bank.office, case.id)
    assert bank.do(store.loan, loan.id) == loan


def test_the_same_request_twice_is_one_case_and_with_other_content_none(bank: Bank) -> None:
    loan = late_loan(bank)
    asked = Asked(ReliefKind.WAIVER, "bank-own", "暂时周转困难")
    request = ReliefRequest(bank.request_id(), loan.id, asked)
    first = bank.do(ask_relief, bank.office, request)
    assert bank.do(ask_relief, bank.office, request) == first
    with pytest.raises(RequestReused):
        bank.do(ask_relief, bank.office, replace(request, asked=replace(asked, reason="其他")))
    assert bank.do(withdraw_relief, bank.office, first.id).state == "withdrawn"
    assert len(bank.do(cases.cases, loan=loan.id)) == 1


TERMS = RenewalTerms(Decimal("0.04"), 6, Repayment.INTEREST_MONTHLY)


def ready_to_renew(bank: Bank, *no: str) -> tuple[Loan, Any]:
    loan = bank.lent()
    bank.clock.advance(timedelta(days=10))
    case = ask(bank, loan, ReliefKind.RENEWAL, term_months=6)
    approved = propose(bank, case, *no, renewal=TERMS, rules=replace(shipped_rules(), four_eyes_above_fen=10**12))
    assert approved.state == "approved"
    return loan, approved


def sign(bank: Bank, case: Any) -> Loan:
    draft = bank.do(draft_renewal, bank.office, case.id)
    signature = software_signature(bank.device, draft.challenge)
    return bank.do(sign_renewal, bank.office, case.id, key=bank.subject_key, signature=signature)


def test_a_renewal_ends_the_old_loan_and_begins_the_new_one_in_one_step(bank: Bank) -> None:
    loan, case = ready_to_renew(bank)
    with pytest.raises(InterestBeforeRenewal):
        sign(bank, case)
    now = standing(loan, bank.office.today())
    interest = now.payoff_fen - now.outstanding_fen
    bank.do(repay, bank.office, loan.id, interest, request=bank.request_id())
    with pytest.raises(ContractNotSigned):
        bank.do(sign_renewal, bank.office, case.id, key=bank.subject_key, signature={"kind": "software"})
    new = sign(bank, case)
    old = bank.do(store.loan, loan.id)
    assert (old.state, old.renewed_by, new.renews, new.principal_fen) == ("settled", new.id, old.id, loan.principal_fen)
    assert (new.annual_rate, new.term_months, new.repayment) == (TERMS.annual_rate, 6, TERMS.repayment)
    assert by_itself(new, standing(new, bank.office.today())).loan_class is LoanClass.NORMAL
    assert bank.do(cases.case, case.id).renewed_as == new.id
    kinds = [event.kind for event in bank.do(store.events, loan.id)]
    assert kinds[-2:] == ["contract.signed", "loan.renewed"]
    assert sign_again(bank, case) == new
    assert bank.do(faults, SUITE) == []


def test_a_guarantors_letter_and_a_subsidy_end_with_the_loan_they_were_for(bank: Bank) -> None:
    shares = (RiskShare("guarantor", Decimal(80)), RiskShare("bank-a", Decimal(20)))
    letter = LetterTerms("pbc", "gua_1", "ab" * 32, Decimal("0.004"), shares)
    product = replace(PRODUCT, fees=(Fee(Text(zh="担保费", en="guarantee fee"), letter.fee_rate),))
    application = bank.assessed(product=product)
    approval = DecisionRequest(Choice.APPROVE)
    bank.do(decide, bank.office, application.id, approval, product=product, decided_by="approver-1")
    support = SupportTerms(letter=letter)
    draft = bank.do(draft_contract, bank.office, application.id, support=support)
    signature = software_signature(bank.device, draft.challenge)
    bank.do(sign_contract, bank.office, application.id, key=bank.subject_key, signature=signature, support=support)
    loan = bank.do(disburse, bank.office, application.id, disbursed_by="approver-1")
    bank.clock.advance(timedelta(days=10))
    case = ask(bank, loan, ReliefKind.RENEWAL, term_months=6)
    rules = replace(shipped_rules(), four_eyes_above_fen=10**12)
    with pytest.raises(ReliefNotPossible, match="sound_without_letter"):
        propose(bank, case, "sound_without_letter", renewal=TERMS, rules=rules)
    propose(bank, case, renewal=TERMS, rules=rules)
    now = standing(loan, bank.office.today())
    bank.do(repay, bank.office, loan.id, now.payoff_fen - now.outstanding_fen, request=bank.request_id())
    renewal = bank.do(draft_renewal, bank.office, case.id)
    assert (renewal.contract.support, renewal.ends) == (None, support)
    assert (draft.contract.fees_rate, renewal.contract.fees_rate) == (letter.fee_rate, 0)
    assert renewal.contract.all_in_rate < draft.contract.all_in_rate
    signed = bank.do(contract_of, bank.do(store.loan, sign(bank, case).id))
    assert signed == renewal.contract, "no digest of the old letter is signed again"


def sign_again(bank: Bank, case: Any) -> Loan:
    return bank.do(sign_renewal, bank.office, case.id, key=bank.subject_key, signature={})


def test_a_renewal_whose_class_conditions_fail_is_observed(bank: Bank) -> None:
    loan, case = ready_to_renew(bank, "no_misuse")
    now = standing(loan, bank.office.today())
    bank.do(repay, bank.office, loan.id, now.payoff_fen - now.outstanding_fen, request=bank.request_id())
    new = sign(bank, case)
    found = by_itself(new, standing(new, bank.office.today()))
    assert found.loan_class is LoanClass.SPECIAL_MENTION
    after = bank.office.today() + timedelta(days=400)
    assert (
        by_itself(replace(new, disbursed_on=after), standing(replace(new, disbursed_on=after), after)).causes[1:] == ()
    )


def test_after_maturity_nothing_is_renewed(bank: Bank) -> None:
    loan, case = ready_to_renew(bank)
    bank.clock.advance(timedelta(days=400))
    with pytest.raises(ReliefNotPossible, match="matured"):
        sign(bank, case)
    fresh = bank.do(withdraw_relief, bank.office, case.id)
    assert fresh.state == "withdrawn"
    late = ask(bank, loan, ReliefKind.RENEWAL, term_months=6)
    with pytest.raises(ReliefNotPossible, match="asked_before_maturity"):
        propose(bank, late, renewal=TERMS)


def test_a_medium_firm_renews_only_what_matures_before_the_end_of_september_2027(bank: Bank) -> None:
    loan = bank.lent()
    case = replace(ask(bank, loan, ReliefKind.RENEWAL, term_months=6), segment="medium")
    verdicts = {one.code: one.verdict for one in bank.do(checked, bank.office, case)}
    assert verdicts["in_scope"] is Verdict.PASS  # matures on 2027-07-01
    bank.do(store.save_loan, replace(loan, term_months=24))
    verdicts = {one.code: one.verdict for one in bank.do(checked, bank.office, case)}
    assert verdicts["in_scope"] is Verdict.FAIL
