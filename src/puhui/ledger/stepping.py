"""One step of following: what one node shows is verified from head to entries, and taken in whole or not at all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from puhui.kernel.errors import PuhuiError
from puhui.ledger.checkpoint import SignedCheckpoint, parse_checkpoint
from puhui.ledger.errors import (
    HandoverRefused,
    MalformedCheckpoint,
    ReceiptRefused,
    TrustContradicted,
)
from puhui.ledger.handover import follow
from puhui.ledger.lies import Lie, LieKind, PrefixWatch
from puhui.ledger.mirror import Mirror, Rejected, Shown, joined
from puhui.ledger.model import MAX_ENTRIES_PER_READ
from puhui.ledger.receipt import parse_receipt
from puhui.ledger.sources import Source
from puhui.ledger.statement import parse_statement
from puhui.ledger.trust import Trust
from puhui.ledger.verify import verify_head

T = TypeVar("T")
MAX_HANDOVERS = 10_000  # in one step; what is beyond them is asked for in the next


class Silent(Exception):
    """A node did not answer, or says that it cannot."""

    def __init__(self, error: PuhuiError) -> None:
        self.error = error
        super().__init__(str(error))


class Caught(Exception):
    """A node told what does not hold."""

    def __init__(self, lie: Lie) -> None:
        self.lie = lie
        super().__init__(lie.what)


@dataclass(frozen=True, slots=True)
class _Told:
    """The members' changes from number `first` on, and the trust after them; `silent`: the node did not tell any."""

    first: int
    receipts: tuple[bytes, ...]
    trust: Trust
    silent: Silent | None = None


class Stepper:
    """Takes steps upon a mirror. The caller holds the mirror, and rolls it back after a step that raised."""

    def __init__(self, mirror: Mirror, progress: Callable[[int, int], None]) -> None:
        self._mirror = mirror
        self._progress = progress

    def step(self, source: Source) -> bool:
        """Take in what the node shows beyond the mirror; whether there was anything. Raises `Silent` or `Caught`."""
        signed = self._head(source, _ask(source.head))
        news = signed.checkpoint.size > self._mirror.size
        told = self._learn(source) if news else _Told(1, (), self._mirror.trusted)
        self._check_signed(source, signed, told)
        self._check_not_back(source, signed)
        if not news:
            self._compare(Shown(str(source.org), signed.checkpoint.size, signed.checkpoint.root, _note(signed)))
            return False
        self._mirror.show(str(source.org), signed, newest=True)  # its word, whatever becomes of what it serves
        self._take_in(source, signed, told)
        self._keep_history(source, told)
        contradicted = self._mirror.contradicted()
        if contradicted is not None:
            self._compare(contradicted)
        return True

    # The head.

    def _head(self, source: Source, data: bytes) -> SignedCheckpoint:
        try:
            return parse_checkpoint(data)
        except MalformedCheckpoint as reason:
            raise _caught(LieKind.UNPROVED, source, 0, str(reason.data["reason"]), data) from None

    def _learn(self, source: Source) -> "_Told":
        """The members' changes that are not kept yet, or not yet believed, as the node tells them."""
        trusted = self._mirror.trusted
        first = min(len(self._mirror.handovers()), trusted.changes) + 1
        try:
            receipts = self._handovers(source, first)
        except Silent as nothing:  # it need not tell what need not be known
            return _Told(first, (), trusted, nothing)
        try:
            return _Told(first, receipts, follow(trusted, receipts, first=first))
        except HandoverRefused as refused:
            number = int(str(refused.data["number"]))
            receipt = receipts[number - first] if 0 <= number - first < len(receipts) else b""
            what = f"change {number}: {refused.data['reason']}"
            raise _caught(LieKind.BAD_HANDOVER, source, 0, what, told=receipt) from None

    @staticmethod
    def _handovers(source: Source, first: int) -> tuple[bytes, ...]:
        """All that the node tells from number `first` on; it may tell them in parts."""
        receipts: list[bytes] = []
        while len(receipts) < MAX_HANDOVERS:
            after = first - 1 + len(receipts)
            part = _ask(lambda after=after: source.handovers(after))  # type: ignore[misc]
            if not part:
                break
            receipts += part
        return tuple(receipts)

    def _check_signed(self, source: Source, signed: SignedCheckpoint, told: "_Told") -> None:
        try:
            verify_head(signed, told.trust, told.trust.era_at)
        except ReceiptRefused as refused:
            if told.silent is not None:  # it may be of an era that we were not told of yet
                raise told.silent from None
            size, why = signed.checkpoint.size, f"step {refused.step}: {refused.data['reason']}"
            raise _caught(LieKind.UNPROVED, source, size, why, _note(signed)) from None

    def _check_not_back(self, source: Source, signed: SignedCheckpoint) -> None:
        before = self._mirror.newest_shown(str(source.org))
        if before is not None and signed.checkpoint.size < before.size:
            what = f"its newest head is of {signed.checkpoint.size}; it had shown {before.size}"
            raise _caught(LieKind.ROLLED_BACK, source, before.size, what, before.note, told=_note(signed))

    def _compare(self, shown: Shown) -> None:
        """Hold a head within our log to it. Both are signed by a quorum: if they differ, that is a fork."""
        ours = self._mirror.root_at(shown.size)
        if shown.root != ours:
            path = self._mirror.consistency(shown.size)
            what = (
                f"two heads of {shown.size} entries"
                if shown.size == self._mirror.size
                else f"another past at {shown.size}"
            )
            raise Caught(Lie(LieKind.FORK, shown.org, shown.size, what, self._mirror.proof(), shown.note, ours, path))

    # The entries.

    def _take_in(self, source: Source, signed: SignedCheckpoint, told: "_Told") -> None:
        head = signed.checkpoint
        self._mirror.begin()
        served = self._served(source, signed, self._mirror.size)
        for raws in served:
            rejected = self._mirror.take(raws)
            if rejected is not None:
                self._judge(source, signed, rejected, raws, served)
            self._progress(self._mirror.growing.size, head.size)
        if self._mirror.growing.root != head.root:
            raise self._other_history(source, signed)
        self._check_era(source, signed, told)
        self._mirror.commit(signed, told.trust, str(source.org))

    def _served(self, source: Source, signed: SignedCheckpoint, start: int) -> Iterator[Sequence[bytes]]:
        """The entries from `start` up to the head, as the node serves them."""
        size = signed.checkpoint.size
        while start < size:
            at, want = start, min(MAX_ENTRIES_PER_READ, size - start)
            raws = _ask(lambda at=at, want=want: source.entries(at, want))[:want]  # type: ignore[misc]
            if not raws:
                raise _caught(LieKind.WITHHELD, source, size, f"no entry at {start}", _note(signed))
            yield raws
            start += len(raws)

    def _judge(
        self,
        source: Source,
        signed: SignedCheckpoint,
        rejected: Rejected,
        raws: Sequence[bytes],
        rest: Iterator[Sequence[bytes]],
    ) -> None:
        """An entry cannot stand. Did a quorum sign it (then it is theirs), or does the node make it up?"""
        self._mirror.hash_only(raws)
        for more in rest:
            self._mirror.hash_only(more)
        what = f"entry {rejected.index}: {rejected.why}"
        if self._mirror.growing.root == signed.checkpoint.root:
            receipt = self._mirror.receipt(rejected, signed)
            raise _caught(LieKind.BREACH, source, signed.checkpoint.size, what, _note(signed), told=receipt)
        raise self._other_history(source, signed, what, rejected.raw)

    def _other_history(self, source: Source, signed: SignedCheckpoint, what: str = "", told: bytes = b"") -> Caught:
        """What it serves does not continue our log to its head: is that head of another past, signed as ours is?"""
        self._mirror.rollback()
        head, ours = signed.checkpoint, self._mirror.size
        if ours:
            watch = PrefixWatch(self._mirror.suite.digest, ours, head.size)
            for raws in self._served(source, signed, 0):
                for raw in raws:
                    watch.take(raw)
            if watch.root == head.root and watch.old_root != self._mirror.root:
                what, told = f"another past at {ours}", _note(signed)
                return Caught(
                    Lie(
                        LieKind.FORK,
                        str(source.org),
                        ours,
                        what,
                        self._mirror.proof(),
                        told,
                        watch.old_root,
                        watch.path,
                    )
                )
        what = what or "the entries do not lead to the root of its head"
        return _caught(LieKind.OTHER_ENTRIES, source, head.size, what, _note(signed), told=told)

    def _check_era(self, source: Source, signed: SignedCheckpoint, told: "_Told") -> None:
        """The log itself says who must sign a head of that size: it must be who we believed."""
        size, derived = signed.checkpoint.size, self._mirror.grown_trust()
        eras = [] if derived is None else [era for era in derived.eras if era.from_size <= size]
        believed = [era for era in told.trust.eras if era.from_size <= size]
        if eras == believed and derived is not None and derived.origin == told.trust.origin:
            return
        if told.silent is not None:
            raise told.silent
        since = eras[-1].from_size if eras else 0
        what = f"since {since} others must sign than those who did, and it shows no handover to them"
        raise _caught(LieKind.WRONG_ERA, source, size, what, _note(signed))

    # The members' history.

    def _keep_history(self, source: Source, told: "_Told") -> None:
        """Keep the handovers, verified from the founders on, so that others can be shown them."""
        chain, log = self._chain(self._mirror.handovers()), self._mirror.trust
        if log is None or chain.changes >= log.changes:
            return
        receipts = told.receipts[: log.changes + 1 - told.first]  # what is beyond the mirror will be told again
        try:
            joined(follow(chain, receipts, first=told.first), self._mirror.trusted)
        except (HandoverRefused, TrustContradicted) as refused:
            raise _caught(LieKind.BAD_HANDOVER, source, 0, refused.cause_text.en) from None
        self._mirror.keep_handovers(chain.changes + 1, receipts[chain.changes + 1 - told.first :])
        for receipt in receipts:  # a quorum signed its head, too: it is held to the log, now or once it is within it
            self._mirror.show(str(source.org), parse_receipt(receipt).head, newest=False)

    def _chain(self, known: Sequence[bytes]) -> Trust:
        """The trust that the founders' log key and genesis imply, and the handovers that are kept."""
        genesis = parse_statement(self._mirror.first(), self._mirror.suite)
        founders = Trust.of_genesis(genesis, self._mirror.suite, self._mirror.trusted.eras[0].log_key)
        return follow(founders, known)


def _ask(call: Callable[[], T]) -> T:
    try:
        return call()
    except PuhuiError as error:
        raise Silent(error) from None


def _caught(kind: LieKind, source: Source, size: int, what: str, head: bytes = b"", *, told: bytes = b"") -> Caught:
    return Caught(Lie(kind, str(source.org), size, what, head, told))


def _note(signed: SignedCheckpoint) -> bytes:
    return signed.with_lines([])
