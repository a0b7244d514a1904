"""What the enterprise portal brings to a bank of loans that run: requests for relief, drawings, questions."""

from collections.abc import Callable
from datetime import date

import orjson
from sqlalchemy.engine import Connection

from puhui.desks.bank.books import LoanBook
from puhui.desks.errors import ThingNotFound
from puhui.desks.lending_documents import contract_document
from puhui.desks.servicing.documents import quote_document
from puhui.desks.wire import CallMalformed, read_fields
from puhui.kernel import Text
from puhui.kernel.ids import LoanId, ReliefId, RequestId
from puhui.ledger import Ledger
from puhui.ledger.contracts.subjects import subject_state_key
from puhui.lending import drawing, relief, store
from puhui.lending.office import LoanOffice
from puhui.lending.relief import DeferredParts, ReliefKind
from puhui.storage import Database


class ServicingIntake:
    """The bank's door for its portal, which is the only caller that it knows. Safe from many threads."""

    def __init__(
        self,
        *,
        office: LoanOffice,
        book: LoanBook,
        portal: str,
        database: Database,
        ledger: Ledger,
        wake: Callable[[], None],
    ) -> None:
        self._office, self._book, self._portal = office, book, portal
        self._database, self._ledger, self._wake = database, ledger, wake

    def quote(self, caller: str, id_: str, body: bytes) -> bytes:
        """What a loan owes today, and what a payment would do."""
        self._require_portal(caller)
        told = read_fields(body, amount_fen=(int, type(None)))
        with self._database.transaction() as connection:
            loan = store.loan(connection, LoanId(id_))
        return orjson.dumps(quote_document(loan, max(self._office.today(), loan.last_event_on), told["amount_fen"]))

    def statement(self, caller: str, id_: str) -> bytes:
        """A loan's statement up to today."""
        self._require_portal(caller)
        with self._database.transaction() as connection:
            return orjson.dumps(self._book.statement(connection, store.loan(connection, LoanId(id_))))

    def ask_relief(self, caller: str, id_: str, body: bytes) -> bytes:
        """Take in a request for relief; the same again changes nothing."""
        self._require_portal(caller)
        told = read_fields(
            body,
            request=str,
            id=str,
            kind=str,
            programme=str,
            reason=str,
            parts=(str, type(None)),
            until=(str, type(None)),
            term_months=(int, type(None)),
        )
        try:
            asked = relief.Asked(
                kind=ReliefKind(told["kind"]),
                programme=told["programme"],
                reason=told["reason"],
                parts=None if told["parts"] is None else DeferredParts(told["parts"]),
                until=None if told["until"] is None else date.fromisoformat(told["until"]),
                term_months=told["term_months"],
            )
        except ValueError:
            raise CallMalformed(
                reason=Text(zh="kind、parts 或 until 有误", en="kind, parts or until"), stage="desks.servicing"
            ) from None
        request = relief.ReliefRequest(RequestId(told["request"]), LoanId(id_), asked, ReliefId(told["id"]))
        with self._database.transaction() as connection:
            case = relief.ask_relief(connection, self._office, request)
            return self._tell(connection, case.loan)

    def withdraw_relief(self, caller: str, id_: str) -> bytes:
        """The enterprise takes its request back."""
        self._require_portal(caller)
        with self._database.transaction() as connection:
            case = relief.withdraw_relief(connection, self._office, ReliefId(id_))
            return self._tell(connection, case.loan)

    def renewal_draft(self, caller: str, id_: str) -> bytes:
        """The contract of an approved renewal, for the enterprise to sign."""
        self._require_portal(caller)
        with self._database.transaction() as connection:
            return orjson.dumps(contract_document(relief.draft_renewal(connection, self._office, ReliefId(id_))))

    def sign_renewal(self, caller: str, id_: str, body: bytes) -> bytes:
        """Take in the enterprise's signature; its key is the one that the ledger holds now."""
        self._require_portal(caller)
        told = read_fields(body, draft=str, signature=dict)
        with self._database.transaction() as connection:
            loan = store.loan(connection, relief.store.case(connection, ReliefId(id_)).loan)
            application = store.application(connection, loan.application)
        enrolled = self._ledger.read(subject_state_key(application.applicant.subject)) or {}
        with self._database.transaction() as connection:
            new = relief.sign_renewal(
                connection,
                self._office,
                ReliefId(id_),
                key=str(enrolled.get("key", "")),
                signature=told["signature"],
            )
            return self._tell(connection, new.id)

    def draw(self, caller: str, id_: str, body: bytes) -> bytes:
        """The enterprise draws again out of a revolving line."""
        self._require_portal(caller)
        told = read_fields(body, amount_fen=int, request=str)
        with self._database.transaction() as connection:
            loan = drawing.draw(
                connection, self._office, LoanId(id_), told["amount_fen"], request=RequestId(told["request"])
            )
            return self._tell(connection, loan.id)

    def close(self, caller: str, id_: str) -> bytes:
        """The enterprise ends a line on which nothing is owed."""
        self._require_portal(caller)
        with self._database.transaction() as connection:
            return self._tell(connection, drawing.close(connection, self._office, LoanId(id_)).id)

    def _tell(self, connection: Connection, loan: LoanId) -> bytes:
        """Owe the portal the news, and answer it at once too."""
        application = store.application(connection, store.loan(connection, loan).application)
        self._book.tell(connection, application)
        self._wake()
        return orjson.dumps(self._book.news_in(connection, application))

    def _require_portal(self, caller: str) -> None:
        if caller != self._portal:
            raise ThingNotFound(kind="desk", id=caller, party=self._office.organisation, stage="desks.servicing")
