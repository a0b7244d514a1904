"""A bank's answers to appeals against its declines."""

from collections.abc import Callable

from puhui.desks.actors import Actor
from puhui.desks.bank.books import LoanBook
from puhui.desks.localising import localised
from puhui.desks.views import AppealAnswerRequest, ApplicationView
from puhui.kernel import Language
from puhui.kernel.ids import ApplicationId
from puhui.lending import appealing, store
from puhui.lending.application import Answer
from puhui.lending.office import LoanOffice
from puhui.storage import Database


class AppealDesk:
    """One bank's appeals. Safe from many threads."""

    def __init__(self, *, office: LoanOffice, book: LoanBook, database: Database, wake: Callable[[], None]) -> None:
        self._office = office
        self._book = book
        self._database = database
        self._wake = wake

    def answer(self, id_: str, asked: AppealAnswerRequest, actor: Actor, language: Language) -> ApplicationView:
        """Uphold the decline, or reopen the application; raises what `appealing.answer_appeal` raises."""
        with self._database.transaction() as connection:
            appealing.answer_appeal(
                connection,
                self._office,
                ApplicationId(id_),
                Answer(asked.outcome),
                words=asked.words,
                by=actor.name,
                person=actor.person,
            )
            answered = store.application(connection, ApplicationId(id_))
            self._book.tell(connection, answered)
            found = self._book.document(connection, answered)
        self._wake()
        return ApplicationView.model_validate(localised(found, language))
