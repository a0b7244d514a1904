"""The bank's node looks again at its debtors, by night, while their grants for monitoring hold.

Each answer is one counted use of a grant, on the ledger before it is told. What was told is kept while a grant holds
and forgotten once none does. A look at one debtor is one transaction: the look, the tasks that it makes, the news. If
we die before it, the next look asks with the same request ids: the same uses, the same answers.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy.engine import Connection

from puhui.consent import ExhaustedGrant, Grant
from puhui.credit.indicator import Cause
from puhui.decisions import Fact, fact
from puhui.desks.collecting import Asker, Progress, Requests
from puhui.desks.localising import both
from puhui.desks.opinion import opinion_document, told_timeline
from puhui.desks.scoring import Collected
from puhui.desks.series import series_documents
from puhui.desks.store import put_document, remove_document
from puhui.desks.warning.announcing import of_late, of_raised
from puhui.desks.warning.debtors import Debtor, debtor_of, holding, monitoring_grants
from puhui.desks.warning.errors import NobodyAnswered, NotGrantedForMonitoring
from puhui.kernel import PuhuiError
from puhui.ledger import Ledger
from puhui.lending import store as lending
from puhui.lending.office import LoanOffice
from puhui.lending.warning import Judged, Look, escalate_late, judge, lapse, moved_since, raise_warning, settings, store
from puhui.lending.warning.settings import NEWS
from puhui.market import build_facts
from puhui.notifications import Crier
from puhui.storage import Database

LOOKED = "warning-looked"
AT_ONCE = 200
"""Debtors that one round looks at: a round is a part of the night, and the next one goes on."""

_A_DAY = timedelta(days=1)
_ANSWERED = frozenset({Cause.GRANTED, Cause.NO_RECORD, Cause.STALE})
_log = structlog.get_logger("puhui.desks.warning")


class Lookout:
    """One bank's looks at its debtors. Safe from many threads: two looks at once are two looks."""

    def __init__(
        self,
        *,
        office: LoanOffice,
        rules: Callable[[], bytes],
        asker: Asker,
        requests: Requests,
        database: Database,
        ledger: Ledger,
        crier: Crier,
        wake: Callable[[], None],
    ) -> None:
        self._office, self._rules = office, rules
        self._asker, self._requests = asker, requests
        self._database, self._ledger = database, ledger
        self._crier, self._wake = crier, wake
        self._ungranted: dict[str, datetime] = {}  # who granted nothing when we last saw; a restart sees again

    def look_due(self) -> int:
        """By night, look at every debtor whose last look is old enough; how many. By day nothing."""
        now = self._office.now()
        if not settings().is_night(now):
            return 0
        return sum(self._attempt(uscc) for uscc in self._due(now)[:AT_ONCE])

    def look(self, uscc: str, *, progress: Progress = lambda _done, _total: None) -> Judged:
        """Look at one debtor now; `progress` hears how many custodians have answered.

        Raises `LoanUnknown`, `NotGrantedForMonitoring` (what was told before is forgotten then), `NobodyAnswered`.
        """
        now = self._office.now()
        debtor, held = self.require_granted(uscc)
        name = f"look:{uscc}"
        collected = self._asker.collect(debtor.subject, held, self._requests.fixed(name, uscc, held), progress=progress)
        if not any(part.cause in _ANSWERED for part in collected):
            raise NobodyAnswered(stage="desks.warning")
        look = _look(collected, now)
        rules = self._rules()
        with self._database.transaction() as connection:
            judged = judge(moved_since(look.facts, _first(store.looks(connection, uscc), look)), rules)
            store.keep_look(connection, uscc, look, settings().looks_kept)
            put_document(connection, LOOKED, uscc, _looked(collected, judged, now), uscc=uscc, at=now)
            self._raise(connection, debtor, judged, rules, now)
            self._requests.used(connection, name)
        self._wake()
        return judged

    def require_granted(self, uscc: str) -> tuple[Debtor, list[Grant]]:
        """The debtor, and the grants by which it may be looked at now.

        Raises `LoanUnknown`, `NotGrantedForMonitoring` (what was told before is forgotten then).
        """
        now = self._office.now()
        with self._database.transaction() as connection:
            debtor = debtor_of(connection, uscc)
        grants = monitoring_grants(self._ledger, debtor, str(self._office.organisation), now)
        held = holding(grants)
        if not held:
            self._ungranted[uscc] = now
            if not any(isinstance(one, ExhaustedGrant) for one in grants):
                self._forget(uscc)
            raise NotGrantedForMonitoring(party=uscc, stage="desks.warning")
        return debtor, held

    def _forget(self, uscc: str) -> None:
        with self._database.transaction() as connection:
            store.forget_looks(connection, uscc)
            remove_document(connection, LOOKED, uscc)

    def settle(self) -> int:
        """Give late tasks to the approvers, and end those of debtors that owe nothing more; how many."""
        with self._database.transaction() as connection:
            late = escalate_late(connection, self._office)
            for task in late:
                self._crier.tell(connection, of_late(task))
            standing = store.tasks(connection, states=("open", "taken", "escalated"))
            over = {task.uscc for task in standing} - set(lending.debtors(connection))
            ended = sum(lapse(connection, self._office, uscc) for uscc in sorted(over))
        if late or ended:
            self._wake()
        return len(late) + ended

    def _raise(self, connection: Connection, debtor: Debtor, judged: Judged, rules: bytes, now: datetime) -> None:
        for hit in judged.hits:
            task = raise_warning(
                connection,
                self._office,
                hit,
                uscc=str(debtor.subject.uscc),
                name=debtor.name,
                loan=debtor.loan,
                manager=debtor.manager,
                rules=rules,
                rules_version=judged.rules,
                looked_at=now,
            )
            if task is not None:
                self._crier.tell(connection, of_raised(task))

    def _due(self, now: datetime) -> list[str]:
        before = now - settings().every
        with self._database.transaction() as connection:
            last = store.last_looks(connection)
            debtors = lending.debtors(connection)
        due = [uscc for uscc in debtors if uscc not in last or last[uscc] <= before]
        return [uscc for uscc in due if uscc not in self._ungranted or self._ungranted[uscc] <= now - _A_DAY]

    def _attempt(self, uscc: str) -> bool:
        try:
            self.look(uscc)
        except NotGrantedForMonitoring:
            return False
        except PuhuiError as error:
            _log.warning("a debtor was not looked at and is next time", code=error.code, cause=error.cause_text.en)
            return False
        return True


def _look(collected: list[Collected], now: datetime) -> Look:
    facts = build_facts([part.indicators for part in collected]) | _news(collected)
    return Look(now, facts)


def _news(collected: list[Collected]) -> dict[str, Fact]:
    told = next((found for part in collected if (found := told_timeline(part)) is not None), None)
    if told is None:
        return {name: fact(None, source="news", cause="no_record") for name in NEWS}
    count = {name: sum(one.level == level for one in told.warnings) for name, level in NEWS.items()}
    return {name: fact(value, source="news", as_of=told.as_of) for name, value in count.items()}


def _first(kept: list[Look], now: Look) -> dict[str, Fact]:
    """Of each fact the earliest value that anybody told: a source that was down at first begins later."""
    found: dict[str, Fact] = {}
    for look in (*kept, now):
        found = {name: one for name, one in look.facts.items() if not one.absent} | found
    return found


def _looked(collected: list[Collected], judged: Judged, now: datetime) -> dict[str, object]:
    """What is told of the latest look: who answered, which rules could not look, and the documents that are shown."""
    documents = {one["code"].lower(): one for one in series_documents(collected)}
    if (timeline := opinion_document(collected)) is not None:
        documents["timeline"] = timeline
    return {
        "documents": documents,
        "at": now.isoformat(),
        "sources": [
            {"source": part.source, "label": both(part.label), "cause": part.cause.value} for part in collected
        ],
        "not_looked_at": list(judged.not_looked_at),
        "hits": [one.code for one in judged.hits],
    }
