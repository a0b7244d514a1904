"""What nobody does, and people have to know all the same: a clock runs out, an instalment falls due, data were used.

Each look may be taken again at any time and then tells nobody twice: a notice is known by what it is about.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from puhui.consent import find_grant, purpose
from puhui.desks.announcing import falling_due
from puhui.desks.borrowing import LOAN
from puhui.desks.directory import Directory
from puhui.desks.store import documents
from puhui.kernel import Clock, PuhuiError, Suite
from puhui.kernel.ids import GrantId
from puhui.ledger import Ledger, Statement, parse_statement
from puhui.lending import store
from puhui.notifications import Audience, Crier, Kind, Notice, place_of, put_place
from puhui.storage import Database

RUNNING_OUT = timedelta(hours=4)  # J: of the promised time of an application
FALLING_DUE = timedelta(days=3)  # J: before an instalment's day
_BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
_LOANS_MAX = 100_000
_ENTRIES = 1_000
_WATCHER = "uses"


class BankReminders:
    """What a bank's people have to know of their applications' clocks."""

    def __init__(self, database: Database, crier: Crier, clock: Clock) -> None:
        self._database = database
        self._crier = crier
        self._clock = clock

    def clocks(self) -> int:
        """Tell of the applications whose promised time has nearly passed; how many are new."""
        now = self._clock.now()
        with self._database.transaction() as connection:
            waiting = [one for one in store.late_applications(connection, now + RUNNING_OUT) if one.decide_by > now]
            return sum(
                self._crier.tell(connection, _clock_of(str(one.id), one.applicant.name, one.decide_by, role))
                for one in waiting
                for role in ("officer", "approver")
            )


class OwnerReminders:
    """What an enterprise has to know at its portal."""

    def __init__(
        self, *, database: Database, ledger: Ledger, suite: Suite, directory: Directory, crier: Crier, clock: Clock
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._suite = suite
        self._directory = directory
        self._crier = crier
        self._clock = clock

    def instalments(self) -> int:
        """Tell of instalments that fall due soon and are not paid, as their banks last told; how many are new."""
        today = self._clock.now().astimezone(_BEIJING).date()
        with self._database.transaction() as connection:
            kept = documents(connection, LOAN, limit=_LOANS_MAX)
            return sum(
                self._crier.tell(connection, notice)
                for one in kept
                for notice in falling_due(one["document"], today, FALLING_DUE)
            )

    def uses(self) -> int:
        """Tell enterprises whose data others used since the last look, once a day for each receiver and purpose.

        The first look begins at the ledger's end: what was before is told by the page of uses.
        """
        with self._database.transaction() as connection:
            place = place_of(connection, _WATCHER)
        told = 0
        first = place is None
        while batch := self._ledger.entries(place or 0, _ENTRIES):
            place = (place or 0) + len(batch)
            notices = [] if first else [one for raw in batch for one in self._of_use(raw)]
            with self._database.transaction() as connection:
                told += sum(self._crier.tell(connection, one) for one in notices)
                if not first or len(batch) < _ENTRIES:  # the end, which a first look finds before it keeps a place
                    put_place(connection, _WATCHER, place)
        return told

    def _of_use(self, raw: bytes) -> Iterator[Notice]:
        try:
            statement = parse_statement(raw, self._suite)
        except PuhuiError:
            return
        for grant in _grants_used(statement):
            yield from self._of_grant(grant, str(statement.args["receiver"]), str(statement.args["purpose"]))

    def _of_grant(self, id_: str, receiver: str, why: str) -> Iterator[Notice]:
        now = self._clock.now()
        try:
            uscc = self._directory.uscc_of(str(find_grant(self._ledger, GrantId(id_), now).subject))
            text = purpose(why).text
        except PuhuiError:
            return
        if uscc is not None:
            day = now.astimezone(_BEIJING).date().isoformat()
            yield Notice(
                Kind.GRANT_USED,
                Audience.of_enterprise(uscc),
                key=f"use:{uscc}:{receiver}:{why}:{day}",
                page="/uses",
                values={"receiver": self._directory.name_of(receiver), "purpose": text},
            )


def _grants_used(statement: Statement) -> list[str]:
    if statement.contract != "grants":
        return []
    if statement.action == "use":
        return [str(statement.args["grant"])]
    return [str(one) for one in statement.args["grants"]] if statement.action == "use_many" else []


def _clock_of(application: str, name: str, until: datetime, role: str) -> Notice:
    return Notice(
        Kind.CLOCK_RUNNING_OUT,
        Audience.of_role(role),
        key=f"{application}:clock:{until.isoformat()}:{role}",
        page=f"/applications/{application}",
        values={"enterprise": name, "until": until.astimezone(_BEIJING).strftime("%Y-%m-%d %H:%M")},
    )
