"""Collect an enterprise's indicators from all custodians at once, under its grants.

Each custodian's answer is believed only with its proof (`exchange.ask`). One that is down, or whose grant is over,
costs coverage and is named with its cause; the others' answers stand. A request id is fixed before anything is asked
and kept until its answers are used: if we die in between, asking again is the same use and the same answer.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import structlog

from puhui.consent import ActiveGrant, Grant, Outcome
from puhui.credit.indicator import Cause, IndicatorSet
from puhui.desks.scoring import Collected
from puhui.desks.store import document, put_document, remove_document
from puhui.exchange import PATH, Dataset, Peers, Received, absent, ask, described
from puhui.kernel import Category, Clock, Entropy, PuhuiError, Text
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import EntryId, RequestId
from puhui.ledger import Ledger, ReceiptNotReady
from puhui.ledger.trust import Trust
from puhui.storage import Database

_log = structlog.get_logger("puhui.desks.collecting")

RECEIPT_WAIT = timedelta(seconds=20)
"""How long an answer waits for the receipt of its use: until a quorum of consensus nodes has cosigned it."""

Progress = Callable[[int, int], None]
"""Hears how much of a piece of work is done, of how much."""

_PAUSE_SECONDS = 0.05
_AT_ONCE = 8
_ASKING = "asking"


@dataclass(frozen=True, slots=True)
class Subject:
    """The enterprise that is asked about, with the salt that opens its name on the ledger to a custodian."""

    uscc: Uscc
    salt: bytes = field(repr=False)


class Requests:
    """The request ids of one asking, fixed before the first call and kept until its answers are used."""

    def __init__(self, database: Database, clock: Clock, entropy: Entropy) -> None:
        self._database = database
        self._clock = clock
        self._entropy = entropy

    def fixed(self, name: str, uscc: str, grants: Sequence[Grant]) -> Mapping[str, RequestId]:
        """A request id for each grant: those of an asking that did not come to its end, fresh ones otherwise."""
        with self._database.transaction() as connection:
            kept = document(connection, _ASKING, name) or {}
            ids = {str(one.id): kept.get(str(one.id)) or RequestId.new(self._clock, self._entropy) for one in grants}
            body = {grant: str(request) for grant, request in ids.items()}
            put_document(connection, _ASKING, name, body, uscc=uscc, at=self._clock.now())
        return {grant: RequestId(request) for grant, request in ids.items()}

    @staticmethod
    def used(connection: Any, name: str) -> None:
        """The answers were used, in this transaction: the next asking is a new one."""
        remove_document(connection, _ASKING, name)


class Asker:
    """Asks custodians as one receiver."""

    def __init__(
        self,
        *,
        peers: Peers,
        ledger: Ledger,
        trust: Callable[[], Trust],
        name_of: Callable[[str], Any],
        clock: Clock,
    ) -> None:
        self._peers = peers
        self._ledger = ledger
        self._trust = trust
        self._name_of = name_of
        self._clock = clock

    def collect(
        self,
        subject: Subject,
        grants: Sequence[Grant],
        requests: Mapping[str, RequestId],
        *,
        progress: Progress = lambda _done, _total: None,
    ) -> list[Collected]:
        """One `Collected` a grant, in the order of the catalogue's sources, the main bank before the others.

        `progress` hears after each answer how many are there, of how many.
        """
        if not grants:
            return []
        with ThreadPoolExecutor(max_workers=min(_AT_ONCE, len(grants))) as pool:
            asked = [pool.submit(self._ask, subject, grant, requests[str(grant.id)]) for grant in grants]
            for done, _ in enumerate(as_completed(asked), 1):
                progress(done, len(asked))
            found = [one.result() for one in asked]
        return sorted(found, key=lambda part: (part.source, -_inflow(part.indicators), part.custodian))

    def ask(
        self,
        subject: Subject,
        grant: Grant,
        request: RequestId,
        *,
        path: str = PATH,
        beside: Mapping[str, Any] | None = None,
    ) -> Received:
        """One custodian's answer under one grant, see `exchange.ask`; raises what that does, and `ReceiptNotReady`."""
        return ask(
            self._peers,
            grant.terms,
            request=request,
            uscc=subject.uscc,
            salt=subject.salt,
            receipt_of=self._receipt,
            trust=self._trust(),
            path=path,
            beside=beside,
        )

    def _ask(self, subject: Subject, grant: Grant, request: RequestId) -> Collected:
        dataset = described(grant.terms.dataset)
        if not isinstance(grant, ActiveGrant):
            return self._without(dataset, grant, Cause.NOT_GRANTED)
        try:
            received = self.ask(subject, grant, request)
        except PuhuiError as error:
            told = {"custodian": grant.terms.custodian, "dataset": grant.terms.dataset, "code": error.code}
            if error.category is Category.INTEGRITY:
                _log.error("an answer did not verify and is not used", **told, cause=error.cause_text.en)
            else:
                _log.warning("a custodian did not answer", **told, cause=error.cause_text.en)
            denied = error.category in (Category.FORBIDDEN, Category.EXHAUSTED, Category.NOT_FOUND)
            return self._without(dataset, grant, Cause.NOT_GRANTED if denied else Cause.SOURCE_DOWN)
        cause = Cause.NO_RECORD if received.outcome is Outcome.NO_RECORD else Cause.GRANTED
        if any(item.cause is Cause.STALE for item in received.indicators.values()):
            cause = Cause.STALE  # a source is stale as a whole: no value of it is used, and its age is told
        return Collected(
            source=source_of(dataset),
            custodian=str(grant.terms.custodian),
            label=self._label(dataset, grant),
            indicators=received.indicators,
            cause=cause,
        )

    def _receipt(self, entry: EntryId) -> bytes:
        """The receipt, once a quorum has cosigned; raises `ReceiptNotReady` at the deadline."""
        deadline = self._clock.now() + RECEIPT_WAIT
        pause = threading.Event()  # never set: the witnesses give no sign, so we look again
        while True:
            try:
                return self._ledger.receipt(entry)
            except ReceiptNotReady:
                if self._clock.now() >= deadline:
                    raise
            pause.wait(_PAUSE_SECONDS)

    def _without(self, dataset: Dataset, grant: Grant, cause: Cause) -> Collected:
        return Collected(
            source=source_of(dataset),
            custodian=str(grant.terms.custodian),
            label=self._label(dataset, grant),
            indicators=absent(dataset.definitions, grant.terms.fields, cause),
            cause=cause,
        )

    def _label(self, dataset: Dataset, grant: Grant) -> Any:
        if dataset.role != "bank":
            return dataset.name
        bank = self._name_of(grant.terms.custodian)
        return Text(zh=f"{bank.zh}：{dataset.name.zh}", en=f"{bank.en}: {dataset.name.en}")


def source_of(dataset: Dataset) -> str:
    """The scorecard's name for a dataset's source: VAT invoices are `tax` there."""
    return "tax" if dataset.source == "vat" else dataset.source


def newest_by_dataset(grants: Sequence[Grant], receiver: str, purpose: str) -> list[Grant]:
    """For each dataset the grant to ask under: an active one before any other, the newest of those."""
    best: dict[str, Grant] = {}
    for grant in grants:  # oldest first
        if grant.terms.receiver != receiver or grant.terms.purpose != purpose:
            continue
        held = best.get(grant.terms.dataset)
        if held is None or isinstance(grant, ActiveGrant) or not isinstance(held, ActiveGrant):
            best[grant.terms.dataset] = grant
    return list(best.values())


def _inflow(indicators: IndicatorSet) -> float:
    value = indicators.value("inflow12_fen")
    return 0.0 if value is None or isinstance(value, str) else float(value)
