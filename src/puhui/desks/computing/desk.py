"""The desk: mandates given and received, computations proposed, watched, cancelled, and their results.

A thread of its own ends what waits beyond its deadline and forgets tables whose job is over.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog

from puhui.consent import LedgerUnsure, MandateDesk, MandateTerms, mandates_of
from puhui.desks.computing.errors import UnknownPurpose
from puhui.desks.computing.proposing import Proposer
from puhui.desks.computing.showing import RESULTS, Showing
from puhui.desks.computing.sources import JobTables
from puhui.desks.computing.words import operations, purposes
from puhui.desks.directory import Directory
from puhui.desks.errors import ThingNotFound
from puhui.desks.views import (
    Choice,
    ComputationList,
    ComputationOptions,
    ComputationRequest,
    ComputationView,
    DatasetChoice,
    FieldChoice,
    MandateList,
    MandateRequest,
    MandateView,
)
from puhui.kernel import Clock, Entropy, Language, PuhuiError, Suite
from puhui.kernel.ids import DatasetId, MandateId, NotAnId, OrgId
from puhui.ledger import Ledger
from puhui.privacy import JobSpec, Party
from puhui.privacy.jobs import Job, JobDesk, Under
from puhui.privacy.jobs.errors import JobUnknown

_LOOK_S = 2.0
_STAGE = "desks.computing"

_log = structlog.get_logger("puhui.desks.computing")


class ComputingDesk:
    """One institution's private computations. `settle` counts what jobs that are over let others learn; `memory` says
    how many bytes a worker may take here now."""

    def __init__(
        self,
        *,
        org: OrgId,
        organisations: Callable[[], list[str]],
        jobs: JobDesk,
        settle: Callable[[], int],
        mandates: MandateDesk,
        tables: JobTables,
        ledger: Ledger,
        directory: Directory,
        suite: Suite,
        clock: Clock,
        entropy: Entropy,
        memory: Callable[[], int],
    ) -> None:
        self._org, self._organisations = org, organisations
        self._jobs, self._mandates, self._tables = jobs, mandates, tables
        self._ledger, self._directory = ledger, directory
        self._clock, self._entropy, self._settle = clock, entropy, settle
        self._proposer = Proposer(
            org=str(org), ledger=ledger, tables=tables, jobs=jobs, suite=suite, clock=clock, memory=memory
        )
        self._showing = Showing(str(org), directory)
        self._proposing = threading.Lock()  # a table that is brought lies there before its job does
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    # Mandates.

    def mandates(self, language: Language) -> MandateList:
        """Those that we gave, and those that others gave to us, newest first."""
        now = self._clock.now()
        found = self._mandates.mandates()
        for org in self._organisations():
            found += [one for one in mandates_of(self._ledger, OrgId(org), now) if one.terms.receiver == self._org]
        found.sort(key=lambda one: one.opened_at, reverse=True)
        return MandateList(items=[self._showing.mandate(one, language) for one in found])

    def open_mandate(self, asked: MandateRequest, language: Language) -> MandateView:
        """Open a mandate over one of our lists. Raises `UnknownPurpose`, `UnknownDataset`, `MandateRefusedByLedger`."""
        _one_of(asked.purpose, list(purposes()))
        _one_of(asked.receiver, self._organisations())
        keeper = self._tables.keeper(asked.dataset)
        now = self._clock.now()
        terms = MandateTerms(
            id=MandateId.new(self._clock, self._entropy),
            custodian=self._org,
            receiver=OrgId(asked.receiver),
            dataset=DatasetId(asked.dataset),
            fields=tuple(sorted(set(asked.fields) or keeper.listed.fields)),
            purpose=asked.purpose,
            program=f"{asked.op}/1",
            uses=asked.uses,
            not_before=int(now.timestamp() * 1000),
            expires=int((now + timedelta(days=asked.days)).timestamp() * 1000),
        )
        self._mandates.open(terms)
        return self._showing.mandate(self._mandates.find(terms.id), language)

    def withdraw_mandate(self, mandate: str, language: Language) -> MandateView:
        """Take one of ours back. Raises `MandateNotFound`."""
        named = _mandate(mandate)
        self._mandates.withdraw(named)
        return self._showing.mandate(self._mandates.find(named), language)

    def options(self, language: Language) -> ComputationOptions:
        """What a mandate or a computation may name here."""
        choices = [
            DatasetChoice(
                dataset=str(dataset),
                name=keeper.listed.name.in_(language),
                key=keeper.listed.key,
                level=keeper.listed.level,
                fields=[FieldChoice(name=one, label=said.in_(language)) for one, said in keeper.listed.columns.items()],
            )
            for dataset, keeper in self._tables.lists.items()
        ]
        others = [Choice(code=org, name=self._directory.name_of(org).in_(language)) for org in self._organisations()]
        return ComputationOptions(
            datasets=choices,
            organisations=others,
            operations=[Choice(code=code, name=said.in_(language)) for code, said in operations().items()],
            purposes=[Choice(code=code, name=said.in_(language)) for code, said in purposes().items()],
        )

    # Computations.

    def propose(self, asked: ComputationRequest, language: Language) -> ComputationView:
        """Begin a computation; it goes on by itself. Raises what makes it impossible, before anybody is invited."""
        with self._proposing:
            proposal = self._proposer.proposal(asked)
            deadline = self._clock.now() + timedelta(minutes=asked.minutes)
            try:
                job = self._jobs.propose(proposal.spec, deadline=deadline, under=proposal.under, model=proposal.model)
            except PuhuiError:
                if proposal.token:
                    self._tables.forget(proposal.token)
                raise
        return self.computation(job, language)

    def begin(
        self,
        table: str,
        spec_of: Callable[[Party], JobSpec],
        *,
        under: Mapping[str, Under],
        deadline: datetime,
        model: bytes = b"",
    ) -> str:
        """Begin a computation for another desk of ours; its job. `table` is our own part, of which nobody else has
        anything, and `spec_of` makes the job with it. Raises what makes it impossible, before anybody is invited."""
        with self._proposing:
            token, columns, rows = self._tables.keep(table)
            try:
                spec = spec_of(Party(str(self._org), rows, tuple(columns), "", token))
                return self._jobs.propose(spec, deadline=deadline, under=under, model=model)
            except PuhuiError:
                self._tables.forget(token)
                raise

    def job(self, job: str) -> Job:
        """One computation as it stands; raises `JobUnknown`."""
        return self._jobs.job(job)

    def wait(self, job: str, within_s: float) -> Job:
        """The computation once it is over here, or as it is after `within_s`; raises `JobUnknown`."""
        return self._jobs.wait(job, within_s)

    def computations(self, language: Language) -> ComputationList:
        """The newest computations that we take part in."""
        return ComputationList(items=[self._showing.job(one, language) for one in self._jobs.jobs()])

    def computation(self, job: str, language: Language) -> ComputationView:
        """One computation; raises `ThingNotFound`."""
        try:
            return self._showing.job(self._jobs.job(job), language)
        except JobUnknown:
            raise _no_job(job) from None

    def cancel(self, job: str, language: Language) -> ComputationView:
        """End a computation at every party; one that is over stays as it is. Raises `ThingNotFound`."""
        try:
            return self._showing.job(self._jobs.cancel(job), language)
        except JobUnknown:
            raise _no_job(job) from None

    def result(self, job: str) -> tuple[str, bytes]:
        """The result's file, its name and bytes, for a receiver of a done one; raises `ThingNotFound`, `NoResult`."""
        try:
            name = RESULTS[self._jobs.job(job).spec.op]
            return name, (self._jobs.result(job) / name).read_bytes()
        except JobUnknown:
            raise _no_job(job) from None

    # Other nodes.

    def receive(self, caller: str, kind: str, message: bytes) -> bytes:
        """A message of another node about a job."""
        return self._jobs.receive(caller, kind, message)

    # Beside requests.

    def start(self) -> None:
        """Fail what was under way when the node went down, and look after deadlines from now on."""
        self._jobs.recover()
        try:
            self._mandates.recover()
        except LedgerUnsure as unsure:
            _log.warning("uses of mandates under way are not settled yet", cause=unsure.cause_text.en)
        self._thread = threading.Thread(target=self._look, name="computing", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop what runs, and tell the others."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self._jobs.close()

    def look_after(self) -> None:
        """End what waits beyond its deadline, forget tables whose job is over, and have answers settled."""
        self._jobs.expire()
        self.tidy()
        self._settle()

    def tidy(self) -> int:
        """Forget tables of our own whose job is over, or never came about; how many. Waits for a proposal."""
        with self._proposing:
            open_tokens = {party.schema for one in self._jobs.under_way() for party in one.spec.parties}
            done = [token for token in self._tables.kept() if token not in open_tokens]
        for token in done:
            self._tables.forget(token)
        return len(done)

    def _look(self) -> None:
        while not self._stopping.wait(timeout=_LOOK_S):
            try:
                self.look_after()
            except PuhuiError as error:
                _log.warning("deadlines are looked at again", cause=error.cause_text.en)


def _mandate(said: str) -> MandateId:
    try:
        return MandateId(said)
    except NotAnId:
        raise ThingNotFound(kind="mandate", id=said[:64], stage=_STAGE) from None


def _no_job(job: str) -> ThingNotFound:
    return ThingNotFound(kind="computation", id=job[:64], stage=_STAGE)


def _one_of(code: str, known: list[str]) -> None:
    if code not in known:
        raise UnknownPurpose(code=code[:64], known=", ".join(known), stage=_STAGE)
