"""The ledger that all members share: signed statements in one Merkle log, contracts over it, receipts out of it.

Promises. A verdict, once given, is for ever and durable. The same statement gets the same verdict, however often it
is sent. A receipt proves to a stranger, offline and years later, that an entry is in the log, who issued it, and
that more than two thirds of the consensus nodes saw it there. Whatever engine orders entries (`engines/`, named by
`puhui.assembly` alone), the statements, contracts, receipts and their verification are the ones of this room.

>>> from puhui.kernel import SeededEntropy, SoftwareSigner, SystemClock, suite
>>> from puhui.kernel.ids import OrgId
>>> signer = SoftwareSigner.from_seed(suite("ed25519-sha256"), bytes(32))
>>> raw = build_statement(signer, OrgId("tax-bureau"), "anchors", "record",
...                       {"stream": "loans", "seq": 1, "kind": "loan.opened", "digest": "00" * 32},
...                       clock=SystemClock(), entropy=SeededEntropy(7))
>>> parse_statement(raw).action
'record'
"""

from puhui.ledger.errors import (
    EntryNotFound,
    LedgerStopped,
    MalformedStatement,
    QueueFull,
    ReceiptNotReady,
    ReceiptRefused,
    StatementNotAdmitted,
)
from puhui.ledger.model import Finality, Ledger, Verdict, read_all
from puhui.ledger.statement import Statement, build_statement, entry_id, parse_statement

__all__ = [
    "EntryNotFound",
    "Finality",
    "Ledger",
    "LedgerStopped",
    "MalformedStatement",
    "QueueFull",
    "ReceiptNotReady",
    "ReceiptRefused",
    "Statement",
    "StatementNotAdmitted",
    "Verdict",
    "build_statement",
    "entry_id",
    "parse_statement",
    "read_all",
]
