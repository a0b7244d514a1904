"""An officer decides: as recommended, or otherwise with a reason in writing."""

from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy.engine import Connection

from puhui.decisions import DecisionRecord, Severity
from puhui.kernel import Text, yuan
from puhui.kernel.ids import ApplicationId
from puhui.lending import store
from puhui.lending.application import (
    Application,
    ApprovedApplication,
    AssessedApplication,
    Choice,
    Decision,
    DeclinedApplication,
    Refusal,
    become,
)
from puhui.lending.applying import check_product, wrong_state
from puhui.lending.errors import (
    ApplicationAlreadyDecided,
    ChangedMeanwhile,
    CommentRequired,
    DecisionBeyondApplication,
    OwnDeclineToReview,
)
from puhui.lending.office import LoanOffice
from puhui.lending.screened import Standing
from puhui.lending.verifying import require_settled
from puhui.lending.withholding import withheld
from puhui.market import Product, Repayment

_STAGE = "lending.deciding"
_DECIDED = {Choice.APPROVE: Text(zh="批准", en="approved"), Choice.DECLINE: Text(zh="拒绝", en="declined")}


@dataclass(frozen=True, slots=True)
class DecisionRequest:
    """What the officer chose. For an approval, what is None is taken from the application or the recommendation."""

    outcome: Choice
    amount_fen: int | None = None
    annual_rate: Decimal | None = None
    term_months: int | None = None
    repayment: Repayment | None = None
    comment: str = ""


def decide(
    connection: Connection,
    office: LoanOffice,
    id: ApplicationId,
    request: DecisionRequest,
    *,
    product: Product,
    decided_by: str,
    person: str = "",
    seen_version: int | None = None,
) -> ApprovedApplication | DeclinedApplication:
    """Approve or decline an assessed application; `decided_by` is a name, `person` an id.

    `seen_version` is the version that the officer looked at: if the application was assessed anew since,
    `ChangedMeanwhile`. Of two officers who decide at once, one wins and the other gets `ApplicationAlreadyDecided`.
    Raises `OwnDeclineToReview` for who declined it before it was reopened, `CommentRequired` when the decision departs
    from the recommendation without a word, `DecisionBeyondApplication`, `OutsideProduct`, `WrongApplicationState`; and
    what `verifying.require_settled` raises where an approval would pass over an open screening.
    """
    application = store.application(connection, id)
    if not isinstance(application, AssessedApplication) or application.state != "assessed":
        raise _not_decidable(application)
    if seen_version is not None and seen_version != application.version:
        raise ChangedMeanwhile(what=id, stage=_STAGE)
    if application.reopened is not None and application.reopened.decision.is_of(person, decided_by):
        raise OwnDeclineToReview(application=id, stage=_STAGE)
    if request.outcome is Choice.APPROVE:
        require_settled(application)
        decision = _approval(office, application, request, product)
    else:
        decision = _decline(connection, application, request)
    comment, now = request.comment.strip(), office.now()
    decision = replace(decision, comment=comment, decided_by=decided_by, decided_at=now, person=person)
    if decision.departs and not decision.comment:
        raise CommentRequired(difference=", ".join(decision.departs), stage=_STAGE)
    following: ApprovedApplication | DeclinedApplication
    if decision.outcome is Choice.APPROVE:
        following = become(application, ApprovedApplication, decision=decision)
    else:
        following = become(application, DeclinedApplication, decision=decision)
    try:
        decided = store.save_application(connection, following)
    except ChangedMeanwhile:
        # Another transaction committed between our read and our write.
        raise _not_decidable(store.application(connection, id)) from None
    store.record(connection, office, id, f"decision.{decided.state}", decision)
    return decided


def _approval(
    office: LoanOffice, application: AssessedApplication, request: DecisionRequest, product: Product
) -> Decision:
    terms = _terms(office, application, request, product)
    return replace(
        _undecided(application),
        outcome=Choice.APPROVE,
        amount_fen=terms.amount_fen,
        annual_rate=terms.annual_rate,
        term_months=terms.term_months,
        repayment=terms.repayment,
        departs=_approval_departs(application, terms),
    )


def _decline(connection: Connection, application: AssessedApplication, request: DecisionRequest) -> Decision:
    return replace(
        _undecided(application),
        refusals=_refusals(connection, application, request.comment),
        departs=("outcome",) if application.assessment.verdict == "approve" else (),
    )


def _undecided(application: AssessedApplication) -> Decision:
    return Decision(
        id=application.assessment.record,
        record_digest=application.assessment.record_digest,
        outcome=Choice.DECLINE,
        amount_fen=None,
        annual_rate=None,
        term_months=None,
        repayment=None,
        refusals=(),
        departs=(),
        comment="",
        decided_by="",
        decided_at=application.assessment.assessed_at,
    )


def _terms(
    office: LoanOffice, application: AssessedApplication, request: DecisionRequest, product: Product
) -> DecisionRequest:
    """The request with every term filled in and checked against application and product."""
    assessment = application.assessment
    recommended = min(application.amount_fen, assessment.limit_fen) if assessment.limit_fen else None
    amount = request.amount_fen if request.amount_fen is not None else recommended
    rate = request.annual_rate if request.annual_rate is not None else assessment.annual_rate
    months = request.term_months or application.term_months
    repayment = request.repayment or application.repayment
    if amount is None or rate is None:
        missing = Text(zh="没有建议的额度或利率，须由审批人填写", en="no limit or rate is recommended: give both")
        raise _beyond(missing)
    if amount > application.amount_fen:
        raise _beyond(
            Text(
                zh=f"批准金额{yuan(amount)}元超过申请金额{yuan(application.amount_fen)}元",
                en=f"{yuan(amount)} yuan is more than the {yuan(application.amount_fen)} asked for",
            )
        )
    if not product.rate_min <= rate <= product.rate_max:
        allowed = f"{product.rate_min}–{product.rate_max}"
        raise _beyond(
            Text(zh=f"年利率{rate}不在产品区间{allowed}内", en=f"a yearly rate of {rate} is outside {allowed}")
        )
    check_product(product, office, amount, months, repayment)
    return DecisionRequest(Choice.APPROVE, amount, rate, months, repayment)


def _approval_departs(application: AssessedApplication, terms: DecisionRequest) -> tuple[str, ...]:
    """In what an approval goes beyond what the rules recommend.

    Lending less than the limit is no departure, nor is approving what the rules referred: they asked for this look.
    """
    assessment = application.assessment
    beyond = {
        "outcome": assessment.verdict == "decline",
        "amount": assessment.limit_fen is None or (terms.amount_fen or 0) > assessment.limit_fen,
        "rate": terms.annual_rate != assessment.annual_rate,
        "term": terms.term_months != application.term_months,
        "repayment": terms.repayment != application.repayment,
    }
    return tuple(name for name, departs in beyond.items() if departs)


def _refusals(connection: Connection, application: AssessedApplication, comment: str) -> tuple[Refusal, ...]:
    """Why: the knock-outs of the record, or else what it referred; the officer's own words where there is neither.

    Where a review has upheld the screening's refusal, its grounds are the reasons.
    """
    assessment, screened = application.assessment, application.assessment.screened
    refused = screened is not None and screened.standing is Standing.REFUSED
    digest = screened.record_digest if screened is not None and refused else assessment.record_digest
    data = store.document(connection, digest) or b""
    findings = DecisionRecord.parse(data).outcome["findings"]
    for severities in ({Severity.KO.value}, {Severity.REFER.value, Severity.ASK.value}):
        told = [one for one in findings if one["severity"] in severities]
        if told:
            return tuple(
                Refusal(
                    one["code"],
                    Text(zh=one["zh"], en=one["en"]),
                    Text(zh=one["cure_zh"], en=one["cure_en"]),
                    withheld=withheld(one),
                )
                for one in told
            )
    words = comment.strip()
    cure = Text(zh="与客户经理联系，了解改进方向", en="talk to the bank about what would help")
    return (Refusal("OFFICER_DECISION", Text(zh=words, en=words), cure),)


def _not_decidable(application: Application) -> Exception:
    if isinstance(application, ApprovedApplication | DeclinedApplication):
        decision = application.decision
        return ApplicationAlreadyDecided(
            application=application.id,
            decided_by=decision.decided_by,
            outcome=_DECIDED[decision.outcome],
            stage=_STAGE,
        )
    return wrong_state(application, "审批", "decided", _STAGE)


def _beyond(reason: Text) -> DecisionBeyondApplication:
    return DecisionBeyondApplication(reason=reason.zh, reason_en=reason.en, stage=_STAGE)
