"""An event's receipt: its path in the batch, then the anchor's receipt. One text, one spelling. Pure.

puhui-event/v1
event <index> <count>
<the path in the batch, one hash a line>

<the anchor's receipt>
"""

from dataclasses import dataclass
from typing import Self

from puhui.evidence.batch import MAX_EVENTS, EventPath
from puhui.evidence.errors import MalformedEventReceipt
from puhui.kernel import Text
from puhui.ledger.checkpoint import from_base64, parse_decimal, to_base64
from puhui.ledger.errors import MalformedCheckpoint

HEADER = "puhui-event/v1"
_MAX_PATH = MAX_EVENTS.bit_length()


@dataclass(frozen=True, slots=True)
class EventReceipt:
    """Where an event stands in its batch, and the receipt of the batch's anchor."""

    path: EventPath
    anchor: bytes

    def to_bytes(self) -> bytes:
        """The receipt's text."""
        lines = [HEADER, f"event {self.path.index} {self.path.count}", *map(to_base64, self.path.hashes), "", ""]
        return "\n".join(lines).encode() + self.anchor

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read an event receipt; raises `MalformedEventReceipt` on any spelling but the one `to_bytes` writes."""
        proof, gap, anchor = data.partition(b"\n\n")
        try:
            lines = proof.decode("ascii").split("\n")
        except UnicodeDecodeError:
            raise _malformed(Text(zh="证明不是 ASCII", en="the proof is not ASCII")) from None
        if not gap or len(lines) < 2 or lines[0] != HEADER or len(lines) > 2 + _MAX_PATH:
            raise _malformed(Text(zh="不是事件回执", en="not an event receipt"))
        word, _, numbers = lines[1].partition(" ")
        index, _, count = numbers.partition(" ")
        if word != "event":
            raise _malformed(Text(zh="缺少事件行", en="no event line"))
        try:
            path = EventPath(parse_decimal(index), parse_decimal(count), tuple(map(from_base64, lines[2:])))
        except MalformedCheckpoint as reason:
            raise _malformed(str(reason.data["reason"])) from None
        receipt = cls(path, anchor)
        if receipt.to_bytes() != data:
            raise _malformed(Text(zh="同一回执的另一种写法", en="another spelling of the same receipt"))
        return receipt


def _malformed(reason: str | Text) -> MalformedEventReceipt:
    return MalformedEventReceipt(reason=reason, stage="evidence.receipt")
