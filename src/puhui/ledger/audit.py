"""An audit: the whole log mirrored from nodes that are not believed, executed again, and everything held to it.

1. **The log.** Mirrored from genesis to the newest head under the eras of the trust file: each entry's signature,
   each contract's decision, each head's quorum (`following`). What a node told that does not hold is a finding.
2. **The members' history.** The handovers lead from the founders to today's members without gap, and the trust file
   lies on their way (`handover`).
3. **The numbering.** Uses and denials of grants and mandates, and the issuers' streams, without gap or double
   (`check`, 10).
4. **The nodes' files**, where they were handed over: tables, heads, cosignatures, witnesses' evidence (`check`).

Every finding carries what proves it to a stranger (`proofs`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from puhui.kernel.clock import Clock
from puhui.kernel.text import Text
from puhui.ledger.check import check_ledger
from puhui.ledger.contracts import Contracts
from puhui.ledger.errors import (
    HandoverRefused,
    LedgerBroken,
    NoSourceHolds,
    ReceiptNotReady,
    TrustContradicted,
)
from puhui.ledger.following import FollowedLedger
from puhui.ledger.handover import follow
from puhui.ledger.lies import Fork, Lie, LieKind
from puhui.ledger.mirror import joined
from puhui.ledger.proofs import Proof, ProvedFinding
from puhui.ledger.replay import Finding, Report
from puhui.ledger.sources import Source
from puhui.ledger.statement import entry_id, parse_statement
from puhui.ledger.trust import Trust

MIRROR_FILE = "mirror.sqlite"
Tell = Callable[[str, int, int], None]  # stage, done, of how many

RULES = {
    1: Text(zh="账本文件完整，且属于受信任的日志", en="the file is whole, and of the trusted log"),
    2: Text(zh="条目连续无缺、无重复，格式唯一", en="entries stand without gap or double, in their one spelling"),
    3: Text(zh="每个条目由当时的成员签名", en="each entry was signed by a member of its time"),
    4: Text(zh="重新执行合约，结果与账本一致", en="the contracts, executed again, decide the same"),
    5: Text(zh="每个条目都有且仅有一个结论", en="there is a verdict for each entry, and for nothing else"),
    6: Text(zh="合约状态正是执行所得", en="the state is what execution leaves"),
    7: Text(zh="Merkle 哈希与条目一致", en="the Merkle hashes are the entries'"),
    8: Text(zh="每个检查点与日志一致，签名有效", en="each head is the log's, and signed"),
    9: Text(zh="每个联署出自当时的共识节点且有效", en="each cosignature is a consensus node's of its time, and valid"),
    10: Text(
        zh="授权和委托的使用与存证流编号连续",
        en="uses of grants and mandates, and streams, are numbered without gap or double",
    ),
    11: Text(
        zh="见证节点与日志一致，无作恶证据", en="the witnesses agree with the log and hold no evidence against it"
    ),
}
HISTORY = Text(zh="成员变更的交接证明自创始起完整", en="the members' handovers are complete from the founders on")
TRUST = Text(zh="信任文件与账本记载的成员一致", en="the trust file names the members that the log does")
NODES = Text(zh="节点所示与法定多数签署的账本一致", en="what a node shows is what a quorum signed")
QUORUM = Text(zh="共识节点的法定多数未签署矛盾内容", en="no quorum signed what contradicts itself or the contracts")


@dataclass(frozen=True, slots=True)
class Audited:
    """What was audited, and what does not hold. `size` entries were verified, up to `head`."""

    size: int
    head: bytes
    trust: Trust
    log: Report
    files: Sequence[tuple[Path, Report]]
    sources: Sequence[str]
    findings: Sequence[ProvedFinding]

    def summary(self) -> dict[str, Any]:
        """The figures, as JSON tells them."""
        return {
            "origin": self.trust.origin,
            "size": self.size,
            "root": self.head.split(b"\n")[2].decode() if self.head else "",
            "sources": list(self.sources),
            "members": len(self.trust.members),
            "eras": len(self.trust.eras),
            "changes": self.trust.changes,
            "grants": self.log.grants,
            "mandates": self.log.mandates,
            "streams": self.log.streams,
            "heads": self.log.heads + sum(report.heads for _, report in self.files),
            "cosignatures": self.log.cosignatures + sum(report.cosignatures for _, report in self.files),
            "witnesses": max((report.witnesses for _, report in self.files), default=0),
            "files": [path.parent.name + "/" + path.name for path, _ in self.files],
            "clean": not self.findings,
        }


def audit(
    out: Path,
    *,
    trust: Trust,
    sources: Sequence[Source],
    clock: Clock,
    files: Sequence[Path] = (),
    witnesses: Sequence[Path] = (),
    contracts: Contracts | None = None,
    tell: Tell | None = None,
) -> Audited:
    """Audit the log that `sources` serve, and the ledger files of nodes; the mirror stays in the folder `out`.

    An audit that is run again goes on from its mirror, and refuses a log that has gone back since. Raises
    `NoSourceHolds` when no source told anything at all, and no file was given: then nothing was audited.
    """
    out.mkdir(parents=True, exist_ok=True)
    tell = tell or _untold
    followed = FollowedLedger(
        out / MIRROR_FILE,
        sources=sources,
        trust=trust,
        clock=clock,
        contracts=contracts,
        progress=lambda done, of: tell("mirror", done, of),
    )
    with followed:
        _follow_to_the_end(followed, needed=not files)
        log = Report()
        if followed.size:
            log = check_ledger(
                out / MIRROR_FILE,
                trust=followed.trusted,
                contracts=contracts,
                progress=lambda done, of: tell("execute", done, of),
            )
        reports = [
            (
                path,
                check_ledger(
                    path,
                    trust=followed.trusted,
                    witnesses=tuple(witnesses),
                    contracts=contracts,
                    progress=lambda done, of: tell("files", done, of),
                ),
            )
            for path in files
        ]
        prover = _Prover(followed)
        findings = [prover.lie(lie) for lie in followed.lies()]
        findings += _history(followed, trust) if followed.size else []
        findings += [prover.finding(one, "") for one in log.findings]
        for path, report in reports:
            findings += [prover.finding(one, f"{path.parent.name}/{path.name}: ") for one in report.findings]
        head = followed.head() if followed.size else b""
        names = [str(source.org) for source in sources]
        return Audited(followed.size, head, followed.trust or trust, log, reports, names, findings)


def _follow_to_the_end(followed: FollowedLedger, *, needed: bool) -> None:
    try:
        while followed.follow().org:
            pass
    except LedgerBroken:
        return  # told with its proof
    except NoSourceHolds:
        if needed and not followed.lies():
            raise


def _history(followed: FollowedLedger, given: Trust) -> list[ProvedFinding]:
    log = followed.trust
    assert log is not None, "asked of an empty mirror"
    try:
        joined(given, log)
    except TrustContradicted as reason:
        return [ProvedFinding("trust", TRUST, "trust file", reason.cause_text.en)]
    founders = Trust.of_genesis(parse_statement(followed.entries(0, 1)[0], log.suite), log.suite, given.eras[0].log_key)
    try:
        receipts = followed.handovers()
    except ReceiptNotReady as missing:
        return [ProvedFinding("history", HISTORY, str(missing.data["entry"]), "no node shows its handover")]
    try:
        reached = follow(founders, receipts)
    except HandoverRefused as refused:
        proof = Proof("handover", receipts[int(str(refused.data["number"])) - 1])
        where = f"change {refused.data['number']}"
        return [ProvedFinding("history", HISTORY, where, str(refused.data["reason"]), proofs=[proof])]
    if reached != log:
        return [
            ProvedFinding("history", HISTORY, f"{len(receipts)} changes", "they do not lead to the log's own members")
        ]
    return []


class _Prover:
    """Finds, for what does not hold, what shows it to a stranger."""

    def __init__(self, followed: FollowedLedger) -> None:
        self._followed = followed
        self._trust = followed.trusted

    def lie(self, lie: Lie) -> ProvedFinding:
        """What a node was caught at."""
        if lie.kind is LieKind.FORK:
            proofs = [Proof.of_fork(Fork.of_lie(lie), self._trust)]
        elif lie.kind is LieKind.BREACH:
            proofs = [Proof.of_receipt(lie.told, self._trust)]
        else:
            proofs = [Proof.of_head(lie.head, self._trust)] if lie.head else []
            proofs += [Proof("bytes", lie.told)] if lie.told else []
        about = QUORUM if lie.is_grave else NODES
        return ProvedFinding(lie.kind.value, about, f"node {lie.org}", lie.what, lie.is_grave, proofs)

    def finding(self, found: Finding, where: str) -> ProvedFinding:
        """What the check of that number found."""
        proofs = []
        if found.index is not None and found.index < self._followed.size:
            (raw,) = self._followed.entries(found.index, 1)
            proofs.append(Proof.of_receipt(self._followed.receipt(entry_id(raw, self._trust.suite)), self._trust))
        for note in found.notes:
            fork = self._followed.contradiction(note)
            proofs.append(Proof.of_head(note, self._trust) if fork is None else Proof.of_fork(fork, self._trust))
        if (
            all(proof.kind == "bytes" for proof in proofs) and self._followed.size
        ):  # it shows against the log itself, which a quorum signed up to here
            proofs.append(Proof.of_head(self._followed.head(), self._trust))
        return ProvedFinding(f"check-{found.check}", RULES[found.check], where + found.where, found.what, proofs=proofs)


def _untold(_stage: str, _done: int, _of: int) -> None:
    """Nobody wants to know the progress."""
