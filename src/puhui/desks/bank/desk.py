"""The bank's desk: applications are assessed under the enterprise's grants, decided, signed, paid out, repaid.

Each step is one transaction: the lending room's state and event, the documents that people see, and the news that the
portal is owed. Asking custodians happens before that transaction: a use counted for an assessment that then fails is
counted all the same, and the same application asks again with the same request ids.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

import structlog
from sqlalchemy.engine import Connection

from puhui.consent import find_grants, serves_any_application
from puhui.desks.actors import Actor
from puhui.desks.assessment_documents import ShownScore, recommendation_document
from puhui.desks.bank.appeals import AppealDesk
from puhui.desks.bank.books import Books, LoanBook, repayment_of
from puhui.desks.bank.decisions import PastDecisions
from puhui.desks.bank.intake import BankIntake
from puhui.desks.bank.kinds import APPLICANT, ASSESSMENT, DECISION, SCORE, SCREENING
from puhui.desks.bank.portraits import BankPortraits
from puhui.desks.bank.refusing import refusal_advice
from puhui.desks.bank.supporting import BankSupport
from puhui.desks.cases import Case, Concluded, Keep
from puhui.desks.collecting import Asker, Requests, Subject
from puhui.desks.directory import Directory
from puhui.desks.lending_documents import decision_document
from puhui.desks.localising import localised
from puhui.desks.models.recording import keep_record
from puhui.desks.paging import page_document
from puhui.desks.peers import Peers
from puhui.desks.portraits import PortraitRoom, Who
from puhui.desks.scoring import ScoreRoom
from puhui.desks.screening.casing import Handed
from puhui.desks.screening.desk import ScreeningDesk, screening_of
from puhui.desks.screening.documents import screening_document
from puhui.desks.screening.screener import Screener
from puhui.desks.secret_scores.errors import ByScoreOnly
from puhui.desks.secret_scores.models import ScoreModels
from puhui.desks.servicing.bank import ServicingDesk
from puhui.desks.servicing.intake import ServicingIntake
from puhui.desks.shelf import Shelf
from puhui.desks.store import document, put_document
from puhui.desks.support.kept import SupportKept
from puhui.desks.views import (
    ApplicationList,
    ApplicationView,
    DecisionRequest,
    DecisionView,
    LoanList,
    LoanView,
    ProductList,
    RecommendationView,
    RepaymentRequest,
)
from puhui.kernel import Clock, Entropy, Language, PuhuiError
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import ApplicationId, LoanId, RequestId, ScoreId
from puhui.ledger import Ledger
from puhui.lending import assessing, deciding, disbursing, repaying, store
from puhui.lending.application import Application, Choice
from puhui.lending.concluding import ScoredBy
from puhui.lending.errors import ChangedMeanwhile, OwnWorkToDecide
from puhui.lending.listing import Sought
from puhui.lending.office import LoanOffice
from puhui.lending.own_data import OwnData
from puhui.lending.supplementing import SUPPLEMENTED
from puhui.notifications import Crier
from puhui.storage import Database

_log = structlog.get_logger("puhui.desks.bank")


class BankDesk:
    """One bank's loan office, safe from many threads; `intake` is the portal's door, `portraits` are of applicants."""

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
        portraits: PortraitRoom,
        screener: Screener,
        late_at_all_banks: Callable[[str], bool | None],
        directory: Directory,
        crier: Crier,
        peers: Peers,
        clock: Clock,
        entropy: Entropy,
        wake: Callable[[], None],
    ) -> None:
        self._office = office
        self._books = books
        self._shelf = Shelf(books.products, directory.name_of)
        self._database = database
        self._ledger = ledger
        self._asker = asker
        self._requests = requests
        self._scores = scores
        self._drawn = portraits
        self._screener = screener
        self._clock = clock
        self._entropy = entropy
        self._wake = wake
        self._support = SupportKept(office, directory.name_of)
        self._book = LoanBook(
            office=office,
            shelf=self._shelf,
            portal=portal,
            database=database,
            directory=directory,
            crier=crier,
            support=self._support,
            wake=wake,
        )
        self.support = BankSupport(
            office=office, kept=self._support, book=self._book, peers=peers, database=database, wake=wake
        )
        self.portraits = BankPortraits(office, self._book, database, ledger)
        self.decisions = PastDecisions(office=office, rules=books.rules, database=database)
        self.appeals = AppealDesk(office=office, book=self._book, database=database, wake=wake)
        self.screening = ScreeningDesk(office=office, book=self._book, database=database, wake=wake)
        self.servicing = ServicingDesk(
            office=office, book=self._book, database=database, late_at_all_banks=late_at_all_banks, wake=wake
        )
        self.servicing_intake = ServicingIntake(
            office=office, book=self._book, portal=portal, database=database, ledger=ledger, wake=wake
        )
        self.intake = BankIntake(
            office=office,
            shelf=self._shelf,
            book=self._book,
            support=self._support,
            models=models,
            portal=portal,
            database=database,
            ledger=ledger,
            wake=wake,
        )

    # What the bank's people do.

    def products(self, language: Language) -> ProductList:
        """The bank's own products."""
        return ProductList.model_validate({"items": localised(self._shelf.documents(), language)})

    def applications(self, sought: Sought, language: Language) -> ApplicationList:
        """The inbox, newest first, without portraits."""
        with self._database.reading() as connection:
            page = store.applications(connection, sought).each(partial(self._book.document, connection))
        return ApplicationList.model_validate(page_document(page, language))

    def application(self, id_: str, language: Language) -> ApplicationView:
        """One application with its latest recommendation and screening, once it was assessed."""
        with self._database.reading() as connection:
            application = store.application(connection, ApplicationId(id_))
            found = self._book.document(connection, application)
            assessed = document(connection, ASSESSMENT, id_)
            screened = screening_of(connection, application)
        if assessed is not None:
            found |= {"recommendation": assessed["recommendation"], "screening": screened}
        return ApplicationView.model_validate(localised(found, language))

    def owner_of_application(self, id_: str) -> str:
        """The applicant's code; raises `ApplicationUnknown`."""
        with self._database.reading() as connection:
            return store.application(connection, ApplicationId(id_)).applicant.uscc

    def speaks_with(self, id_: str) -> tuple[str, str]:
        """The applicant's name, and who here assessed it ("" before anybody did); raises `ApplicationUnknown`."""
        with self._database.reading() as connection:
            application = store.application(connection, ApplicationId(id_))
        assessment = getattr(application, "assessment", None)
        return application.applicant.name, "" if assessment is None else assessment.assessed_by

    def assess(self, id_: str, actor: Actor, language: Language) -> RecommendationView:
        """Ask every custodian under the grants, score, and let the rules speak."""
        case = self.case(id_)
        if case.product.evidence.by_score:
            raise ByScoreOnly(product=case.product.code, party=self._office.organisation, stage="desks.bank")
        with self._database.transaction() as connection:
            before = document(connection, SCORE, case.subject.uscc)
        found = find_grants(self._ledger, case.application.granted, self._clock.now())
        grants = [one for one in found if not serves_any_application(one.terms.program)]
        ids = self._requests.fixed(id_, case.subject.uscc, grants)
        collected = self._asker.collect(case.subject, grants, ids)
        score_id = ScoreId.new(self._clock, self._entropy)
        scored_at, uscc = self._clock.now(), case.subject.uscc
        segment = case.application.applicant.segment or ""
        own = self._books.own_data(uscc)
        scored = self._scores.score(
            collected,
            id_=score_id,
            at=scored_at,
            uscc=uscc,
            segment=segment,
            before=before,
            own=own.inputs() if own.own_customer else None,
        )
        evidence = assessing.Evidence(
            indicators=[part.indicators for part in collected],
            score=scored,
            own=own,
            score_document={"score": scored.score, "pd": scored.pd, "grade": scored.grade, "id": str(score_id)},
            scored_by=ScoredBy(scored.served.card, scored.absent),
        )

        def keep(connection: Connection, entry: str) -> None:
            kept, at = scored.document | {"entry": entry}, self._clock.now()
            put_document(connection, SCORE, case.subject.uscc, kept, uscc=case.subject.uscc, at=at)
            keep_record(
                connection,
                scored.served,
                scored.record,
                score=str(score_id),
                application=id_,
                uscc=case.subject.uscc,
                at=scored_at,
            )
            self._requests.used(connection, id_)

        return self.conclude(case, evidence, scored, actor.person, keep).view(language)

    def case(self, id_: str) -> Case:
        """An application that can be assessed now; raises `WrongApplicationState`, `GrantsNoLongerValid`."""
        case = self.case_as_it_is(id_)
        assessing.require_assessable(case.application, self._office.now())
        return case

    def case_as_it_is(self, id_: str) -> Case:
        """An application in whatever state; raises `ApplicationUnknown`."""
        with self._database.transaction() as connection:
            application = store.application(connection, ApplicationId(id_))
            applicant = document(connection, APPLICANT, id_)
        applicant = applicant or {}
        subject = Subject(Uscc(application.applicant.uscc), bytes.fromhex(applicant["salt"]))
        handed = Handed.read(applicant)
        return Case(application, self._shelf.product(application.product), subject, handed)

    def concluded(self, id_: str) -> Concluded | None:
        """The latest recommendation; None before the first."""
        with self._database.transaction() as connection:
            kept = document(connection, ASSESSMENT, id_)
        return None if kept is None else Concluded(kept["recommendation"])

    def own_data(self, uscc: str) -> OwnData:
        """What the bank knows of the enterprise from its own books; raises `OwnDataUnreadable`."""
        return self._books.own_data(uscc)

    def conclude(
        self, case: Case, evidence: assessing.Evidence, scored: ShownScore, assessed_by: str, keep: Keep
    ) -> Concluded:
        """Screen the application, let the rules speak over the evidence, and keep what was said.

        `keep` writes in the same transaction.
        """
        application = case.application
        evidence = self._screener.screened(case, evidence, scored.collected)
        with self._database.transaction() as connection:
            assessed, found = assessing.assess(
                connection,
                self._office,
                application.id,
                product=case.product,
                rules=self._books.rules(),
                evidence=evidence,
                assessed_by=assessed_by,
            )
            screened_at, entry = (str(one.entry) for one in store.events(connection, application.id)[-2:])
            code, at = application.applicant.uscc, self._clock.now()
            who = Who(code, application.applicant.name, application.applicant.segment)
            body = {
                "portrait": self._drawn.portrait(who, scored, at).document(),
                "recommendation": recommendation_document(scored, found, evidence.own, entry),
            }
            put_document(connection, ASSESSMENT, application.id, body, uscc=code, at=at)
            assert evidence.screening is not None  # the screener has just put it there
            kept = screening_document(evidence.screening, screened_at)
            put_document(connection, SCREENING, application.id, kept, uscc=code, at=at)
            keep(connection, entry)
            self._book.tell(connection, assessed)
        self._wake()
        return Concluded(body["recommendation"])

    def decide(self, id_: str, request: DecisionRequest, actor: Actor, language: Language) -> DecisionView:
        """Approve or decline what was assessed; a decline says what would turn it, as far as anybody may say."""
        advice = None
        if request.outcome == Choice.DECLINE.value:  # before the transaction that writes: it makes many decisions anew
            with self._database.transaction() as connection:
                advice = refusal_advice(connection, ApplicationId(id_), self._shelf)
        with self._database.transaction() as connection:
            application = store.application(connection, ApplicationId(id_))
            self._require_others_work(application, actor)
            self._require_seen(connection, application, request)
            decided = deciding.decide(
                connection,
                self._office,
                application.id,
                deciding.DecisionRequest(
                    outcome=Choice(request.outcome),
                    amount_fen=request.amount_fen,
                    annual_rate=None if request.annual_rate is None else Decimal(request.annual_rate),
                    term_months=request.term_months,
                    repayment=None if request.repayment is None else repayment_of(request.repayment),
                    comment=request.comment,
                ),
                product=self._shelf.product(application.product),
                decided_by=actor.name,
                person=actor.person,
            )
            event = store.events(connection, application.id)[-1]
            kept, code = {"application": str(application.id), "advice": advice}, application.applicant.uscc
            put_document(connection, DECISION, decided.decision.id, kept, uscc=code, at=event.at)
            self._book.tell(connection, decided)
        self._wake()
        return DecisionView.model_validate(
            localised(decision_document(decided.decision, event) | {"advice": advice}, language)
        )

    def disburse(self, id_: str, actor: Actor, language: Language) -> LoanView:
        """Pay out a signed contract."""
        with self._database.transaction() as connection:
            contracted = store.application(connection, ApplicationId(id_))
            if contracted.state == "contracted":
                self._support.bound(connection, contracted, self._shelf.product(contracted.product))
            disbursing.disburse(connection, self._office, ApplicationId(id_), disbursed_by=actor.person)
            application = store.application(connection, ApplicationId(id_))
            self._book.tell(connection, application)
            loan = self._book.loan_document(connection, store.loan(connection, LoanId(str(application.loan))))  # type: ignore[union-attr]
        self._wake()
        return LoanView.model_validate(localised(loan, language))

    def loans(self, sought: Sought, language: Language) -> LoanList:
        """The bank's loans, newest first."""
        with self._database.reading() as connection:
            page = store.loans(connection, sought).each(partial(self._book.loan_document, connection))
        return LoanList.model_validate(page_document(page, language))

    def loan(self, id_: str, language: Language) -> LoanView:
        """One loan as it stands today."""
        with self._database.transaction() as connection:
            found = self._book.loan_document(connection, store.loan(connection, LoanId(id_)))
        return LoanView.model_validate(localised(found, language))

    def owner_of_loan(self, id_: str) -> str:
        """The borrower's code; raises `LoanUnknown`."""
        with self._database.transaction() as connection:
            return store.loan(connection, LoanId(id_)).uscc

    def repay(self, id_: str, asked: RepaymentRequest, actor: Actor, language: Language) -> LoanView:
        """Book a repayment at the counter; the same request again books nothing."""
        request = RequestId(asked.request or RequestId.new(self._clock, self._entropy))
        self._book.repay(LoanId(id_), asked.amount_fen, request)
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
                self._book.tell(connection, store.application(connection, loan.application))
        except PuhuiError as error:
            _log.warning("a loan was not reviewed", loan=id_, cause=error.cause_text.en)
            return False
        self._wake()
        return True

    def _require_others_work(self, application: Application, actor: Actor) -> None:
        assessment = getattr(application, "assessment", None)
        if assessment is not None and assessment.assessed_by == actor.person:
            raise OwnWorkToDecide(application=application.id, party=self._office.organisation, stage="desks.bank")

    def _require_seen(self, connection: Connection, application: Application, request: DecisionRequest) -> None:
        """Raises `ChangedMeanwhile` when it was assessed anew or supplemented since the approver looked."""
        kept = document(connection, ASSESSMENT, application.id)
        if kept is None or application.state != "assessed":
            return
        score, steps = kept["recommendation"]["score"]["id"], store.events(connection, application.id)
        since = [] if request.seen_steps is None else steps[request.seen_steps :]
        if request.seen_score not in {None, score} or any(one.kind == SUPPLEMENTED for one in since):
            raise ChangedMeanwhile(what=application.id, party=self._office.organisation, stage="desks.bank")
