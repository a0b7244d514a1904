"""What the enterprise portal sends to a bank: applications, signatures on contracts, repayments.

Each step is one transaction: the lending room's state and event, the documents that people see, and the news that the
portal is owed.
"""

from collections.abc import Callable, Sequence
from typing import Any

import orjson
from sqlalchemy.engine import Connection

from puhui.consent import Grant, RevokedGrant, find_grant, find_grants, serves_any_application
from puhui.desks.bank.books import LoanBook, repayment_of
from puhui.desks.bank.kinds import APPLICANT
from puhui.desks.errors import NoGrantForApplication, ThingNotFound
from puhui.desks.lending_documents import contract_document
from puhui.desks.messages.errors import ApplicationNotHereYet
from puhui.desks.screening.casing import Handed
from puhui.desks.screening.papers import PAPERS_MAX, Paper, read_papers, with_added
from puhui.desks.screening.store import put_links
from puhui.desks.secret_scores.models import ScoreModels
from puhui.desks.shelf import Shelf
from puhui.desks.store import document, put_document
from puhui.desks.support.kept import SupportKept
from puhui.desks.wire import CallMalformed, has_field, read_fields
from puhui.kernel import Text, encode
from puhui.kernel.identifiers import uscc as parse_uscc
from puhui.kernel.ids import ApplicationId, GrantId, LoanId, RequestId
from puhui.ledger import Ledger
from puhui.ledger.contracts.subjects import subject_state_key
from puhui.lending import appealing, applying, contracting, store, supplementing
from puhui.lending.application import Applicant, Application, ApplicationRequest, GrantRef
from puhui.lending.errors import ApplicationUnknown
from puhui.lending.office import LoanOffice
from puhui.lending.supplementing import Supplement
from puhui.parties import subject_of
from puhui.storage import Database

_STAGE = "desks.bank"
_REASON_MAX, _GROUNDS_MAX = 300, 1000  # as the portal's forms say; another node's word is not taken for it


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
            raise CallMalformed(reason=wrong, stage=_STAGE)
        with self._database.transaction() as connection:
            here = self._here(connection, id_)
            withdrawn = applying.withdraw(connection, self._office, here.id, reason=reason)
            self._book.tell(connection, withdrawn)
        self._wake()
        return orjson.dumps(self._book.news(withdrawn.id))

    def supplement(self, caller: str, id_: str, body: bytes) -> bytes:
        """Take in papers and grants that the enterprise adds; the same request again changes nothing.

        Papers that have run out give way to added ones of their kind, grants to added ones of the same data. Raises
        `ApplicationNotHereYet`, `CallMalformed`, `NoGrantForApplication`, and what `supplementing` raises.
        """
        self._require_portal(caller)
        told = read_fields(body, request=str, note=str, papers=list, grants=list)
        papers = read_papers(told["papers"])
        if len(told["note"]) > _REASON_MAX or len(papers) != len(told["papers"]) or len(papers) > PAPERS_MAX:
            raise CallMalformed(reason=Text(zh="补充内容有误", en="what is added is malformed"), stage=_STAGE)
        with self._database.transaction() as connection:
            application = self._here(connection, id_)
        subject, program = application.applicant.subject, self._models.program(application.product)
        refs, dropped = self._renewed(application, [str(grant) for grant in told["grants"]], subject, program)
        added = Supplement(RequestId(told["request"]), told["note"], tuple(one.digest for one in papers), refs)
        with self._database.transaction() as connection:
            before = self._here(connection, id_)
            saved = supplementing.supplement(connection, self._office, before.id, added, replaced=dropped)
            if saved.version != before.version:
                self._keep_papers(connection, saved, papers)
                self._book.tell(connection, saved)
        self._wake()
        return orjson.dumps(self._book.news(saved.id))

    def appeal(self, caller: str, id_: str, body: bytes) -> bytes:
        """Take in an appeal against a decline. Raises `ApplicationNotHereYet`, and what `appealing.appeal` raises."""
        self._require_portal(caller)
        grounds = read_fields(body, grounds=str)["grounds"]
        if not 0 < len(grounds) <= _GROUNDS_MAX:
            raise CallMalformed(reason=Text(zh="理由为空或过长", en="the grounds are empty or too long"), stage=_STAGE)
        with self._database.transaction() as connection:
            appealed = appealing.appeal(connection, self._office, self._here(connection, id_).id, grounds=grounds)
            self._book.tell(connection, appealed)
        self._wake()
        return orjson.dumps(self._book.news(appealed.id))

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

    def _here(self, connection: Connection, id_: str) -> Application:
        """The application; raises `ApplicationNotHereYet`: it may still be on its way."""
        try:
            return store.application(connection, ApplicationId(id_))
        except ApplicationUnknown:
            raise ApplicationNotHereYet(application=id_, stage=_STAGE) from None

    def _renewed(
        self, application: Application, added: list[str], subject: str, program: str
    ) -> tuple[tuple[GrantRef, ...], set[GrantId]]:
        """The added grants, and those of the application that they take the place of or that were revoked."""
        refs = tuple(self._grant(grant, subject, program) for grant in added)
        new = {_about(one) for one in find_grants(self._ledger, [ref.grant for ref in refs], self._office.now())}
        old = find_grants(self._ledger, application.granted, self._office.now())
        return refs, {one.id for one in old if isinstance(one, RevokedGrant) or _about(one) in new}

    def _keep_papers(self, connection: Connection, application: Application, added: Sequence[Paper]) -> None:
        """Beside what the portal handed over with the application."""
        code, at = application.applicant.uscc, application.submitted_at
        handed = document(connection, APPLICANT, application.id) or {}
        papers = with_added(Handed.read(handed).papers, added, self._office.today())
        kept = handed | {"papers": [one.document() for one in papers]}
        put_document(connection, APPLICANT, application.id, kept, uscc=code, at=at)
        links = [("paper", one.digest) for one in added]
        put_links(connection, application.id, links, uscc=code, at=at)

    def _grant(self, id_: str, subject: str, program: str) -> GrantRef:
        """A grant that this application may rest on: of this enterprise, to this bank, for what its product shows."""
        grant = find_grant(self._ledger, GrantId(id_), self._office.now())
        fits = grant.terms.program == program or serves_any_application(grant.terms.program)
        if not fits or (grant.subject, grant.terms.receiver) != (subject, self._office.organisation):
            raise NoGrantForApplication(draft=id_, receiver=self._office.organisation, stage=_STAGE)
        return GrantRef(grant.id, grant.terms.custodian, grant.expires)

    def _require_portal(self, caller: str) -> None:
        if caller != self._portal:
            raise ThingNotFound(kind="desk", id=caller, party=self._office.organisation, stage=_STAGE)


def _about(grant: Grant) -> tuple[str, str, str]:
    """What a grant gives: two that agree in this are one and the same to whoever asks."""
    return grant.terms.custodian, grant.terms.dataset, grant.terms.program


_OTHER_PARTS = Text(zh="扶持部分的字段不符", en="support has other parts")


def _wanted(told: dict[str, Any]) -> dict[str, Any]:
    """The support that the enterprise asked for; raises `CallMalformed`."""
    words = {"campaign", "office", "region", "industry"}
    if set(told) != {*words, "lists"} or type(told["lists"]) is not bool:
        raise CallMalformed(reason=_OTHER_PARTS, stage=_STAGE)
    if any(type(told[name]) is not str or len(told[name]) > 64 for name in words):
        raise CallMalformed(reason=_OTHER_PARTS, stage=_STAGE)
    return told
