"""Products, applications, contracts, decisions and loans as documents: built at the bank, shown by it and the portal.

Texts are in both languages (`localising`), money in fen, rates decimal text, times RFC 3339.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from puhui.desks.bytes_text import base64url
from puhui.desks.localising import both
from puhui.kernel import Text, decode
from puhui.lending.appealing import appeal_until
from puhui.lending.application import Appeal, Application, Decision, DeclinedApplication, appeal_of
from puhui.lending.contracting import ContractDraft
from puhui.lending.disclosing import all_in_range
from puhui.lending.loan import Bill, Loan, standing
from puhui.lending.store import Event
from puhui.lending.supplementing import SUPPLEMENTED
from puhui.market import Match, Product

Document = dict[str, Any]

_DEPARTS = Text(zh="与系统建议不同", en="departs from the recommendation")
_AS_RECOMMENDED = Text(zh="与系统建议一致", en="as recommended")

_STATE_OF_EVENT = {
    "application.submitted": "submitted",
    "application.assessed": "assessed",
    "application.screened": "screened",
    "screening.verified": "verified",
    "screening.reviewed": "reviewed",
    "application.supplemented": "supplemented",
    "application.appealed": "appealed",
    "appeal.upheld": "upheld",
    "application.reopened": "reopened",
    "application.withdrawn": "withdrawn",
    "application.disbursed": "disbursed",
    "decision.approved": "approved",
    "decision.declined": "declined",
    "contract.signed": "contracted",
    "loan.disbursed": "disbursed",
    "loan.overdue": "overdue",
    "loan.settled": "settled",
    "loan.drawn": "drawn_again",
    "loan.renewed": "renewed",
    "loan.classified": "classified",
    "repayment.received": "repaid",
    "bills.revised": "revised",
    "relief.requested": "relief_requested",
    "relief.proposed": "relief_proposed",
    "relief.approved": "relief_approved",
    "relief.granted": "relief_granted",
    "relief.declined": "relief_declined",
    "relief.withdrawn": "relief_withdrawn",
}


def product_document(product: Product, lender_name: Text) -> Document:
    """A product on offer, with what a loan of it costs all told (商业银行互联网贷款管理办法, art. 26)."""
    cheapest, dearest = all_in_range(product)
    return {
        "code": product.code,
        "lender": str(product.lender),
        "lender_name": both(lender_name),
        "name": both(product.name),
        "amount_min_fen": product.amount_min_fen,
        "amount_max_fen": product.amount_max_fen,
        "term_min_months": product.term_min_months,
        "term_max_months": product.term_max_months,
        "rate_min": format(product.rate_min, "f"),
        "rate_max": format(product.rate_max, "f"),
        "fees": [{"name": both(fee.name), "annual_rate": format(fee.annual_rate, "f")} for fee in product.fees],
        "all_in_rate_min": format(cheapest, "f"),
        "all_in_rate_max": format(dearest, "f"),
        "repayment": [one.value for one in product.repayment],
        "guarantee": [one.value for one in product.guarantee],
        "evidence": {
            "shown": product.evidence.shown.value,
            "card": product.evidence.card,
            "card_version": product.evidence.card_version,
        },
        "days_to_decision": product.days_to_decision,
    }


def match_document(match: Match, product: Document) -> Document:
    """A product against a need."""
    return {
        "product": product,
        "degree": match.degree,
        "parts": [
            {"name": part.name, "label": both(part.label), "points": part.points, "of": part.of} for part in match.parts
        ],
        "reasons": [{"code": note.code, "text": both(note.text)} for note in match.reasons],
        "asks": [{"code": note.code, "text": both(note.text)} for note in match.asks],
        "raises": [{"code": note.code, "text": both(note.text)} for note in match.raises],
        "verdict": match.verdict.value,
    }


def application_document(application: Application, events: Sequence[Event], product: Document) -> Document:
    """An application with its history and, once there are any, its decision and loan."""
    decision = getattr(application, "decision", None)
    decided = next((event for event in reversed(events) if event.kind.startswith("decision.")), None)
    loan = getattr(application, "loan", None)
    return {
        "id": str(application.id),
        "state": application.state,
        "enterprise": {"uscc": application.applicant.uscc, "name": application.applicant.name},
        "product": product,
        "amount_fen": application.amount_fen,
        "term_months": application.term_months,
        "repayment": application.repayment.value,
        "purpose": application.purpose,
        "submitted_at": application.submitted_at.isoformat(),
        "decide_by": application.decide_by.isoformat(),
        "decision": None if decision is None else decision_document(decision, decided),
        "appeal": None if (appeal := appeal_of(application)) is None else _appeal_document(appeal),
        "appeal_until": _appeal_until(application),
        "loan": None if loan is None else str(loan),
        "history": history(events),
        "supplements": [_supplement_document(one) for one in events if one.kind == SUPPLEMENTED],
    }


def _supplement_document(event: Event) -> Document:
    """What was added, in numbers, and the word about it."""
    added = decode(event.document)["supplement"]
    counts = {name: len(added[name]) for name in ("papers", "grants")}
    return {"at": event.at.isoformat(), "note": added["note"], **counts}


def _appeal_document(appeal: Appeal) -> Document:
    """The appeal and, once there is one, its answer."""
    answer = appeal.answer
    return {
        "grounds": appeal.grounds,
        "at": appeal.at.isoformat(),
        "answer_by": appeal.answer_by.isoformat(),
        "outcome": None if answer is None else answer.outcome.value,
        "words": None if answer is None else answer.words,
        "answered_by": None if answer is None else answer.by,
        "answered_at": None if answer is None else answer.at.isoformat(),
    }


def _appeal_until(application: Application) -> str | None:
    """Until when a decline may be appealed against; None where there is no decline, or was an appeal."""
    if not isinstance(application, DeclinedApplication) or appeal_of(application) is not None:
        return None
    return appeal_until(application.decision).isoformat()


def decision_document(decision: Decision, event: Event | None) -> Document:
    """A decision with its reasons; `terms` say in what it departs from the recommendation."""
    approved = decision.outcome.value == "approve"
    return {
        "id": str(decision.id),
        "outcome": decision.outcome.value,
        "amount_fen": decision.amount_fen,
        "annual_rate": None if decision.annual_rate is None else format(decision.annual_rate, "f"),
        "term_months": decision.term_months,
        "repayment": decision.repayment.value if decision.repayment else None,
        "reasons": [
            {
                "code": refusal.code,
                "text": both(
                    Text(zh=f"{refusal.text.zh}；{refusal.cure.zh}", en=f"{refusal.text.en}; {refusal.cure.en}")
                ),
            }
            for refusal in decision.refusals
        ],
        "terms": _decision_terms(decision) if approved else [],
        "decided_at": decision.decided_at.isoformat(),
        "decided_by": decision.decided_by,
        "record_digest": decision.record_digest,
        "entry": None if event is None else str(event.entry),
    }


def _decision_terms(decision: Decision) -> list[Document]:
    departs = set(decision.departs)
    return [
        {
            "name": name,
            "label": both(label),
            "amount_fen": decision.amount_fen if name == "amount" else None,
            "rate": format(decision.annual_rate, "f") if name == "rate" and decision.annual_rate is not None else None,
            "formula": both(_DEPARTS if name in departs else _AS_RECOMMENDED),
        }
        for name, label in (
            ("amount", Text(zh="批准金额", en="approved amount")),
            ("rate", Text(zh="年利率", en="yearly rate")),
        )
    ]


def contract_document(draft: ContractDraft) -> Document:
    """A contract as the enterprise is shown it before it signs, with the schedule as if paid out today."""
    terms = draft.contract
    return {
        "draft": draft.digest,
        "challenge": base64url(draft.challenge),
        "amount_fen": terms.principal_fen,
        "redraws": terms.redraws,
        "first_drawing_fen": terms.first_drawing_fen,
        "annual_rate": format(terms.annual_rate, "f"),
        "fees_rate": format(terms.fees_rate, "f"),
        "all_in_rate": format(terms.all_in_rate, "f"),
        "term_months": terms.term_months,
        "repayment": terms.repayment.value,
        "contract_digest": draft.digest,
        "ends_support": [name for name in ("letter", "subsidy") if getattr(draft.ends, name, None) is not None],
        "schedule": [
            {
                "number": one.number,
                "due_on": one.due_on.isoformat(),
                "principal_fen": one.principal_fen,
                "interest_fen": one.interest_fen,
                "total_fen": one.total_fen,
                "paid_fen": 0,
                "state": "upcoming",
            }
            for one in draft.instalments
        ],
    }


def bill_document(bill: Bill) -> Document:
    """One bill, as the schedule shows it."""
    return {
        "number": bill.number,
        "due_on": bill.due_on.isoformat(),
        "principal_fen": bill.principal_fen,
        "interest_fen": bill.interest_fen,
        "total_fen": bill.total_fen,
        "paid_fen": bill.paid_fen,
        "state": bill.state,
    }


def loan_document(loan: Loan, application: Application, events: Sequence[Event], today: date, lender: Text) -> Document:
    """A loan as it stands today, with the names of both parties."""
    now = standing(loan, max(today, loan.last_event_on))
    return {
        "id": str(loan.id),
        "application": str(loan.application),
        "lender": str(application.lender),
        "lender_name": both(lender),
        "enterprise": {"uscc": loan.uscc, "name": application.applicant.name},
        "state": loan.state,
        "principal_fen": loan.principal_fen,
        "outstanding_fen": now.outstanding_fen,
        "annual_rate": format(loan.annual_rate, "f"),
        "term_months": loan.term_months,
        "repayment": loan.repayment.value,
        "disbursed_on": loan.disbursed_on.isoformat(),
        "matures_on": loan.matures_on.isoformat(),
        "redraws": loan.redraws,
        "first_drawing_fen": loan.first_drawing_fen,
        "prepayment": None
        if loan.prepayment is None
        else {
            "least_fen": loan.prepayment.least_fen,
            "fee_rate": format(loan.prepayment.fee_rate, "f"),
            "effect": loan.prepayment.effect.value,
        },
        "renews": None if loan.renews is None else str(loan.renews),
        "renewed_by": None if loan.renewed_by is None else str(loan.renewed_by),
        "schedule": [bill_document(bill) for bill in now.bills],
        "history": history(events),
    }


def history(events: Iterable[Event]) -> list[Document]:
    """The steps of an application or a loan, oldest first."""
    return [
        {"state": _STATE_OF_EVENT[event.kind], "at": event.at.isoformat(), "entry": str(event.entry)}
        for event in events
    ]
