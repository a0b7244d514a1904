"""Renewal without repaying principal (无还本续贷): a new contract is signed before the old loan matures.

The signature ends the old loan and begins the new one in one transaction: no money moves, the new principal is what was
outstanding, and interest so far has been paid before. A guarantor's letter and a promised subsidy are for the old loan
and end with it: the draft says so.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy.engine import Connection

from puhui.kernel import PuhuiError, encode, yuan
from puhui.kernel.ids import LoanId, ReliefId, RequestId
from puhui.kernel.subject_keys import subject_key
from puhui.lending import store as loans
from puhui.lending.contracting import Contract, ContractDraft, contract_challenge
from puhui.lending.defaults import defaults
from puhui.lending.disbursing import contract_of
from puhui.lending.disclosing import all_in_yearly_rate
from puhui.lending.documents import to_document
from puhui.lending.errors import ContractNotSigned, InterestBeforeRenewal
from puhui.lending.loan import ActiveLoan, Loan, SettledLoan, changed, plan_payment, standing
from puhui.lending.office import LoanOffice
from puhui.lending.quality import by_itself
from puhui.lending.relief import store
from puhui.lending.relief.asking import refused
from puhui.lending.relief.case import ApprovedRelief, GrantedRelief, RenewalTerms, become
from puhui.lending.relief.deciding import relief_terms
from puhui.lending.schedule import schedule
from puhui.market import Repayment

_STAGE = "lending.relief.renewing"


def draft_renewal(connection: Connection, office: LoanOffice, id: ReliefId) -> ContractDraft:
    """The contract of an approved renewal as it can be signed today.

    Raises `ReliefNotPossible` (not approved, or the old loan has matured), `InterestBeforeRenewal`.
    """
    case, loan = _approved(connection, id)
    terms = _terms(case)
    today = office.today()
    now = standing(loan, today)
    if now.settled or today >= loan.matures_on:
        raise refused("原贷款已到期或已结清", "the old loan has matured or is settled")
    if now.payoff_fen != now.outstanding_fen or now.due.principal_fen:
        interest = now.payoff_fen - now.outstanding_fen + now.due.principal_fen
        raise InterestBeforeRenewal(amount=yuan(interest), stage=_STAGE)
    held = defaults(today)
    plan = schedule(
        now.outstanding_fen, terms.annual_rate, terms.term_months, terms.repayment, today, day_count=held.day_count
    )
    before = contract_of(connection, loan)
    fees_rate = _own_fees(before)
    contract = replace(
        before,
        principal_fen=now.outstanding_fen,
        annual_rate=terms.annual_rate,
        term_months=terms.term_months,
        repayment=terms.repayment,
        court_term=terms.repayment.court_term,
        day_count=held.day_count,
        penalty_multiplier=held.penalty_multiplier,
        fees_rate=fees_rate,
        all_in_rate=all_in_yearly_rate(plan, fees_rate=fees_rate),
        decision_digest=office.digest(encode(to_document(case))).hex(),
        prepayment=None if terms.repayment is Repayment.REVOLVING else held.prepayment,
        redraws=terms.repayment is Repayment.REVOLVING,
        renews=loan.id,
        support=None,
        first_drawing_fen=None,
    )
    digest = office.digest(contract.encoded()).hex()
    return ContractDraft(contract, digest, contract_challenge(office, digest), tuple(plan), ends=before.support)


def sign_renewal(
    connection: Connection, office: LoanOffice, id: ReliefId, *, key: str, signature: Mapping[str, Any]
) -> Loan:
    """Accept the enterprise's signature over the renewal's contract; answers the new loan, again the same.

    Raises `ContractNotSigned` and what `draft_renewal` raises.
    """
    known = store.case(connection, id)
    if isinstance(known, GrantedRelief) and known.renewed_as is not None:
        return loans.loan(connection, known.renewed_as)
    draft = draft_renewal(connection, office, id)
    try:
        subject_key(key).check(signature, draft.challenge)
    except PuhuiError as reason:
        why = reason.cause_text
        raise ContractNotSigned(contract=draft.digest, reason=why.zh, reason_en=why.en, stage=_STAGE) from None
    case, old = _approved(connection, id)
    signed = {"contract": draft.contract.encoded(), "key": key, "signature": dict(signature), "relief": id}
    loans.record(connection, office, old.id, "contract.signed", signed)
    new = _new_loan(office, case, old, draft)
    _end(connection, office, old, new, case)
    loans.insert_loan(connection, new, came_of=id)
    document = {
        "loan": new,
        "disbursed_by": case.decided_by,
        "renews": old.id,
        "schedule": [to_document(instalment) for instalment in new.instalments()],
    }
    loans.record(connection, office, new.id, "loan.disbursed", document)
    store.save_case(connection, become(case, GrantedRelief, granted_at=office.now(), renewed_as=new.id))
    return new


def _own_fees(before: Contract) -> Decimal:
    """The yearly fees of a contract without its guarantor's: a letter is for one loan and ends with it."""
    letter = before.support.letter if before.support else None
    return before.fees_rate - (letter.fee_rate if letter else 0)


def _end(connection: Connection, office: LoanOffice, old: Loan, new: Loan, case: ApprovedRelief) -> None:
    """The old loan ends by the new one's principal."""
    today = office.today()
    request = RequestId.new(office.clock, office.entropy)
    payment = plan_payment(old, standing(old, today).payoff_fen, today, request, source="renewal")
    ended = changed(old, today, payments=(*old.payments, payment), renewed_by=new.id)
    assert isinstance(ended, SettledLoan)  # the draft saw that its principal is all it owes
    loans.save_loan(connection, ended)
    document = {"loan": old.id, "renewed_by": new.id, "relief": case.id, "payment": payment, "on": today}
    loans.record(connection, office, old.id, "loan.renewed", document)


def _new_loan(office: LoanOffice, case: ApprovedRelief, old: Loan, draft: ContractDraft) -> ActiveLoan:
    contract, today = draft.contract, office.today()
    before = by_itself(old, standing(old, today)).loan_class
    return ActiveLoan(
        id=LoanId.new(office.clock, office.entropy),
        application=old.application,
        uscc=old.uscc,
        lender=office.organisation,
        contract_digest=draft.digest,
        principal_fen=contract.principal_fen,
        annual_rate=contract.annual_rate,
        term_months=contract.term_months,
        repayment=contract.repayment,
        day_count=contract.day_count,
        penalty_multiplier=contract.penalty_multiplier,
        prepayment=contract.prepayment,
        redraws=contract.redraws,
        disbursed_on=today,
        disbursed_at=office.now(),
        payments=(),
        version=1,
        reliefs=(relief_terms(case, today, before, frozen=False),),
        renews=old.id,
    )


def _approved(connection: Connection, id: ReliefId) -> tuple[ApprovedRelief, Loan]:
    case = store.case(connection, id)
    if case.state != ApprovedRelief.state or not isinstance(case, ApprovedRelief):
        raise refused("续贷尚未批准，或已办结", "no renewal is approved and unsigned")
    return case, loans.loan(connection, case.loan)


def _terms(case: ApprovedRelief) -> RenewalTerms:
    if case.renewal is None:
        raise refused("不是续贷", "this is no renewal")
    return case.renewal
