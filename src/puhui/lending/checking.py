"""Every invariant of this room, derived again from its rows. What operators run and what tests run is the same."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy.engine import Connection

from puhui.decisions import ReplayDiffers
from puhui.kernel import PuhuiError, Suite
from puhui.kernel.ids import ApplicationId, LoanId
from puhui.lending import store
from puhui.lending.application import (
    Application,
    ApprovedApplication,
    AssessedApplication,
    ContractedApplication,
    DeclinedApplication,
    DisbursedApplication,
    appeal_of,
)
from puhui.lending.assessing import replay_decision
from puhui.lending.loan import Loan, plan_payment, standing
from puhui.lending.schedule import Instalment

_LAST_EVENT = {
    "submitted": ("application.submitted", "application.supplemented"),
    "assessed": (
        "application.assessed",
        "screening.verified",
        "screening.reviewed",
        "application.supplemented",
        "application.reopened",
    ),
    "approved": ("decision.approved",),
    "declined": ("decision.declined", "appeal.upheld"),
    "appealed": ("application.appealed", "application.supplemented"),
    "contracted": ("contract.signed",),
    "disbursed": ("application.disbursed",),
    "withdrawn": ("application.withdrawn",),
    "active": ("loan.disbursed", "repayment.received", "loan.drawn", "relief.granted"),
    "overdue": ("loan.overdue", "repayment.received", "relief.granted"),
    "settled": ("loan.settled", "loan.renewed"),
}
_BESIDE = (
    "relief.requested",
    "relief.proposed",
    "relief.declined",
    "relief.withdrawn",
    "relief.approved",
    "loan.classified",
)


def faults(connection: Connection, suite: Suite) -> list[str]:
    """What does not hold, in words; empty when all is well.

    1. Events are numbered without a gap, and each document has the digest that went to the ledger.
    2. The last event of an application or a loan is the one that made its state.
    3. An assessment's record and its screening's are stored and replay; an approval is within what was asked, over a
    settled screening; a contract was signed; who answered an appeal, or decided after it, had not declined before.
    4. A loan's schedule repays what was lent, and its payments were used as the contract says, one after the other.
    """
    return [fault for stream in store.streams(connection) for fault in _stream_faults(connection, stream, suite)]


def _stream_faults(connection: Connection, stream: str, suite: Suite) -> Iterator[str]:
    # 1.
    for number, event in enumerate(store.events(connection, stream), start=1):
        if event.seq != number:
            yield f"{stream}: event {event.seq} stands where {number} should"
        if suite.digest(event.document).hex() != event.digest:
            yield f"{stream}: the document of event {event.seq} is not the one on the ledger"
    try:
        if stream.startswith(ApplicationId.prefix):
            yield from _application_faults(connection, store.application(connection, ApplicationId(stream)))
        elif stream.startswith(LoanId.prefix):
            yield from _loan_faults(connection, store.loan(connection, LoanId(stream)))
    except PuhuiError as reason:
        yield f"{stream}: {reason.cause_text.en}"


def _application_faults(connection: Connection, application: Application) -> Iterator[str]:
    events = store.events(connection, application.id)
    # 2.
    if not events or events[-1].kind not in _LAST_EVENT[application.state]:
        yield f"{application.id}: is {application.state}, but its last event does not say so"
    # 3.
    if isinstance(application, AssessedApplication):
        screened = application.assessment.screened
        for digest in (application.assessment.record_digest, *([screened.record_digest] if screened else [])):
            try:
                replay_decision(connection, digest)
            except ReplayDiffers as differs:
                yield f"{application.id}: {differs.cause_text.en}"
    if isinstance(application, ApprovedApplication) and application.terms.amount_fen > application.amount_fen:
        yield f"{application.id}: more was approved than was asked for"
    if isinstance(application, ApprovedApplication) and not _settled(application):
        yield f"{application.id}: was approved over an open screening"
    yield from _appeal_faults(application)
    if isinstance(application, ContractedApplication) and not any(e.kind == "contract.signed" for e in events):
        yield f"{application.id}: is contracted without a signed contract"
    if isinstance(application, DisbursedApplication):
        loan = store.loan(connection, application.loan)
        if (loan.principal_fen, loan.annual_rate) != (application.terms.amount_fen, application.terms.annual_rate):
            yield f"{loan.id}: was not paid out as approved"


def _appeal_faults(application: Application) -> Iterator[str]:
    if not isinstance(application, AssessedApplication):
        return
    declined = application.decision if isinstance(application, DeclinedApplication) else None
    if application.reopened is not None:
        declined = application.reopened.decision
        again = getattr(application, "decision", None)
        if again is not None and declined.is_of(again.person, again.decided_by):
            yield f"{application.id}: was decided after its appeal by the person who had declined it"
    appeal = appeal_of(application)
    if declined is None or appeal is None or appeal.answer is None:
        return
    answer = appeal.answer
    if declined.is_of(answer.person, answer.by):
        yield f"{application.id}: the appeal was answered by the person who had declined it"


def _settled(application: ApprovedApplication) -> bool:
    """Whether its screening was settled; one from before screenings has none."""
    screened = application.assessment.screened
    return screened is None or screened.standing.settled


def _loan_faults(connection: Connection, loan: Loan) -> Iterator[str]:
    events = store.events(connection, loan.id)
    # 2.
    made = [event.kind for event in events if event.kind not in _BESIDE]
    if not made or made[-1] not in _LAST_EVENT[loan.state]:
        yield f"{loan.id}: is {loan.state}, but its last event does not say so"
    # 4.
    if _principal(loan.instalments()) != loan.paid_out_fen:
        yield f"{loan.id}: its schedule does not repay what was lent"
    if not 0 < loan.paid_out_fen <= loan.principal_fen or (loan.first_drawing_fen is not None and not loan.redraws):
        yield f"{loan.id}: paid out otherwise than its contract lets it"
    if sum(kind in ("repayment.received", "loan.renewed") for kind in made) != len(loan.payments):
        yield f"{loan.id}: its repayments and its events differ in number"
    yield from _payment_faults(loan)


def _payment_faults(loan: Loan) -> Iterator[str]:
    for count, payment in enumerate(loan.payments):
        before = _before(loan, count)
        try:
            again = plan_payment(before, payment.amount_fen, payment.on, payment.request, source=payment.source)
        except PuhuiError as reason:
            yield f"{loan.id}: payment {count + 1} could not have been taken: {reason.cause_text.en}"
            return
        if again != payment:
            yield f"{loan.id}: payment {count + 1} was not used as the contract says"
    if loan.payments:
        ended = loan.state == "settled" and loan.redraws and loan.closed_on is None
        settled = standing(loan, loan.matures_on if ended else loan.last_event_on).settled
        if settled != (loan.state == "settled"):
            yield f"{loan.id}: is {loan.state}, but its payments say otherwise"


def _before(loan: Loan, count: int) -> Loan:
    """The loan as it was when payment `count` came."""
    return replace(
        loan,
        payments=loan.payments[:count],
        closed_on=None,
        revisions=tuple(one for one in loan.revisions if one.payments_before <= count),
        waivers=tuple(one for one in loan.waivers if one.payments_before <= count),
        drawings=tuple(one for one in loan.drawings if one.payments_before <= count),
    )


def _principal(instalments: list[Instalment]) -> int:
    return sum(one.principal_fen for one in instalments)
