"""Begin a job: open the computation on the ledger, invite every party, and when all have accepted, have all begin.

Whatever goes wrong on the way ends the job here, and tells every party that may have accepted already.
"""

import threading
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import datetime

from puhui.consent import LedgerUnsure, milliseconds
from puhui.consent.opening import submit
from puhui.kernel import PuhuiError
from puhui.kernel.ids import OrgId
from puhui.ledger import Finality, build_statement, entry_id
from puhui.ledger.contracts.computations import NAME, OPEN, open_args
from puhui.privacy.errors import EngineFailed
from puhui.privacy.jobs.book import Book
from puhui.privacy.jobs.checking import House, check_acceptance
from puhui.privacy.jobs.errors import ComputationRefused
from puhui.privacy.jobs.messages import BEGIN, INVITE, Beginning, Invitation, Voice
from puhui.privacy.jobs.model import OPEN_STATES, JobState, Under
from puhui.privacy.jobs.offering import OFFERS, check_disclosure, check_model, check_program, check_shape
from puhui.privacy.jobs.taking_part import Participant
from puhui.privacy.jobs.telling import Neighbours
from puhui.privacy.model import JobSpec
from puhui.privacy.programs import program_digest

_AT_ONCE = 16
_NONCE_SIZE = 16
_ENDED_THERE = "job_not_there"  # a party's answer to the beginning of a job that it has ended
_WORD_WITHIN_S = 2.0  # for that party's own word, which says why
_STAGE = "privacy.jobs.initiating"


class Initiator:
    """Begins jobs in which its own node takes part. Safe from many threads."""

    def __init__(
        self,
        *,
        house: House,
        voice: Voice,
        book: Book,
        participant: Participant,
        neighbours: Neighbours,
    ) -> None:
        self._house, self._voice, self._book = house, voice, book
        self._participant, self._neighbours = participant, neighbours

    def propose(self, spec: JobSpec, *, deadline: datetime, under: Mapping[str, Under], model: bytes = b"") -> str:
        """Open the computation, take our own part, and invite the others from a thread; the job's id.

        The spec gets a fresh nonce, and its program and disclosure where it has none. `under` names for each party
        whose data reaches another under which grants or mandate. Raises what makes the job unsound,
        `ComputationRefused`, `LedgerUnsure`, and what refuses our own part. `model` is the scorecard that the job
        pins, if any.
        """
        spec = self._complete(spec)
        check_shape(spec, self._house.suite)
        check_program(spec, self._house.suite)
        check_model(spec, model, self._house.suite)
        check_disclosure(spec)
        job, deadline_ms = spec.digest(self._house.suite), milliseconds(deadline)
        opening = self._opening(spec, job, deadline_ms)
        opened = entry_id(opening, self._house.suite)

        def invitation(org: str) -> bytes:
            to = Invitation(spec, OrgId(org), opened, deadline_ms, under.get(org), model)
            return self._voice.say(INVITE, to.as_map())

        ours = invitation(str(self._house.org))
        self._book.invited(spec, initiator=str(self._house.org), deadline_ms=deadline_ms, invitation=ours)
        self._open(job, opening)
        try:
            mine = self._participant.invited(str(self._house.org), ours)
        except PuhuiError as error:
            state = JobState.FAILED if error.retriable else JobState.REFUSED
            self._participant.end(job, state, error, tell=False)  # nobody else has heard of it
            raise
        others = [party.name for party in spec.parties if party.name != self._house.org]
        invitations = {org: invitation(org) for org in others}
        threading.Thread(
            target=self._gather, args=(spec, job, mine, invitations), name=f"gather {job[:8]}", daemon=True
        ).start()
        return job

    def _complete(self, spec: JobSpec) -> JobSpec:
        spec = replace(spec, nonce=self._voice.entropy.take(_NONCE_SIZE).hex())
        if not spec.disclosure and spec.op in OFFERS:
            spec = replace(spec, disclosure=OFFERS[spec.op].learns(spec))
        return spec if spec.program else replace(spec, program=program_digest(spec, self._house.suite))

    def _opening(self, spec: JobSpec, job: str, deadline_ms: int) -> bytes:
        args = open_args(
            job=job,
            program=spec.program,
            op=spec.op.value,
            purpose=spec.purpose,
            parties=[party.name for party in spec.parties],
            receivers=spec.receivers,
            expires=deadline_ms,
        )
        voice = self._voice
        return build_statement(voice.signer, voice.org, NAME, OPEN, args, clock=voice.clock, entropy=voice.entropy)

    def _open(self, job: str, opening: bytes) -> None:
        us = str(self._house.org)
        try:
            verdict = submit(self._house.ledger, opening)
            if verdict.finality is Finality.INVALID:
                raise ComputationRefused(reason=verdict.reason, party=us, stage=_STAGE)
            if verdict.finality is not Finality.COMMITTED:
                raise LedgerUnsure(reason=verdict.finality.value, party=us, stage=_STAGE)
        except PuhuiError as error:
            state = JobState.FAILED if error.retriable else JobState.REFUSED
            self._book.over(job, state, error, on_ledger=False)
            self._book.settled(job)
            raise

    def _gather(self, spec: JobSpec, job: str, mine: bytes, invitations: Mapping[str, bytes]) -> None:
        try:
            said = {str(self._house.org): mine} | self._invite(spec, job, invitations)
            if self._book.find(job).state is not JobState.ACCEPTED:
                self._participant.retell(job)  # it ended while we invited: some had no job yet to end when we said so
                return
            beginning = Beginning(job, tuple(said[party.name] for party in spec.parties))
            message = self._voice.say(BEGIN, beginning.as_map())
            # The others first: once our own worker runs, its deadline for their coming runs too.
            self._all(lambda org: self._send(org, BEGIN, message), invitations)
            self._participant.begin(str(self._house.org), message)
        except PuhuiError as error:
            if error.code == _ENDED_THERE:
                self._participant.await_end(job, _WORD_WITHIN_S)
            state = JobState.FAILED if error.retriable else JobState.REFUSED
            if self._book.find(job).state in OPEN_STATES:
                self._participant.stop(job, state, error)
            else:
                self._participant.retell(job)
        except Exception as broken:  # noqa: BLE001 - whatever broke here, the job must end and the others must hear of it
            why = EngineFailed(where=type(broken).__name__, party=str(self._house.org), stage=_STAGE)
            self._participant.stop(job, JobState.FAILED, why)

    def _invite(self, spec: JobSpec, job: str, invitations: Mapping[str, bytes]) -> dict[str, bytes]:
        ranks = {party.name: rank for rank, party in enumerate(spec.parties)}

        def invite(org: str) -> bytes:
            said = self._send(org, INVITE, invitations[org])
            check_acceptance(said, job, spec, ranks[org], self._house)
            self._book.heard(job, org, JobState.ACCEPTED.value)
            return said

        return self._all(invite, invitations)

    def _send(self, org: str, kind: str, message: bytes) -> bytes:
        try:
            return self._neighbours.send(org, kind, message)
        except PuhuiError as error:
            error.party = error.party or org
            raise

    def _all(self, call: Callable[[str], bytes], orgs: Collection[str]) -> dict[str, bytes]:
        """All at once; raises the first error, without waiting for those that are still under way."""
        pool = ThreadPoolExecutor(min(_AT_ONCE, len(orgs)), thread_name_prefix="inviting")
        try:
            futures: dict[str, Future[bytes]] = {org: pool.submit(call, org) for org in orgs}
            done, _ = wait(futures.values(), return_when=FIRST_EXCEPTION)
            for future in done:
                future.result()
            return {org: future.result() for org, future in futures.items()}
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
