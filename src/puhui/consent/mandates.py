"""Mandates at the institution whose data it is: it opens and withdraws them, and draws permits under them.

The order of events for one request is that of `permits` up to its count: the statement is written down before it is
sent (`drawing`), its verdict after (`counted`, or `denied` with the denial in the outbox), and what the job came to is
written down once (`ended`) in the transaction that owes it to the ledger. Whatever dies in between, the same request
is the same use.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.engine import Connection

from puhui.consent import mandate_store as store
from puhui.consent.errors import AlreadyEnded, PermitNotOurs
from puhui.consent.mandate_errors import (
    MandateNotFound,
    MandateRefusedByLedger,
    MandateRequestReused,
    mandate_denial,
)
from puhui.consent.mandate_store import DrawRow, DrawState
from puhui.consent.model import moment
from puhui.consent.opening import ReadableLedger
from puhui.consent.permit import MandatePermit, _issue_mandate
from puhui.consent.seat import Outcome, Seat
from puhui.kernel import Clock, Entropy, Signer, decode, encode
from puhui.kernel.ids import EntryId, MandateId, OrgId, RequestId
from puhui.ledger import Finality, Ledger, Verdict, read_all
from puhui.ledger.contracts.mandate_terms import MandateTerms
from puhui.ledger.contracts.mandates import DENY, NAME, OPEN, OUTCOME, USE, WITHDRAW, mandate_key, mandates_of_key
from puhui.ledger.contracts.mandates import tally_key as mandate_tally_key
from puhui.storage import Database

_NOT_ON_LEDGER = frozenset({"not_open", "not_custodian"})  # no mandate of ours to write the denial to


class MandateStanding(StrEnum):
    """What a mandate is good for."""

    ACTIVE = "active"  # it may still begin in the future
    EXHAUSTED = "exhausted"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Mandate:
    """A mandate as the ledger tells of it. `numbered` counts its uses and denials."""

    terms: MandateTerms
    standing: MandateStanding
    used: int
    numbered: int
    opened_at: datetime
    withdrawn_at: datetime | None
    entry: EntryId
    index: int


class MandateDesk:
    """One institution's desk. Safe from many threads, and from many processes on one database."""

    def __init__(
        self, *, database: Database, ledger: Ledger, signer: Signer, org: OrgId, clock: Clock, entropy: Entropy
    ) -> None:
        self._seat = Seat(database=database, ledger=ledger, signer=signer, org=org, clock=clock, entropy=entropy)

    def open(self, terms: MandateTerms) -> EntryId:
        """Open a mandate over this institution's data; the entry that did. The same terms again: the same entry.

        Raises `MandateRefusedByLedger`, `LedgerUnsure`.
        """
        verdict = self._say(OPEN, {"terms": terms.as_map()})
        if verdict.finality is Finality.COMMITTED:
            return verdict.entry
        opened = self._seat.ledger.read(mandate_key(terms.id))
        if verdict.reason != "already_open" or opened is None or opened["terms"] != terms.as_map():
            raise self._refused(terms.id, verdict)
        return EntryId(opened["entry"])

    def withdraw(self, mandate: MandateId) -> None:
        """Take a mandate back; holds for the next use. One that is withdrawn already stays so.

        Raises `MandateNotFound`, `LedgerUnsure`.
        """
        self.find(mandate)
        verdict = self._say(WITHDRAW, {"mandate": str(mandate)})
        if verdict.finality is Finality.INVALID and verdict.reason != "already_withdrawn":
            raise self._refused(mandate, verdict)

    def find(self, mandate: MandateId) -> Mandate:
        """This institution's mandate as it stands; raises `MandateNotFound`."""
        found = find_mandate(self._seat.ledger, mandate, self._seat.clock.now())
        if found.terms.custodian != self._seat.org:
            raise MandateNotFound(mandate=mandate, party=str(self._seat.org), stage="consent.mandates")
        return found

    def mandates(self) -> list[Mandate]:
        """Every mandate that this institution ever opened, oldest first."""
        return mandates_of(self._seat.ledger, self._seat.org, self._seat.clock.now())

    def draw(
        self,
        *,
        mandate: MandateId,
        request: RequestId,
        receiver: OrgId,
        purpose: str,
        program: str,
        fields: Sequence[str],
    ) -> MandatePermit:
        """Have the ledger count one use, and return the permit for it. The same request is the same use.

        Raises a `MandateDenied` (which goes on record), or `LedgerUnsure` when it is not certain that it is counted.
        """
        asked = {
            "mandate": str(mandate),
            "request": str(request),
            "receiver": str(receiver),
            "purpose": purpose,
            "program": program,
            "fields": sorted(fields),
        }
        row = self._begin(asked)
        if row.question != encode(asked):
            raise self._denial(row, MandateRequestReused.reason)
        row = self._settle(row)
        if row.state is DrawState.DENIED:
            raise self._denial(row, row.reason or "")
        return self._permit(row, asked)

    def deny(self, *, mandate: MandateId, request: RequestId, receiver: OrgId, reason: str) -> bool:
        """Owe the ledger a denial of what was refused before it was drawn; whether there is a mandate of ours for it.

        The same request again is the same denial.
        """
        opened = self._seat.ledger.read(mandate_key(mandate))
        if opened is None or opened["terms"]["custodian"] != self._seat.org:
            return False
        told = {"mandate": str(mandate), "request": str(request), "receiver": str(receiver), "reason": reason}
        with self._seat.database.transaction() as connection:
            self._owe(connection, DENY, str(request), told)
        return True

    def end(self, request: RequestId, outcome: Outcome, answer_digest: str) -> None:
        """Tell the ledger how the use ended, once; the same again changes nothing.

        What the ledger has not decided yet is asked for first. Raises `PermitNotOurs` for a request that drew nothing,
        `AlreadyEnded` when the use ended otherwise, `LedgerUnsure`.
        """
        with self._seat.database.transaction() as connection:
            row = self._reread(connection, request)
        row = self._settle(row)
        if row.state is DrawState.DENIED and outcome is Outcome.FAILED:
            return  # nothing was counted
        told = {"outcome": outcome.value, "answer_digest": answer_digest}
        with self._seat.database.transaction() as connection:
            ended = store.advance(
                connection, request, DrawState.COUNTED, DrawState.ENDED, **told, ended_at=self._seat.clock.now()
            )
            if ended:
                self._owe(connection, OUTCOME, request, {"mandate": row.mandate, "n": row.n, **told})
            row = self._reread(connection, request)
        if (row.outcome, row.answer_digest) != (outcome.value, answer_digest):
            raise AlreadyEnded(request=request, party=str(self._seat.org), stage="consent.mandates")

    def recover(self) -> int:
        """Learn the ledger's verdict on every request that was under way when the node last died; how many."""
        with self._seat.database.transaction() as connection:
            rows = store.drawing(connection)
        for row in rows:
            self._settle(row)
        return len(rows)

    def _begin(self, asked: Mapping[str, Any]) -> DrawRow:
        with self._seat.database.transaction() as connection:
            row = store.find(connection, asked["request"])
            if row is None:
                store.begin(
                    connection,
                    request=asked["request"],
                    mandate=asked["mandate"],
                    question=encode(asked),
                    statement=self._seat.statement(NAME, USE, asked),
                    at=self._seat.clock.now(),
                )
                row = self._reread(connection, asked["request"])
        return row

    def _settle(self, row: DrawRow) -> DrawRow:
        if row.state is not DrawState.DRAWING:
            return row
        verdict = self._seat.decided(row.statement)
        with self._seat.database.transaction() as connection:
            if verdict.finality is Finality.COMMITTED:
                self._counted(connection, row, verdict)
            else:
                self._denied(connection, row, verdict.reason)
            return self._reread(connection, row.request)

    def _counted(self, connection: Connection, row: DrawRow, verdict: Verdict) -> None:
        store.advance(
            connection,
            row.request,
            DrawState.DRAWING,
            DrawState.COUNTED,
            n=verdict.result["n"],
            seq=verdict.result["seq"],
            entry=str(verdict.entry),
            entry_index=verdict.index,
        )

    def _denied(self, connection: Connection, row: DrawRow, reason: str) -> None:
        moved = store.advance(connection, row.request, DrawState.DRAWING, DrawState.DENIED, reason=reason)
        if moved and reason not in _NOT_ON_LEDGER:
            receiver = decode(row.question)["receiver"]
            told = {"mandate": row.mandate, "request": row.request, "receiver": receiver, "reason": reason}
            self._owe(connection, DENY, row.request, told)

    def _owe(self, connection: Connection, action: str, request: str, args: Mapping[str, Any]) -> None:
        self._seat.owe(connection, f"{NAME}.{action}:{request}", self._seat.statement(NAME, action, args))

    def _permit(self, row: DrawRow, asked: Mapping[str, Any]) -> MandatePermit:
        terms = self.find(MandateId(row.mandate)).terms
        return _issue_mandate(
            mandate=terms.id,
            request=RequestId(row.request),
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

    def _say(self, action: str, args: Mapping[str, Any]) -> Verdict:
        return self._seat.decided(self._seat.statement(NAME, action, args))

    def _refused(self, mandate: MandateId, verdict: Verdict) -> MandateRefusedByLedger:
        return MandateRefusedByLedger(
            mandate=mandate, reason=verdict.reason, party=str(self._seat.org), stage="consent.mandates"
        )

    def _denial(self, row: DrawRow, reason: str) -> Exception:
        return mandate_denial(reason, mandate=row.mandate, request=row.request, party=str(self._seat.org))

    def _reread(self, connection: Connection, request: str) -> DrawRow:
        found = store.find(connection, request)
        if found is None:
            raise PermitNotOurs(request=request, party=str(self._seat.org), stage="consent.mandates")
        return found


def find_mandate(ledger: ReadableLedger, mandate: MandateId, now: datetime) -> Mandate:
    """The mandate as it stands; raises `MandateNotFound`."""
    return _find_mandates(ledger, [mandate], now)[0]


def _find_mandates(ledger: ReadableLedger, mandates: Sequence[MandateId], now: datetime) -> list[Mandate]:
    states = read_all(ledger, [key(mandate) for mandate in mandates for key in (mandate_key, mandate_tally_key)])
    found = []
    for mandate, opened, tally in zip(mandates, states[::2], states[1::2], strict=True):
        if opened is None:
            raise MandateNotFound(mandate=mandate, stage="consent.mandates")
        found.append(_mandate_of_state(opened, tally, now))
    return found


def _mandate_of_state(opened: Mapping[str, Any], tally: Mapping[str, Any], now: datetime) -> Mandate:
    terms, withdrawn_at = MandateTerms.parse(opened["terms"]), tally["withdrawn_at"]
    return Mandate(
        terms=terms,
        standing=_standing(terms, tally, now),
        used=tally["n"],
        numbered=tally["seq"],
        opened_at=moment(opened["at"]),
        withdrawn_at=None if withdrawn_at is None else moment(withdrawn_at),
        entry=EntryId(opened["entry"]),
        index=opened["index"],
    )


def mandates_of(ledger: ReadableLedger, custodian: OrgId, now: datetime) -> list[Mandate]:
    """Every mandate that an institution ever opened, oldest first."""
    count = ledger.read(mandates_of_key(custodian)) or 0
    ids = read_all(ledger, [mandates_of_key(custodian, k) for k in range(1, count + 1)])
    return _find_mandates(ledger, [MandateId(one) for one in ids], now)


def _standing(terms: MandateTerms, tally: Mapping[str, Any], now: datetime) -> MandateStanding:
    if tally["withdrawn_at"] is not None:
        return MandateStanding.WITHDRAWN
    if now >= moment(terms.expires):
        return MandateStanding.EXPIRED
    return MandateStanding.EXHAUSTED if tally["n"] >= terms.uses else MandateStanding.ACTIVE
