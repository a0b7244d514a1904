"""Verify an event against its receipt. Stands alone: no I/O.

It proves: *these bytes were event `index` of a batch that the issuer anchored, and the anchor is in the log.* In four
steps:

1. The anchor's receipt holds (the eight steps of `puhui.ledger.verify`).
2. The anchor is an `anchors.batch` entry.
3. The event's path is one of a batch of as many events as the anchor says.
4. The event's bytes lead by its path to the root that the anchor holds.
"""

from dataclasses import dataclass

from puhui.evidence.batch import EventPath, root_of
from puhui.evidence.errors import EventRefused
from puhui.kernel import Text
from puhui.ledger.contracts import anchors
from puhui.ledger.errors import BadProof, ReceiptRefused
from puhui.ledger.verify import Trust, VerifiedReceipt, verify_receipt


@dataclass(frozen=True, slots=True)
class VerifiedEvent:
    """What an event's receipt proves."""

    anchor: VerifiedReceipt
    kind: str
    index: int
    count: int


def verify_event(event: bytes, path: EventPath, anchor_receipt: bytes, trust: Trust) -> VerifiedEvent:
    """Check all four steps; raises `EventRefused` with the number of the first that fails."""
    # 1. The anchor's receipt.
    try:
        anchor = verify_receipt(anchor_receipt, trust)
    except ReceiptRefused as reason:
        raise _refused(1, reason.cause_text.en) from None

    # 2. A batch's anchor.
    if (anchor.contract, anchor.action) != (anchors.NAME, anchors.BATCH):
        raise _refused(
            2,
            Text(
                zh=f"该条目为 {anchor.contract}.{anchor.action}", en=f"the entry is {anchor.contract}.{anchor.action}"
            ),
        )

    # 3. The batch's size.
    count = anchor.args.get("count")  # what the contract checked; a stranger has only the signed bytes
    if type(count) is not int or path.count != count:
        raise _refused(
            3,
            Text(
                zh=f"路径针对 {path.count} 个事件，锚定为 {count} 个",
                en=f"a path in {path.count} events, the anchor holds {count}",
            ),
        )

    # 4. The event itself.
    try:
        root = root_of(event, path, trust.suite)
    except BadProof as reason:
        raise _refused(4, str(reason.data["reason"])) from None
    if root.hex() != anchor.args.get("root"):
        raise _refused(4, Text(zh="路径不通向锚定的根", en="the path does not lead to the anchored root"))
    return VerifiedEvent(anchor, str(anchor.args.get("kind", "")), path.index, path.count)


def _refused(step: int, reason: str | Text) -> EventRefused:
    return EventRefused(step=step, reason=reason, stage="evidence.verify")
