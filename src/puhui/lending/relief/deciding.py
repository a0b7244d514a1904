"""The bank decides on relief: an officer answers what asks and proposes; above a set amount another person confirms."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.engine import Connection

from puhui.kernel.ids import ReliefId
from puhui.lending import store as loans
from puhui.lending.agreed import ReliefTerms, Waiver
from puhui.lending.classification import LoanClass
from puhui.lending.disbursing import contract_of
from puhui.lending.errors import SecondPersonNeeded
from puhui.lending.loan import Loan, book_of, changed, standing
from puhui.lending.office import LoanOffice
from puhui.lending.quality import by_itself
from puhui.lending.relief import store
from puhui.lending.relief.asking import MONTHS_MAX, refused
from puhui.lending.relief.case import (
    OPEN_STATES,
    Answer,
    ApprovedRelief,
    Condition,
    DeclinedRelief,
    Governs,
    GrantedRelief,
    ProposedRelief,
    ReliefCase,
    RenewalTerms,
    RequestedRelief,
    become,
)
from puhui.lending.relief.conditions import conditions, failing, frozen_until, open_questions
from puhui.lending.relief.deferring import moved_fen, plan_deferral
from puhui.lending.relief.programmes import ReliefKind, ReliefRules, shipped_rules

_STAGE = "lending.relief.deciding"


def checked(
    connection: Connection,
    office: LoanOffice,
    case: ReliefCase,
    answers: Sequence[Answer] = (),
    rules: ReliefRules | None = None,
) -> list[Condition]:
    """The case's conditions today; those of a case that was decided stand as they were."""
    if isinstance(case, ProposedRelief | DeclinedRelief):
        return list(case.conditions)
    loan = loans.loan(connection, case.loan)
    today = max(office.today(), loan.last_event_on)
    support = contract_of(connection, loan).support
    return conditions(
        loan,
        case.asked,
        (rules or shipped_rules()).programme(case.asked.programme),
        segment=case.segment,
        asked_on=office.day_of(case.asked_at),
        on=today,
        loan_class=by_itself(loan, standing(loan, today)).loan_class,
        letter=support is not None and support.letter is not None,
        answers=answers,
    )


def propose_relief(
    connection: Connection,
    office: LoanOffice,
    id: ReliefId,
    *,
    answers: Sequence[Answer],
    renewal: RenewalTerms | None,
    by: str,
    rules: ReliefRules | None = None,
) -> ReliefCase:
    """An officer would grant it. Up to the configured amount that grants it; above, a second person must confirm.

    Raises `ReliefNotPossible` while a condition asks or one that governs the granting fails, or where a renewal's terms
    are missing.
    """
    rules = rules or shipped_rules()
    case = store.case(connection, id)
    if not isinstance(case, RequestedRelief):
        raise refused("申请已处理", "the request has been dealt with")
    found = checked(connection, office, case, answers, rules)
    if unanswered := open_questions(found):
        listed = ", ".join(unanswered)
        raise refused(f"尚有待核实的条件：{listed}", f"these conditions still ask: {listed}")
    if failed := failing(found, Governs.GRANT):
        codes = ", ".join(one.code for one in failed)
        raise refused(f"不符合条件：{codes}", f"these conditions fail: {codes}")
    if (case.asked.kind is ReliefKind.RENEWAL) != (renewal is not None):
        raise refused("续贷须写明利率、期限与还款方式", "a renewal, and nothing else, has terms of a new loan")
    if renewal is not None and not (0 <= renewal.annual_rate <= 1 and 1 <= renewal.term_months <= MONTHS_MAX):
        raise refused("续贷条件无效", "these are no terms of a loan")
    loan = loans.loan(connection, case.loan)
    proposed = become(
        case,
        ProposedRelief,
        conditions=tuple(found),
        answers=tuple(answers),
        renewal=renewal,
        amount_fen=_amount(loan, office, case),
        proposed_by=by,
        proposed_at=office.now(),
    )
    if proposed.amount_fen > rules.four_eyes_above_fen:
        proposed = store.save_case(connection, proposed)
        loans.record(connection, office, loan.id, "relief.proposed", proposed)
        return proposed
    return _approve(connection, office, proposed, by, rules)


def confirm_relief(
    connection: Connection, office: LoanOffice, id: ReliefId, *, by: str, rules: ReliefRules | None = None
) -> ReliefCase:
    """A second person says yes to what was proposed; raises `SecondPersonNeeded`, `ReliefNotPossible`."""
    case = store.case(connection, id)
    if case.state != ProposedRelief.state or not isinstance(case, ProposedRelief):
        raise refused("没有待复核的纾困方案", "nothing of it waits for a second person")
    if case.proposed_by == by:
        raise SecondPersonNeeded(by=by, stage=_STAGE)
    return _approve(connection, office, case, by, rules or shipped_rules())


def decline_relief(connection: Connection, office: LoanOffice, id: ReliefId, *, reason: str, by: str) -> ReliefCase:
    """Refuse a request that is open, and say why; raises `ReliefNotPossible`."""
    case = store.case(connection, id)
    if case.state not in OPEN_STATES:
        raise refused("申请已办结", "the request is closed")
    if not reason.strip():
        raise refused("请写明原因", "say why")
    declined = become(
        case,
        DeclinedRelief,
        conditions=tuple(checked(connection, office, case)),
        reason=reason.strip(),
        decided_by=by,
        decided_at=office.now(),
    )
    declined = store.save_case(connection, declined)
    loans.record(connection, office, case.loan, "relief.declined", declined)
    return declined


def _amount(loan: Loan, office: LoanOffice, case: ReliefCase) -> int:
    today = office.today()
    now = standing(loan, today)
    if case.asked.kind is ReliefKind.WAIVER:
        return now.due.penalty_fen + now.due.compound_fen
    if case.asked.until is not None and case.asked.parts is not None:
        return moved_fen(book_of(loan, today), case.asked.until, case.asked.parts)
    return now.outstanding_fen


def _approve(
    connection: Connection, office: LoanOffice, case: ProposedRelief, by: str, rules: ReliefRules
) -> ReliefCase:
    """Put waiver or deferral in force today; a renewal waits for the signature on its contract."""
    approved = become(case, ApprovedRelief, decided_by=by, decided_at=office.now())
    if case.asked.kind is ReliefKind.RENEWAL:
        approved = store.save_case(connection, approved)
        loans.record(connection, office, case.loan, "relief.approved", approved)
        return approved
    loan = _relieved(loans.loan(connection, case.loan), office, approved, rules)
    loans.save_loan(connection, loan)
    granted = store.save_case(connection, become(approved, GrantedRelief, granted_at=office.now()))
    document = {"case": granted, "changes": loan.changes[-2:], "terms": loan.reliefs[-1]}
    loans.record(connection, office, loan.id, "relief.granted", document)
    return granted


def _relieved(loan: Loan, office: LoanOffice, case: ApprovedRelief, rules: ReliefRules) -> Loan:
    on, asked = office.today(), case.asked
    programme = rules.programme(asked.programme)
    before = by_itself(loan, standing(loan, on)).loan_class
    if asked.kind is ReliefKind.WAIVER or programme.penalty_waived:
        owed = standing(loan, on).due
        waiver = Waiver(loan.next_seq, on, len(loan.payments), case.id, owed.penalty_fen, owed.compound_fen)
        loan = replace(loan, waivers=(*loan.waivers, waiver))
    if asked.until is not None and asked.parts is not None:
        revision = plan_deferral(
            loan, on, asked.until, asked.parts, penalty_waived=programme.penalty_waived, reference=case.id
        )
        loan = replace(loan, revisions=(*loan.revisions, revision))
    terms = relief_terms(case, on, before, frozen=frozen_until(asked, programme) is not None)
    return changed(loan, on, reliefs=(*loan.reliefs, terms))


def relief_terms(case: ApprovedRelief, on: date, before: LoanClass, *, frozen: bool) -> ReliefTerms:
    """What the relief means for the class: frozen where it was, or observed as a restructured loan."""
    normal = not failing(case.conditions, Governs.CLASS) and case.asked.kind is ReliefKind.RENEWAL
    restructures = not frozen and not normal and case.asked.kind is not ReliefKind.WAIVER
    return ReliefTerms(
        case=case.id,
        programme=case.asked.programme,
        on=on,
        until=case.asked.until,
        class_at_most=int(before) if frozen else None,
        class_at_least=int(max(before, LoanClass.SPECIAL_MENTION)) if restructures else None,
        restructures=restructures,
    )
