"""Executing a log again from an empty state, believing nothing: the core of every check and audit. No I/O.

What it leaves is what must be stored: state, results, journal, tree. What does not hold it reports, and goes on.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from puhui.kernel.encoding import encode
from puhui.kernel.suites import Suite
from puhui.ledger.contracts import Contracts, anchors, grants, mandates
from puhui.ledger.engines.deciding import Journal
from puhui.ledger.errors import MalformedStatement, StatementNotAdmitted
from puhui.ledger.machine import Decision, Machine
from puhui.ledger.merkle import Frontier, leaf_hash
from puhui.ledger.statement import Statement, parse_statement

MAX_FINDINGS = 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold: the number of the check, where, and what.

    `index` names the entry that shows it, `notes` are signed heads that do; both where there are any.
    """

    check: int
    where: str
    what: str
    index: int | None = None
    notes: tuple[bytes, ...] = ()


@dataclass(slots=True)
class Report:
    """What was checked, and what does not hold."""

    entries: int = 0
    refusals: int = 0
    heads: int = 0
    cosignatures: int = 0
    witnesses: int = 0
    grants: int = 0
    mandates: int = 0
    streams: int = 0
    findings: list[Finding] = field(default_factory=list)

    def add(
        self, check: int, where: str, what: str, *, index: int | None = None, notes: tuple[bytes, ...] = ()
    ) -> None:
        """Note a finding; beyond the first thousand they are only cut off, never dropped to none."""
        if len(self.findings) < MAX_FINDINGS:
            self.findings.append(Finding(check, where, what, index, notes))


class Replay:
    """Takes entries and refusals in their order. Findings 2, 3, 4, 7 and 10 (see `check`) go into `report`."""

    def __init__(self, contracts: Contracts, of: Suite, report: Report) -> None:
        self.suite = of
        self.report = report
        self.state: dict[str, bytes] = {}
        self.frontier = Frontier(of.digest)
        self.journal = Journal(of.digest, bytes(of.digest_size))
        self.results: dict[str, tuple[int | None, str, bytes]] = {}  # by entry: index, reason, result
        self.writers: dict[str, int] = {}  # by state key: the entry that wrote it last
        self._machine = Machine(contracts, of)
        self._numbers: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)  # by stream, taker: number, entry

    def accept(self, index: int, raw: bytes, hashes: bytes | None = None) -> None:
        """The log's next entry; `hashes` are what is stored of its tree."""
        where = f"entry {index}"
        done = self.frontier.append(leaf_hash(self.suite.digest, raw))
        if hashes is not None and b"".join(done) != hashes:
            self.report.add(7, where, "its Merkle hashes are not the statement's", index=index)
        statement = self._read(where, raw, index)
        if statement is None:
            return
        if statement.entry in self.results:
            self.report.add(2, where, f"is doubled: {statement.entry}", index=index)
        decision = self._machine.decide(self.state.get, statement, index)
        if decision.reason:
            self.report.add(4, where, f"is committed, but its contract refuses it: {decision.reason}", index=index)
        self.state.update(decision.writes)
        self.writers.update(dict.fromkeys(decision.writes, index))
        self.results[statement.entry] = (index, decision.reason, encode(decision.result))
        self._write_down(statement, decision)
        for stream, taker, number in _numbers_of(statement, decision.result):
            if self._numbers[stream].setdefault(taker, (number, index))[0] != number:
                self.report.add(10, where, f"gives {taker} a second number in {stream}", index=index)

    def refuse(self, number: int, entry: bytes, raw: bytes, position: int) -> None:
        """Refusal `number`, filed under `entry`, decided when the log had `position` entries."""
        where = f"refusal {number}"
        self.report.refusals += 1
        statement = self._read(where, raw)
        if statement is None:
            return
        if bytes.fromhex(statement.entry) != entry:
            self.report.add(2, where, "is filed under another id than its own")
        if statement.entry in self.results:
            self.report.add(2, where, f"is doubled: {statement.entry}", index=self.results[statement.entry][0])
        decision = self._machine.decide(self.state.get, statement, position)
        if not decision.reason:
            self.report.add(4, where, "is refused, but its contract accepts it")
        self.results[statement.entry] = (None, decision.reason, encode({}))
        self._write_down(statement, decision)

    def check_numbering(self) -> None:
        """Each stream's numbers are 1, 2, 3 … in the log's order; a finding names the entry where they leave it."""
        for stream, takers in self._numbers.items():
            if stream.startswith("grant "):
                self.report.grants += 1
            elif stream.startswith("mandate "):
                self.report.mandates += 1
            else:
                self.report.streams += 1
            numbers = list(takers.values())
            for due, (number, index) in enumerate(numbers, start=1):
                if number != due:
                    shown = _shown([one for one, _ in numbers])
                    self.report.add(10, stream, f"is numbered {shown}: {due} is due, not {number}", index=index)
                    break

    def _write_down(self, statement: Statement, decision: Decision) -> None:
        self.journal.add((bytes.fromhex(statement.entry), *self.results[statement.entry]), decision.writes)

    def _read(self, where: str, raw: bytes, index: int | None = None) -> Statement | None:
        try:
            statement = parse_statement(raw, self.suite)
        except MalformedStatement as reason:
            self.report.add(2, where, str(reason.data["reason"]), index=index)
            return None
        try:
            self._machine.authenticate(self.state.get, statement)
        except StatementNotAdmitted as reason:
            self.report.add(3, where, str(reason.data["detail"]), index=index)
            return None
        return statement


def _numbers_of(statement: Statement, result: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """The numbers that an accepted entry takes, of which streams, for what: from its own words and its result.

    A use that asks again under the same request is the same use, and has the same number; so has a denial.
    """
    kind, args = (statement.contract, statement.action), statement.args
    if kind == (grants.NAME, grants.USE_MANY):
        for grant, (_, seq) in result.get("counted", {}).items():
            yield f"grant {grant}", f"{grants.USE} {args['request']}", int(seq)
        for grant, (_, seq) in result.get("refused", {}).items():
            if seq:  # 0 is no number: the grant holds as many denials as it may
                yield f"grant {grant}", f"{grants.DENY} {args['request']}", int(seq)
    elif "seq" not in result:
        return
    elif kind == (anchors.NAME, anchors.RECORD):
        yield f"stream {statement.issuer}/{args['stream']}", statement.entry, int(result["seq"])
    elif kind in {(grants.NAME, grants.USE), (grants.NAME, grants.DENY)}:
        yield f"grant {args['grant']}", f"{statement.action} {args['request']}", int(result["seq"])
    elif kind in {(mandates.NAME, mandates.USE), (mandates.NAME, mandates.DENY)}:
        yield f"mandate {args['mandate']}", f"{statement.action} {args['request']}", int(result["seq"])


def _shown(numbers: list[int]) -> str:
    head = ", ".join(str(number) for number in numbers[:8])
    return head + (" …" if len(numbers) > 8 else "")
