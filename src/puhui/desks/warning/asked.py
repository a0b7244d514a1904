"""Looks at debtors that somebody asked for: kept until they were made, made by a thread of the node.

One look at a debtor waits at a time; asking again while it waits changes nothing. After a crash the look goes on with
the same request ids, so its grants are used once. Why a look failed is kept until the next one.
"""

import threading

import structlog
from sqlalchemy.engine import Connection

from puhui.desks.actors import Actor
from puhui.desks.problems import of_error
from puhui.desks.store import by_id, document, put_document, remove_document
from puhui.desks.warning.errors import LookBroke
from puhui.desks.warning.looking import Lookout
from puhui.kernel import Clock, PuhuiError
from puhui.storage import Database

_ASKED, _LOOK_SECONDS = "warning-look-asked", 30.0
_log = structlog.get_logger("puhui.desks.warning")

Document = dict[str, object]


class AskedLooks:
    """One bank's looks on demand. Safe from many threads."""

    def __init__(self, lookout: Lookout, database: Database, clock: Clock) -> None:
        self._lookout, self._database, self._clock = lookout, database, clock
        self._asked, self._stopping = threading.Event(), threading.Event()
        self._looking = threading.Lock()
        self._progress: dict[str, tuple[int, int]] = {}  # answers there, of how many: of the look under way
        self._thread: threading.Thread | None = None

    def ask(self, uscc: str, actor: Actor) -> None:
        """Have a debtor looked at; raises `LoanUnknown`, `NotGrantedForMonitoring`."""
        self._lookout.require_granted(uscc)
        with self._database.transaction() as connection:
            waits = document(connection, _ASKED, uscc)
            if waits is None or waits["problem"] is not None:
                now = self._clock.now()
                told = {"asked_at": now.isoformat(), "asked_by": actor.name, "problem": None}
                put_document(connection, _ASKED, uscc, told, uscc=uscc, at=now)
        self._asked.set()

    def state(self, connection: Connection, uscc: str) -> Document | None:
        """The look that waits, or why the last one failed; None where neither is."""
        found = document(connection, _ASKED, uscc)
        if found is None:
            return None
        done, total = self._progress.get(uscc, (0, None))
        return {"state": "running" if found["problem"] is None else "failed", "done": done, "total": total, **found}

    def look_due(self) -> int:
        """Make every look that waits; how many."""
        count = 0
        with self._looking:
            while not self._stopping.is_set() and (uscc := self._next()) is not None:
                self._look(uscc)
                count += 1
        return count

    def start(self) -> None:
        """Look now and then until `stop`."""
        self._thread = threading.Thread(target=self._keep_on, name="asked looks", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread after the look under way."""
        self._stopping.set()
        self._asked.set()
        if self._thread is not None:
            self._thread.join()

    def _keep_on(self) -> None:
        while not self._stopping.is_set():
            self._asked.clear()
            self.look_due()
            self._asked.wait(timeout=_LOOK_SECONDS)

    def _next(self) -> str | None:
        with self._database.reading() as connection:
            waiting = [uscc for uscc, one in by_id(connection, _ASKED) if one["problem"] is None]
        return min(waiting, default=None)

    def _look(self, uscc: str) -> None:
        problem: PuhuiError | None = None
        try:
            self._lookout.look(uscc, progress=lambda done, total: self._progress.update({uscc: (done, total)}))
        except PuhuiError as error:
            problem = error
        except Exception:  # noqa: BLE001 - whatever breaks one look must end neither the others nor the thread
            _log.exception("a look broke")
            problem = LookBroke(stage="desks.warning")
        finally:
            self._progress.pop(uscc, None)
        with self._database.transaction() as connection:
            if problem is None:
                remove_document(connection, _ASKED, uscc)
                return
            found = document(connection, _ASKED, uscc) or {}
            told = found | {"problem": of_error(problem)}
            put_document(connection, _ASKED, uscc, told, uscc=uscc, at=self._clock.now())
