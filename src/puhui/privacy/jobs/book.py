"""What became of a node's jobs: every step is written down before anything of it is sent, and told to the ledger.

The state is the guard: of two threads, or a thread and a recovery, that would end a job, one does. The step that ends
it, its error, and the statement that closes the computation on the ledger stand in one transaction.
"""

import re
import threading
from datetime import datetime
from typing import Any

from puhui.consent import moment
from puhui.kernel import PuhuiError
from puhui.ledger import build_statement
from puhui.ledger.contracts.computations import CLOSE, NAME, close_args
from puhui.privacy.jobs import store
from puhui.privacy.jobs.errors import JobNotThere, JobUnknown, TooManyJobs
from puhui.privacy.jobs.messages import Voice
from puhui.privacy.jobs.model import OPEN_STATES, Job, JobState, PartyWord
from puhui.privacy.model import JobSpec
from puhui.privacy.supervising import Progress
from puhui.storage import Database, put

LEDGER = "ledger"  # the outbox destination that `assembly` delivers to the ledger
_CODE = re.compile(r"[a-z][a-z0-9_]{0,63}")
_STAGE = "privacy.jobs.book"


class Book:
    """The durable side of a node's jobs. Safe from many threads."""

    def __init__(self, database: Database, voice: Voice, jobs_max: int) -> None:
        self._database = database
        self._voice = voice
        self._jobs_max = jobs_max
        self._news = threading.Condition()

    def invited(self, spec: JobSpec, *, initiator: str, deadline_ms: int, invitation: bytes) -> Job:
        """The job, `invited`, now or by the same invitation before; raises `JobNotThere`, `TooManyJobs`."""
        suite = self._voice.signer.public_key.suite
        job, digest = spec.digest(suite), suite.digest(invitation).hex()
        with self._database.transaction() as connection:
            found = store.find(connection, job)
            if found is None:
                if len(store.under_way(connection)) >= self._jobs_max:
                    raise TooManyJobs(limit=self._jobs_max, party=str(self._voice.org), stage=_STAGE)
                store.begin(
                    connection,
                    job=job,
                    spec=spec,
                    me=str(self._voice.org),
                    initiator=initiator,
                    deadline=moment(deadline_ms),
                    invitation=digest,
                    at=self._now(),
                )
                found = store.find(connection, job)
            elif store.column(connection, job, "invitation") != digest:
                raise JobNotThere(state=found.state.value, party=str(self._voice.org), stage=_STAGE)
        assert found is not None
        return found

    def drawing(self, job: str, kind: str) -> None:
        """Permits of this kind are about to be drawn."""
        with self._database.transaction() as connection:
            store.keep(connection, job, asked=kind.encode())

    def drawn(self, job: str) -> str:
        """The kind of permits that were, or may have been, drawn."""
        with self._database.transaction() as connection:
            return (store.column(connection, job, "asked") or b"").decode()

    def accepted(self, job: str, acceptance: bytes) -> bool:
        """Whether it was still open to be accepted."""
        with self._database.transaction() as connection:
            return store.advance(
                connection,
                job,
                [JobState.INVITED],
                JobState.ACCEPTED,
                acceptance=acceptance,
                accepted_at=self._now(),
            )

    def acceptance(self, job: str) -> bytes | None:
        """The acceptance that this node gave."""
        with self._database.transaction() as connection:
            said: bytes | None = store.column(connection, job, "acceptance")
        return said

    def running(self, job: str) -> bool:
        """Whether it was still accepted, and now runs."""
        with self._database.transaction() as connection:
            return store.advance(connection, job, [JobState.ACCEPTED], JobState.RUNNING, running_at=self._now())

    def progress(self, job: str, progress: Progress) -> None:
        """Where this node's own worker is."""
        with self._database.transaction() as connection:
            store.keep(
                connection,
                job,
                stage=progress.stage,
                sent_bytes=progress.sent_bytes,
                received_bytes=progress.received_bytes,
            )

    def over(self, job: str, state: JobState, error: PuhuiError | None = None, *, on_ledger: bool = True) -> bool:
        """Whether it was this call that ended the job. It is done only when it ran."""
        before = [JobState.RUNNING] if state is JobState.DONE else OPEN_STATES
        text = store.error_text(error) if error else None
        with self._database.transaction() as connection:
            ended = store.advance(connection, job, before, state, error=text, over_at=self._now())
            if ended and on_ledger:
                put(
                    connection,
                    self._voice.clock,
                    destination=LEDGER,
                    key=f"{NAME}.{CLOSE}:{job}",
                    payload=self._closing(job, state, error),
                )
        return ended

    def settled(self, job: str) -> None:
        """Its uses have their outcome."""
        with self._database.transaction() as connection:
            store.keep(connection, job, settled=True)
        with self._news:
            self._news.notify_all()

    def unsettled(self) -> list[str]:
        """The jobs that are over and whose uses have no outcome yet."""
        with self._database.transaction() as connection:
            return store.unsettled(connection)

    def heard(self, job: str, party: str, said: str, code: str = "", stage: str = "") -> None:
        """Keep the last that is known of a party."""
        with self._database.transaction() as connection:
            store.say(connection, job, PartyWord(party, said, code, stage, self._now()))

    def find(self, job: str) -> Job:
        """The job; raises `JobUnknown`."""
        with self._database.transaction() as connection:
            found = store.find(connection, job)
        if found is None:
            raise JobUnknown(job=job, party=str(self._voice.org), stage=_STAGE)
        return found

    def wait(self, job: str, within_s: float) -> Job:
        """The job once it is over here and its uses have their outcome, or as it is when the time has passed."""
        with self._news:
            self._news.wait_for(lambda: self._is_settled(job), within_s)
        return self.find(job)

    def newest(self, limit: int) -> list[Job]:
        """The newest jobs, newest first."""
        with self._database.transaction() as connection:
            return store.newest(connection, limit)

    def under_way(self) -> list[Job]:
        """All jobs that are not over."""
        with self._database.transaction() as connection:
            return store.under_way(connection)

    def turn_away(self, caller: str, error: PuhuiError) -> None:
        """Record an invitation that was refused before it became a job here."""
        with self._database.transaction() as connection:
            store.turn_away(connection, caller, error, self._now())

    def turned_away(self) -> list[Any]:
        """The newest of those."""
        with self._database.transaction() as connection:
            return list(store.turned_away(connection))

    def _is_settled(self, job: str) -> bool:
        with self._database.transaction() as connection:
            return bool(store.column(connection, job, "settled"))

    def _closing(self, job: str, state: JobState, error: PuhuiError | None) -> bytes:
        voice, code = self._voice, error.code if error else ""
        args = close_args(job=job, outcome=state.value, reason=code if _CODE.fullmatch(code) else "")
        return build_statement(voice.signer, voice.org, NAME, CLOSE, args, clock=voice.clock, entropy=voice.entropy)

    def _now(self) -> datetime:
        return self._voice.clock.now()
