"""What a consensus node says of the log with its vote, and how a block carries what they all said. Pure.

A node's **word** is a checkpoint with its own two lines (cosignature and COSE signature over the root), in the spelling
of any checkpoint. It rides on the node's vote as the vote extension; the next proposer puts the words that it gathered
into the block as its first transaction, the **record**, so that all nodes hold the same cosignatures. A word is checked
for whose it is, not for whether it is right: a wrong one, signed, is evidence, and evidence belongs on the chain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from puhui.kernel.encoding import NotCanonical, decode, encode
from puhui.kernel.suites import PublicKey, Signer
from puhui.ledger.checkpoint import (
    Checkpoint,
    SignatureLine,
    SignedCheckpoint,
    cosign_checkpoint,
    note,
    parse_checkpoint,
    parse_lines,
)
from puhui.ledger.errors import MalformedCheckpoint
from puhui.ledger.witness import Cosigned

MAX_WORD_BYTES = 4096
MAX_WORDS = 512


@dataclass(frozen=True, slots=True)
class Word:
    """One node's signed word about one head, verified to be its own."""

    name: str
    checkpoint: Checkpoint
    cosigned: Cosigned
    raw: bytes


def say(signer: Signer, name: str, checkpoint: Checkpoint, seconds: int) -> bytes:
    """This node's word about the head. Say it only of a head that was executed and is durable."""
    return note(checkpoint, cosign_checkpoint(signer, name, checkpoint, seconds))


Speakers = Mapping[
    str, Sequence[PublicKey]
]  # by the names that they cosign under: one key, or two while one follows another


def hear(raw: bytes, speakers: Speakers) -> Word | None:
    """The word, if it is one of the speakers' own; None otherwise."""
    if len(raw) > MAX_WORD_BYTES:
        return None
    signed = _read(raw)
    if signed is None:
        return None
    name = signed.lines[0].name
    words = (_heard(raw, name, key) for key in speakers.get(name, ()))
    return next((word for word in words if word is not None), None)


@lru_cache(maxsize=2 * MAX_WORDS)  # a node meets each word with a vote, in a proposal and in a block
def _read(raw: bytes) -> SignedCheckpoint | None:
    try:
        return parse_checkpoint(raw)
    except MalformedCheckpoint:
        return None


@lru_cache(maxsize=2 * MAX_WORDS)
def _heard(raw: bytes, name: str, key: PublicKey) -> Word | None:
    signed = _read(raw)
    if signed is None:
        return None
    cosigned = Cosigned(signed.lines)
    return Word(name, signed.checkpoint, cosigned, raw) if cosigned.verifies(name, key, signed.checkpoint) else None


def read_line(text: str) -> SignatureLine | None:
    """One signature line; None when it is not one."""
    try:
        lines = parse_lines(text.encode())
    except MalformedCheckpoint:
        return None
    return lines[0] if len(lines) == 1 else None


def write_record(words: Sequence[Word]) -> bytes:
    """The transaction that carries these words: one a node, ordered by name."""
    by_name = {word.name: word for word in words}
    return encode([by_name[name].raw for name in sorted(by_name)])


def read_record(transaction: bytes, speakers: Speakers) -> tuple[Word, ...] | None:
    """The words of a record in its one spelling; None when any of them is not what it should be."""
    try:
        raws = decode(transaction)
    except NotCanonical:
        return None
    if type(raws) is not list or not 0 < len(raws) <= MAX_WORDS or not all(type(raw) is bytes for raw in raws):
        return None
    words = [hear(raw, speakers) for raw in raws]
    if any(word is None for word in words):
        return None
    known = tuple(word for word in words if word is not None)
    return known if write_record(known) == transaction else None
