"""Loans after disbursement as documents: quotes, statements, classes, requests for relief, in both languages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from puhui.desks.lending_documents import bill_document
from puhui.desks.localising import both
from puhui.kernel import PuhuiError, Text
from puhui.kernel.ids import RequestId
from puhui.lending.application import Application
from puhui.lending.documents import to_document
from puhui.lending.drawing import available_fen
from puhui.lending.loan import Loan, plan_payment, standing
from puhui.lending.penalty import Debt
from puhui.lending.prepaying import is_prepayment, plan_prepayment
from puhui.lending.quality import Classified
from puhui.lending.relief import Condition, ReliefCase, ReliefRules, Verdict
from puhui.lending.relief.case import ApprovedRelief, DeclinedRelief, GrantedRelief, ProposedRelief, RequestedRelief
from puhui.lending.repaying import next_request
from puhui.lending.statement import movements, paid_in_all
from puhui.lending.store import Event

Document = dict[str, Any]
_NEVER_SENT = RequestId("req_" + "0" * 26)  # a quote is nobody's request
_LOOKED_AT = Text(zh="银行已核实", en="the bank has looked into it")


def quote_document(loan: Loan, on: date, amount_fen: int | None) -> Document:
    """What the loan owes on `on`, and what a payment would do. Refusals of the payment are told, not raised."""
    now = standing(loan, on)
    told: Document = {
        "on": on.isoformat(),
        "request": str(next_request(loan)),
        "due": debt_document(now.due),
        "due_fen": now.due.total_fen,
        "bill_fen": now.bill_fen,
        "payoff_fen": now.payoff_fen,
        "accrued_fen": now.accrued_fen,
        "outstanding_fen": now.outstanding_fen,
        "available_fen": 0 if now.settled or now.days_past_due else available_fen(loan, now.outstanding_fen),
        "days_past_due": now.days_past_due,
        "amount_fen": amount_fen,
        "used": None,
        "settles": False,
        "prepays": False,
        "schedule": [],
        "refused": None,
    }
    return told if amount_fen is None else told | _effect(loan, on, amount_fen)


def _effect(loan: Loan, on: date, amount_fen: int) -> Document:
    try:
        prepays = is_prepayment(loan, amount_fen, on)
        if prepays:
            revision, payment = plan_prepayment(loan, amount_fen, on, _NEVER_SENT)
            loan = replace(loan, revisions=(*loan.revisions, revision))
        else:
            payment = plan_payment(loan, amount_fen, on, _NEVER_SENT)
    except PuhuiError as reason:
        return {"refused": both(reason.cause_text)}
    after = standing(replace(loan, payments=(*loan.payments, payment)), on)
    return {
        "used": debt_document(payment.used),
        "settles": payment.settles,
        "prepays": prepays,
        "schedule": [bill_document(bill) for bill in after.bills],
    }


def debt_document(debt: Debt) -> Document:
    """Money by its parts."""
    told: Document = to_document(debt)
    return told


def statement_document(
    loan: Loan, application: Application, events: Sequence[Event], on: date, lender: Text
) -> Document:
    """The loan's statement up to `on`."""
    now, paid = standing(loan, on), paid_in_all(loan)
    ended = next((event for event in events if event.kind in ("loan.settled", "loan.renewed")), None)
    return {
        "loan": str(loan.id),
        "enterprise": {"uscc": loan.uscc, "name": application.applicant.name},
        "lender_name": both(lender),
        "on": on.isoformat(),
        "state": loan.state,
        "principal_fen": loan.principal_fen,
        "annual_rate": format(loan.annual_rate, "f"),
        "repayment": loan.repayment.value,
        "disbursed_on": loan.disbursed_on.isoformat(),
        "matures_on": loan.matures_on.isoformat(),
        "movements": [
            {
                "on": one.on.isoformat(),
                "kind": one.kind,
                "amount_fen": one.amount_fen,
                "used": debt_document(one.used),
                "balance_fen": one.balance_fen,
            }
            for one in movements(loan)
        ],
        "paid": debt_document(paid),
        "paid_fen": paid.total_fen,
        "outstanding_fen": now.outstanding_fen,
        "due_fen": now.due.total_fen,
        "payoff_fen": now.payoff_fen,
        "settled_on": None if ended is None else loan.last_event_on.isoformat(),
        "settled_entry": None if ended is None else str(ended.entry),
    }


def quality_document(loan: Loan, found: Classified, on: date) -> Document:
    """A loan's class and its causes."""
    return {
        "loan": str(loan.id),
        "on": on.isoformat(),
        "loan_class": found.loan_class.name.lower(),
        "label": both(found.loan_class.text),
        "causes": [
            {"code": one.code, "loan_class": one.loan_class.name.lower(), "text": both(one.text)}
            for one in found.causes
        ],
    }


def relief_document(
    case: ReliefCase,
    found: Sequence[Condition],
    *,
    name: str,
    lender: Text,
    rules: ReliefRules,
    needs_second: bool,
    for_bank: bool,
) -> Document:
    """A case; who at the bank said what, and what they saw, stays at the bank."""
    programme = rules.programme(case.asked.programme)
    proposed = case if isinstance(case, ProposedRelief) else None
    approved = case if isinstance(case, ApprovedRelief) else None
    declined = case if isinstance(case, DeclinedRelief) else None
    terms = None if proposed is None else proposed.renewal
    answered = {one.code for one in proposed.answers} if proposed else set()
    decided_by = (approved and approved.decided_by) or (declined and declined.decided_by) or None
    return {
        "id": str(case.id),
        "loan": str(case.loan),
        "enterprise": {"uscc": case.uscc, "name": name},
        "lender_name": both(lender),
        "kind": case.asked.kind.value,
        "programme": programme.code,
        "programme_name": both(programme.name),
        "programme_source": both(programme.source),
        "reason": case.asked.reason,
        "parts": None if case.asked.parts is None else case.asked.parts.value,
        "until": None if case.asked.until is None else case.asked.until.isoformat(),
        "term_months": case.asked.term_months,
        "state": case.state,
        "asked_at": case.asked_at.isoformat(),
        "conditions": [_condition(one, hide=not for_bank and one.code in answered) for one in found],
        "amount_fen": None if proposed is None else proposed.amount_fen,
        "needs_second": needs_second,
        "proposed_by": proposed.proposed_by if proposed and for_bank else None,
        "decided_by": decided_by if for_bank else None,
        "decline_reason": None if declined is None else declined.reason,
        "renewal": None
        if terms is None
        else {
            "annual_rate": format(terms.annual_rate, "f"),
            "term_months": terms.term_months,
            "repayment": terms.repayment.value,
        },
        "renewed_as": str(case.renewed_as) if isinstance(case, GrantedRelief) and case.renewed_as else None,
    }


def is_open(case: ReliefCase) -> bool:
    """Whether somebody still has to act."""
    return isinstance(case, RequestedRelief) or case.state in ("proposed", "approved")


def _condition(one: Condition, *, hide: bool) -> Document:
    reason = _LOOKED_AT if hide and one.verdict is not Verdict.ASK else one.reason
    return {
        "code": one.code,
        "governs": one.governs.value,
        "verdict": one.verdict.value,
        "text": both(one.text),
        "reason": both(reason),
        "source": both(one.source),
    }
