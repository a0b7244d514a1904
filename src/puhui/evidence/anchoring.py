"""Anchor a sealed batch: one entry for all its events."""

from puhui.evidence.batch import Batch
from puhui.evidence.errors import AnchorRefused
from puhui.kernel.clock import Clock
from puhui.kernel.entropy import Entropy
from puhui.kernel.ids import OrgId
from puhui.kernel.suites import Signer
from puhui.ledger import Finality, Ledger, Verdict, build_statement
from puhui.ledger.contracts import anchors


def anchor_statement(
    batch: Batch, kind: str, *, signer: Signer, issuer: OrgId, clock: Clock, entropy: Entropy
) -> bytes:
    """The statement that anchors the batch. Keep it before sending it: sent again, it is the same anchor."""
    args = {"root": batch.root.hex(), "count": batch.count, "kind": kind}
    return build_statement(signer, issuer, anchors.NAME, anchors.BATCH, args, clock=clock, entropy=entropy)


def anchor(ledger: Ledger, statement: bytes) -> Verdict:
    """Submit an anchor; raises `AnchorRefused` when its contract refuses it, and what `Ledger.submit` raises."""
    verdict = ledger.submit(statement)
    if verdict.finality is not Finality.COMMITTED:
        raise AnchorRefused(reason=verdict.reason, stage="evidence.anchoring")
    return verdict
