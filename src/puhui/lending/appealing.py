"""An enterprise appeals against a decline, and a second person at the bank answers.

A person who neither assessed the application nor declined it looks again (个人信息保护法 art. 24): the decline is
upheld with a word for the enterprise, or set aside, and the application is decided anew. There is one appeal.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.engine import Connection

from puhui.kernel.ids import ApplicationId
from puhui.lending import store
from puhui.lending.application import (
    Answer,
    Appeal,
    AppealAnswer,
    AppealedApplication,
    AssessedApplication,
    Assessment,
    Decision,
    DeclinedApplication,
    Reopened,
    become,
)
from puhui.lending.applying import wrong_state
from puhui.lending.defaults import defaults
from puhui.lending.errors import AppealTooLate, AppealUsed, AppealWithoutWords, OwnDeclineToReview
from puhui.lending.office import LoanOffice

REOPENED = "application.reopened"
_STAGE = "lending.appealing"


def appeal(connection: Connection, office: LoanOffice, id: ApplicationId, *, grounds: str) -> AppealedApplication:
    """Appeal against a decline; the answer is promised within the default's days.

    Raises `WrongApplicationState`, `AppealUsed` after an appeal, `AppealTooLate`, `AppealWithoutWords`.
    """
    application = store.application(connection, id)
    if not isinstance(application, DeclinedApplication) or isinstance(application, AppealedApplication):
        raise wrong_state(application, "申请复议", "appealed against", _STAGE)
    if application.appeal is not None or application.reopened is not None:
        raise AppealUsed(application=id, stage=_STAGE)
    now, until = office.now(), appeal_until(application.decision)
    if now > until:
        raise AppealTooLate(application=id, until=f"{until:%Y-%m-%d %H:%M} UTC", stage=_STAGE)
    answer_by = now + defaults(office.today()).answer_appeal_within
    made = Appeal(grounds=_words(grounds), at=now, answer_by=answer_by)
    appealed = store.save_application(
        connection, become(application, AppealedApplication, appeal=made, decide_by=made.answer_by)
    )
    store.record(connection, office, id, "application.appealed", {"application": id, "appeal": made})
    return appealed


def appeal_until(decline: Decision) -> datetime:
    """The last moment at which a decline may be appealed against."""
    return decline.decided_at + defaults(decline.decided_at.date()).appeal_within


def answer_appeal(
    connection: Connection,
    office: LoanOffice,
    id: ApplicationId,
    outcome: Answer,
    *,
    words: str,
    by: str,
    person: str,
) -> DeclinedApplication | AssessedApplication:
    """Uphold the decline, or reopen the application; `words` are for the enterprise, `by` is a name, `person` an id.

    A reopened application keeps its assessment until it is made again, has a new promised time, and a refusal that
    its screening proposed waits for a new review. Raises `WrongApplicationState`, `OwnDeclineToReview` for whoever
    assessed or declined it, `AppealWithoutWords`; of two who answer at once the second gets `WrongApplicationState`
    or `ChangedMeanwhile`.
    """
    application = store.application(connection, id)
    if not isinstance(application, AppealedApplication):
        raise wrong_state(application, "答复复议", "answered on appeal", _STAGE)
    if application.decision.is_of(person, by) or application.assessment.assessed_by == person:
        raise OwnDeclineToReview(application=id, stage=_STAGE)
    given = AppealAnswer(outcome=outcome, words=_words(words), by=by, person=person, at=office.now())
    answered = replace(application.appeal, answer=given)
    following: DeclinedApplication | AssessedApplication
    if outcome is Answer.UPHELD:
        following, event = become(application, DeclinedApplication, appeal=answered), "appeal.upheld"
    else:
        following, event = _reopened(application, answered, office), REOPENED
    saved = store.save_application(connection, following)
    store.record(connection, office, id, event, {"application": id, "appeal": answered})
    return saved


def _reopened(application: AppealedApplication, appeal: Appeal, office: LoanOffice) -> AssessedApplication:
    return become(
        application,
        AssessedApplication,
        assessment=_unreviewed(application.assessment),
        reopened=Reopened(application.decision, appeal),
        decide_by=office.now() + defaults(office.today()).decide_within,
    )


def _unreviewed(assessment: Assessment) -> Assessment:
    screened = assessment.screened
    return assessment if screened is None else replace(assessment, screened=replace(screened, review=None))


def _words(said: str) -> str:
    if not said.strip():
        raise AppealWithoutWords(stage=_STAGE)
    return said.strip()
