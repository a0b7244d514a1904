"""The enterprise asks for relief, and may take it back."""

from dataclasses import dataclass

from sqlalchemy.engine import Connection

from puhui.kernel.ids import LoanId, ReliefId, RequestId
from puhui.lending import store as loans
from puhui.lending.errors import ReliefNotPossible, RequestReused
from puhui.lending.loan import standing
from puhui.lending.office import LoanOffice
from puhui.lending.relief import store
from puhui.lending.relief.case import OPEN_STATES, Asked, ReliefCase, RequestedRelief, WithdrawnRelief, become
from puhui.lending.relief.programmes import ReliefKind, ReliefRules, shipped_rules

MONTHS_MAX = 36
REASON_MAX = 500
_STAGE = "lending.relief.asking"


@dataclass(frozen=True, slots=True)
class ReliefRequest:
    """What an enterprise asks for, under its request id; `id` where the portal has already given it its number."""

    request: RequestId
    loan: LoanId
    asked: Asked
    id: ReliefId | None = None


def ask_relief(
    connection: Connection, office: LoanOffice, request: ReliefRequest, rules: ReliefRules | None = None
) -> ReliefCase:
    """Take in a request; the same again is the same case, whatever has become of it.

    Raises `ReliefProgrammeUnknown`, `ReliefNotPossible` (a settled loan, a case that is still open, parts that are
    missing), `RequestReused`, `LoanUnknown`.
    """
    known = store.case_of_request(connection, request.request)
    if known is not None:
        if (known.loan, known.asked) != (request.loan, request.asked):
            raise RequestReused(request=request.request, application=request.loan, stage=_STAGE)
        return known
    rules = rules or shipped_rules()
    loan = loans.loan(connection, request.loan)
    asked = request.asked
    _check(asked, rules)
    if standing(loan, office.today()).settled:
        raise refused("贷款已结清", "the loan is settled")
    if store.cases(connection, loan=loan.id, states=OPEN_STATES):
        raise refused("该贷款已有办理中的纾困申请", "a request for this loan is still open")
    application = loans.application(connection, loan.application)
    case = RequestedRelief(
        id=request.id or ReliefId.new(office.clock, office.entropy),
        request=request.request,
        loan=loan.id,
        uscc=loan.uscc,
        segment=application.applicant.segment,
        asked=asked,
        rules_version=rules.version,
        asked_at=office.now(),
        version=1,
    )
    store.insert_case(connection, case)
    loans.record(connection, office, loan.id, "relief.requested", case)
    return case


def withdraw_relief(connection: Connection, office: LoanOffice, id: ReliefId) -> ReliefCase:
    """Take a request back before it is in force; again changes nothing. Raises `ReliefNotPossible` after that."""
    case = store.case(connection, id)
    if isinstance(case, WithdrawnRelief):
        return case
    if case.state not in OPEN_STATES:
        raise refused("申请已办结", "the request is closed")
    withdrawn = store.save_case(connection, become(case, WithdrawnRelief, withdrawn_at=office.now()))
    loans.record(connection, office, case.loan, "relief.withdrawn", {"relief": id, "at": withdrawn.withdrawn_at})
    return withdrawn


def refused(zh: str, en: str) -> ReliefNotPossible:
    """The error for a step that the case or the loan does not allow."""
    return ReliefNotPossible(reason=zh, reason_en=en, stage=_STAGE)


def _check(asked: Asked, rules: ReliefRules) -> None:
    programme = rules.programme(asked.programme)
    if asked.kind not in programme.kinds:
        raise refused("该方案不提供此项纾困", "this programme does not offer that relief")
    if not asked.reason.strip() or len(asked.reason) > REASON_MAX:
        raise refused(f"请说明原因（不超过 {REASON_MAX} 字）", f"say why, in at most {REASON_MAX} characters")
    deferral, renewal = asked.kind is ReliefKind.DEFERRAL, asked.kind is ReliefKind.RENEWAL
    if deferral != (asked.until is not None) or deferral != (asked.parts is not None):
        raise refused("延期须写明内容与新的到期日", "a deferral, and nothing else, says what is moved and to which day")
    if renewal != (asked.term_months is not None):
        raise refused("续贷须写明期限", "a renewal, and nothing else, says its term")
    if asked.term_months is not None and not 1 <= asked.term_months <= MONTHS_MAX:
        raise refused(f"续贷期限为 1–{MONTHS_MAX} 个月", f"a renewal is for 1 to {MONTHS_MAX} months")
