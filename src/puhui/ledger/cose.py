"""A receipt as a SCITT transparent statement (RFC 9943) with one COSE Receipt (RFC 9942) for each consensus node.

Nothing new is signed here: the COSE signatures over the root are in the receipt, and this only arranges them, so anyone
who holds a verified receipt can export it, offline. For readers that know COSE and not C2SP.

Where we read the RFCs our own way: a node signs one root for all entries under it, so its receipt's `sub` claim is the
log's origin, not the statement's subject.
"""

import cbor2

from puhui.ledger.checkpoint import SignatureLine, root_header
from puhui.ledger.errors import NoCoseTree
from puhui.ledger.receipt import Receipt, parse_receipt
from puhui.ledger.statement import open_sign1, sign1
from puhui.ledger.trust import Trust, TrustedWitness
from puhui.ledger.verify import verify_receipt

RECEIPTS, VDS, VDP = 394, 395, 396  # COSE header labels of RFC 9942
VDS_RFC9162_SHA256 = 1  # IANA "COSE Verifiable Data Structure Algorithms"
INCLUSION = -1  # proof type within VDP
_SIGN1_TAG = 18


def transparent_statement(receipt: bytes, trust: Trust) -> bytes:
    """The statement with its COSE Receipts in the unprotected header; the receipt is verified first.

    Raises `ReceiptRefused`, and `NoCoseTree` when IANA has registered no tree over the log's hash: a reader that knows
    COSE and not us could not check what we would write.
    """
    verify_receipt(receipt, trust)
    if trust.suite.cose_tree != VDS_RFC9162_SHA256:
        raise NoCoseTree(suite=trust.suite.name, stage="ledger.cose")
    read = parse_receipt(receipt)
    era = trust.era_at(read.head.checkpoint.size)
    witnesses = {one.name: one for one in era.witnesses}
    first = 1 if era.log_key is None else 2  # the log's own line, when there is one, stands before the pairs
    receipts = [_cose_receipt(read, witnesses[line.name], line) for line in read.head.lines[first::2]]
    unprotected = cbor2.dumps({RECEIPTS: receipts}, canonical=True)
    protected, payload, signature = open_sign1(read.statement)
    return sign1(protected, payload, signature, unprotected)


def _cose_receipt(read: Receipt, witness: TrustedWitness, line: SignatureLine) -> bytes:
    head = read.head.checkpoint
    proof = cbor2.dumps([head.size, read.index, list(read.path)], canonical=True)
    unprotected = {VDP: {INCLUSION: [proof]}}
    protected = root_header(witness.key, witness.name, head.origin)
    return cbor2.dumps(cbor2.CBORTag(_SIGN1_TAG, [protected, unprotected, None, line.signature]), canonical=True)


__all__ = ["RECEIPTS", "VDP", "VDS", "VDS_RFC9162_SHA256", "transparent_statement"]
