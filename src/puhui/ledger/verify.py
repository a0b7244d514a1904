"""Verify a receipt. Stands alone: no I/O, no clock, nothing but the receipt and a trust file.

A receipt proves: *the organisation that it names signed this statement, the statement is entry `index` of this log, and
more than two thirds of the log's consensus nodes saw it there.* It is verified in eight steps, and all must hold. Steps
3 to 5 go by the era of the checkpoint's size: who was a consensus node then, and by which key.

1. The file is a receipt in its one spelling: no byte could be written otherwise.
2. The checkpoint is of the log that the trust file names, and of that log only.
3. The log signed the checkpoint with the key that the era names. If it names none, the log is written by its consensus
   nodes together, and no line is the log's: whatever stands there must hold in step 4.
4. Every further signature line is a consensus node's of that era, in the order of their names, each node once, and
   verifies: its cosignature, then its COSE signature over the root.
5. The consensus nodes that cosigned are at least the quorum.
6. The statement is a Puhui statement in its one spelling.
7. Its issuer is a member, the key that it names was the member's at this index, and the signature is that key's.
8. The statement's leaf hash leads by the Merkle path from `index` to the root of the checkpoint.

What it does not prove: that what the issuer said is true.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from puhui.kernel.ids import EntryId, OrgId
from puhui.kernel.suites import Suite
from puhui.kernel.text import Text
from puhui.ledger.checkpoint import Checkpoint, LineKind, NoteKey, SignatureLine, SignedCheckpoint, cosigned_seconds
from puhui.ledger.errors import BadProof, MalformedReceipt, MalformedStatement, MalformedTrust, ReceiptRefused
from puhui.ledger.merkle import leaf_hash, root_of_path
from puhui.ledger.receipt import Receipt, parse_receipt
from puhui.ledger.statement import Statement, parse_statement
from puhui.ledger.trust import Era, Trust, TrustedMember, TrustedWitness

STEPS: Mapping[int, Text] = {
    1: Text(zh="回执格式规范且唯一", en="the receipt has its one spelling"),
    2: Text(zh="检查点属于受信任的日志", en="the checkpoint is of the trusted log"),
    3: Text(zh="日志对检查点的签名有效（多方共识日志无自有密钥）", en="the log signed the checkpoint, if it has a key"),
    4: Text(
        zh="每一行联署均出自受信任的共识节点且有效", en="every cosignature is a trusted consensus node's, and valid"
    ),
    5: Text(zh="联署节点数达到法定多数", en="the cosigners reach the quorum"),
    6: Text(zh="存证条目格式规范且唯一", en="the statement has its one spelling"),
    7: Text(zh="签发机构是成员，其签名有效", en="the issuer is a member, and signed the statement"),
    8: Text(zh="条目确在日志的所述位置（Merkle 证明成立）", en="the entry is in the log at its index (Merkle proof)"),
}


@dataclass(frozen=True, slots=True)
class Cosigner:
    """A consensus node that saw the entry in the log, and when it says so."""

    org: OrgId
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class VerifiedReceipt:
    """What a receipt proves, once all eight steps hold."""

    entry: EntryId
    index: int
    issuer: TrustedMember
    contract: str
    action: str
    subject: str
    args: Mapping[str, Any]
    at: datetime
    origin: str
    size: int
    root: bytes
    cosigned_by: tuple[Cosigner, ...]
    quorum: int


def verify_receipt(receipt: bytes, trust: Trust) -> VerifiedReceipt:
    """Check all eight steps; raises `ReceiptRefused` with the number of the first that fails."""
    return verify_under(receipt, trust, trust.era_at)


def verify_under(receipt: bytes, trust: Trust, era_at: Callable[[int], Era]) -> VerifiedReceipt:
    """The same, but that heads are judged by the era that `era_at` answers for their size.

    For who follows the members from one era to the next (`ledger.handover`), and for nobody else.
    """
    # 1. One spelling.
    try:
        read = parse_receipt(receipt)
    except MalformedReceipt as reason:
        raise _refused(1, str(reason.data["reason"])) from None
    head = read.head.checkpoint

    # 2. to 5. The head.
    cosigners = verify_head(read.head, trust, era_at)

    # 6. The statement's spelling.
    try:
        statement = parse_statement(read.statement, trust.suite)
    except MalformedStatement as reason:
        raise _refused(6, str(reason.data["reason"])) from None

    # 7. The issuer.
    issuer = _issuer(statement, read.index, trust)

    # 8. Inclusion.
    _check_inclusion(read, trust.suite)

    return VerifiedReceipt(
        entry=statement.entry,
        index=read.index,
        issuer=issuer,
        contract=statement.contract,
        action=statement.action,
        subject=statement.subject,
        args=statement.args,
        at=datetime.fromtimestamp(statement.at_ms / 1000, UTC),
        origin=head.origin,
        size=head.size,
        root=head.root,
        cosigned_by=cosigners,
        quorum=era_at(head.size).quorum,
    )


def verify_head(signed: SignedCheckpoint, trust: Trust, era_at: Callable[[int], Era]) -> tuple[Cosigner, ...]:
    """Steps 2 to 5 alone: who cosigned the head. Raises `ReceiptRefused` with the number of the first that fails."""
    head = signed.checkpoint

    # 2. The trusted log.
    if head.origin != trust.origin:
        raise _refused(2, f"the checkpoint is of {head.origin}, trusted is {trust.origin}")
    if len(head.root) != trust.suite.digest_size:
        raise _refused(2, "the root is not a digest of the log's suite")

    # 3. The log's signature.
    era = era_at(head.size)
    lines = signed.lines
    log_key = era.note_log_key(trust.origin)
    if log_key is not None:
        if not log_key.verifies(lines[0], head):
            raise _refused(3, "the first signature line is not the log's, or does not verify")
        lines = lines[1:]

    # 4. The witnesses' lines.
    cosigners = _cosigners(lines, head, era)

    # 5. The quorum.
    if len(cosigners) < era.quorum:
        raise _refused(5, f"{len(cosigners)} consensus nodes cosigned, {era.quorum} must")
    return cosigners


def _cosigners(lines: tuple[SignatureLine, ...], head: Checkpoint, era: Era) -> tuple[Cosigner, ...]:
    witnesses = {one.name: one for one in era.witnesses}
    if len(lines) % 2:
        raise _refused(4, "a consensus node's lines are not complete")
    cosigners: list[Cosigner] = []
    last = ""
    for cosignature, root in zip(lines[::2], lines[1::2], strict=True):
        witness = witnesses.get(cosignature.name)
        if witness is None:
            raise _refused(4, f"{cosignature.name} is no consensus node of the era that begins at {era.from_size}")
        if cosignature.name <= last:
            raise _refused(4, f"{cosignature.name} stands twice, or out of order")
        if not _both_verify(witness, cosignature, root, head):
            raise _refused(4, f"the signature lines of {cosignature.name} do not verify")
        last = cosignature.name
        cosigners.append(Cosigner(witness.org, witness.name, _time(cosignature)))
    return tuple(cosigners)


def _both_verify(witness: TrustedWitness, cosignature: SignatureLine, root: SignatureLine, head: Checkpoint) -> bool:
    seen = NoteKey(witness.name, witness.key, LineKind.COSIGNATURE)
    signed = NoteKey(witness.name, witness.key, LineKind.ROOT)
    return seen.verifies(cosignature, head) and signed.verifies(root, head)


def _time(cosignature: SignatureLine) -> datetime:
    try:
        return datetime.fromtimestamp(cosigned_seconds(cosignature), UTC)
    except (ValueError, OverflowError, OSError):
        raise _refused(4, f"{cosignature.name} cosigned at no time of our calendar") from None


def _issuer(statement: Statement, index: int, trust: Trust) -> TrustedMember:
    member = trust.members.get(statement.issuer)
    if member is None:
        raise _refused(7, f"{statement.issuer} is not a member")
    key = member.key_at(index)
    if key is None or key.key_id != statement.key_id:
        raise _refused(7, f"the key was not {statement.issuer}'s at index {index}")
    if not statement.is_signed_by(key):
        raise _refused(7, f"{statement.issuer} did not sign the statement")
    return member


def _check_inclusion(read: Receipt, of: Suite) -> None:
    head = read.head.checkpoint
    leaf = leaf_hash(of.digest, read.statement)
    try:
        root = root_of_path(of.digest, leaf, read.index, head.size, read.path)
    except BadProof as reason:
        raise _refused(8, str(reason.data["reason"])) from None
    if root != head.root:
        raise _refused(8, "the path does not lead to the checkpoint's root")


def _refused(step: int, reason: str) -> ReceiptRefused:
    return ReceiptRefused(step=step, reason=reason, stage="ledger.verify")


__all__ = [
    "STEPS",
    "Cosigner",
    "MalformedTrust",
    "ReceiptRefused",
    "Trust",
    "TrustedMember",
    "TrustedWitness",
    "VerifiedReceipt",
    "verify_head",
    "verify_receipt",
    "verify_under",
]
