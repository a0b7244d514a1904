"""Evidence in bulk: many events, one Merkle tree, one anchor entry, and a receipt for each event.

Promises. An event never leaves its node: the ledger learns a root, a count and a kind. An event's receipt is its path
in the batch with the anchor's receipt, and proves offline that these exact bytes were at this place of this batch when
the anchor was committed. A sealed batch does not change.

>>> from puhui.kernel import suite
>>> batcher = Batcher(suite("ed25519-sha256"))
>>> for number in range(3):
...     _ = batcher.add(b"meter reading %d" % number)
>>> batch = batcher.seal()
>>> batch.count, len(batch.path(2).hashes), root_of(b"meter reading 2", batch.path(2), batch.suite) == batch.root
(3, 1, True)
"""

from puhui.evidence.anchoring import anchor, anchor_statement
from puhui.evidence.batch import Batch, Batcher, EventPath, root_of
from puhui.evidence.errors import AnchorRefused, BatchFull, EmptyBatch, EventRefused, MalformedEventReceipt
from puhui.evidence.receipt import EventReceipt
from puhui.evidence.verify import VerifiedEvent, verify_event

__all__ = [
    "AnchorRefused",
    "Batch",
    "BatchFull",
    "Batcher",
    "EmptyBatch",
    "EventPath",
    "EventReceipt",
    "EventRefused",
    "MalformedEventReceipt",
    "VerifiedEvent",
    "anchor",
    "anchor_statement",
    "root_of",
    "verify_event",
]
