"""Draw permits under many grants at once: what a private computation over many enterprises takes.

The order of events is that of `permits`, for all grants of one request together:

1. The grants that are open here are told apart from those that are not, the statements of all entries are made, at most
   `MAX_GRANTS` grants in each, and written down (`drawing`). Die here: nobody heard of it.
2. The ledger decides on one entry after another, and each verdict is written down. Die between two: the same bytes
   get the same verdicts.
3. When all are decided the batch is `counted`: each grant has its use or its denial on the ledger, in the same entry.
   An entry that was refused whole makes the batch `denied`, and in the same transaction what other entries of it
   counted is owed to the ledger as failed.
4. What the job came to is written down once (`ended`), and owed to the ledger in the same transaction, entry by entry.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection

from puhui.consent import batch_store
from puhui.consent.batch_store import BatchEntry, BatchRow, BatchState
from puhui.consent.errors import (
    AlreadyEnded,
    BatchSize,
    GrantNotOpen,
    PermitNotOurs,
    RequestReused,
    WrongCustodian,
    denial,
)
from puhui.consent.permit import Permit, _issue
from puhui.consent.seat import Outcome, Seat
from puhui.kernel import decode, encode
from puhui.kernel.ids import DatasetId, EntryId, GrantId, OrgId, RequestId, SubjectId
from puhui.ledger import Finality, read_all
from puhui.ledger.contracts.grant_batches import MAX_GRANTS, OUTCOME_MANY, USE_MANY
from puhui.ledger.contracts.grants import NAME, grant_key

GRANTS_MAX = 100_000  # of one batch


@dataclass(frozen=True, slots=True)
class PermitBatch:
    """What a request drew: a permit for each grant that allowed it, in the order asked; the others, by reason code."""

    permits: tuple[Permit, ...]
    refused: Mapping[GrantId, str]


class Batches:
    """The batches of one custodian. Safe from many threads, and from many processes on one database."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def draw(
        self,
        *,
        request: RequestId,
        grants: Sequence[GrantId],
        receiver: OrgId,
        purpose: str,
        program: str,
        fields: Sequence[str],
    ) -> PermitBatch:
        """See `PermitDesk.draw_batch`."""
        if not 0 < len(set(grants)) <= GRANTS_MAX:
            raise BatchSize(
                count=len(set(grants)), limit=GRANTS_MAX, party=str(self._seat.org), stage="consent.batches"
            )
        asked = {
            "request": str(request),
            "grants": sorted({str(grant) for grant in grants}),
            "receiver": str(receiver),
            "purpose": purpose,
            "program": program,
            "fields": sorted(fields),
        }
        batch = self._find(request) or self._begin(asked)
        if batch.question != encode(asked):
            raise self._denial(batch, RequestReused.reason)
        batch = self._settle(batch)
        if batch.state is BatchState.DENIED:
            raise self._denial(batch, batch.reason or "")
        return self._drawn(batch, list(dict.fromkeys(grants)))

    def end(self, request: RequestId, outcome: Outcome, answer_digest: str) -> None:
        """See `PermitDesk.end_batch`."""
        batch = self._find(request)
        if batch is None:
            raise PermitNotOurs(request=request, party=str(self._seat.org), stage="consent.batches")
        batch = self._settle(batch)
        owed = self._owed(batch, outcome, answer_digest)
        with self._seat.database.transaction() as connection:
            ended = batch_store.advance(
                connection,
                request,
                BatchState.COUNTED,
                BatchState.ENDED,
                outcome=outcome.value,
                answer_digest=answer_digest,
                ended_at=self._seat.clock.now(),
            )
            if ended:
                self._owe(connection, request, owed)
            batch = self._reread(connection, request)
        same = (batch.outcome, batch.answer_digest) == (outcome.value, answer_digest)
        if not same and not (batch.state is BatchState.DENIED and outcome is Outcome.FAILED):
            raise AlreadyEnded(request=request, party=str(self._seat.org), stage="consent.batches")

    def recover(self) -> int:
        """Learn the verdicts of every batch that was under way when the node last died; how many batches."""
        with self._seat.database.transaction() as connection:
            requests = batch_store.drawing(connection)
        for request in requests:
            with self._seat.database.transaction() as connection:
                batch = self._reread(connection, request)
            self._settle(batch)
        return len(requests)

    def _begin(self, asked: Mapping[str, Any]) -> BatchRow:
        known = self._known(asked["grants"])
        ours = sorted(known["ours"])
        question = {name: asked[name] for name in ("request", "receiver", "purpose", "program", "fields")}
        statements = [
            self._seat.statement(NAME, USE_MANY, {**question, "grants": ours[at : at + MAX_GRANTS]})
            for at in range(0, len(ours), MAX_GRANTS)
        ]
        with self._seat.database.transaction() as connection:
            found = batch_store.find(connection, asked["request"])
            if found is not None:
                return found
            batch_store.begin(
                connection,
                request=asked["request"],
                question=encode(asked),
                known=encode(known),
                statements=statements,
                at=self._seat.clock.now(),
            )
            return self._reread(connection, asked["request"])

    def _known(self, grants: Sequence[str]) -> dict[str, dict[str, Any]]:
        """`ours`: each grant on our data with its subject and dataset; `others`: why each other one has no number."""
        ours: dict[str, Any] = {}
        others: dict[str, Any] = {}
        states = read_all(self._seat.ledger, map(grant_key, grants))
        for grant, opened in zip(grants, states, strict=True):
            if opened is None:
                others[grant] = GrantNotOpen.reason
            elif opened["terms"]["custodian"] != self._seat.org:
                others[grant] = WrongCustodian.reason
            else:
                ours[grant] = [opened["terms"]["subject"], opened["terms"]["dataset"]]
        return {"ours": ours, "others": others}

    def _settle(self, batch: BatchRow) -> BatchRow:
        """The batch with all its verdicts; raises `LedgerUnsure` while one is missing."""
        if batch.state is not BatchState.DRAWING:
            return batch
        for one in batch.entries:
            if one.reason is None:
                self._decide(one)
        with self._seat.database.transaction() as connection:
            return self._conclude(connection, self._reread(connection, batch.request))

    def _decide(self, one: BatchEntry) -> None:
        verdict = self._seat.decided(one.statement)
        told: dict[str, Any] = {"reason": verdict.reason}
        if verdict.finality is Finality.COMMITTED:
            told = {
                "reason": "",
                "entry": str(verdict.entry),
                "entry_index": verdict.index,
                "result": encode(dict(verdict.result)),
            }
        with self._seat.database.transaction() as connection:
            batch_store.decide(connection, one.request, one.number, **told)

    def _conclude(self, connection: Connection, batch: BatchRow) -> BatchRow:
        reason = next((one.reason for one in batch.entries if one.reason), None)
        if reason is None:
            batch_store.advance(connection, batch.request, BatchState.DRAWING, BatchState.COUNTED)
            return self._reread(connection, batch.request)
        nothing = self._seat.suite.digest(b"").hex()
        denied = batch_store.advance(
            connection,
            batch.request,
            BatchState.DRAWING,
            BatchState.DENIED,
            reason=reason,
            outcome=Outcome.FAILED.value,
            answer_digest=nothing,
            ended_at=self._seat.clock.now(),
        )
        if denied:
            self._owe(connection, batch.request, self._owed(batch, Outcome.FAILED, nothing))
        return self._reread(connection, batch.request)

    def _owed(self, batch: BatchRow, outcome: Outcome, answer_digest: str) -> list[tuple[int, bytes]]:
        """The statements of the outcome, by the number of the entry that counted the uses."""
        args = {"request": batch.request, "outcome": outcome.value, "answer_digest": answer_digest}
        return [
            (one.number, self._seat.statement(NAME, OUTCOME_MANY, {**args, "grants": uses}))
            for one in batch.entries
            if (uses := {grant: n for grant, (n, _) in _result(one)["counted"].items()})
        ]

    def _owe(self, connection: Connection, request: str, owed: Sequence[tuple[int, bytes]]) -> None:
        for number, statement in owed:
            self._seat.owe(connection, f"{OUTCOME_MANY}:{request}:{number}", statement)

    def _drawn(self, batch: BatchRow, grants: Sequence[GrantId]) -> PermitBatch:
        known = decode(batch.known)
        refused = dict(known["others"])
        counted: dict[str, tuple[BatchEntry, int, int]] = {}
        for one in batch.entries:
            result = _result(one)
            refused |= {grant: reason for grant, (reason, _) in result["refused"].items()}
            counted |= {grant: (one, n, seq) for grant, (n, seq) in result["counted"].items()}
        asked = decode(batch.question)
        permits = [
            _permit(asked, self._seat.org, grant, known["ours"][grant], *counted[grant])
            for grant in grants
            if grant in counted
        ]
        return PermitBatch(tuple(permits), {grant: refused[grant] for grant in grants if grant in refused})

    def _denial(self, batch: BatchRow, reason: str) -> Exception:
        grant = decode(batch.question)["grants"][0]
        return denial(reason, grant=grant, request=batch.request, party=str(self._seat.org))

    def _find(self, request: str) -> BatchRow | None:
        with self._seat.database.transaction() as connection:
            return batch_store.find(connection, request)

    def _reread(self, connection: Connection, request: str) -> BatchRow:
        found = batch_store.find(connection, request)
        if found is None:
            raise PermitNotOurs(request=request, party=str(self._seat.org), stage="consent.batches")
        return found


def _result(one: BatchEntry) -> dict[str, Any]:
    """What the contract answered; nothing counted and nothing refused where it refused the entry."""
    return {"counted": {}, "refused": {}} if one.result is None else dict(decode(one.result))


def _permit(asked: Mapping[str, Any], custodian: OrgId, grant: GrantId, about: Sequence[str], *use: Any) -> Permit:
    (entry, n, seq), (subject, dataset) = use, about
    return _issue(
        grant=grant,
        request=RequestId(asked["request"]),
        subject=SubjectId(subject),
        custodian=custodian,
        receiver=OrgId(asked["receiver"]),
        dataset=DatasetId(dataset),
        fields=tuple(asked["fields"]),
        purpose=asked["purpose"],
        program=asked["program"],
        n=n,
        seq=seq,
        entry=EntryId(entry.entry or ""),
        index=entry.entry_index,
    )
