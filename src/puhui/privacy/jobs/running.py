"""One running job at one node: its folder, its one worker, and the thread that drives it.

The worker trusts exactly the certificates of the acceptances. It ends at once when the job is stopped with a reason;
when it ends by what looks like another party's fault, the thread waits a moment for that party's own word.
"""

import os
import shutil
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from puhui.consent import milliseconds
from puhui.kernel import Clock, Entropy, PuhuiError
from puhui.kernel.tls import Credentials
from puhui.privacy.cards import MODEL
from puhui.privacy.errors import DiskRefused, EngineFailed
from puhui.privacy.jobs.checking import Checked
from puhui.privacy.jobs.errors import NobodyBegan
from puhui.privacy.jobs.messages import Acceptance
from puhui.privacy.jobs.model import JobState
from puhui.privacy.jobs.permitting import Held, Source
from puhui.privacy.order import Order, lay_out
from puhui.privacy.starting import Waiting
from puhui.privacy.supervising import Progress, Supervisor, follows
from puhui.privacy.worker import OUT

_WORD_WITHIN_S = 2.0  # for the party whose worker died first to say so
_INPUT = "input"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node's jobs live: `home/work/<job>` while they run, `home/results/<job>` when they are done.

    Workers listen on free ports of `host`, an address of this machine that the other parties reach. At most `jobs_max`
    jobs are open at once; `connect_s` bounds the linking of the workers. From the first done job on, up to
    `waiting_workers` workers wait for the next ones; each takes up to 200 MB.
    """

    home: Path
    host: str = "127.0.0.1"
    connect_s: float = 30.0
    jobs_max: int = 16
    waiting_workers: int = 0

    @property
    def kept(self) -> Path:
        """The folder of what outlives its job: blinded lists, and programs as the engine runs them."""
        return self.home / "kept"

    def work(self, job: str) -> Path:
        """The folder of a job under way."""
        return self.home / "work" / job

    def results(self, job: str) -> Path:
        """The folder of a done job."""
        return self.home / "results" / job


@dataclass(slots=True)
class Accepted:
    """What this node holds in memory of a job that it accepted. Gone with the process, and so is the job then."""

    checked: Checked
    held: Held | None = field(repr=False)
    credentials: Credentials
    ports: ExitStack
    said: bytes = field(repr=False)


class Run:
    """Drives the worker of one accepted job in a thread of its own; `ended(state, error)` is called from it, once."""

    def __init__(
        self,
        accepted: Accepted,
        acceptances: Sequence[Acceptance],
        *,
        place: Place,
        source: Source,
        suite: str,
        clock: Clock,
        entropy: Entropy,
        waiting: Waiting,
        told: Callable[[Progress], None],
        ended: Callable[[JobState, PuhuiError | None], None],
    ) -> None:
        self._accepted, self._acceptances = accepted, acceptances
        self._place, self._source, self._suite = place, source, suite
        self._clock, self._entropy = clock, entropy
        self._waiting, self._told, self._ended = waiting, told, ended
        self._lock = threading.Lock()
        self._supervisor: Supervisor | None = None
        self._stop: tuple[JobState, PuhuiError] | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._drive, name=f"job {accepted.checked.job[:8]}", daemon=True)

    @property
    def workers(self) -> list[int]:
        """The process ids of its workers."""
        with self._lock:
            return [worker.process.pid for worker in self._supervisor.workers] if self._supervisor else []

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, state: JobState, reason: PuhuiError) -> None:
        """End the worker at once; the job's state and error are these, unless it has ended before."""
        with self._lock:
            if self._stop is None:
                self._stop = state, reason
            if self._supervisor is not None:
                self._supervisor.stop(reason)
        self._stopped.set()

    def join(self, within_s: float) -> None:
        """Wait until the thread has ended, or the time is over."""
        self._thread.join(within_s)

    def _drive(self) -> None:
        job, folder = self._accepted.checked.job, self._place.work(self._accepted.checked.job)
        try:
            state, error = JobState.DONE, self._compute(folder)
        except Exception as broken:  # noqa: BLE001 - whatever broke here, the job must end and the others must hear of it
            error = EngineFailed(where=type(broken).__name__, party=self._accepted.checked.me.name, stage="running")
        if error is not None:
            state, error = self._cause(error)
            shutil.rmtree(self._place.results(job), ignore_errors=True)
        self._accepted.ports.close()
        shutil.rmtree(folder, ignore_errors=True)
        self._ended(state, error)
        if state is JobState.DONE:  # so the engine is there, and used here
            self._waiting.fill()

    def _compute(self, folder: Path) -> PuhuiError | None:
        checked = self._accepted.checked
        try:
            order = self._lay_out(folder)
            with Supervisor([order], self._waiting) as supervisor:
                self._enter(supervisor)
                try:
                    supervisor.run(self._left_s(), self._told)
                finally:
                    with self._lock:
                        self._supervisor = None
            results = self._place.results(checked.job)
            results.parent.mkdir(parents=True, exist_ok=True)
            # Die here: the results stand there, the job does not say that it is done, and recovery takes them away.
            order.place(OUT).rename(results)
        except PuhuiError as error:
            return error
        except OSError as reason:
            return DiskRefused.of(reason, party=checked.me.name, stage="running")
        return None

    def _enter(self, supervisor: Supervisor) -> None:
        with self._lock:
            if self._stop is not None:
                raise self._stop[1]
            self._supervisor = supervisor

    def _lay_out(self, folder: Path) -> Order:
        accepted, checked = self._accepted, self._accepted.checked
        folder.mkdir(mode=0o700, parents=True)
        credentials = Credentials(
            certificate=accepted.credentials.certificate,
            key=accepted.credentials.key,
            authority=b"".join(one.certificate for one in self._acceptances),
        )
        extract = folder / _INPUT
        extract.mkdir(mode=0o700)
        table = self._source.table(accepted.held, checked.spec, checked.me, extract)
        order = Order(
            job=checked.spec.encoded().hex(),
            suite=self._suite,
            rank=checked.rank,
            input=os.path.abspath(table),
            links=[list(link) for link in zip(*(one.addresses for one in self._acceptances), strict=True)],
            connect_s=min(self._place.connect_s, self._left_s()),
            silence_s=self._left_s(),
            folder=str(folder / "party"),
            cache=str(self._place.kept),
            at_ms=milliseconds(self._clock.now()),
        )
        lay_out(order, credentials, self._entropy)
        if checked.invitation.model:
            order.place(MODEL).write_bytes(checked.invitation.model)
        return order

    def _left_s(self) -> float:
        left = self._accepted.checked.invitation.deadline_ms / 1000 - self._clock.now().timestamp()
        if left <= 0:
            raise NobodyBegan(state=JobState.RUNNING.value, party=self._accepted.checked.me.name, stage="running")
        return left

    def _cause(self, error: PuhuiError) -> tuple[JobState, PuhuiError]:
        """An error of this party's own stands; behind one that follows from another's, that party's word does."""
        if follows(error):
            self._stopped.wait(_WORD_WITHIN_S)
        with self._lock:
            if self._stop is not None and (follows(error) or error is self._stop[1]):
                return self._stop
        return JobState.FAILED, error
