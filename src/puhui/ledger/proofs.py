"""What an audit found, as files that a stranger can check with nothing but a trust file.

`findings.json` lists each finding with its proofs; each proof is a file beside it, of one kind:

| kind | file | what it proves |
|---|---|---|
| `receipt` | a receipt, for `puhui receipt verify` | the entry at that place, its issuer, and the quorum that signed |
| `head` | a signed head | that those named in `signed_by` signed this root at this size |
| `contradiction` | two heads, a Merkle path | that the first, by `signed_by`, is no past of the second, a quorum's |
| `handover` | a receipt | a change of the members, as it was shown |
| `bytes` | anything else that was served or stored | nothing by itself |
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from puhui.kernel.text import Text
from puhui.ledger.checkpoint import parse_checkpoint
from puhui.ledger.errors import BadProof, FileUnreadable, MalformedCheckpoint, ReceiptRefused
from puhui.ledger.lies import Fork, signers
from puhui.ledger.receipt import SUFFIX
from puhui.ledger.trust import Trust
from puhui.ledger.verify import verify_receipt

FINDINGS_FILE, TRUST_FILE, HEAD_FILE, FOLDER = "findings.json", "trust.json", "head.note", "proofs"
VERSION = 1
_SUFFIXES = {"receipt": SUFFIX, "head": ".note", "contradiction": ".json", "handover": SUFFIX, "bytes": ".bin"}


@dataclass(frozen=True, slots=True)
class Proof:
    """One file that shows a finding, and who signed what it shows."""

    kind: str
    data: bytes
    signed_by: tuple[str, ...] = ()

    @classmethod
    def of_receipt(cls, data: bytes, trust: Trust) -> "Proof":
        """A receipt, or what claimed to be one."""
        try:
            return cls("receipt", data, tuple(one.name for one in verify_receipt(data, trust).cosigned_by))
        except ReceiptRefused:
            return cls("bytes", data)

    @classmethod
    def of_head(cls, data: bytes, trust: Trust) -> "Proof":
        """A head, if anyone known signed it."""
        try:
            signed_by = signers(parse_checkpoint(data), trust)
        except MalformedCheckpoint:
            signed_by = ()
        return cls("head", data, signed_by) if signed_by else cls("bytes", data)

    @classmethod
    def of_fork(cls, fork: Fork, trust: Trust) -> "Proof":
        """Two heads that exclude one another."""
        told = {
            "smaller": fork.smaller.decode(),
            "larger": fork.larger.decode(),
            "root": fork.root.hex(),
            "path": [one.hex() for one in fork.path],
        }
        data = json.dumps(told, ensure_ascii=False).encode()
        try:
            return cls("contradiction", data, fork.verify_against(trust))
        except (ReceiptRefused, BadProof):
            return cls("bytes", data)

    def verify(self, trust: Trust) -> None:
        """Check that it proves what its kind says, signed by whom it names; raises `BadProof` or `ReceiptRefused`."""
        if self.kind == "receipt":
            verify_receipt(self.data, trust)
        elif self.kind == "head":
            self._check_signers(signers(parse_checkpoint(self.data), trust))
        elif self.kind == "contradiction":
            told = json.loads(self.data)
            path = tuple(bytes.fromhex(one) for one in told["path"])
            fork = Fork(told["smaller"].encode(), told["larger"].encode(), bytes.fromhex(told["root"]), path)
            self._check_signers(fork.verify_against(trust))

    def _check_signers(self, found: tuple[str, ...]) -> None:
        if found != self.signed_by:
            raise BadProof(
                reason=Text(zh=f"签名方：{', '.join(found) or '无'}", en=f"signed by {', '.join(found) or 'nobody'}"),
                stage="ledger.proofs",
            )


@dataclass(frozen=True, slots=True)
class ProvedFinding:
    """What does not hold, by which rule (`rule` names it, `about` says it), where, and the proofs."""

    rule: str
    about: Text
    where: str
    what: str
    grave: bool = False
    proofs: Sequence[Proof] = field(default=())


def write_findings(
    out: Path, findings: Sequence[ProvedFinding], summary: Mapping[str, Any], trust: Trust, head: bytes
) -> Path:
    """Write `findings.json`, the trust file to check with, the head that was reached, and a file for each proof."""
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    told = []
    for number, finding in enumerate(findings, start=1):
        files = []
        for part, proof in enumerate(finding.proofs, start=1):
            path = folder / f"{number:04}-{part}{_SUFFIXES[proof.kind]}"
            path.write_bytes(proof.data)
            files.append({"file": f"{FOLDER}/{path.name}", "kind": proof.kind, "signed_by": list(proof.signed_by)})
        told.append(
            {
                "number": number,
                "rule": finding.rule,
                "about": {"zh": finding.about.zh, "en": finding.about.en},
                "where": finding.where,
                "what": finding.what,
                "grave": finding.grave,
                "proofs": files,
            }
        )
    (out / TRUST_FILE).write_bytes(trust.to_bytes())
    (out / HEAD_FILE).write_bytes(head)
    document = {"v": VERSION, **summary, "findings": told}
    path = out / FINDINGS_FILE
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2), encoding="utf-8")
    return path


def verify_findings(out: Path, trust: Trust) -> int:
    """Check every proof in a folder that an audit wrote; how many. Raises `BadProof`, `ReceiptRefused`."""
    checked = 0
    try:
        document = json.loads((out / FINDINGS_FILE).read_bytes())
        for finding in document["findings"]:
            for told in finding["proofs"]:
                Proof(told["kind"], (out / told["file"]).read_bytes(), tuple(told["signed_by"])).verify(trust)
                checked += told["kind"] != "bytes"
    except OSError as reason:
        raise FileUnreadable(path=str(out), reason=reason.strerror or str(reason), stage="ledger.proofs") from None
    except (ValueError, LookupError, TypeError, MalformedCheckpoint) as reason:
        raise BadProof(reason=str(reason), stage="ledger.proofs") from None
    return checked
