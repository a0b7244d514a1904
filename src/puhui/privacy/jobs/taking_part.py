"""A node's part in a job, whoever began it: accept an invitation, run when all have accepted, end and say so.

The initiator's node takes part by the same doors: its own invitation is checked like any other's.
"""

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from puhui.kernel import PuhuiError, Text
from puhui.kernel.ports import reserved_port
from puhui.kernel.tls import own_credentials
from puhui.privacy.jobs.book import Book
from puhui.privacy.jobs.checking import Checked, House, check_acceptance, check_job, check_sender
from puhui.privacy.jobs.denying import Denials
from puhui.privacy.jobs.errors import (
    AcceptanceDiffers,
    JobCancelled,
    JobNotThere,
    MessageNotSigned,
    NobodyBegan,
    NodeRestarted,
    NotForUs,
    PartyEnded,
    PermitDiffers,
)
from puhui.privacy.jobs.messages import ACCEPT, BEGIN, ENDED, Acceptance, Beginning, Ended, Voice, hear
from puhui.privacy.jobs.model import OPEN_STATES, Job, JobState
from puhui.privacy.jobs.permitting import Held, Permitting, Source, entries_of
from puhui.privacy.jobs.running import Accepted, Place, Run
from puhui.privacy.jobs.telling import LastWords, Neighbours
from puhui.privacy.starting import Waiting

_CANCELLED_WITHIN_S = 10.0
_STAGE = "privacy.jobs.taking_part"

Rule = Callable[[Checked], None]


class Participant:
    """Takes part in jobs. Safe from many threads."""

    def __init__(
        self,
        *,
        house: House,
        voice: Voice,
        book: Book,
        permitting: Permitting,
        source: Source,
        neighbours: Neighbours,
        place: Place,
        rules: Sequence[Rule],
        denials: Denials,
    ) -> None:
        self._house, self._voice, self._denials = house, voice, denials
        self._book, self._permitting, self._source = book, permitting, source
        self._place, self._rules = place, rules
        self._words = LastWords(neighbours, voice, house.org)
        self._lock = threading.Lock()
        self._ended = threading.Condition()
        self._accepted: dict[str, Accepted] = {}
        self._runs: dict[str, Run] = {}
        self._accepting: set[str] = set()
        self._waiting = Waiting(place.waiting_workers)
        self._closed = threading.Event()

    def invited(self, caller: str, message: bytes) -> bytes:
        """The signed acceptance; the same invitation again gets the same one.

        Raises what the checks, the permits or the source raise. A refusal for good ends the job here; after a retriable
        error the same invitation may come again.
        """
        try:
            checked = check_sender(message, caller, self._house)
            job = self._book.invited(
                checked.spec,
                initiator=checked.initiator,
                deadline_ms=checked.invitation.deadline_ms,
                invitation=message,
            )
        except PuhuiError as error:
            self._book.turn_away(caller, error)
            raise
        if job.state is JobState.ACCEPTED and (said := self._book.acceptance(job.id)):
            return said
        with self._only_one(job):
            return self._accept(checked)

    def begin(self, caller: str, message: bytes) -> bytes:
        """All have accepted: check what they said, and start our worker. Answers nothing."""
        issuer, body = hear(message, BEGIN, self._house.ledger)
        beginning = Beginning.parse(body)
        job = self._book.find(beginning.job)
        if not issuer == caller == job.initiator:
            raise MessageNotSigned(issuer=job.initiator, reason=_sent_by(caller), party=caller, stage=_STAGE)
        with self._lock:
            mine = self._accepted.get(job.id)
        if job.state is not JobState.ACCEPTED or mine is None:
            raise JobNotThere(state=job.state.value, party=str(self._house.org), stage=_STAGE)
        try:
            acceptances = self._read(job, mine, beginning)
        except PuhuiError as error:
            self.end(job.id, JobState.FAILED, error)
            raise
        self._run(job, mine, acceptances)
        return b""

    def heard(self, caller: str, message: bytes) -> bytes:
        """Another party has ended; unless it is done, so have we, at once. Answers nothing."""
        issuer, body = hear(message, ENDED, self._house.ledger)
        word = Ended.parse(body)
        job = self._book.find(word.job)
        if issuer != caller or word.party != issuer:
            raise MessageNotSigned(issuer=word.party, reason=_sent_by(caller), party=caller, stage=_STAGE)
        names = [party.name for party in job.spec.parties]
        if issuer not in names:
            raise NotForUs(
                reason=Text(zh=f"{issuer} 不是该任务的参与方", en=f"{issuer} is no party of it"),
                party=issuer,
                stage=_STAGE,
            )
        self._book.heard(job.id, issuer, word.outcome, word.code, word.stage)
        if word.outcome != JobState.DONE.value:
            state = JobState(word.outcome)
            if state is JobState.REFUSED and job.state is JobState.RUNNING:
                state = JobState.FAILED
            blamed = word.blamed if word.blamed in names else str(issuer)
            error = PartyEnded(peer=issuer, code=word.code, at=word.stage, party=blamed, stage=word.stage)
            self.stop(job.id, state, error)
        return b""

    def cancel(self, job: str) -> Job:
        """End a job by this node's own will; raises `JobUnknown`. One that is over stays as it is."""
        self._book.find(job)
        error = JobCancelled(by=self._house.org, party=str(self._house.org), stage=_STAGE)
        run = self.stop(job, JobState.CANCELLED, error)
        if run is not None:
            run.join(_CANCELLED_WITHIN_S)
        return self._book.find(job)

    def stop(self, job: str, state: JobState, error: PuhuiError) -> Run | None:
        """End the job in that state: its run, where there is one (which is returned), else at once."""
        with self._lock:
            run = self._runs.get(job)
        if run is None:
            self.end(job, state, error)
        else:
            run.stop(state, error)
        return run

    def end(self, job: str, state: JobState, error: PuhuiError | None, *, tell: bool = True) -> None:
        """Write down that the job is over, forget what was held, tell the others, give its uses their outcome.

        Who ended because another did does not tell it on: that one tells all.
        """
        ours = self._book.over(job, state, error)
        with self._ended:
            self._ended.notify_all()
        with self._lock:
            held = self._accepted.pop(job, None)
            self._runs.pop(job, None)
        if held is not None:
            held.ports.close()
        if ours:
            if tell and not isinstance(error, PartyEnded):
                self._words.tell(self._book.find(job), state, error)
            self._settle(job)
        elif state is JobState.DONE:
            shutil.rmtree(self._place.results(job), ignore_errors=True)

    def await_end(self, job: str, within_s: float) -> None:
        """Return when the job is over here, or the time is: another party that has ended it says why by itself."""
        with self._ended:
            self._ended.wait_for(lambda: self._book.find(job).state not in OPEN_STATES, within_s)

    def retell(self, job: str) -> None:
        """Tell all others once more that the job is over: one that accepted since was told too early to know the job.

        Hearing it twice changes nothing. A desk that closes has told all, and tells nobody more.
        """
        if not self._closed.is_set():
            found = self._book.find(job)
            self._words.tell(found, found.state, found.error)

    def expire(self) -> int:
        """End what waits beyond its deadline, and give uses their outcome where that failed before. How many jobs."""
        now, ended = self._house.clock.now(), 0
        for job in self._book.under_way():
            if job.deadline <= now:
                error = NobodyBegan(state=job.state.value, party=str(self._house.org), stage=_STAGE)
                self.stop(job.id, JobState.FAILED, error)
                ended += 1
        for over in self._book.unsettled():
            self._settle(over)
        return ended

    def recover(self) -> int:
        """After the node was down: fail every job that was not over, tell the others, leave no file. How many jobs."""
        broken = self._book.under_way()
        for job in broken:
            shutil.rmtree(self._place.results(job.id), ignore_errors=True)
        shutil.rmtree(self._place.home / "work", ignore_errors=True)
        for job in broken:
            us = str(self._house.org)
            self.end(job.id, JobState.FAILED, NodeRestarted(who=us, party=us, stage=job.stage or job.state.value))
        for over in self._book.unsettled():
            self._settle(over)
        return len(broken)

    def workers(self, job: str) -> list[int]:
        """The process ids of the job's workers at this node."""
        with self._lock:
            run = self._runs.get(job)
        return run.workers if run else []

    @property
    def waiting(self) -> list[int]:
        """The process ids of workers that wait for jobs to come."""
        return self._waiting.workers

    def close(self) -> None:
        """Stop what is under way, as failed by this node's going down, and wait until the others were told."""
        us = str(self._house.org)
        with self._lock:
            runs = list(self._runs.values())
        for run in runs:
            run.stop(JobState.FAILED, NodeRestarted(who=us, party=us, stage=_STAGE))
        for run in runs:
            run.join(_CANCELLED_WITHIN_S)
        self._waiting.close()
        for job in self._book.under_way():  # nothing runs for these yet
            stage = job.stage or job.state.value
            self.end(job.id, JobState.FAILED, NodeRestarted(who=us, party=us, stage=stage))
        self._closed.set()
        self._words.close()

    def _accept(self, checked: Checked) -> bytes:
        job = checked.job
        try:
            self._check(checked)
            self._book.drawing(job, self._permitting.kind(checked))
            held = self._draw(checked)
        except PuhuiError as error:
            if not error.retriable:
                self.end(job, JobState.REFUSED, error, tell=False)  # the initiator has this answer, and tells all
            raise
        credentials = own_credentials(job, checked.me.name, self._voice.clock)
        with ExitStack() as ports:
            links = range(checked.spec.links)
            addresses = tuple(ports.enter_context(reserved_port(self._place.host)) for _ in links)
            acceptance = Acceptance(job, self._house.org, credentials.certificate, addresses, entries_of(held))
            said = self._voice.say(ACCEPT, acceptance.as_map())
            with self._lock:
                self._accepted[job] = Accepted(checked, held, credentials, ports.pop_all(), said)
        if not self._book.accepted(job, said):
            # It ended while we drew: whoever ended it may have found nothing to forget or to settle yet.
            with self._lock:
                late = self._accepted.pop(job, None)
            if late is not None:
                late.ports.close()
            self._settle(job)
            raise JobNotThere(state=self._book.find(job).state.value, party=str(self._house.org), stage=_STAGE)
        return said

    def _check(self, checked: Checked) -> None:
        """All that is asked before a draw; a refusal for good is put on the record of what the invitation names."""
        try:
            check_job(checked, self._house)
            for rule in self._rules:
                rule(checked)
            self._source.check(checked.me)
        except PuhuiError as error:
            if not error.retriable:
                self._denials.put(checked, error)
            raise

    def _draw(self, checked: Checked) -> Held | None:
        try:
            return self._permitting.draw(checked)
        except PermitDiffers as error:  # told before the ledger is asked, which puts its own refusals on record
            self._denials.put(checked, error)
            raise

    def _read(self, job: Job, mine: Accepted, beginning: Beginning) -> list[Acceptance]:
        """Everybody's acceptance, in the order of parties; ours is the one that we gave."""
        said = beginning.acceptances
        rank = mine.checked.rank
        if len(said) != len(job.spec.parties) or said[rank] != mine.said:
            us = str(self._house.org)
            raise AcceptanceDiffers(
                peer=us, reason=Text(zh="不是本机构给出的那一份", en="not the one that we gave"), party=us, stage=_STAGE
            )
        acceptances = [check_acceptance(one, job.id, job.spec, at, self._house) for at, one in enumerate(said)]
        for one in acceptances:
            self._book.heard(job.id, one.party, JobState.ACCEPTED.value)
        return acceptances

    def _run(self, job: Job, mine: Accepted, acceptances: Sequence[Acceptance]) -> None:
        run = Run(
            mine,
            acceptances,
            place=self._place,
            source=self._source,
            suite=self._house.suite.name,
            clock=self._voice.clock,
            entropy=self._voice.entropy,
            waiting=self._waiting,
            told=lambda progress: self._book.progress(job.id, progress),
            ended=lambda state, error: self.end(job.id, state, error),
        )
        with self._lock:
            # Under the lock, so that whoever stops a running job finds its run.
            if not self._book.running(job.id):
                raise JobNotThere(state=self._book.find(job.id).state.value, party=job.me, stage=_STAGE)
            self._runs[job.id] = run
        run.start()

    def _settle(self, job: str) -> None:
        found = self._book.find(job)
        try:
            self._permitting.end(job, self._book.drawn(job), done=found.state is JobState.DONE)
        except PuhuiError as error:
            if not error.retriable:
                raise
            return  # the ledger does not answer: `expire` comes back to it
        self._book.settled(job)

    @contextmanager
    def _only_one(self, job: Job) -> Iterator[None]:
        """While it is open, no other thread accepts the same job."""
        with self._lock:
            busy = job.id in self._accepting
            if busy or job.state is not JobState.INVITED:
                raise JobNotThere(state=job.state.value, party=job.me, stage=_STAGE)
            self._accepting.add(job.id)
        try:
            yield
        finally:
            with self._lock:
                self._accepting.discard(job.id)


def _sent_by(caller: str) -> Text:
    return Text(zh=f"发送者是 {caller}", en=f"{caller} sent it")
