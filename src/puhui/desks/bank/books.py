"""A bank's loan book as others see it: documents of applications and loans, and the news that the portal is owed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy.engine import Connection

from puhui.desks.announcing import of_overdue, to_bank
from puhui.desks.bank.kinds import DECISION
from puhui.desks.bank.refusing import as_told
from puhui.desks.destinations import peer_destination
from puhui.desks.directory import Directory
from puhui.desks.lending_documents import application_document, loan_document
from puhui.desks.servicing.documents import relief_document, statement_document
from puhui.desks.shelf import Shelf
from puhui.desks.store import document, expect_entry
from puhui.desks.support.kept import SupportKept
from puhui.desks.wire import CallMalformed
from puhui.kernel.ids import ApplicationId, LoanId, RequestId
from puhui.lending import repaying, store
from puhui.lending.application import Application
from puhui.lending.loan import Loan
from puhui.lending.office import LoanOffice
from puhui.lending.own_data import OwnData
from puhui.lending.relief import ReliefCase, checked, shipped_rules
from puhui.lending.relief.store import cases as relief_cases
from puhui.market import Product, Repayment
from puhui.notifications import Crier
from puhui.storage import Database, put


@dataclass(frozen=True, slots=True)
class Books:
    """What one bank lends by: its products, its rules as they are in force now, and what its own books know."""

    products: Sequence[Product]
    rules: Callable[[], bytes]
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
        crier: Crier,
        support: SupportKept,
        wake: Callable[[], None],
    ) -> None:
        self._support = support
        self._office = office
        self._shelf = shelf
        self._portal = portal
        self._database = database
        self._directory = directory
        self._crier = crier
        self._wake = wake

    def document(self, connection: Connection, application: Application) -> dict[str, Any]:
        """An application with its steps and product, and for a refusal what would turn it."""
        product = self._shelf.document(application.product)
        told = application_document(application, store.events(connection, application.id), product)
        if told["decision"] is not None:
            kept = document(connection, DECISION, told["decision"]["id"]) or {}
            told["decision"]["advice"] = kept.get("advice")
        return told | {"support": self._support.document(connection, str(application.id))}

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

    def statement(self, connection: Connection, loan: Loan) -> dict[str, Any]:
        """A loan's statement up to today."""
        application = store.application(connection, loan.application)
        on = max(self._office.today(), loan.last_event_on)
        lender = self._directory.name_of(application.lender)
        told = statement_document(loan, application, store.events(connection, loan.id), on, lender)
        return told | {"support": self._support.document(connection, str(application.id))}

    def relief(self, connection: Connection, case: ReliefCase, *, for_bank: bool) -> dict[str, Any]:
        """A request for relief with its conditions as they stand."""
        application = store.application(connection, store.loan(connection, case.loan).application)
        return relief_document(
            case,
            checked(connection, self._office, case),
            name=application.applicant.name,
            lender=self._directory.name_of(application.lender),
            rules=shipped_rules(),
            needs_second=case.state == "proposed",
            for_bank=for_bank,
        )

    def news(self, id_: ApplicationId) -> dict[str, Any]:
        """The application and its loan as they are now."""
        with self._database.transaction() as connection:
            return self.news_in(connection, store.application(connection, id_))

    def news_in(self, connection: Connection, application: Application) -> dict[str, Any]:
        """The application, its loan with those that renewed it, and every request for relief of them."""
        first = getattr(application, "loan", None)
        loans = [] if first is None else store.chain(connection, first)
        kept = [self.loan_document(connection, loan) for loan in loans]
        cases = [case for loan in loans for case in relief_cases(connection, loan=loan.id)]
        told = as_told(self.document(connection, application), application)
        version = len(told["history"]) + sum(len(one["history"]) for one in kept)
        version += self._support.version(connection, str(application.id))
        reliefs = [self.relief(connection, case, for_bank=False) for case in cases]
        return {"application": told, "loans": kept, "reliefs": reliefs, "version": version}

    def tell(self, connection: Connection, application: Application) -> None:
        """Owe the portal the application as it is now, and tell the bank's people what is theirs to know.

        News overtaken by later news is told by its version.
        """
        news = self.news_in(connection, application)
        destination = peer_destination(self._portal, f"/applications/{application.id}/news")
        for step in [step for one in (news["application"], *news["loans"]) for step in one["history"]]:
            expect_entry(connection, step["entry"], uscc=application.applicant.uscc, at=self._office.now())
        key = f"{application.id}:{news['version']}"
        put(connection, self._office.clock, destination=destination, key=key, payload=orjson.dumps(news))
        first = getattr(application, "loan", None)
        loans = [] if first is None else store.chain(connection, first)
        self._support.follow(connection, application, loans, news["version"])
        self._announce(connection, application)

    def _announce(self, connection: Connection, application: Application) -> None:
        """Tell the bank's own people what they have to know of it."""
        for notice in to_bank(application, store.events(connection, application.id), self._office.now()):
            self._crier.tell(connection, notice)
        first = getattr(application, "loan", None)
        for loan in [] if first is None else store.chain(connection, first):
            last = store.events(connection, loan.id)[-1]
            if last.kind == "loan.overdue":
                self._crier.tell(connection, of_overdue(str(loan.id), application.applicant.name, last.seq))


def repayment_of(text: str) -> Repayment:
    """The method of repayment of its name; raises `CallMalformed`."""
    try:
        return Repayment(text)
    except ValueError:
        raise CallMalformed(reason=f"repayment {text[:40]!r}", stage="desks.bank") from None
