"""A log read through once, from nodes that nobody believes: it leads to a head that a quorum of its era signed."""

from collections.abc import Callable
from dataclasses import dataclass

from puhui.assembly.errors import LogNotProved
from puhui.assembly.remote_ledger import RemoteLedger, RemoteNode
from puhui.kernel import PuhuiError
from puhui.ledger.checkpoint import Checkpoint, parse_checkpoint
from puhui.ledger.merkle import Frontier, leaf_hash
from puhui.ledger.trust import Trust
from puhui.ledger.witness import Cosigned

_AT_ONCE = 200  # of the largest, so many still fit one answer between nodes


@dataclass(frozen=True, slots=True)
class LogRead:
    """How much was read, the root that it has, and whose cosignatures prove it."""

    size: int
    root: bytes
    cosigned_by: tuple[str, ...]
    quorum: int


def read_log(ledger: RemoteLedger, trust: Trust, tell: Callable[[int, int], None]) -> LogRead:
    """Read every entry up to the newest proved head; raises `LogNotProved` when they do not lead to it."""
    head, cosigned_by = _proved(ledger.any(RemoteNode.head), trust)
    frontier = Frontier(trust.suite.digest)
    tell(0, head.size)
    while frontier.size < head.size:
        entries = ledger.entries(frontier.size, min(_AT_ONCE, head.size - frontier.size))
        if not entries:
            raise _not_proved(f"the log ends at {frontier.size}, its head is of {head.size}")
        for raw in entries:
            frontier.append(leaf_hash(trust.suite.digest, raw))
        tell(frontier.size, head.size)
    if frontier.root != head.root:
        raise _not_proved("the entries are not those that were signed")
    return LogRead(head.size, head.root, cosigned_by, trust.era_at(head.size).quorum)


def _proved(note: bytes, trust: Trust) -> tuple[Checkpoint, tuple[str, ...]]:
    try:
        signed = parse_checkpoint(note)
    except PuhuiError as reason:
        raise _not_proved(reason.cause_text.en) from None
    head, lines = signed.checkpoint, signed.lines
    era = trust.era_at(head.size)
    log_key = era.note_log_key(trust.origin)
    if head.origin != trust.origin or (log_key is not None and not log_key.verifies(lines[0], head)):
        raise _not_proved("the head is not this log's")
    pairs = lines if log_key is None else lines[1:]
    by_name = {pair[0].name: Cosigned(pair) for pair in zip(pairs[::2], pairs[1::2], strict=False)}
    cosigned = [
        str(one.org)
        for one in era.witnesses
        if one.name in by_name and by_name[one.name].verifies(one.name, one.key, head)
    ]
    if len(cosigned) < era.quorum:
        raise _not_proved(f"{len(cosigned)} consensus nodes signed the head, {era.quorum} must")
    return head, tuple(cosigned)


def _not_proved(reason: str) -> LogNotProved:
    return LogNotProved(reason=reason, stage="assembly.verifying")
