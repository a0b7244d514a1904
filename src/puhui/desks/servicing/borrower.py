"""The enterprise's side of its running loans, at the portal. The bank decides and keeps; what it told last is shown."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import orjson
from pydantic import ValidationError

from puhui.desks.bytes_text import from_base64url
from puhui.desks.consenting import ConsentDesk, assertion_options, receiver_view, signature_map
from puhui.desks.directory import Directory
from puhui.desks.errors import PeerForged, ThingNotFound
from puhui.desks.localising import both, localised
from puhui.desks.peers import Peers
from puhui.desks.store import document, documents
from puhui.desks.views import (
    ContractDraftView,
    DrawingRequest,
    QuoteView,
    ReliefList,
    ReliefOptions,
    ReliefRequest,
    ReliefView,
    SignedDraft,
    StatementView,
)
from puhui.kernel import Clock, Entropy, Language, encode
from puhui.kernel.ids import ReliefId, RequestId
from puhui.lending.office import day_in_china
from puhui.lending.relief import ReliefKind, shipped_rules
from puhui.storage import Database

RELIEF, LOAN = "relief", "loan"
_STAGE = "desks.servicing"
TakeNews = Callable[[str, str, bytes], None]


class BorrowerServicing:
    """Quotes, statements, drawings and requests for relief, from the enterprise's side."""

    def __init__(
        self,
        *,
        consents: ConsentDesk,
        peers: Peers,
        database: Database,
        directory: Directory,
        clock: Clock,
        entropy: Entropy,
        take_news: TakeNews,
    ) -> None:
        self._consents, self._peers, self._database = consents, peers, database
        self._directory, self._clock, self._entropy = directory, clock, entropy
        self._take_news = take_news

    def quote(self, id_: str, amount_fen: int | None, language: Language) -> QuoteView:
        """What the loan owes today, as its bank says now."""
        told = self._post(id_, f"/loans/{id_}/quote", {"amount_fen": amount_fen})
        return QuoteView.model_validate(localised(orjson.loads(told), language))

    def statement(self, id_: str, language: Language) -> StatementView:
        """The statement, as its bank says now."""
        lender = self._loan(id_)["lender"]
        told = orjson.loads(self._peers.post(lender, f"/loans/{id_}/statement", b""))
        try:
            return StatementView.model_validate(localised(told, language))
        except ValidationError as reason:
            raise PeerForged(org=lender, reason=str(reason)[:300], stage=_STAGE) from None

    def options(self, id_: str, language: Language) -> ReliefOptions:
        """The programmes that may be asked for today."""
        self._loan(id_)
        today = day_in_china(self._clock.now())
        items = [
            {
                "kind": kind.value,
                "programme": one.code,
                "name": both(one.name),
                "source": both(one.source),
                "latest_day": None if (day := one.latest_new_date(today)) is None else day.isoformat(),
            }
            for kind in ReliefKind
            for one in shipped_rules().open_for(kind, today)
        ]
        return ReliefOptions.model_validate({"items": localised(items, language)})

    def reliefs(self, uscc: str | None, language: Language) -> ReliefList:
        """The enterprise's requests, newest first."""
        with self._database.transaction() as connection:
            found = [kept["document"] for kept in documents(connection, RELIEF, uscc or "")]
        return ReliefList.model_validate({"items": localised(found, language)})

    def relief(self, id_: str, language: Language) -> ReliefView:
        """One request as its bank last told."""
        return ReliefView.model_validate(localised(self._kept(RELIEF, id_)["document"], language))

    def owner_of_relief(self, id_: str) -> str:
        """The USCC of the enterprise that asked; raises `ThingNotFound`."""
        return str(self._kept(RELIEF, id_)["document"]["enterprise"]["uscc"])

    def ask(self, id_: str, request: ReliefRequest, language: Language) -> ReliefView:
        """Ask the loan's bank for relief."""
        case = ReliefId.new(self._clock, self._entropy)
        asked = request.model_dump(mode="json")
        self._news(id_, f"/loans/{id_}/reliefs", asked | {"request": self._request(), "id": str(case)})
        return self.relief(case, language)

    def withdraw(self, id_: str, language: Language) -> ReliefView:
        """Take the request back."""
        self._news(self._loan_of(id_), f"/reliefs/{id_}/withdrawal", None)
        return self.relief(id_, language)

    def contract_draft(self, id_: str, language: Language) -> ContractDraftView:
        """The renewal's contract as the bank offers it now."""
        kept = self._loan(self._loan_of(id_))
        told = orjson.loads(self._peers.post(kept["lender"], f"/reliefs/{id_}/contract/options", b""))
        signed = from_base64url(told["challenge"])
        credentials = self._directory.credentials_of(kept["uscc"])
        options = assertion_options(self._consents.key_of(kept["uscc"]), signed, credentials)
        lender = receiver_view(self._directory, kept["lender"], language)
        return ContractDraftView.model_validate(told | {"lender": lender, "webauthn": options})

    def sign_contract(self, id_: str, signed: SignedDraft, language: Language) -> ReliefView:
        """Carry the enterprise's signature to the bank."""
        body = {"draft": signed.draft, "signature": signature_map(signed.signature)}
        self._news(self._loan_of(id_), f"/reliefs/{id_}/contract", body)
        return self.relief(id_, language)

    def draw(self, id_: str, request: DrawingRequest) -> None:
        """Draw again out of a revolving line."""
        asked = {"amount_fen": request.amount_fen, "request": request.request or self._request()}
        self._news(id_, f"/loans/{id_}/drawings", asked)

    def close(self, id_: str) -> None:
        """End a line on which nothing is owed."""
        self._news(id_, f"/loans/{id_}/closing", None)

    def _news(self, loan: str, path: str, body: dict[str, Any] | None) -> None:
        kept = self._loan(loan)
        news = self._peers.post(kept["lender"], path, b"" if body is None else encode(body))
        self._take_news(kept["lender"], kept["document"]["application"], news)

    def _post(self, loan: str, path: str, body: dict[str, Any]) -> bytes:
        return self._peers.post(self._loan(loan)["lender"], path, encode(body))

    def _request(self) -> str:
        return str(RequestId.new(self._clock, self._entropy))

    def _loan_of(self, relief: str) -> str:
        return str(self._kept(RELIEF, relief)["document"]["loan"])

    def _loan(self, id_: str) -> dict[str, Any]:
        return self._kept(LOAN, id_)

    def _kept(self, kind: str, id_: str) -> dict[str, Any]:
        with self._database.transaction() as connection:
            kept = document(connection, kind, id_)
        if kept is None:
            raise ThingNotFound(kind=kind, id=id_, stage=_STAGE)
        return kept


def kept_relief(told: dict[str, Any], lender: str) -> tuple[str, dict[str, Any], datetime]:
    """A request as the portal keeps it, under its id and time; raises what a malformed one raises."""
    view = ReliefView.model_validate(localised(told, Language.EN))
    return view.id, {"document": told, "lender": lender}, view.asked_at
