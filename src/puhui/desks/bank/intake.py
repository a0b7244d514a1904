"""What the enterprise portal sends to a bank: applications, signatures on contracts, repayments.

Each step is one transaction: the lending room's state and event, the documents that people see, and the news that the
portal is owed.
"""

from collections.abc import Callable
from typing import Any

import orjson

from puhui.consent import find_grant, serves_any_application
from puhui.desks.bank.books import LoanBook, repayment_of
from puhui.desks.bank.kinds import APPLICANT
from puhui.desks.errors import NoGrantForApplication, ThingNotFound
from puhui.desks.lending_documents import contract_document
from puhui.desks.messages.errors import ApplicationNotHereYet
from puhui.desks.screening.casing import Handed
from puhui.desks.screening.store import put_links
from puhui.desks.secret_scores.models import ScoreModels
from puhui.desks.shelf import Shelf
from puhui.desks.store import put_document
from puhui.desks.support.kept import SupportKept
from puhui.desks.wire import CallMalformed, has_field, read_fields
from puhui.kernel import Text, encode
from puhui.kernel.identifiers import uscc as parse_uscc
from puhui.kernel.ids import ApplicationId, GrantId, LoanId, RequestId
from puhui.ledger import Ledger
from puhui.ledger.contracts.subjects import subject_state_key
from puhui.lending import applying, contracting, store
from puhui.lending.application import Applicant, ApplicationRequest, GrantRef
from puhui.lending.errors import ApplicationUnknown
from puhui.lending.office import LoanOffice
from puhui.parties import subject_of
from puhui.storage import Database

_REASON_MAX = 300  # as the portal's form says; another node's word is not taken for it


class BankIntake:
    """The bank's door for its portal, which is the only caller that it knows. Safe from many threads."""

    def __init__(
        self,
        *,
        office: LoanOffice,
        shelf: Shelf,
        book: LoanBook,
        support: SupportKept,
        models: ScoreModels,
        portal: str,
        database: Database,
        ledger: Ledger,
        wake: Callable[[], None],
    ) -> None:
        self._office = office
        self._shelf = shelf
        self._book = book
        self._support = support
        self._models = models
        self._portal = portal
        self._database = database
        self._ledger = ledger
        self._wake = wake

    def receive(self, caller: str, body: bytes) -> bytes:
        """Take in an application that the portal relays; the same again changes nothing."""
        self._require_portal(caller)
        told = read_fields(
            body,
            request=str,
            id=str,
            uscc=str,
            name=str,
            salt=bytes,
            segment=str,
            product=str,
            amount_fen=int,
            term_months=int,
            repayment=str,
            purpose=str,
            grants=list,
            representative=str,
            papers=list,
            session=dict,
            support=dict,
        )
        code = parse_uscc(told["uscc"])
        program = self._models.program(told["product"])
        subject = subject_of(told["salt"], code, self._office.signer.public_key.suite)
        request = ApplicationRequest(
            request=RequestId(told["request"]),
            applicant=Applicant(code, told["name"], subject, told["segment"]),
            product=told["product"],
            amount_fen=told["amount_fen"],
            term_months=told["term_months"],
            repayment=repayment_of(told["repayment"]),
            purpose=told["purpose"],
            grants=tuple(self._grant(str(grant), subject, program) for grant in told["grants"]),
            id=ApplicationId(told["id"]),
        )
        product, wanted = self._shelf.product(request.product), _wanted(told["support"])
        with self._database.transaction() as connection:
            application = applying.submit(connection, self._office, request, product)
            handed = {name: told[name] for name in ("session", "representative", "papers")}
            applicant = {"uscc": str(code), "salt": told["salt"].hex(), **handed}
            put_document(connection, APPLICANT, application.id, applicant, uscc=code, at=application.submitted_at)
            papers = [("paper", paper.digest) for paper in Handed.read(applicant).papers]
            put_links(connection, application.id, papers, uscc=code, at=application.submitted_at)
            self._support.ask(connection, application, product, wanted)
            self._book.tell(connection, application)
        self._wake()
        return encode({"application": str(application.id)})

    def withdraw(self, caller: str, id_: str, body: bytes) -> bytes:
        """Take in that the enterprise wants its application back; there is none once its contract is signed.

        Raises `ApplicationNotHereYet`: it may still be on its way. `WrongApplicationState` after the contract, a
        refusal, or another withdrawal.
        """
        self._require_portal(caller)
        reason = read_fields(body, reason=str)["reason"]
        if not 0 < len(reason) <= _REASON_MAX:
            wrong = Text(zh="原因为空或过长", en="the reason is empty or too long")
            raise CallMalformed(reason=wrong, stage="desks.bank")
        with self._database.transaction() as connection:
            try:
                withdrawn = applying.withdraw(connection, self._office, ApplicationId(id_), reason=reason)
            except ApplicationUnknown:
                raise ApplicationNotHereYet(application=id_, stage="desks.bank") from None
            self._book.tell(connection, withdrawn)
        self._wake()
        return orjson.dumps(self._book.news(withdrawn.id))

    def contract_draft(self, caller: str, id_: str, body: bytes) -> bytes:
        """The contract of an approved application, for the enterprise to sign; an empty body chooses nothing."""
        self._require_portal(caller)
        first: int | None = read_fields(body, first_drawing_fen=int)["first_drawing_fen"] if body else None
        with self._database.transaction() as connection:
            application = store.application(connection, ApplicationId(id_))
            support = self._support.bound(connection, application, self._shelf.product(application.product))
            draft = contracting.draft_contract(
                connection, self._office, application.id, support=support, first_drawing_fen=first
            )
        return orjson.dumps(contract_document(draft))

    def sign_contract(self, caller: str, id_: str, body: bytes) -> bytes:
        """Take in the enterprise's signature; its key is the one that the ledger holds now."""
        self._require_portal(caller)
        chosen = {"first_drawing_fen": int} if has_field(body, "first_drawing_fen") else {}
        told = read_fields(body, draft=str, signature=dict, **chosen)
        with self._database.transaction() as connection:
            application = store.application(connection, ApplicationId(id_))
        enrolled = self._ledger.read(subject_state_key(application.applicant.subject)) or {}
        with self._database.transaction() as connection:
            support = self._support.bound(connection, application, self._shelf.product(application.product))
            signed = contracting.sign_contract(
                connection,
                self._office,
                application.id,
                key=str(enrolled.get("key", "")),
                signature=told["signature"],
                support=support,
                first_drawing_fen=told.get("first_drawing_fen"),
            )
            self._book.tell(connection, signed)
        self._wake()
        return orjson.dumps(self._book.news(signed.id))

    def repay_for(self, caller: str, id_: str, body: bytes) -> bytes:
        """Take in a repayment that the enterprise makes at the portal."""
        self._require_portal(caller)
        told = read_fields(body, amount_fen=int, request=str)
        loan = self._book.repay(LoanId(id_), told["amount_fen"], RequestId(told["request"]))
        return orjson.dumps(self._book.news(loan.application))

    def _grant(self, id_: str, subject: str, program: str) -> GrantRef:
        """A grant that this application may rest on: of this enterprise, to this bank, for what its product shows."""
        grant = find_grant(self._ledger, GrantId(id_), self._office.now())
        fits = grant.terms.program == program or serves_any_application(grant.terms.program)
        if not fits or (grant.subject, grant.terms.receiver) != (subject, self._office.organisation):
            raise NoGrantForApplication(draft=id_, receiver=self._office.organisation, stage="desks.bank")
        return GrantRef(grant.id, grant.terms.custodian, grant.expires)

    def _require_portal(self, caller: str) -> None:
        if caller != self._portal:
            raise ThingNotFound(kind="desk", id=caller, party=self._office.organisation, stage="desks.bank")


_OTHER_PARTS = Text(zh="扶持部分的字段不符", en="support has other parts")


def _wanted(told: dict[str, Any]) -> dict[str, Any]:
    """The support that the enterprise asked for; raises `CallMalformed`."""
    words = {"campaign", "office", "region", "industry"}
    if set(told) != {*words, "lists"} or type(told["lists"]) is not bool:
        raise CallMalformed(reason=_OTHER_PARTS, stage="desks.bank")
    if any(type(told[name]) is not str or len(told[name]) > 64 for name in words):
        raise CallMalformed(reason=_OTHER_PARTS, stage="desks.bank")
    return told
