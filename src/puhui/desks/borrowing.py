"""The enterprise's side of a loan, at the portal: products and matches, applications, contracts, loans, repayments.

The bank keeps the loan; the portal keeps what the bank last told, so that the enterprise sees it while the bank's node
is down. What the enterprise does goes to the bank at once where the answer matters (contract, repayment), and by the
outbox where it must not get lost (the application itself).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy.engine import Connection

from puhui.consent import Grant, serves_any_application
from puhui.desks.actors import Actor
from puhui.desks.announcing import to_enterprise
from puhui.desks.bytes_text import from_base64url
from puhui.desks.consenting import ConsentDesk, assertion_options, receiver_view, signature_map
from puhui.desks.destinations import peer_destination
from puhui.desks.devices import Devices
from puhui.desks.directory import Directory
from puhui.desks.errors import NoGrantForApplication, PeerForged, ThingNotFound
from puhui.desks.following import MarketFollower
from puhui.desks.localising import localised
from puhui.desks.paging import Document, page_document, page_of
from puhui.desks.peers import Peers
from puhui.desks.secret_scores.models import ScoreModels
from puhui.desks.servicing.borrower import RELIEF, BorrowerServicing, kept_relief
from puhui.desks.shelf import Shelf
from puhui.desks.store import document, documents, expect_entry, put_document
from puhui.desks.support.documents import entries_of
from puhui.desks.support.portal import CampaignBoard
from puhui.desks.views import (
    AppealRequest,
    ApplicationList,
    ApplicationRequest,
    ApplicationView,
    ApplicationWithdrawal,
    ContractDraftView,
    DraftRequest,
    LoanList,
    LoanView,
    ProductList,
    RepaymentRequest,
    SignedContract,
    SignedDraft,
    SupplementRequest,
    SupportRequest,
)
from puhui.desks.warning.errors import NoLoanThere
from puhui.kernel import Clock, Entropy, Language, PuhuiError, encode
from puhui.kernel.ids import ApplicationId, OrgId, RequestId
from puhui.lending.application import AWAITING, state_text
from puhui.lending.errors import WrongApplicationState
from puhui.lending.listing import Sought
from puhui.market import Need, Product
from puhui.notifications import Crier
from puhui.storage import Database, put

_STAGE = "desks.borrowing"
APPLICATION, LOAN = "application", "loan"
_FORM_OPEN_MAX = timedelta(days=1)
_DECIDE_WITHIN = timedelta(days=30)  # 金发〔2024〕32号, until the bank names its own promise


class BorrowerDesk:
    """Loans from the enterprise's side."""

    def __init__(
        self,
        *,
        products: Sequence[Product],
        consents: ConsentDesk,
        follower: MarketFollower,
        devices: Devices,
        models: ScoreModels,
        peers: Peers,
        database: Database,
        directory: Directory,
        crier: Crier,
        campaigns: CampaignBoard,
        clock: Clock,
        entropy: Entropy,
        wake: Callable[[], None],
    ) -> None:
        self._shelf = Shelf(products, directory.name_of)
        self._consents = consents
        self._follower = follower
        self._devices = devices
        self._models = models
        self._peers = peers
        self._database = database
        self._directory = directory
        self._crier = crier
        self._campaigns = campaigns
        self._clock = clock
        self._entropy = entropy
        self.servicing = BorrowerServicing(
            consents=consents,
            peers=peers,
            database=database,
            directory=directory,
            clock=clock,
            entropy=entropy,
            take_news=self._take_news,
        )
        self._wake = wake

    def products(self, language: Language) -> ProductList:
        """All products on offer today."""
        today = self._clock.now().date()
        items = [self._shelf.document(one.code) for one in self._shelf.on_offer(today)]
        return ProductList.model_validate({"items": localised(items, language)})

    def receiver_of(self, request: DraftRequest) -> OrgId:
        """The bank that an application's grants are for: the named one, or the product's lender."""
        product = self._shelf.product(request.product) if request.product else None
        receiver = request.receiver or (product.lender if product else None)
        if receiver is None or (product is not None and receiver != product.lender) or receiver not in self._peers:
            raise NoGrantForApplication(draft=request.product or "?", receiver=receiver or "?", stage=_STAGE)
        return OrgId(receiver)

    def lender_of_running_loan(self, uscc: str, receiver: str | None) -> OrgId:
        """The receiver of grants for monitoring: a bank to which the enterprise owes; raises `NoLoanThere`."""
        with self._database.transaction() as connection:
            kept = documents(connection, LOAN, uscc)
        lenders = {str(one["lender"]) for one in kept if one["document"]["state"] != "settled"}
        if receiver is None or receiver not in lenders:
            raise NoLoanThere(receiver=receiver or "?", stage=_STAGE)
        return OrgId(receiver)

    def apply(self, uscc: str, request: ApplicationRequest, mark: str, language: Language) -> ApplicationView:
        """Open the signed grants to the bank, and owe the bank the application. `mark` is the device's.

        No draft is opened unless all of them are for this bank and product. If the ledger refuses a later one, those
        before it are open and the application is not made: the enterprise sees them and may revoke.
        """
        product = self._shelf.product(request.product)
        signed = [SignedDraft(draft=request.draft, signature=request.signature), *request.separate]
        grants = self._open(uscc, signed, product)
        enterprise = self._directory.enterprise(uscc)
        id_, now = ApplicationId.new(self._clock, self._entropy), self._clock.now()
        call = {
            "request": str(RequestId.new(self._clock, self._entropy)),
            "id": str(id_),
            "uscc": str(enterprise.uscc),
            "name": enterprise.name,
            "salt": enterprise.salt,
            "segment": enterprise.segment,
            "product": product.code,
            "amount_fen": request.amount_fen,
            "term_months": request.term_months,
            "repayment": request.repayment,
            "purpose": request.purpose,
            "grants": [str(grant.id) for grant in grants],
            "representative": enterprise.legal_representative,
            "papers": [paper.model_dump(mode="json") for paper in request.papers],
            "session": _session(request, now),
            "support": self._support(uscc, request.support),
        }
        body = {
            "id": str(id_),
            "state": "submitted",
            "enterprise": {"uscc": uscc, "name": enterprise.name},
            "product": self._shelf.document(product.code),
            "amount_fen": request.amount_fen,
            "term_months": request.term_months,
            "repayment": request.repayment,
            "purpose": request.purpose,
            "submitted_at": now.isoformat(),
            "decide_by": (now + _DECIDE_WITHIN).isoformat(),
            "decision": None,
            "loan": None,
            "history": [],
        }
        self._devices.applied(uscc, mark)
        with self._database.transaction() as connection:
            kept = {"document": body, "lender": str(product.lender), "version": 0}
            put_document(connection, APPLICATION, id_, kept, uscc=uscc, at=now)
            destination = peer_destination(product.lender, "/applications")
            put(connection, self._clock, destination=destination, key=str(id_), payload=encode(call))
            asked = Need(amount_fen=request.amount_fen, term_months=request.term_months, purpose=request.purpose)
            campaign = request.support.campaign if request.support else ""
            self._follower.applied(connection, enterprise, product, asked, str(id_), campaign=campaign)
        self._wake()
        return ApplicationView.model_validate(localised(body, language))

    def _open(self, uscc: str, signed: Sequence[SignedDraft], product: Product) -> list[Grant]:
        """The grants of signed drafts, all of them for this product's bank; raises `NoGrantForApplication`."""
        wanted, program = (product.lender, "application"), self._models.program(product.code)
        for one in signed:
            terms = self._consents.read_draft(uscc, one.draft)
            fit = (each.program == program or serves_any_application(each.program) for each in terms)
            if any((each.receiver, each.purpose) != wanted for each in terms) or not all(fit):
                raise NoGrantForApplication(draft=one.draft, receiver=product.lender, stage=_STAGE)
        return [grant for one in signed for grant in self._consents.open(uscc, one.draft, one.signature)]

    def _support(self, uscc: str, asked: SupportRequest | None) -> dict[str, Any]:
        """What is asked for beside the loan, and what of the enterprise a campaign's office has to know for that."""
        wanted = asked or SupportRequest()
        if not wanted.campaign:
            return {"campaign": "", "office": "", "region": "", "industry": "", "lists": False}
        enterprise, office = self._directory.enterprise(uscc), self._campaigns.office_of(wanted.campaign)
        return {
            "campaign": wanted.campaign,
            "office": office,
            "region": enterprise.region,
            "industry": enterprise.industry,
            "lists": wanted.lists,
        }

    def applications(self, sought: Sought, language: Language) -> ApplicationList:
        """The enterprise's applications, newest first."""
        return ApplicationList.model_validate(self._page(APPLICATION, sought, language))

    def application(self, id_: str, language: Language) -> ApplicationView:
        """One application as its bank last told."""
        return ApplicationView.model_validate(localised(self._kept(APPLICATION, id_)["document"], language))

    def owner_of_application(self, id_: str) -> str:
        """The USCC of the enterprise that applied; raises `ThingNotFound`."""
        return str(self._kept(APPLICATION, id_)["document"]["enterprise"]["uscc"])

    def lender_of_application(self, id_: str) -> str:
        """The bank that an application went to; raises `ThingNotFound`."""
        return str(self._kept(APPLICATION, id_)["lender"])

    def withdraw(self, id_: str, asked: ApplicationWithdrawal, language: Language) -> ApplicationView:
        """Take an application back at its bank, before its contract is signed. The grants stay: they are the
        enterprise's to revoke."""
        lender = self._kept(APPLICATION, id_)["lender"]
        body = encode({"reason": asked.reason})
        self._take_news(lender, id_, self._peers.post(lender, f"/applications/{id_}/withdrawal", body))
        return self.application(id_, language)

    def supplement(self, id_: str, asked: SupplementRequest, language: Language) -> ApplicationView:
        """Add papers or grants to an application that waits for its bank; the same request again adds nothing.

        Grants that were opened do not get lost: where the bank's node does not answer, they are owed to it. Raises
        `WrongApplicationState` before anything is opened, `NoGrantForApplication`, and what the bank raises.
        """
        kept = self._kept(APPLICATION, id_)
        lender, told = kept["lender"], kept["document"]
        if told["state"] not in AWAITING:
            state = state_text(told["state"])
            raise WrongApplicationState(
                application=id_, state=state.zh, state_en=state.en, step="补充", step_en="supplemented", stage=_STAGE
            )
        request = RequestId(asked.request or RequestId.new(self._clock, self._entropy))
        grants: list[Grant] = []
        if asked.grants:
            grants = self._open(told["enterprise"]["uscc"], asked.grants, self._shelf.product(told["product"]["code"]))
        body = encode(
            {
                "request": str(request),
                "note": asked.note,
                "papers": [paper.model_dump(mode="json") for paper in asked.papers],
                "grants": [str(grant.id) for grant in grants],
            }
        )
        path = f"/applications/{id_}/supplements"
        try:
            self._take_news(lender, id_, self._peers.post(lender, path, body))
        except PuhuiError as error:
            if not grants or not error.retriable:
                raise
            with self._database.transaction() as connection:
                put(connection, self._clock, destination=peer_destination(lender, path), key=str(request), payload=body)
            self._wake()
        return self.application(id_, language)

    def appeal(self, id_: str, asked: AppealRequest, language: Language) -> ApplicationView:
        """Appeal to the bank against its decline."""
        lender = self._kept(APPLICATION, id_)["lender"]
        body = encode({"grounds": asked.grounds})
        self._take_news(lender, id_, self._peers.post(lender, f"/applications/{id_}/appeal", body))
        return self.application(id_, language)

    def contract_draft(self, id_: str, first_drawing_fen: int | None, language: Language) -> ContractDraftView:
        """The contract as the bank offers it now; of a line, with so much paid out first."""
        kept = self._kept(APPLICATION, id_)
        body = b"" if first_drawing_fen is None else encode({"first_drawing_fen": first_drawing_fen})
        told = orjson.loads(self._peers.post(kept["lender"], f"/applications/{id_}/contract/options", body))
        uscc = kept["document"]["enterprise"]["uscc"]
        signed = from_base64url(told["challenge"])
        options = assertion_options(self._consents.key_of(uscc), signed, self._directory.credentials_of(uscc))
        lender = receiver_view(self._directory, kept["lender"], language)
        return ContractDraftView.model_validate(told | {"lender": lender, "webauthn": options})

    def sign_contract(self, id_: str, signed: SignedContract, language: Language) -> ApplicationView:
        """Carry the enterprise's signature to the bank."""
        kept = self._kept(APPLICATION, id_)
        first = signed.first_drawing_fen
        chosen = {} if first is None else {"first_drawing_fen": first}
        body = encode({"draft": signed.draft, "signature": signature_map(signed.signature), **chosen})
        self._take_news(kept["lender"], id_, self._peers.post(kept["lender"], f"/applications/{id_}/contract", body))
        return self.application(id_, language)

    def loans(self, sought: Sought, language: Language) -> LoanList:
        """The enterprise's loans, newest first."""
        return LoanList.model_validate(self._page(LOAN, sought, language))

    def _page(self, kind: str, sought: Sought, language: Language) -> Document:
        with self._database.reading() as connection:
            found = [kept["document"] for kept in documents(connection, kind, sought.uscc or "")]
        return page_document(page_of(found, sought), language)

    def loan(self, id_: str, language: Language) -> LoanView:
        """One loan as its bank last told."""
        return LoanView.model_validate(localised(self._kept(LOAN, id_)["document"], language))

    def owner_of_loan(self, id_: str) -> str:
        """The borrower's USCC; raises `ThingNotFound`."""
        return str(self._kept(LOAN, id_)["uscc"])

    def repay(self, id_: str, asked: RepaymentRequest, actor: Actor, language: Language) -> LoanView:
        """Pay towards a loan at its bank; the same request again pays nothing."""
        kept = self._kept(LOAN, id_)
        request = asked.request or str(RequestId.new(self._clock, self._entropy))
        body = encode({"amount_fen": asked.amount_fen, "request": request})
        news = self._peers.post(kept["lender"], f"/loans/{id_}/repayments", body)
        self._take_news(kept["lender"], kept["document"]["application"], news)
        return self.loan(id_, language)

    def receive_news(self, caller: str, id_: str, body: bytes) -> bytes:
        """Take in what a bank tells of an application that was sent to it."""
        self._take_news(caller, id_, body)
        return encode({})

    def owner_of_stream(self, stream: str) -> str | None:
        """The enterprise whose application or loan this ledger stream is; None for a stranger's."""
        with self._database.reading() as connection:
            kept = document(connection, APPLICATION, stream)
            if kept is not None:
                return str(kept["document"]["enterprise"]["uscc"])
            kept = document(connection, LOAN, stream)
        return None if kept is None else str(kept["uscc"])

    def _take_news(self, lender: str, id_: str, body: bytes) -> None:
        """Keep what the lender says. News that a later one has overtaken changes nothing."""
        kept = self._kept(APPLICATION, id_)
        if kept["lender"] != lender:
            raise ThingNotFound(kind="application", id=id_, party=lender, stage=_STAGE)
        try:
            news = orjson.loads(body)
            version, told, loans = int(news["version"]), news["application"], list(news["loans"])
            ApplicationView.model_validate(localised(told, Language.EN))
            for loan in loans:
                LoanView.model_validate(localised(loan, Language.EN))
            reliefs = [kept_relief(one, lender) for one in news["reliefs"]]
            about = {told["enterprise"]["uscc"], *(one["enterprise"]["uscc"] for one in (*loans, *news["reliefs"]))}
            if told["id"] != id_ or about != {kept["document"]["enterprise"]["uscc"]}:
                raise ValueError("another application")  # noqa: TRY301 - all faults of the body are told alike
        except (ValueError, KeyError, TypeError) as reason:
            raise PeerForged(org=lender, reason=str(reason)[:300], stage=_STAGE) from None
        uscc, now = told["enterprise"]["uscc"], self._clock.now()
        with self._database.transaction() as connection:
            current = document(connection, APPLICATION, id_) or kept
            if version < current["version"]:
                return
            known = {step["entry"] for step in current["document"]["history"]}
            known |= self._entries_known(connection, loans)
            after = {"document": told, "lender": lender, "version": version}
            put_document(connection, APPLICATION, id_, after, uscc=uscc, at=now)
            self._follower.followed(connection, uscc, lender, id_, told["state"])
            for step in [step for one in (told, *loans) for step in one["history"]]:
                expect_entry(connection, step["entry"], uscc=uscc, at=now)
            for entry in entries_of(told.get("support")):
                expect_entry(connection, entry, uscc=uscc, at=now)
            for loan in loans:
                after = {"document": loan, "lender": lender, "uscc": uscc}
                put_document(connection, LOAN, loan["id"], after, uscc=uscc, at=now)
            for relief, asked, asked_at in reliefs:
                put_document(connection, RELIEF, relief, asked, uscc=uscc, at=asked_at)
            for notice in to_enterprise(told, loans, known, self._directory.name_of(lender)):
                self._crier.tell(connection, notice)

    @staticmethod
    def _entries_known(connection: Connection, loans: Sequence[Mapping[str, Any]]) -> set[str]:
        kept = (document(connection, LOAN, loan["id"]) for loan in loans)
        return {step["entry"] for one in kept if one is not None for step in one["document"]["history"]}

    def _kept(self, kind: str, id_: str) -> dict[str, Any]:
        with self._database.reading() as connection:
            kept = document(connection, kind, id_)
        if kept is None:
            raise ThingNotFound(kind=kind, id=id_, stage=_STAGE)
        return kept


def _session(request: ApplicationRequest, now: datetime) -> dict[str, int]:
    """What the bank is told of how the application came about: seconds from the form's opening, where that is sound."""
    if request.opened_at is None or request.opened_at.tzinfo is None:
        return {}
    taken = now - request.opened_at
    return {"seconds_to_fill": int(taken.total_seconds())} if timedelta() <= taken <= _FORM_OPEN_MAX else {}
