"""One node's desk for private jobs: the doors of its people, and the doors of other nodes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from puhui.consent import MandateDesk, PermitDesk
from puhui.credit.defaults import Defaults
from puhui.kernel import PuhuiError, Text, decode
from puhui.kernel.ids import MandateId, OrgId
from puhui.ledger import Ledger
from puhui.privacy.jobs.book import Book
from puhui.privacy.jobs.checking import House
from puhui.privacy.jobs.denying import Denials
from puhui.privacy.jobs.describing import Describer
from puhui.privacy.jobs.errors import MalformedMessage, NoResult
from puhui.privacy.jobs.initiating import Initiator
from puhui.privacy.jobs.messages import BEGIN, DESCRIBE, ENDED, INVITE, Inquiry, Voice
from puhui.privacy.jobs.model import Job, JobState, Under
from puhui.privacy.jobs.permitting import Permitting, Source
from puhui.privacy.jobs.running import Place
from puhui.privacy.jobs.taking_part import Participant, Rule
from puhui.privacy.jobs.telling import Neighbours
from puhui.privacy.leakage import LIMITS
from puhui.privacy.model import JobSpec, Party
from puhui.storage import Database

_STAGE = "privacy.jobs.desk"


class JobDesk:
    """One node's private jobs. Safe from many threads; one desk a node.

    Call `recover` before the first message is let in, `expire` every few seconds, and `close` at the end. `rules` are
    asked of every invitation after its job was checked and before its permits are drawn: each raises its refusal.
    `limits` bound what refused invitations may leave on the ledger.
    """

    def __init__(
        self,
        *,
        voice: Voice,
        ledger: Ledger,
        database: Database,
        permits: PermitDesk,
        mandates: MandateDesk,
        source: Source,
        neighbours: Neighbours,
        place: Place,
        rules: Sequence[Rule] = (),
        limits: Defaults = LIMITS,
    ) -> None:
        self._place = place
        house = House(voice.org, ledger, voice.clock, voice.signer.public_key.suite)
        self._book = Book(database, voice, place.jobs_max)
        self._participant = Participant(
            house=house,
            voice=voice,
            book=self._book,
            permitting=Permitting(permits, mandates, house),
            source=source,
            neighbours=neighbours,
            place=place,
            rules=rules,
            denials=Denials(database, permits, mandates, voice.clock, limits),
        )
        self._initiator = Initiator(
            house=house,
            voice=voice,
            book=self._book,
            participant=self._participant,
            neighbours=neighbours,
        )
        self._voice, self._neighbours = voice, neighbours
        self._doors = {
            DESCRIBE: Describer(house, mandates, source).describe,
            INVITE: self._participant.invited,
            BEGIN: self._participant.begin,
            ENDED: self._participant.heard,
        }

    def describe(self, org: str, mandate: MandateId, columns: Sequence[str]) -> Party:
        """What another party would say of its input under its mandate to us; raises its refusal, `MalformedMessage`."""
        inquiry = Inquiry(OrgId(org), mandate, tuple(columns))
        told = self._neighbours.send(org, DESCRIBE, self._voice.say(DESCRIBE, inquiry.as_map()))
        try:
            return Party.parse(decode(told))
        except (PuhuiError, KeyError, TypeError):
            raise MalformedMessage(
                reason=Text(zh="不是数据说明", en="not a description"), party=org, stage=_STAGE
            ) from None

    def propose(self, spec: JobSpec, *, deadline: datetime, under: Mapping[str, Under], model: bytes = b"") -> str:
        """Begin a job with this node as its initiator and one of its parties; see `Initiator.propose`."""
        return self._initiator.propose(spec, deadline=deadline, under=under, model=model)

    def receive(self, caller: str, kind: str, message: bytes) -> bytes:
        """The door of other nodes: a message of `kind` (`describe`, `invite`, `begin`, `ended`) and its answer.

        `caller` is the organisation whose signed call brought it; every message also carries its issuer's own
        signature. Raises `MalformedMessage` for another kind, and what the doors of `Participant` raise.
        """
        door = self._doors.get(kind)
        if door is None:
            raise MalformedMessage(reason=Text(zh="没有这种消息", en="no such kind"), party=caller, stage=_STAGE)
        return door(caller, message)

    def cancel(self, job: str) -> Job:
        """End a job by this node's own will, at every party; raises `JobUnknown`."""
        return self._participant.cancel(job)

    def job(self, job: str) -> Job:
        """One job as it stands, with this node's own progress; raises `JobUnknown`."""
        return self._book.find(job)

    def wait(self, job: str, within_s: float) -> Job:
        """The job once it is over at this node, or as it is after `within_s`; raises `JobUnknown`."""
        return self._book.wait(job, within_s)

    def jobs(self, limit: int = 100) -> list[Job]:
        """The newest jobs, newest first."""
        return self._book.newest(limit)

    def under_way(self) -> list[Job]:
        """All jobs that are not over."""
        return self._book.under_way()

    def turned_away(self) -> list[Any]:
        """The newest invitations that were refused before they became a job here."""
        return self._book.turned_away()

    def result(self, job: str) -> Path:
        """The folder with the result, for a receiver of a done job; raises `JobUnknown`, `NoResult`."""
        found = self._book.find(job)
        if found.state is not JobState.DONE or found.me not in found.spec.receivers:
            raise NoResult(state=found.state.value, party=found.me, stage=_STAGE)
        return self._place.results(job)

    def report(self, job: str) -> Path:
        """This party's own report of a done job: what became of its rows, and what it learnt. As `result` otherwise."""
        found = self._book.find(job)
        if found.state is not JobState.DONE:
            raise NoResult(state=found.state.value, party=found.me, stage=_STAGE)
        return self._place.results(job) / "report.json"

    def workers(self, job: str) -> list[int]:
        """The process ids of the job's workers at this node, for the operator."""
        return self._participant.workers(job)

    @property
    def waiting_workers(self) -> list[int]:
        """The process ids of workers that wait for jobs to come, for the operator."""
        return self._participant.waiting

    def expire(self) -> int:
        """End what waits beyond its deadline; how many jobs. A duty of the node's upkeep."""
        return self._participant.expire()

    def recover(self) -> int:
        """Fail what was under way when the node last went down, and tell the others; how many jobs."""
        return self._participant.recover()

    def close(self) -> None:
        """Stop what runs, tell the others, and end."""
        self._participant.close()
