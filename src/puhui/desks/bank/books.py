"""A bank's loan book as others see it: documents of applications and loans, and the news that the portal is owed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy.engine import Connection

from puhui.desks.bank.kinds import DECISION
from puhui.desks.bank.refusing import as_told
from puhui.desks.destinations import peer_destination
from puhui.desks.directory import Directory
from puhui.desks.lending_documents import application_document, loan_document
from puhui.desks.shelf import Shelf
from puhui.desks.store import document, expect_entry
from puhui.desks.wire import CallMalformed
from puhui.kernel.ids import ApplicationId, LoanId, RequestId
from puhui.lending import repaying, store
from puhui.lending.application import Application
from puhui.lending.loan import Loan
from puhui.lending.office import LoanOffice
from puhui.lending.own_data import OwnData
from puhui.market import Product, Repayment
from puhui.storage import Database, put


@dataclass(frozen=True, slots=True)
class Books:
    """What one bank lends by: its products, its rules, and what it knows of an enterprise from its own books."""

    products: Sequence[Product]
    rules: bytes
    own_data: Callable[[str], OwnData]


class LoanBook:
    """The applications and loans of one bank. Safe from many threads."""

    def __init__(
        self,
        *,
        office: LoanOffice,
        shelf: Shelf,
        portal: str,
        database: Database,
        directory: Directory,
        wake: Callable[[], None],
    ) -> None:
        self._office = office
        self._shelf = shelf
        self._portal = portal
        self._database = database
        self._directory = directory
        self._wake = wake

    def document(self, connection: Connection, application: Application) -> dict[str, Any]:
        """An application with its steps and product, and for a refusal what would turn it."""
        product = self._shelf.document(application.product)
        told = application_document(application, store.events(connection, application.id), product)
        if told["decision"] is not None:
            kept = document(connection, DECISION, told["decision"]["id"]) or {}
            told["decision"]["advice"] = kept.get("advice")
        return told

    def loan_document(self, connection: Connection, loan: Loan) -> dict[str, Any]:
        """A loan as it stands today."""
        application = store.application(connection, loan.application)
        lender = self._directory.name_of(application.lender)
        return loan_document(loan, application, store.events(connection, loan.id), self._office.today(), lender)

    def repay(self, id_: LoanId, amount_fen: int, request: RequestId) -> Loan:
        """Book a repayment, and owe the portal the news; the same request again books nothing."""
        with self._database.transaction() as connection:
            loan = repaying.repay(connection, self._office, id_, amount_fen, request=request)
            self.tell(connection, store.application(connection, loan.application))
        self._wake()
        return loan

    def news(self, id_: ApplicationId) -> dict[str, Any]:
        """The application and its loan as they are now."""
        with self._database.transaction() as connection:
            return self._news_in(connection, store.application(connection, id_))

    def _news_in(self, connection: Connection, application: Application) -> dict[str, Any]:
        loan = getattr(application, "loan", None)
        kept = None if loan is None else self.loan_document(connection, store.loan(connection, loan))
        told = as_told(self.document(connection, application), application)
        version = len(told["history"]) + (0 if kept is None else len(kept["history"]))
        return {"application": told, "loan": kept, "version": version}

    def tell(self, connection: Connection, application: Application) -> None:
        """Owe the portal the application as it is now; news overtaken by later news is told by its version."""
        news = self._news_in(connection, application)
        destination = peer_destination(self._portal, f"/applications/{application.id}/news")
        for step in news["application"]["history"] + (news["loan"] or {"history": []})["history"]:
            expect_entry(connection, step["entry"], uscc=application.applicant.uscc, at=self._office.now())
        key = f"{application.id}:{news['version']}"
        put(connection, self._office.clock, destination=destination, key=key, payload=orjson.dumps(news))


def repayment_of(text: str) -> Repayment:
    """The method of repayment of its name; raises `CallMalformed`."""
    try:
        return Repayment(text)
    except ValueError:
        raise CallMalformed(reason=f"repayment {text[:40]!r}", stage="desks.bank") from None
