"""The bank's desk of early warnings: its people see tasks, take them, record what they did, and close them."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.engine import Connection

from puhui.consent import ActiveGrant, ExhaustedGrant, Grant
from puhui.desks.actors import Actor
from puhui.desks.localising import localised
from puhui.desks.store import document
from puhui.desks.views.warnings import (
    CloseWarning,
    MonitoringView,
    TakeWarning,
    WarningList,
    WarningMeasureRequest,
    WarningReturn,
    WarningView,
)
from puhui.desks.warning.asked import AskedLooks
from puhui.desks.warning.debtors import debtor_of, holding, monitoring_grants
from puhui.desks.warning.documents import Document, Seen, line_document, precision_documents, warning_document
from puhui.desks.warning.looking import LOOKED, Lookout
from puhui.kernel import Language
from puhui.kernel.ids import LoanId, WarningId
from puhui.ledger import Ledger
from puhui.lending import store as lending
from puhui.lending import warning as warnings
from puhui.lending.errors import LoanUnknown
from puhui.lending.office import LoanOffice
from puhui.lending.warning import Closing, Staff, WarningTask, settings, store
from puhui.storage import Database

LIVE = ("open", "taken", "escalated")


class WarningDesk:
    """One bank's early warnings. Safe from many threads; `lookout` looks at debtors, `asked` when somebody wants it."""

    def __init__(
        self,
        *,
        lookout: Lookout,
        office: LoanOffice,
        database: Database,
        ledger: Ledger,
        wake: Callable[[], None],
    ) -> None:
        self.lookout = lookout
        self.asked = AskedLooks(lookout, database, office.clock)
        self._office, self._database, self._ledger, self._wake = office, database, ledger, wake

    def warnings(
        self, language: Language, *, state: str = "live", level: str | None = None, rule: str | None = None
    ) -> WarningList:
        """Tasks of a state (`live`: whatever is not closed), of a level and of a rule where these are given."""
        now = self._office.now()
        states = LIVE if state == "live" else () if state == "all" else (state,)
        with self._database.transaction() as connection:
            found = store.tasks(connection, states=states, levels=() if level is None else (level,), rule=rule)
            live = store.tasks(connection, states=LIVE)
            closed = store.closings(connection)
        levels = Counter(one.level.value for one in live)
        told = {
            "items": [line_document(one, now) for one in found],
            "red": levels["red"],
            "orange": levels["orange"],
            "yellow": levels["yellow"],
            "late": sum(now > one.due_by for one in live),
            "least": settings().judged_least,
            "rules": precision_documents(closed, Counter(one.trigger.code for one in live)),
        }
        return WarningList.model_validate(localised(told, language))

    def warning(self, id_: str, actor: Actor, language: Language) -> WarningView:
        """One task; raises `WarningUnknown`."""
        now = self._office.now()
        with self._database.transaction() as connection:
            task = store.task(connection, WarningId(id_))
            seen = self._seen(connection, task.uscc, now)
            steps = lending.events(connection, task.id)
        told = warning_document(task, seen, steps, now=now, actor=actor)
        return WarningView.model_validate(localised(told, language))

    def take(self, id_: str, request: TakeWarning, actor: Actor, language: Language) -> WarningView:
        """Take it on."""
        return self._step(
            id_,
            actor,
            language,
            lambda at: warnings.take(at, self._office, WarningId(id_), version=request.version, by=_staff(actor)),
        )

    def measure(self, id_: str, request: WarningMeasureRequest, actor: Actor, language: Language) -> WarningView:
        """Record what was done."""
        return self._step(
            id_,
            actor,
            language,
            lambda at: warnings.measure(
                at, self._office, WarningId(id_), request.text, version=request.version, by=_staff(actor)
            ),
        )

    def send_back(self, id_: str, request: WarningReturn, actor: Actor, language: Language) -> WarningView:
        """Give a late one a new day."""
        return self._step(
            id_,
            actor,
            language,
            lambda at: warnings.send_back(
                at, self._office, WarningId(id_), request.note, version=request.version, by=_staff(actor)
            ),
        )

    def close(self, id_: str, request: CloseWarning, actor: Actor, language: Language) -> WarningView:
        """Close it with the reason."""
        return self._step(
            id_,
            actor,
            language,
            lambda at: warnings.close(
                at,
                self._office,
                WarningId(id_),
                Closing(request.closing),
                request.note,
                version=request.version,
                by=_staff(actor),
            ),
        )

    def monitoring(self, loan: str, language: Language) -> MonitoringView:
        """What may be looked at of a loan's debtor, what the latest look told, and its tasks; raises `LoanUnknown`."""
        now = self._office.now()
        with self._database.transaction() as connection:
            uscc = lending.loan(connection, LoanId(loan)).uscc
            looked = document(connection, LOOKED, uscc)
            tasks = store.tasks(connection, uscc=uscc)
            last = store.last_looks(connection).get(uscc)
            look = self.asked.state(connection, uscc)
        told: Document = {
            "loan": loan,
            "look": look,
            "looked_at": None if last is None else last.isoformat(),
            "next_look": None if last is None else (last + settings().every).isoformat(),
            "sources": looked["sources"] if looked and last else [],
            "not_looked_at": looked["not_looked_at"] if looked and last else [],
            "warnings": [line_document(one, now) for one in tasks],
        }
        return MonitoringView.model_validate(localised(told | self._granted(uscc, now), language))

    def look_now(self, loan: str, actor: Actor, language: Language) -> MonitoringView:
        """Have a loan's debtor looked at now: a counted use of each grant. Raises as `AskedLooks.ask`."""
        with self._database.transaction() as connection:
            uscc = lending.loan(connection, LoanId(loan)).uscc
        self.asked.ask(uscc, actor)
        return self.monitoring(loan, language)

    def _step(self, id_: str, actor: Actor, language: Language, do: Callable[[Connection], WarningTask]) -> WarningView:
        with self._database.transaction() as connection:
            do(connection)
        self._wake()
        return self.warning(id_, actor, language)

    def _granted(self, uscc: str, now: datetime) -> Document:
        try:
            with self._database.transaction() as connection:
                debtor = debtor_of(connection, uscc)
        except LoanUnknown:  # all its loans here are settled
            return {"granted": 0, "uses_left": None, "expires": None}
        held = holding(monitoring_grants(self._ledger, debtor, str(self._office.organisation), now))
        return {
            "granted": len(held),
            "uses_left": min((one.terms.uses - one.used for one in held), default=None),
            "expires": min((one.expires.isoformat() for one in held), default=None),
        }

    def _seen(self, connection: Connection, uscc: str, now: datetime) -> Seen | None:
        """What custodians told, while a grant for monitoring holds; None after."""
        try:
            debtor = debtor_of(connection, uscc)
        except LoanUnknown:
            return None
        if not _in_force(monitoring_grants(self._ledger, debtor, str(self._office.organisation), now)):
            return None
        kept = document(connection, LOOKED, uscc)
        return Seen(store.looks(connection, uscc), {} if kept is None else kept["documents"])


def _in_force(grants: Sequence[Grant]) -> bool:
    """Whether any was neither taken back nor has run out; one that is used up still lets what it told be looked at."""
    return any(isinstance(one, ActiveGrant | ExhaustedGrant) for one in grants)


def _staff(actor: Actor) -> Staff:
    return Staff(actor.person, actor.name, actor.role)
