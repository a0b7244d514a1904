"""The bank's desk: applications come in, are assessed under the enterprise's grants, decided, signed, paid out, repaid.

Each step is one transaction: the lending room's state and event, the documents that people see, and the news that the
portal is owed. Asking custodians happens before that transaction: a use counted for an assessment that then fails is
counted all the same, and the same application asks again with the same request ids.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson
import structlog
from sqlalchemy.engine import Connection

from puhui.consent import find_grant
from puhui.decisions import ReplayDiffers
from puhui.desks.actors import Actor
from puhui.desks.assessment_documents import ShownScore, assessment_document
from puhui.desks.cases import Case, Concluded, Keep
from puhui.desks.collecting import Asker, Requests, Subject
from puhui.desks.destinations import peer_destination
from puhui.desks.directory import Directory
from puhui.desks.errors import NoGrantForApplication, ThingNotFound
from puhui.desks.lending_documents import (
    application_document,
    contract_document,
    decision_document,
    loan_document,
)
from puhui.desks.localising import localised
from puhui.desks.scoring import ScoreRoom
from puhui.desks.secret_scores.errors import ByScoreOnly
from puhui.desks.secret_scores.models import ScoreModels
from puhui.desks.shelf import Shelf
from puhui.desks.store import document, expect_entry, put_document
from puhui.desks.views import (
    ApplicationList,
    ApplicationView,
    DecisionRequest,
    DecisionView,
    LoanList,
    LoanView,
    ProductList,
    RecommendationView,
    ReplayView,
)
from puhui.desks.wire import CallMalformed, read_fields
from puhui.kernel import Clock, Entropy, Language, PuhuiError, encode
from puhui.kernel.identifiers import Uscc
from puhui.kernel.identifiers import uscc as parse_uscc
from puhui.kernel.ids import ApplicationId, GrantId, LoanId, RequestId, ScoreId
from puhui.ledger import Ledger
from puhui.ledger.contracts.subjects import subject_state_key
from puhui.lending import applying, assessing, contracting, deciding, disbursing, repaying, store
from puhui.lending.application import Applicant, Application, ApplicationRequest, Choice, GrantRef
from puhui.lending.loan import Loan
from puhui.lending.office import LoanOffice
from puhui.lending.own_data import OwnData
from puhui.market import Product, Repayment
from puhui.parties import subject_of
from puhui.storage import Database, put

_log = structlog.get_logger("puhui.desks.banking")

_APPLICANT, _ASSESSMENT, _DECISION, _SCORE = "applicant", "assessment", "decision", "bank-score"


@dataclass(frozen=True, slots=True)
class Books:
    """What one bank lends by: its products, its rules, and what it knows of an enterprise from its own books."""

    products: Sequence[Product]
    rules: bytes
    own_data: Callable[[str], OwnData]


class BankDesk:
    """One bank's loan office. Safe from many threads."""

    def __init__(
        self,
        *,
        office: LoanOffice,
        books: Books,
        models: ScoreModels,
        portal: str,
        database: Database,
        ledger: Ledger,
        asker: Asker,
        requests: Requests,
        scores: ScoreRoom,
        directory: Directory,
        clock: Clock,
        entropy: Entropy,
        wake: Callable[[], None],
    ) -> None:
        self._office = office
        self._books = books
        self._models = models
        self._shelf = Shelf(books.products, directory.name_of)
        self._portal = portal
        self._database = database
        self._ledger = ledger
        self._asker = asker
        self._requests = requests
        self._scores = scores
        self._directory = directory
        self._clock = clock
        self._entropy = entropy
        self._wake = wake

    # What the portal sends.

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
            repayment=_repayment(told["repayment"]),
            purpose=told["purpose"],
            grants=tuple(self._grant(str(grant), subject, program) for grant in told["grants"]),
            id=ApplicationId(told["id"]),
        )
        product = self._shelf.product(request.product)
        with self._database.transaction() as connection:
            application = applying.submit(connection, self._office, request, product)
            applicant = {"uscc": str(code), "salt": told["salt"].hex()}
            put_document(connection, _APPLICANT, application.id, applicant, uscc=code, at=application.submitted_at)
            self._tell(connection, application)
        self._wake()
        return encode({"application": str(application.id)})

    def contract_draft(self, caller: str, id_: str) -> bytes:
        """The contract of an approved application, for the enterprise to sign."""
        self._require_portal(caller)
        with self._database.transaction() as connection:
            draft = contracting.draft_contract(connection, self._office, ApplicationId(id_))
        return orjson.dumps(contract_document(draft))

    def sign_contract(self, caller: str, id_: str, body: bytes) -> bytes:
        """Take in the enterprise's signature; its key is the one that the ledger holds now."""
        self._require_portal(caller)
        told = read_fields(body, draft=str, signature=dict)
        with self._database.transaction() as connection:
            application = store.application(connection, ApplicationId(id_))
        enrolled = self._ledger.read(subject_state_key(application.applicant.subject)) or {}
        with self._database.transaction() as connection:
            signed = contracting.sign_contract(
                connection, self._office, application.id, key=str(enrolled.get("key", "")), signature=told["signature"]
            )
            self._tell(connection, signed)
        self._wake()
        return orjson.dumps(self._news(signed.id))

    def repay_for(self, caller: str, id_: str, body: bytes) -> bytes:
        """Take in a repayment that the enterprise makes at the portal."""
        self._require_portal(caller)
        told = read_fields(body, amount_fen=int, request=str)
        loan = self._repay(LoanId(id_), told["amount_fen"], RequestId(told["request"]))
        return orjson.dumps(self._news(loan.application))

    def receive_news(self, caller: str, id_: str, body: bytes) -> bytes:
        """Banks send news, they do not get any."""
        raise ThingNotFound(kind="news", id=id_, party=self._office.organisation, stage="desks.banking")

    # What the bank's people do.

    def products(self, language: Language) -> ProductList:
        """The bank's own products."""
        return ProductList.model_validate({"items": localised(self._shelf.documents(), language)})

    def applications(self, uscc: str | None, language: Language) -> ApplicationList:
        """The inbox, newest first, without portraits."""
        with self._database.transaction() as connection:
            found = [self._document(connection, one) for one in store.applications(connection, uscc=uscc)]
        return ApplicationList.model_validate({"items": localised(found, language)})

    def application(self, id_: str, language: Language) -> ApplicationView:
        """One application with its portrait and latest recommendation, once it was assessed."""
        with self._database.transaction() as connection:
            found = self._document(connection, store.application(connection, ApplicationId(id_)))
            assessed = document(connection, _ASSESSMENT, id_)
        if assessed is not None:
            found |= {"portrait": assessed["portrait"], "recommendation": assessed["recommendation"]}
        return ApplicationView.model_validate(localised(found, language))

    def owner_of_application(self, id_: str) -> str:
        """The applicant's code; raises `ApplicationUnknown`."""
        with self._database.transaction() as connection:
            return store.application(connection, ApplicationId(id_)).applicant.uscc

    def assess(self, id_: str, actor: Actor, language: Language) -> RecommendationView:
        """Ask every custodian under the grants, score, and let the rules speak."""
        case = self.case(id_)
        if case.product.evidence.by_score:
            raise ByScoreOnly(product=case.product.code, party=self._office.organisation, stage="desks.banking")
        with self._database.transaction() as connection:
            before = document(connection, _SCORE, case.subject.uscc)
        grants = [find_grant(self._ledger, one.grant, self._clock.now()) for one in case.application.grants]
        ids = self._requests.fixed(id_, case.subject.uscc, grants)
        collected = self._asker.collect(case.subject, grants, ids)
        score_id = ScoreId.new(self._clock, self._entropy)
        scored = self._scores.score(collected, id_=score_id, at=self._clock.now(), before=before)
        evidence = assessing.Evidence(
            indicators=[part.indicators for part in collected],
            score=scored,
            own=self._books.own_data(case.subject.uscc),
            score_document={"score": scored.score, "pd": scored.pd, "grade": scored.grade, "id": str(score_id)},
        )

        def keep(connection: Connection, entry: str) -> None:
            kept, at = scored.document | {"entry": entry}, self._clock.now()
            put_document(connection, _SCORE, case.subject.uscc, kept, uscc=case.subject.uscc, at=at)
            self._requests.used(connection, id_)

        return self.conclude(case, evidence, scored, actor.person, keep).view(language)

    def case(self, id_: str) -> Case:
        """An application that can be assessed now; raises `WrongApplicationState`, `GrantsNoLongerValid`."""
        with self._database.transaction() as connection:
            application = store.application(connection, ApplicationId(id_))
            applicant = document(connection, _APPLICANT, id_)
        assessing.require_assessable(application, self._office.now())
        subject = Subject(Uscc(application.applicant.uscc), bytes.fromhex((applicant or {})["salt"]))
        return Case(application, self._shelf.product(application.product), subject)

    def concluded(self, id_: str) -> Concluded | None:
        """The latest recommendation; None before the first."""
        with self._database.transaction() as connection:
            kept = document(connection, _ASSESSMENT, id_)
        return None if kept is None else Concluded(kept["recommendation"])

    def own_data(self, uscc: str) -> OwnData:
        """What the bank knows of the enterprise from its own books; raises `OwnDataUnreadable`."""
        return self._books.own_data(uscc)

    def conclude(
        self, case: Case, evidence: assessing.Evidence, scored: ShownScore, assessed_by: str, keep: Keep
    ) -> Concluded:
        """Let the rules speak over the evidence, and keep what they say. `keep` writes in the same transaction."""
        application = case.application
        with self._database.transaction() as connection:
            assessed, found = assessing.assess(
                connection,
                self._office,
                application.id,
                product=case.product,
                rules=self._books.rules,
                evidence=evidence,
                assessed_by=assessed_by,
            )
            entry = str(store.events(connection, application.id)[-1].entry)
            body = assessment_document(scored, found, evidence.own, entry)
            code, at = application.applicant.uscc, self._clock.now()
            put_document(connection, _ASSESSMENT, application.id, body, uscc=code, at=at)
            keep(connection, entry)
            self._tell(connection, assessed)
        self._wake()
        return Concluded(body["recommendation"])

    def decide(self, id_: str, request: DecisionRequest, actor: Actor, language: Language) -> DecisionView:
        """Approve or decline what was assessed."""
        with self._database.transaction() as connection:
            application = store.application(connection, ApplicationId(id_))
            decided = deciding.decide(
                connection,
                self._office,
                application.id,
                deciding.DecisionRequest(
                    outcome=Choice(request.outcome),
                    amount_fen=request.amount_fen,
                    annual_rate=None if request.annual_rate is None else Decimal(request.annual_rate),
                    term_months=request.term_months,
                    repayment=None if request.repayment is None else _repayment(request.repayment),
                    comment=request.comment,
                ),
                product=self._shelf.product(application.product),
                decided_by=actor.name,
            )
            event = store.events(connection, application.id)[-1]
            kept, code = {"application": str(application.id)}, application.applicant.uscc
            put_document(connection, _DECISION, decided.decision.id, kept, uscc=code, at=event.at)
            self._tell(connection, decided)
        self._wake()
        return DecisionView.model_validate(localised(decision_document(decided.decision, event), language))

    def decision(self, id_: str, language: Language) -> DecisionView:
        """A decision by its id; raises `ThingNotFound`."""
        with self._database.transaction() as connection:
            application = self._decided(connection, id_)
            found = self._document(connection, application)["decision"]
        return DecisionView.model_validate(localised(found, language))

    def owner_of_decision(self, id_: str) -> str:
        """The applicant's code; raises `ThingNotFound`."""
        with self._database.transaction() as connection:
            return self._decided(connection, id_).applicant.uscc

    def replay(self, id_: str) -> ReplayView:
        """Run the recorded rules over the recorded facts again."""
        with self._database.transaction() as connection:
            decision = self._decided(connection, id_).decision  # type: ignore[union-attr]  # it is a decided one
            try:
                outcome = assessing.replay_decision(connection, decision.record_digest, self._books.rules)
            except ReplayDiffers as differs:
                return ReplayView(identical=False, outcome=str(differs.data["what"]))
        return ReplayView(identical=True, outcome=outcome.verdict.value)

    def disburse(self, id_: str, actor: Actor, language: Language) -> LoanView:
        """Pay out a signed contract."""
        with self._database.transaction() as connection:
            disbursing.disburse(connection, self._office, ApplicationId(id_), disbursed_by=actor.person)
            application = store.application(connection, ApplicationId(id_))
            self._tell(connection, application)
            loan = self._loan_document(connection, store.loan(connection, LoanId(str(application.loan))))  # type: ignore[union-attr]
        self._wake()
        return LoanView.model_validate(localised(loan, language))

    def loans(self, uscc: str | None, language: Language) -> LoanList:
        """The bank's loans, newest first."""
        with self._database.transaction() as connection:
            found = [self._loan_document(connection, one) for one in store.loans(connection, uscc=uscc)]
        return LoanList.model_validate({"items": localised(found, language)})

    def loan(self, id_: str, language: Language) -> LoanView:
        """One loan as it stands today."""
        with self._database.transaction() as connection:
            found = self._loan_document(connection, store.loan(connection, LoanId(id_)))
        return LoanView.model_validate(localised(found, language))

    def owner_of_loan(self, id_: str) -> str:
        """The borrower's code; raises `LoanUnknown`."""
        with self._database.transaction() as connection:
            return store.loan(connection, LoanId(id_)).uscc

    def repay(self, id_: str, amount_fen: int, actor: Actor, language: Language) -> LoanView:
        """Book a repayment at the counter."""
        self._repay(LoanId(id_), amount_fen, RequestId.new(self._clock, self._entropy))
        return self.loan(id_, language)

    # What happens by itself.

    def review_loans(self) -> int:
        """Mark the loans that became overdue, and owe the portal the news; how many. Again changes nothing.

        Each loan is a transaction of its own: one that cannot be reviewed now is reviewed next time.
        """
        with self._database.transaction() as connection:
            open_loans = store.open_loans(connection)
        return sum(self._review(id_) for id_ in open_loans)

    def _review(self, id_: LoanId) -> bool:
        try:
            with self._database.transaction() as connection:
                before = store.loan(connection, id_).state
                loan = repaying.review(connection, self._office, id_)
                if loan.state == before:
                    return False
                self._tell(connection, store.application(connection, loan.application))
        except PuhuiError as error:
            _log.warning("a loan was not reviewed", loan=id_, cause=error.cause_text.en)
            return False
        self._wake()
        return True

    # Inside.

    def _repay(self, id_: LoanId, amount_fen: int, request: RequestId) -> Loan:
        with self._database.transaction() as connection:
            loan = repaying.repay(connection, self._office, id_, amount_fen, request=request)
            self._tell(connection, store.application(connection, loan.application))
        self._wake()
        return loan

    def _grant(self, id_: str, subject: str, program: str) -> GrantRef:
        """A grant that this application may rest on: of this enterprise, to this bank, for what its product shows."""
        grant = find_grant(self._ledger, GrantId(id_), self._clock.now())
        told = (grant.subject, grant.terms.receiver, grant.terms.program)
        if told != (subject, self._office.organisation, program):
            raise NoGrantForApplication(draft=id_, receiver=self._office.organisation, stage="desks.banking")
        return GrantRef(grant.id, grant.terms.custodian, grant.expires)

    def _document(self, connection: Connection, application: Application) -> dict[str, Any]:
        product = self._shelf.document(application.product)
        return application_document(application, store.events(connection, application.id), product)

    def _loan_document(self, connection: Connection, loan: Loan) -> dict[str, Any]:
        application = store.application(connection, loan.application)
        lender = self._directory.name_of(application.lender)
        return loan_document(loan, application, store.events(connection, loan.id), self._office.today(), lender)

    def _decided(self, connection: Connection, id_: str) -> Application:
        kept = document(connection, _DECISION, id_)
        if kept is None:
            raise ThingNotFound(kind="decision", id=id_, party=self._office.organisation, stage="desks.banking")
        return store.application(connection, ApplicationId(kept["application"]))

    def _news(self, id_: ApplicationId) -> dict[str, Any]:
        with self._database.transaction() as connection:
            return self._news_in(connection, store.application(connection, id_))

    def _news_in(self, connection: Connection, application: Application) -> dict[str, Any]:
        loan = getattr(application, "loan", None)
        kept = None if loan is None else self._loan_document(connection, store.loan(connection, loan))
        told = self._document(connection, application)
        version = len(told["history"]) + (0 if kept is None else len(kept["history"]))
        return {"application": told, "loan": kept, "version": version}

    def _tell(self, connection: Connection, application: Application) -> None:
        """Owe the portal the application as it is now; news overtaken by later news is told by its version."""
        news = self._news_in(connection, application)
        destination = peer_destination(self._portal, f"/applications/{application.id}/news")
        for step in news["application"]["history"] + (news["loan"] or {"history": []})["history"]:
            expect_entry(connection, step["entry"], uscc=application.applicant.uscc, at=self._clock.now())
        key = f"{application.id}:{news['version']}"
        put(connection, self._clock, destination=destination, key=key, payload=orjson.dumps(news))

    def _require_portal(self, caller: str) -> None:
        if caller != self._portal:
            raise ThingNotFound(kind="desk", id=caller, party=self._office.organisation, stage="desks.banking")


def _repayment(text: str) -> Repayment:
    try:
        return Repayment(text)
    except ValueError:
        raise CallMalformed(reason=f"repayment {text[:40]!r}", stage="desks.banking") from None
