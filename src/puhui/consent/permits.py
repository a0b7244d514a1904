"""Draw permits and release answers at a custodian. The count comes first, the answer after, and only once.

The order of events for one request, and what is true if we die between two of them:

1. The statement of the use is written down (`drawing`). Die here: nobody heard of it; the same request submits the
   very same bytes.
2. The ledger decides on it. Die here: the ledger knows, we do not; submitting the same bytes again gets its verdict.
3. The verdict is written down (`counted`, or `denied` with the denial in the outbox). Die here: the same request goes
   on with the same use number.
4. The answer is computed. Die here: nothing has left; it is computed again.
5. The answer, its digest and its outcome statement are written down in one transaction (`released`). From here on the
   same request gets these bytes and no others.
6. The answer leaves; the outbox tells the ledger the outcome.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from puhui.consent import batch_store, store
from puhui.consent.batches import Batches, PermitBatch
from puhui.consent.errors import (
    AnswerForgotten,
    DrawDenied,
    GrantNotOpen,
    PermitNotOurs,
    RequestReused,
    UseFailed,
    denial,
)
from puhui.consent.permit import Permit, _issue
from puhui.consent.seat import Outcome, Seat
from puhui.consent.store import PermitRow, PermitState
from puhui.kernel import Clock, Entropy, PuhuiError, Signer, decode, encode
from puhui.kernel.ids import EntryId, GrantId, OrgId, RequestId
from puhui.ledger import Finality, Ledger, Verdict
from puhui.ledger.contracts.grant_terms import GrantTerms
from puhui.ledger.contracts.grants import NAME, grant_key
from puhui.storage import Database

_NOT_ON_LEDGER = frozenset({"not_open", "not_custodian"})  # no grant of ours to write the denial to


@dataclass(frozen=True, slots=True)
class Computed:
    """What a computation under a permit gave: the bytes for the receiver, and whether the source knew anything."""

    payload: bytes
    outcome: Outcome = Outcome.ANSWERED


@dataclass(frozen=True, slots=True)
class Answer:
    """What leaves. `statement` is the custodian's signed `grants.outcome`, which names the digest of the payload."""

    grant: GrantId
    request: RequestId
    n: int
    seq: int
    entry: EntryId
    outcome: Outcome
    payload: bytes
    digest: str
    statement: bytes


class PermitDesk:
    """One custodian's desk. Safe from many threads, and from many processes on one database."""

    def __init__(
        self, *, database: Database, ledger: Ledger, signer: Signer, org: OrgId, clock: Clock, entropy: Entropy
    ) -> None:
        self._seat = Seat(database=database, ledger=ledger, signer=signer, org=org, clock=clock, entropy=entropy)
        self._batches = Batches(self._seat)
        self._database = database
        self._ledger = ledger
        self._org = org
        self._clock = clock
        self._suite = signer.public_key.suite

    def draw_permit(
        self,
        *,
        grant: GrantId,
        request: RequestId,
        receiver: OrgId,
        purpose: str,
        program: str,
        fields: Sequence[str],
    ) -> Permit:
        """Have the ledger count one use, and return the permit for it. The same request is the same use.

        Raises a `DrawDenied` (which goes on record), or `LedgerUnsure` when it is not certain that the use is counted.
        """
        asked = {
            "grant": str(grant),
            "request": str(request),
            "receiver": str(receiver),
            "purpose": purpose,
            "program": program,
            "fields": sorted(fields),
        }
        row = self._begin(asked)
        if row.question != encode(asked):
            raise self.denied(grant=grant, request=request, receiver=receiver, reason=RequestReused.reason)
        if row.state is PermitState.DRAWING:
            row = self._settle(row)
        if row.state is PermitState.DENIED:
            raise denial(row.reason or "", grant=grant, request=request, party=str(self._org))
        return self._permit(row, asked)

    def draw_batch(
        self,
        *,
        request: RequestId,
        grants: Sequence[GrantId],
        receiver: OrgId,
        purpose: str,
        program: str,
        fields: Sequence[str],
    ) -> PermitBatch:
        """Have the ledger count one use of each grant that allows it; see `consent.batches`.

        The same request is the same uses and the same refusals, and stands for the same grants. Raises `BatchSize`,
        `RequestReused`, or `LedgerUnsure` when it is not certain which uses are counted.
        """
        with self._database.transaction() as connection:
            taken = store.find(connection, request) is not None
        if taken:
            raise denial(RequestReused.reason, grant="", request=request, party=str(self._org))
        return self._batches.draw(
            request=request, grants=grants, receiver=receiver, purpose=purpose, program=program, fields=fields
        )

    def end_batch(self, request: RequestId, outcome: Outcome, answer_digest: str) -> None:
        """Tell the ledger how the uses of a batch ended, all alike, once; the same again changes nothing.

        What the ledger has not decided yet is asked for first. Raises `PermitNotOurs` for a request that drew no batch,
        `AlreadyEnded` when the batch ended otherwise, `LedgerUnsure`.
        """
        self._batches.end(request, outcome, answer_digest)

    def release(self, permit: Permit, compute: Callable[[Permit], Computed]) -> Answer:
        """The answer of this permit: computed once, stored, and the same ever after.

        A computation that raises a retriable error leaves the use open for the same request; one that raises another
        domain error ends it (`UseFailed` from then on). Either way nothing leaves.
        """
        row = self._find(permit)
        if row.state is PermitState.COUNTED:
            row = self._release(row, permit, compute)
        if row.state is PermitState.FAILED:
            raise UseFailed(grant=permit.grant, n=permit.n, party=str(self._org), stage="consent.permits")
        return self._answer(row)

    def deny(self, *, grant: GrantId, request: RequestId, receiver: OrgId, reason: str) -> bool:
        """Put a denial on the ledger (by the outbox); whether there is a grant of ours to put it to.

        Once for each grant that a request names: the same again is the same denial.
        """
        opened = self._ledger.read(grant_key(grant))
        if reason in _NOT_ON_LEDGER or opened is None or opened["terms"]["custodian"] != self._org:
            return False
        args = {"grant": str(grant), "request": str(request), "receiver": str(receiver), "reason": reason}
        with self._database.transaction() as connection:
            self._owe(connection, "deny", f"{request}:{grant}", args)
        return True

    def denied(self, *, grant: GrantId, request: RequestId, receiver: OrgId, reason: str) -> DrawDenied:
        """Put a denial on the ledger, and the error to raise for it."""
        self.deny(grant=grant, request=request, receiver=receiver, reason=reason)
        return denial(reason, grant=grant, request=request, party=str(self._org))

    def terms_of(self, grant: GrantId) -> GrantTerms:
        """The terms of an open grant on this custodian's data; raises `GrantNotOpen`."""
        opened = self._ledger.read(grant_key(grant))
        if opened is None or opened["terms"]["custodian"] != self._org:
            raise GrantNotOpen(grant=grant, reason=GrantNotOpen.reason, party=str(self._org), stage="consent.permits")
        return GrantTerms.parse(opened["terms"])

    def has_counted(self, request: RequestId) -> bool:
        """Whether the request already has its use: it goes on from there, whatever state the source is in."""
        with self._database.transaction() as connection:
            row = store.find(connection, request)
        return row is not None and row.state not in (PermitState.DRAWING, PermitState.DENIED)

    def recover(self) -> int:
        """Learn the ledger's verdict on every request that was under way when the node last died; how many."""
        with self._database.transaction() as connection:
            rows = store.in_state(connection, PermitState.DRAWING)
        for row in rows:
            self._settle(row)
        return len(rows) + self._batches.recover()

    def forget_answers(self, before: datetime) -> int:
        """Delete stored answers released before a time (PIPL article 47); numbers and digests stay."""
        with self._database.transaction() as connection:
            return store.forget_answers(connection, before)

    def _begin(self, asked: dict[str, Any]) -> PermitRow:
        with self._database.transaction() as connection:
            row = store.find(connection, asked["request"])
            if row is None and batch_store.find(connection, asked["request"]) is not None:
                raise denial(RequestReused.reason, grant=asked["grant"], request=asked["request"], party=str(self._org))
            if row is None:
                store.begin(
                    connection,
                    request=asked["request"],
                    grant=asked["grant"],
                    question=encode(asked),
                    statement=self._statement("use", asked),
                    at=self._clock.now(),
                )
                row = store.find(connection, asked["request"])
        if row is None:
            raise PermitNotOurs(request=asked["request"], party=str(self._org), stage="consent.permits")
        return row

    def _settle(self, row: PermitRow) -> PermitRow:
        verdict = self._seat.decided(row.statement)
        if verdict.finality is Finality.COMMITTED:
            return self._counted(row, verdict)
        return self._denied(row, verdict.reason)

    def _counted(self, row: PermitRow, verdict: Verdict) -> PermitRow:
        with self._database.transaction() as connection:
            store.advance(
                connection,
                row.request,
                PermitState.DRAWING,
                PermitState.COUNTED,
                n=verdict.result["n"],
                seq=verdict.result["seq"],
                entry=str(verdict.entry),
                entry_index=verdict.index,
            )
            return self._reread(connection, row)

    def _denied(self, row: PermitRow, reason: str) -> PermitRow:
        with self._database.transaction() as connection:
            moved = store.advance(connection, row.request, PermitState.DRAWING, PermitState.DENIED, reason=reason)
            if moved and reason not in _NOT_ON_LEDGER:
                asked = self._asked(row)
                args = {"grant": row.grant_id, "request": row.request, "receiver": asked["receiver"], "reason": reason}
                self._owe(connection, "deny", row.request, args)
            return self._reread(connection, row)

    def _release(self, row: PermitRow, permit: Permit, compute: Callable[[Permit], Computed]) -> PermitRow:
        try:
            computed = compute(permit)
        except PuhuiError as error:
            if error.retriable:
                raise
            self._end(row, PermitState.FAILED, Computed(b"", Outcome.FAILED))
            raise
        return self._end(row, PermitState.RELEASED, computed)

    def _end(self, row: PermitRow, state: PermitState, computed: Computed) -> PermitRow:
        digest = self._suite.digest(computed.payload).hex()
        args = {
            "grant": row.grant_id,
            "n": row.n,
            "outcome": computed.outcome.value,
            "answer_digest": digest,
        }
        statement = self._statement("outcome", args)
        with self._database.transaction() as connection:
            ended = store.advance(
                connection,
                row.request,
                PermitState.COUNTED,
                state,
                outcome=computed.outcome.value,
                answer=computed.payload,
                answer_digest=digest,
                outcome_statement=statement,
                released_at=self._clock.now(),
            )
            if ended:
                self._seat.owe(connection, f"outcome:{row.request}", statement)
            return self._reread(connection, row)  # another thread was first: its answer is the answer

    def _find(self, permit: Permit) -> PermitRow:
        with self._database.transaction() as connection:
            row = store.find(connection, permit.request)
        if row is None or (row.entry, row.n) != (permit.entry, permit.n):
            raise PermitNotOurs(request=permit.request, party=str(self._org), stage="consent.permits")
        return row

    def _reread(self, connection: Any, row: PermitRow) -> PermitRow:
        found = store.find(connection, row.request)
        if found is None:
            raise PermitNotOurs(request=row.request, party=str(self._org), stage="consent.permits")
        return found

    def _permit(self, row: PermitRow, asked: dict[str, Any]) -> Permit:
        terms = self.terms_of(GrantId(row.grant_id))
        return _issue(
            grant=terms.id,
            request=RequestId(row.request),
            subject=terms.subject,
            custodian=terms.custodian,
            receiver=terms.receiver,
            dataset=terms.dataset,
            fields=tuple(asked["fields"]),
            purpose=terms.purpose,
            program=terms.program,
            n=row.n,
            seq=row.seq,
            entry=EntryId(row.entry or ""),
            index=row.entry_index,
        )

    def _answer(self, row: PermitRow) -> Answer:
        if row.answer is None:
            raise AnswerForgotten(request=row.request, party=str(self._org), stage="consent.permits")
        return Answer(
            grant=GrantId(row.grant_id),
            request=RequestId(row.request),
            n=row.n or 0,
            seq=row.seq or 0,
            entry=EntryId(row.entry or ""),
            outcome=Outcome(row.outcome or ""),
            payload=row.answer,
            digest=row.answer_digest or "",
            statement=row.outcome_statement or b"",
        )

    def _asked(self, row: PermitRow) -> dict[str, Any]:
        asked: dict[str, Any] = decode(row.question)
        return asked

    def _owe(self, connection: Any, action: str, request: str, args: dict[str, Any]) -> None:
        self._seat.owe(connection, f"{action}:{request}", self._statement(action, args))

    def _statement(self, action: str, args: dict[str, Any]) -> bytes:
        return self._seat.statement(NAME, action, args)
