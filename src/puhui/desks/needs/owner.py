"""The enterprise's needs at the portal: written, published, followed, taken back.

A draft is saved as it is typed. From its publication on every step is an event owed to the ledger, and every bank in
the scope is told; both in the transaction of the step.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy.engine import Connection

from puhui.desks.directory import Directory
from puhui.desks.errors import ThingNotFound
from puhui.desks.known import known_facts
from puhui.desks.localising import both, localised
from puhui.desks.needs.documents import owner_document
from puhui.desks.needs.telling import NeedTeller
from puhui.desks.views.needs import (
    AskView,
    FinancingNeedView,
    NeedDraftRequest,
    NeedList,
    NeedWithdrawalRequest,
    PrefillView,
    PublicationRequest,
)
from puhui.kernel import Language
from puhui.kernel.ids import OrgId
from puhui.market import Need
from puhui.market.needs import (
    Asker,
    FinancingNeed,
    MarketHouse,
    Scope,
    Shows,
    answering,
    need_settings,
    publishing,
    read_ask,
)
from puhui.market.needs import store as needs
from puhui.market.needs.prefilling import prefilled
from puhui.storage import Database


class NeedDesk:
    """One portal's needs from the enterprises' side. Safe from many threads."""

    def __init__(
        self,
        *,
        house: MarketHouse,
        teller: NeedTeller,
        database: Database,
        directory: Directory,
        wake: Callable[[], None],
    ) -> None:
        self._house = house
        self._teller = teller
        self._database = database
        self._directory = directory
        self._wake = wake

    def prefill(self, uscc: str, language: Language) -> PrefillView:
        """What the form starts with, and the banks of this market."""
        segment = self._directory.enterprise(uscc).segment
        with self._database.transaction() as connection:
            found = prefilled(known_facts(connection, uscc, segment, self._house.now().date()))
        of = need_settings()
        told = {
            "amount_fen": found.amount_fen,
            "amount_why": both(found.amount_why),
            "guarantees": [one.value for one in found.guarantees],
            "guarantees_why": both(found.guarantees_why),
            "banks": [{"bank": bank, "name": both(self._directory.name_of(bank))} for bank in self._teller.banks()],
            "banks_max": of.banks_max,
            "days": of.open_days,
            "days_max": of.open_days_max,
        }
        return PrefillView.model_validate(localised(told, language))

    def needs(self, uscc: str, language: Language) -> NeedList:
        """The enterprise's needs, newest first."""
        with self._database.transaction() as connection:
            found = [self._document(connection, one) for one in needs.of_enterprise(connection, uscc)]
        return NeedList.model_validate({"items": localised(found, language)})

    def need(self, id_: str, language: Language) -> FinancingNeedView:
        """One need; raises `NeedUnknown`."""
        with self._database.transaction() as connection:
            return self._view(connection, needs.find(connection, id_), language)

    def owner_of_need(self, id_: str) -> str:
        """The USCC of the enterprise that needs it; raises `ThingNotFound`."""
        owner = self.owner_of_stream(id_)
        if owner is None:
            raise ThingNotFound(kind="need", id=id_, stage="desks.needs")
        return owner

    def owner_of_stream(self, stream: str) -> str | None:
        """The enterprise whose need this ledger stream is; None for another stream."""
        with self._database.transaction() as connection:
            return needs.owner_of(connection, stream)

    def draft(self, uscc: str, ask: AskView, language: Language) -> FinancingNeedView:
        """Begin a need."""
        enterprise = self._directory.enterprise(uscc)
        who = Asker(uscc, enterprise.name, enterprise.segment)
        with self._database.transaction() as connection:
            return self._view(connection, publishing.draft(connection, self._house, who, _need(ask)), language)

    def rewrite(self, id_: str, request: NeedDraftRequest, language: Language) -> FinancingNeedView:
        """Save what was typed."""
        with self._database.transaction() as connection:
            kept = publishing.rewrite(connection, id_, _need(request.ask), version=request.version)
            return self._view(connection, kept, language)

    def discard(self, id_: str) -> None:
        """Throw a draft away."""
        with self._database.transaction() as connection:
            publishing.discard(connection, id_)

    def publish(self, id_: str, request: PublicationRequest, language: Language) -> FinancingNeedView:
        """Let the banks of the scope see it."""
        scope = Scope(tuple(OrgId(one) for one in request.banks), frozenset(Shows(one) for one in request.shows))
        with self._database.transaction() as connection:
            published = publishing.publish(
                connection,
                self._house,
                id_,
                scope,
                version=request.version,
                contact=request.contact,
                days=request.days,
                banks=self._teller.banks(),
            )
            found = self._told(connection, published, language)
        self._wake()
        return found

    def withdraw(self, id_: str, request: NeedWithdrawalRequest, language: Language) -> FinancingNeedView:
        """Take it back."""
        with self._database.transaction() as connection:
            ended = publishing.withdraw(connection, self._house, id_, reason=request.reason)
            found = self._told(connection, ended, language)
        self._wake()
        return found

    def agree(self, id_: str, bank: str, language: Language) -> FinancingNeedView:
        """Let that bank know who asks."""
        return self._answered(lambda connection: answering.agree(connection, self._house, id_, OrgId(bank)), language)

    def refuse(self, id_: str, bank: str, language: Language) -> FinancingNeedView:
        """Do not go on with that bank."""
        return self._answered(lambda connection: answering.refuse(connection, self._house, id_, OrgId(bank)), language)

    def _answered(self, step: Callable[[Connection], FinancingNeed], language: Language) -> FinancingNeedView:
        with self._database.transaction() as connection:
            found = self._told(connection, step(connection), language)
        self._wake()
        return found

    def _told(self, connection: Connection, need: FinancingNeed, language: Language) -> FinancingNeedView:
        self._teller.tell(connection, need)
        return self._view(connection, need, language)

    def _view(self, connection: Connection, need: FinancingNeed, language: Language) -> FinancingNeedView:
        return FinancingNeedView.model_validate(localised(self._document(connection, need), language))

    def _document(self, connection: Connection, need: FinancingNeed) -> dict[str, Any]:
        return owner_document(need, needs.events(connection, need.id), self._directory.name_of)


def _need(ask: AskView) -> Need:
    return read_ask(ask.model_dump() | {"repayment": None})
