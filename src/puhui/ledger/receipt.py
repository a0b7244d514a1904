"""The receipt: a C2SP tlog-proof text that carries its statement in `extra`. Pure; one spelling.

    c2sp.org/tlog-proof@v1
    extra <the statement, base64>
    index <the entry's place in the log>
    <the Merkle path, one hash a line, from the leaf's sibling up>

    <the checkpoint, with the log's signature and the witnesses' lines>

Reading one proves nothing: `puhui.ledger.verify` does.
"""

from dataclasses import dataclass

from puhui.ledger.checkpoint import SignedCheckpoint, from_base64, note, parse_checkpoint, parse_decimal, to_base64
from puhui.ledger.errors import MalformedCheckpoint, MalformedReceipt
from puhui.ledger.model import MAX_STATEMENT_BYTES

HEADER = "c2sp.org/tlog-proof@v1"
SUFFIX = ".tlog-proof"
MAX_RECEIPT_BYTES = 1024 * 1024
MAX_PATH = 63


@dataclass(frozen=True, slots=True)
class Receipt:
    """The parts of a receipt: the statement, its place, its Merkle path, and a signed head that covers it."""

    statement: bytes
    index: int
    path: tuple[bytes, ...]
    head: SignedCheckpoint

    def to_bytes(self) -> bytes:
        """The receipt's text."""
        lines = [HEADER, f"extra {to_base64(self.statement)}", f"index {self.index}", *map(to_base64, self.path)]
        return "\n".join([*lines, "", ""]).encode() + note(self.head.checkpoint, self.head.lines)


def parse_receipt(data: bytes) -> Receipt:
    """Read a receipt; raises `MalformedReceipt` on any spelling but the one `Receipt.to_bytes` writes."""
    if len(data) > MAX_RECEIPT_BYTES:
        raise _malformed(f"more than {MAX_RECEIPT_BYTES} bytes")
    proof, gap, head = data.partition(b"\n\n")
    try:
        lines = proof.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise _malformed("the proof is not ASCII") from None
    if not gap or len(lines) < 3 or lines[0] != HEADER:
        raise _malformed("not a tlog-proof")
    if len(lines) > 3 + MAX_PATH:
        raise _malformed("the Merkle path is too long")
    try:
        statement = from_base64(_after("extra ", lines[1]))
        index = parse_decimal(_after("index ", lines[2]))
        path = tuple(from_base64(line) for line in lines[3:])
        receipt = Receipt(statement, index, path, parse_checkpoint(head))
    except MalformedCheckpoint as reason:
        raise _malformed(str(reason.data["reason"])) from None
    if len(statement) > MAX_STATEMENT_BYTES:
        raise _malformed("the statement is too long")
    if receipt.to_bytes() != data:
        raise _malformed("another spelling of the same receipt")
    return receipt


def _after(word: str, line: str) -> str:
    if not line.startswith(word):
        raise _malformed(f"no {word.strip()} line")
    return line[len(word) :]


def _malformed(reason: str) -> MalformedReceipt:
    return MalformedReceipt(reason=reason, stage="ledger.receipt")
