"""People settle a screening: an officer records what was verified, an approver reviews a proposed refusal.

Each is a step of the application with its own entry on the ledger: who, when, what was seen.
"""

from dataclasses import replace

from sqlalchemy.engine import Connection

from puhui.decisions import DecisionRecord
from puhui.kernel.ids import ApplicationId
from puhui.lending import store
from puhui.lending.application import Application, AssessedApplication
from puhui.lending.applying import wrong_state
from puhui.lending.errors import (
    NothingToVerify,
    ScreeningMissing,
    ScreeningNotSettled,
    ScreeningRefused,
    VerificationEmpty,
)
from puhui.lending.office import LoanOffice
from puhui.lending.screened import Reviewal, Screened, Standing, Step
from puhui.screening import NotToBeReviewed, review

_STAGE = "lending.verifying"


def record_verification(
    connection: Connection, office: LoanOffice, id: ApplicationId, *, code: str, seen: str, by: str
) -> AssessedApplication:
    """Record what was seen when a sign was verified; it is settled from then on.

    Raises `WrongApplicationState`, `NothingToVerify` where the sign is not open, `VerificationEmpty`.
    """
    application, screened = _assessed(connection, id)
    if code not in screened.open:
        raise NothingToVerify(code=code, open=", ".join(screened.open) or "-", stage=_STAGE)
    if not seen.strip():
        raise VerificationEmpty(stage=_STAGE)
    step = Step(by=by, at=office.now(), seen=seen.strip())
    signs = tuple(replace(one, step=step) if one.code == code else one for one in screened.signs)
    saved = _keep(connection, application, replace(screened, signs=signs))
    document = {"application": id, "screening": screened.record_digest, "code": code, "step": step}
    store.record(connection, office, id, "screening.verified", document)
    return saved


def review_refusal(
    connection: Connection, office: LoanOffice, id: ApplicationId, *, upheld: bool, grounds: str, by: str
) -> AssessedApplication:
    """Uphold a proposed refusal, or set it aside: then verification of the other signs goes on.

    Raises `WrongApplicationState`, `NotToBeReviewed` (also when it was reviewed already), `ReviewWithoutGrounds`.
    """
    application, screened = _assessed(connection, id)
    if screened.standing is not Standing.TO_REVIEW:
        raise NotToBeReviewed(outcome=screened.standing.value, stage=_STAGE)
    record = DecisionRecord.parse(store.document(connection, screened.record_digest) or b"")
    reviewed = review(record, by=by, upheld=upheld, grounds=grounds, at=office.now())
    told = Reviewal(by=reviewed.by, at=reviewed.at, upheld=reviewed.upheld, grounds=reviewed.grounds)
    saved = _keep(connection, application, replace(screened, review=told))
    store.record(connection, office, id, "screening.reviewed", reviewed.document())
    return saved


def require_settled(application: AssessedApplication) -> None:
    """Raise `ScreeningMissing`, `ScreeningNotSettled` or `ScreeningRefused` where an approval may not follow."""
    screened = application.assessment.screened
    if screened is None:
        raise ScreeningMissing(application=application.id, stage=_STAGE)
    if screened.standing is Standing.REFUSED:
        raise ScreeningRefused(application=application.id, stage=_STAGE)
    if not screened.standing.settled:
        hard = tuple(one.code for one in screened.signs if one.weight == "refuse")
        waits = hard if screened.standing is Standing.TO_REVIEW else screened.open
        raise ScreeningNotSettled(application=application.id, codes=", ".join(waits), stage=_STAGE)


def _assessed(connection: Connection, id: ApplicationId) -> tuple[AssessedApplication, Screened]:
    application: Application = store.application(connection, id)
    if not isinstance(application, AssessedApplication) or application.state != "assessed":
        raise wrong_state(application, "核实", "verified", _STAGE)
    if application.assessment.screened is None:
        raise ScreeningMissing(application=id, stage=_STAGE)
    return application, application.assessment.screened


def _keep(connection: Connection, application: AssessedApplication, screened: Screened) -> AssessedApplication:
    changed = replace(application, assessment=replace(application.assessment, screened=screened))
    return store.save_application(connection, changed)
