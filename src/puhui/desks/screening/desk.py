"""The desk at which people settle a screening: an officer records what was verified, an approver reviews a refusal."""

from collections.abc import Callable

from sqlalchemy.engine import Connection

from puhui.desks.actors import Actor
from puhui.desks.bank.books import LoanBook
from puhui.desks.bank.kinds import SCREENING
from puhui.desks.errors import ThingNotFound
from puhui.desks.localising import localised
from puhui.desks.screening.documents import Document, with_steps
from puhui.desks.store import document
from puhui.desks.views import ReviewRequest, ScreeningView, VerificationRequest
from puhui.kernel import Language
from puhui.kernel.ids import ApplicationId
from puhui.lending import record_verification, review_refusal, store
from puhui.lending.application import Application, AssessedApplication
from puhui.lending.office import LoanOffice
from puhui.storage import Database


class ScreeningDesk:
    """One bank's screenings, as its people see and settle them. Safe from many threads."""

    def __init__(self, *, office: LoanOffice, book: LoanBook, database: Database, wake: Callable[[], None]) -> None:
        self._office, self._book, self._database, self._wake = office, book, database, wake

    def screening(self, id_: str, language: Language) -> ScreeningView:
        """The application's screening as it stands; raises `ThingNotFound` before the first assessment."""
        with self._database.transaction() as connection:
            found = screening_of(connection, store.application(connection, ApplicationId(id_)))
        if found is None:
            raise ThingNotFound(kind="screening", id=id_, party=str(self._office.organisation), stage="desks.screening")
        return ScreeningView.model_validate(localised(found, language))

    def verify(self, id_: str, request: VerificationRequest, actor: Actor, language: Language) -> ScreeningView:
        """Record what was seen when a sign was verified."""
        with self._database.transaction() as connection:
            changed = record_verification(
                connection, self._office, ApplicationId(id_), code=request.code, seen=request.seen, by=actor.name
            )
            self._book.tell(connection, changed)
        self._wake()
        return self.screening(id_, language)

    def review(self, id_: str, request: ReviewRequest, actor: Actor, language: Language) -> ScreeningView:
        """Uphold a proposed refusal, or set it aside."""
        with self._database.transaction() as connection:
            changed = review_refusal(
                connection,
                self._office,
                ApplicationId(id_),
                upheld=request.upheld,
                grounds=request.grounds,
                by=actor.name,
            )
            self._book.tell(connection, changed)
        self._wake()
        return self.screening(id_, language)


def screening_of(connection: Connection, application: Application) -> Document | None:
    """The screening of an application with what people have done; None before it was screened."""
    kept = document(connection, SCREENING, application.id)
    screened = application.assessment.screened if isinstance(application, AssessedApplication) else None
    return None if kept is None or screened is None else with_steps(kept, screened)
