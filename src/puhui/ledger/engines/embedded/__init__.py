"""The embedded engine: one SQLite file, one sequencer, group commit. For one machine.

Promises. When `submit` returns, the verdict survives the loss of power. Entries, contract state, Merkle hashes,
verdicts and the signed head change in one transaction, so no crash leaves one without the others. Ordering never waits
for witnesses: their cosignatures are gathered beside it, and `receipt` says `ReceiptNotReady` until a quorum is in.

Limits: a statement of 64 KiB, 10,000 statements in the queue (`QueueFull`: send the same again later).
"""

from puhui.ledger.engines.embedded.engine import EmbeddedLedger

__all__ = ["EmbeddedLedger"]
