"""The guarantor's desk: what banks ask, the book with its limits, promises and payments by two people."""

from collections.abc import Callable
from decimal import Decimal

from sqlalchemy.engine import Connection

from puhui.credit.defaults import LENDING
from puhui.credit.guarantor import Capacity
from puhui.desks.actors import Actor
from puhui.desks.directory import Directory
from puhui.desks.localising import both, localised
from puhui.desks.support.documents import Document, guarantee_document, plain
from puhui.desks.support.telling import SupportTeller
from puhui.desks.support.waiting import tell_whose_turn
from puhui.desks.views.support import BookView, GuaranteeList, GuaranteeProposal, GuaranteeView
from puhui.kernel import Language
from puhui.notifications import Crier
from puhui.storage import Database
from puhui.support import Guarantee, Institution, SupportHouse, guaranteeing, store, support_defaults
from puhui.support.errors import NoInstitution
from puhui.support.states import ON_BOOK

_CLIENTS_SHOWN = 10


class GuaranteeDesk:
    """One guarantee institution's people. `institution` is None where none sits here. Safe from many threads."""

    def __init__(
        self,
        *,
        house: SupportHouse,
        institution: Institution | None,
        teller: SupportTeller,
        database: Database,
        directory: Directory,
        crier: Crier,
        wake: Callable[[], None],
    ) -> None:
        self._house = house
        self._institution = institution
        self._teller = teller
        self._database = database
        self._directory = directory
        self._crier = crier
        self._wake = wake

    def guarantees(self, actor: Actor, language: Language) -> GuaranteeList:
        """All that banks asked for, newest first."""
        with self._database.transaction() as connection:
            found = [self._document(connection, one, actor) for one in store.every(connection, Guarantee)]
        return GuaranteeList.model_validate({"items": localised(found, language)})

    def guarantee(self, id_: str, actor: Actor, language: Language) -> GuaranteeView:
        """One, with what may be promised for it now; raises `SupportUnknown`."""
        with self._database.transaction() as connection:
            found = self._document(connection, store.find(connection, Guarantee, id_), actor)
        return GuaranteeView.model_validate(localised(found, language))

    def book(self, language: Language) -> BookView:
        """The capital, what is answered for, and every limit beside it; raises `NoInstitution`."""
        known, rules = self._institution, support_defaults()
        if known is None:
            raise NoInstitution(stage="desks.support")
        with self._database.transaction() as connection:
            pools, clients = store.pools(connection), store.clients(connection, _CLIENTS_SHOWN)
        liability = sum(one.liability_fen for one in pools)
        net = known.net_assets_fen
        most = LENDING.decimal("guarantor_leverage_small" if known.serves_small else "guarantor_leverage")
        told: Document = {
            "name": both(known.name),
            "net_assets_fen": net,
            "as_of": known.as_of,
            "liability_fen": liability,
            "leverage": plain((Decimal(liability) / net).quantize(Decimal("0.0001"))) if net else "0",
            "leverage_max": plain(most),
            "one_client_max_fen": int(net * LENDING.decimal("guarantor_one_client")),
            "related_max_fen": int(net * LENDING.decimal("guarantor_related_clients")),
            "compensation_stop": plain(rules.decimal("compensation_stop")),
            "clients": [{"uscc": uscc, "liability_fen": fen} for uscc, fen in clients],
            "pools": [
                {
                    "bank": one.bank,
                    "bank_name": both(self._directory.name_of(one.bank)),
                    "product": one.product,
                    "liability_fen": one.liability_fen,
                    "begun_fen": one.begun_fen,
                    "compensated_fen": one.compensated_fen,
                    "recovered_fen": one.recovered_fen,
                    "compensation_rate": plain(one.compensation_rate),
                    "stopped": one.stopped(rules),
                }
                for one in pools
            ],
        }
        return BookView.model_validate(localised(told, language))

    def propose(self, id_: str, request: GuaranteeProposal, actor: Actor, language: Language) -> GuaranteeView:
        """An officer would guarantee it."""
        return self._step(
            lambda connection: guaranteeing.propose(
                connection,
                self._house,
                self._institution,
                id_,
                group=request.group,
                controls_guarantor=request.controls_guarantor,
                comment=request.comment,
                by=actor.person,
            ),
            actor,
            language,
        )

    def promise(self, id_: str, actor: Actor, language: Language) -> GuaranteeView:
        """A second person issues the letter."""
        return self._step(
            lambda connection: guaranteeing.promise(connection, self._house, self._institution, id_, by=actor.person),
            actor,
            language,
        )

    def refuse(self, id_: str, reason: str, actor: Actor, language: Language) -> GuaranteeView:
        """It is not guaranteed."""
        return self._step(
            lambda connection: guaranteeing.refuse(connection, self._house, id_, reason=reason, by=actor.person),
            actor,
            language,
        )

    def check(self, id_: str, comment: str, actor: Actor, language: Language) -> GuaranteeView:
        """An officer would pay the claim."""
        return self._step(
            lambda connection: guaranteeing.check(connection, self._house, id_, comment=comment, by=actor.person),
            actor,
            language,
        )

    def reject(self, id_: str, reason: str, actor: Actor, language: Language) -> GuaranteeView:
        """The claim is not paid."""
        return self._step(
            lambda connection: guaranteeing.reject(connection, self._house, id_, reason=reason, by=actor.person),
            actor,
            language,
        )

    def compensate(self, id_: str, actor: Actor, language: Language) -> GuaranteeView:
        """A second person pays the claim."""
        return self._step(
            lambda connection: guaranteeing.compensate(connection, self._house, id_, by=actor.person),
            actor,
            language,
        )

    def _step(self, step: Callable[[Connection], Guarantee], actor: Actor, language: Language) -> GuaranteeView:
        with self._database.transaction() as connection:
            one = step(connection)
            self._teller.tell(connection, one.application)
            tell_whose_turn(connection, self._crier, one)
            found = self._document(connection, one, actor)
        self._wake()
        return GuaranteeView.model_validate(localised(found, language))

    def _document(self, connection: Connection, one: Guarantee, actor: Actor) -> Document:
        room = Capacity(0, "", ())
        if self._institution is not None and one.state in ("asked", "proposed", *ON_BOOK):
            room = guaranteeing.room(connection, self._institution, one)
        events, bank = store.events(connection, one.id), self._directory.name_of(one.bank)
        return guarantee_document(one, room, events, bank, actor.person)
