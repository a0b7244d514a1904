"""The banks' door at the portal, and what happens by itself: clocks run out, open needs are assigned.

A bank asks for a step on a need; whether a place is left is decided here, in one transaction, so that two banks that
ask at once cannot both have the last one.
"""

from collections.abc import Callable
from datetime import timedelta

import structlog
from sqlalchemy.engine import Connection

from puhui.desks.needs.assigning import proposals
from puhui.desks.needs.telling import NeedTeller
from puhui.desks.wire import CallMalformed, read_fields
from puhui.kernel import PuhuiError
from puhui.kernel.ids import OrgId
from puhui.market.needs import FinancingNeed, MarketHouse, NeedUnknown, answering, need_settings
from puhui.market.needs import store as needs
from puhui.market.needs.running_out import run_out
from puhui.market.needs.states import OPEN
from puhui.storage import Database

_log = structlog.get_logger("puhui.desks.needs")


class NeedDoor:
    """What banks' nodes ask about needs, and the portal's own duties about them. Safe from many threads."""

    def __init__(self, *, house: MarketHouse, teller: NeedTeller, database: Database, wake: Callable[[], None]) -> None:
        self._house = house
        self._teller = teller
        self._database = database
        self._wake = wake

    def step(self, caller: str, id_: str, body: bytes) -> bytes:
        """A bank picks up, makes contact or leaves; its new sheet. To who is no bank here every need is unknown."""
        told = read_fields(body, step=str, banker=str, phone=str, message=str, reason=str)
        if caller not in self._teller.banks():
            raise NeedUnknown(need=id_, stage="desks.needs")
        bank = OrgId(caller)
        with self._database.transaction() as connection:
            match told["step"]:
                case "pick_up":
                    need = answering.pick_up(connection, self._house, id_, bank)
                case "contact":
                    said = {name: told[name] for name in ("banker", "phone", "message")}
                    need = answering.make_contact(connection, self._house, id_, bank, **said)
                case "leave":
                    need = answering.leave(connection, self._house, id_, bank, reason=told["reason"])
                case other:
                    raise CallMalformed(reason=f"step {other[:40]!r}", stage="desks.needs")
            self._teller.tell(connection, need)
            found = self._teller.sheet(connection, need, bank)
        self._wake()
        return found

    # What follows from the enterprise's application to a bank.

    def applied(self, connection: Connection, uscc: str, bank: OrgId, application: str) -> None:
        """An enterprise applied: where that bank holds its need and was agreed to, the need follows."""
        for need in needs.of_enterprise(connection, uscc):
            answer = need.answer_of(bank)
            if need.state in OPEN and answer is not None and answering.may_apply(answer):
                self._teller.tell(connection, answering.apply(connection, self._house, need.id, bank, application))
                return

    def followed(self, connection: Connection, uscc: str, bank: OrgId, application: str, state: str) -> None:
        """A bank told what became of an application."""
        for need in needs.of_enterprise(connection, uscc):
            answer = need.answer_of(bank)
            if answer is not None and answer.application == application:
                after = answering.follow(connection, self._house, need, bank, state)
                if after.version != need.version:
                    self._teller.tell(connection, after)

    # Duties; done again they change nothing.

    def run_out(self) -> int:
        """Expire what is over, hand over what waits too long; how many needs changed. Each is a transaction."""
        with self._database.transaction() as connection:
            there = [one.id for one in needs.open_needs(connection)]
        return sum(self._run_out(id_) for id_ in there)

    def assign(self) -> int:
        """Invite banks to the needs that nobody picked up by themselves; how many invitations."""
        waited = self._house.now() - timedelta(hours=need_settings().invite_after_hours)
        with self._database.transaction() as connection:
            there = [
                one
                for one in needs.open_needs(connection)
                if not one.answers and one.published_at is not None and one.published_at <= waited
            ]
            made = proposals(connection, self._teller, there)
        return sum(self._invite(id_, bank) for id_, bank in made)

    def _run_out(self, id_: str) -> bool:
        try:
            with self._database.transaction() as connection:
                before = needs.find(connection, id_)
                need, escalations = run_out(
                    connection, self._house, id_, lambda one: self._teller.next_bank(connection, one)
                )
                self._teller.escalate(connection, escalations)
                return self._tell_if_changed(connection, before, need)
        except PuhuiError as error:
            _log.warning("a need was not looked at", need=id_, cause=error.cause_text.en)
            return False

    def _invite(self, id_: str, bank: OrgId) -> bool:
        try:
            with self._database.transaction() as connection:
                before = needs.find(connection, id_)
                need = answering.invite(connection, self._house, id_, bank, why="assigned")
                return self._tell_if_changed(connection, before, need)
        except PuhuiError as error:  # somebody was faster: the next round looks again
            _log.info("an invitation was not made", need=id_, cause=error.cause_text.en)
            return False

    def _tell_if_changed(self, connection: Connection, before: FinancingNeed, need: FinancingNeed) -> bool:
        if need.version == before.version:
            return False
        self._teller.tell(connection, need)
        self._wake()
        return True
