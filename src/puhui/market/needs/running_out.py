"""What happens when nobody acts: a need expires; a bank's clock runs out, and the need goes to the next bank.

Each is an event. `need.escalated` names the bank whose time ran out and the one that has it now, if any is left; the
regulator reads these.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.engine import Connection

from puhui.kernel.ids import OrgId
from puhui.market.needs import store
from puhui.market.needs.answering import invite, lapse, overdue
from puhui.market.needs.house import MarketHouse
from puhui.market.needs.model import FinancingNeed
from puhui.market.needs.publishing import end
from puhui.market.needs.settings import need_settings
from puhui.market.needs.states import OPEN, NeedStep

NextBank = Callable[[FinancingNeed], OrgId | None]
"""The bank that a need goes to next: one that may see it and has not answered it yet; None when there is none."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """A bank did not act in time. `to` is None when no bank is left that the need could go to."""

    need: str
    bank: OrgId
    due_at: datetime
    at: datetime
    to: OrgId | None


def run_out(
    connection: Connection, house: MarketHouse, id_: str, next_bank: NextBank
) -> tuple[FinancingNeed, list[Escalation]]:
    """Expire the need if its days are over, else let every overdue answer lapse and go to the next bank."""
    need, now = store.find(connection, id_), house.now()
    if need.state not in OPEN:
        return need, []
    if need.closes_at is not None and need.closes_at < now and not _in_progress(need):
        return end(connection, house, need, NeedStep.EXPIRE, "its days are over"), []
    told = []
    for answer in overdue(need, now):
        assert answer.due_at is not None  # it is what made the answer overdue
        need = lapse(connection, house, need, answer.bank)
        to = next_bank(need) if len(need.held) < need_settings().banks_max else None
        if to is not None:
            need = invite(connection, house, need.id, to, why="handed_over")
        found = Escalation(str(need.id), answer.bank, answer.due_at, now, to)
        document = {"need": found.need, "bank": str(found.bank), "to": str(to or "")}
        store.record(connection, house, need.id, "need.escalated", document)
        told.append(found)
    return need, told


def _in_progress(need: FinancingNeed) -> bool:
    """Whether an application is under way: then the need's days do not end it."""
    return any(one.application and one in need.held for one in need.answers)
