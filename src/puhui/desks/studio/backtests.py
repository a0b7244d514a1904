"""Backtests as durable jobs: asked for in one transaction, run by a thread of the node, begun anew after a crash.

What a run reads are recorded decisions and files by digest, so that running it again gives the same report. Progress
is written now and then; a version that changed meanwhile is not marked by the report of what it was before.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import structlog
from sqlalchemy.engine import Connection

from puhui.credit.canonical import canonical
from puhui.decisions import parse_rules
from puhui.desks.localising import both
from puhui.desks.studio import store
from puhui.desks.studio.serving import InForce
from puhui.desks.studio.simulating import Change, simulate
from puhui.desks.studio.states import State, Step
from puhui.desks.studio.stepping import Stepper
from puhui.kernel import Clock, PuhuiError, Text
from puhui.lending import bundle
from puhui.lending import store as lending
from puhui.lending.office import LoanOffice
from puhui.market import Product
from puhui.storage import Database

_LOOK_SECONDS = 30.0
_STREAMS_AT_ONCE = 50
_TOLD_EVERY = timedelta(milliseconds=500)
_BROKEN = Text(zh="回测程序出错，已记入日志", en="the backtest broke; the node's log says how")
_log = structlog.get_logger("puhui.desks.studio")


class Backtests:
    """Runs what was asked for, one after the other."""

    def __init__(
        self,
        *,
        database: Database,
        in_force: InForce,
        office: LoanOffice,
        stepper: Stepper,
        clock: Clock,
        delivered: Callable[[], None],
    ) -> None:
        self._database, self._in_force, self._office = database, in_force, office
        self._stepper, self._clock, self._delivered = stepper, clock, delivered
        self._asked, self._stopping = threading.Event(), threading.Event()
        self._running = threading.Lock()
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """Something was asked for."""
        self._asked.set()

    def run_due(self) -> int:
        """Run all that waits, and what a crash left half done; how many."""
        count = 0
        with self._running:
            while not self._stopping.is_set():
                with self._database.transaction() as connection:
                    run = store.next_run(connection, ("running", "waiting"))
                    if run is None:
                        return count
                    store.put_run(connection, run, state="running", done=0)
                self._run(run)
                count += 1
        return count

    def start(self) -> None:
        """Look now and then until `stop`."""
        self._thread = threading.Thread(target=self._keep_on, name="backtests", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread; a run under way is begun anew at the next start."""
        self._stopping.set()
        self._asked.set()
        if self._thread is not None:
            self._thread.join()

    def _keep_on(self) -> None:
        while not self._stopping.is_set():
            self._asked.clear()
            self.run_due()
            self._asked.wait(timeout=_LOOK_SECONDS)

    def _run(self, run: store.Run) -> None:
        try:
            report = self._report(run)
        except _Stopped:
            return
        except PuhuiError as error:
            self._fail(run, both(error.cause_text))
        except Exception:  # noqa: BLE001 - whatever breaks one run must end neither the others nor the thread
            _log.exception("a backtest broke", version=run.version)
            self._fail(run, both(_BROKEN))
        else:
            self._finish(run, report)

    def _report(self, run: store.Run) -> bytes:
        with self._database.transaction() as connection:
            version = store.version_of(connection, run.version)
            change = self._change(connection, run, version)
        past = self._past()
        told_at = self._clock.now()

        def tell(done: int, total: int) -> None:
            nonlocal told_at
            if self._stopping.is_set():
                raise _Stopped
            if done < total and self._clock.now() - told_at < _TOLD_EVERY:
                return
            told_at = self._clock.now()
            with self._database.transaction() as connection:
                store.put_run(connection, run, done=done, total=total)

        found = simulate(past, change, tell)
        frame = {"v": 1, "version": run.version, "file": run.file, "against": run.against}
        return canonical(frame | {"on": self._office.today().isoformat(), **found})

    def _past(self) -> bundle.Bundle:
        """All past decisions, read a few streams at a time: a bank goes on working meanwhile."""
        with self._database.transaction() as connection:
            streams = lending.streams(connection)
        parts = []
        for start in range(0, len(streams), _STREAMS_AT_ONCE):
            if self._stopping.is_set():
                raise _Stopped
            with self._database.transaction() as connection:
                some = streams[start : start + _STREAMS_AT_ONCE]
                parts.append(bundle.gather(connection, self._office.today(), some))
        return bundle.merge(parts)

    def _change(self, connection: Connection, run: store.Run, version: store.Version) -> Change:
        """From the file that was in force when it was asked for, to the version's."""
        new = store.file_of(connection, run.file)
        old = store.file_of(connection, run.against) if run.against else None
        rules = self._in_force.rules()
        if version.kind == store.RULES:
            before = old if old is not None else rules
            return Change(before, new, None, None, (_name(before), _name(new)))
        product = Product.parse(new)
        earlier = None if old is None else Product.parse(old)
        names = (earlier.version if earlier else "-", product.version)
        return Change(rules, rules, earlier, product, names)

    def _finish(self, run: store.Run, report: bytes) -> None:
        with self._database.transaction() as connection:
            store.put_run(connection, run, state="done")
            version = store.version_of(connection, run.version)
            same = (version.file, version.against) == (run.file, run.against)
            if same and version.state in (State.TESTED, State.BACKTESTED):
                digest = store.keep_file(connection, report)
                reported = replace(version, report=digest)
                args = {"report": digest, "against": run.against}
                self._stepper.step(connection, reported, Step.BACKTEST, (run.asked_by, run.asked_name), args)
        self._delivered()

    def _fail(self, run: store.Run, problem: dict[str, str]) -> None:
        with self._database.transaction() as connection:
            store.put_run(connection, run, state="failed", problem=json.dumps(problem, ensure_ascii=False))


class _Stopped(Exception):
    """The node stops while a backtest runs."""


def _name(rules: bytes) -> str:
    file = parse_rules(rules)
    return f"{file.style} {file.version}"
