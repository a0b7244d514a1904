"""Re-derive everything the ledger promises from its storage alone, and tell what does not hold.

Nothing is believed because it is stored. Statements are verified and executed again from an empty state; then every
table must say what that says. Reads only; may run beside a serving node. Findings are numbered by what they check:

1. The file is whole, of a known schema, and its log key is the trusted one.
2. Entries stand at 0, 1, 2 … without gap or double, and each is a statement in its one spelling.
3. Each was signed by a member, with the key the membership gave at that place.
4. Executed again in order, each is accepted, with the stored result; each refusal is refused at its place, for its
   reason.
5. There is a verdict for each entry and each refusal, and for nothing else.
6. The contracts' state is exactly what execution leaves, and so is the journal, where the engine keeps one.
7. The Merkle hashes are those of the statements.
8. Each head is this log's, over the root at its size, signed by the log's key where it has one.
9. Each cosignature is a consensus node's, over its head.
10. Uses and denials of each grant and each mandate are numbered without gap or double, and so is each anchored stream.
11. Each witness's head agrees with the log, and no witness holds evidence against it, nor the ledger against a node.
12. Ledgers of several nodes are one log (`check_agreement`).
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from puhui.kernel.encoding import NotCanonical
from puhui.kernel.errors import PuhuiError
from puhui.kernel.suites import DEFAULT_SUITE, PublicKey, Suite, suite
from puhui.ledger.checkpoint import Checkpoint, LineKind, NoteKey, parse_checkpoint, parse_unsigned
from puhui.ledger.contracts import Contracts, standard_contracts
from puhui.ledger.disk import open_to_read
from puhui.ledger.engines.store import FILE, NO_LOG_KEY, SCHEMA_VERSION
from puhui.ledger.errors import MalformedCheckpoint, MalformedStatement
from puhui.ledger.replay import Finding, Replay, Report
from puhui.ledger.statement import claimed_suite
from puhui.ledger.trust import Trust
from puhui.ledger.witness import FILE as WITNESS_FILE
from puhui.ledger.witness import Cosigned

TRUST_FILE = "trust.json"
MIRROR_FILE = "mirror.sqlite"  # of a participant, which follows
PROGRESS_EVERY = 500
Progress = Callable[[int, int], None]  # entries executed, of how many


def check_ledger(
    path: Path,
    *,
    trust: Trust | None = None,
    witnesses: tuple[Path, ...] = (),
    contracts: Contracts | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check the ledger file at `path` and the files of witnesses that watch it."""
    report = Report()
    try:
        connection = open_to_read(path)
    except sqlite3.Error as reason:
        report.add(1, path.name, f"cannot be opened: {reason}")
        return report
    try:
        connection.execute("BEGIN")  # one moment for all tables, beside a node that goes on writing
        _Check(connection, report, trust, contracts or standard_contracts(), progress or _untold).run()
        for witness in witnesses:
            _check_witness(connection, witness, report)
    except (sqlite3.DatabaseError, NotCanonical) as reason:
        report.add(1, path.name, f"is damaged: {reason}")
    finally:
        connection.close()
    return report


def check_agreement(paths: Sequence[Path]) -> list[Finding]:
    """Compare the ledgers of several nodes: one log, of which a node that is behind holds the beginning.

    12. Where two of them hold an entry, it is the same.
    """
    sizes = {path: _size(path) for path in paths}
    known = [path for path in paths if sizes[path] is not None]
    if not known:
        return []
    longest = max(known, key=lambda path: sizes[path] or 0)
    findings = []
    for path in known:
        index = _first_difference(path, longest)
        if index is not None:
            what = f"is not the one that {longest.parent.name} holds"
            findings.append(Finding(12, f"{path.parent.name}, entry {index}", what))
    return findings


def _size(path: Path) -> int | None:
    """How many entries there are; None where the file cannot be read, which check 1 tells."""
    try:
        with closing(open_to_read(path)) as connection:
            return int(connection.execute("SELECT count(*) FROM entries").fetchone()[0])
    except sqlite3.Error:
        return None


def _first_difference(shorter: Path, longer: Path) -> int | None:
    query = "SELECT statement FROM entries ORDER BY idx"
    with closing(open_to_read(shorter)) as one, closing(open_to_read(longer)) as other:
        pairs = zip(one.execute(query), other.execute(query), strict=False)
        return next((index for index, (here, there) in enumerate(pairs) if here != there), None)


def find_ledgers(folder: Path) -> tuple[list[Path], list[Path], Path | None]:
    """The ledger files, witness files and trust file of a node's folder or of a city's."""
    nodes = [folder, *sorted((folder / "nodes").glob("*"))]
    ledgers = [node / name for node in nodes for name in (FILE, MIRROR_FILE) if (node / name).is_file()]
    witnesses = [node / WITNESS_FILE for node in nodes if (node / WITNESS_FILE).is_file()]
    trusts = [node / TRUST_FILE for node in nodes if (node / TRUST_FILE).is_file()]
    return ledgers, witnesses, trusts[0] if trusts else None


class _Check:
    def __init__(
        self,
        connection: sqlite3.Connection,
        report: Report,
        trust: Trust | None,
        contracts: Contracts,
        progress: Progress,
    ) -> None:
        self.connection = connection
        self.report = report
        self.trust = trust
        self.progress = progress
        self.suite: Suite = trust.suite if trust else _claimed_suite(connection)
        self.replay = Replay(contracts, self.suite, report)
        self.roots: dict[int, bytes] = {}

    def run(self) -> None:
        if not self._whole():
            return
        self._replay()
        trust = self._trust_of_log()
        if self.trust is not None and trust is not None:
            self._compare(self.trust, trust)
        self._verdicts()
        self._state()
        self.replay.check_numbering()
        self._heads(trust or self.trust)
        self._accusations()

    # 1.
    def _whole(self) -> bool:
        version = self.connection.execute("PRAGMA user_version").fetchone()[0]
        if version != SCHEMA_VERSION:
            self.report.add(1, FILE, f"has schema {version}, this build reads {SCHEMA_VERSION}")
            return False
        for (line,) in self.connection.execute("PRAGMA integrity_check(20)").fetchall():
            if line != "ok":
                self.report.add(1, FILE, line)
        stored = self.connection.execute("SELECT value FROM log WHERE key = 'key'").fetchone()
        if stored is None:
            self.report.add(1, FILE, "names no log key")
            return False
        self.log_key = None if stored[0] == NO_LOG_KEY else PublicKey.parse(stored[0])
        return True

    # 2., 3., 4. and 7.
    def _replay(self) -> None:
        refusals: dict[int, list[tuple[int, bytes, bytes]]] = defaultdict(list)
        for number, entry, position, statement in self.connection.execute(
            "SELECT number, entry, position, statement FROM refusals ORDER BY number"
        ):
            refusals[position].append((number, entry, statement))
        wanted = {row[0] for row in self.connection.execute("SELECT size FROM checkpoints")}
        (stored,) = self.connection.execute("SELECT count(*) FROM entries").fetchone()
        rows = self.connection.execute("SELECT idx, hashes, statement FROM entries ORDER BY idx")
        replay, frontier = self.replay, self.replay.frontier
        for index, hashes, raw in rows:
            self._refused_at(frontier.size, refusals)
            if index != frontier.size:
                self.report.add(2, f"entry {index}", f"stands where {frontier.size} should", index=index)
                return
            replay.accept(index, raw, hashes)
            if frontier.size in wanted:
                self.roots[frontier.size] = frontier.root
            if frontier.size % PROGRESS_EVERY == 0 or frontier.size == stored:
                self.progress(frontier.size, stored)
        self._refused_at(frontier.size, refusals)
        for position in refusals:
            self.report.add(4, f"refusal at {position}", "is beyond the log's end")
        self.report.entries = frontier.size

    def _refused_at(self, position: int, refusals: dict[int, list[tuple[int, bytes, bytes]]]) -> None:
        for number, entry, raw in refusals.pop(position, []):
            self.replay.refuse(number, entry, raw, position)

    # 5.
    def _verdicts(self) -> None:
        results = self.replay.results
        stored = self.connection.execute("SELECT entry, idx, reason, result FROM verdicts")
        for entry, index, reason, result in stored:
            derived, where = results.pop(entry.hex(), None), f"verdict {entry.hex()}"
            if derived is None:
                self.report.add(5, where, "is on nothing that is stored")
            elif derived != (index, reason, result):
                self.report.add(5, where, f"says {(index, reason)}, execution {derived[:2]}", index=derived[0])
        for entry, derived in results.items():
            self.report.add(5, f"verdict {entry}", "is missing", index=derived[0])

    # 6.
    def _state(self) -> None:
        derived, writers = self.replay.state, self.replay.writers
        for key, value in self.connection.execute("SELECT key, value FROM state"):
            ours = derived.pop(key, None)
            if ours != value:
                what = "comes from no entry" if ours is None else "is not what execution leaves"
                self.report.add(6, f"state {key}", what, index=writers.get(key))
        for key in derived:
            self.report.add(6, f"state {key}", "is missing", index=writers.get(key))
        stored = self.connection.execute("SELECT value FROM log WHERE key = 'journal'").fetchone()
        if stored is not None and stored[0] != self.replay.journal.value.hex():
            self.report.add(6, "journal", "is not that of the decisions")

    def _compare(self, trusted: Trust, told: Trust) -> None:
        """What was trusted beforehand is the log's own past: the same eras and keys, as far as it goes."""
        if trusted.origin != told.origin:
            self.report.add(1, FILE, f"is of {told.origin}, trusted is {trusted.origin}")
        if trusted.eras[0].log_key != told.eras[0].log_key:
            self.report.add(1, FILE, "was written under another log key than the trusted one")
        elif trusted.changes > told.changes:
            self.report.add(1, FILE, f"ends before change {trusted.changes} of the members, which the trust file knows")
        elif any(one not in told.eras for one in trusted.eras):
            self.report.add(1, FILE, "names other consensus nodes than the trust file")
        for org, member in trusted.members.items():
            known = told.members.get(org)
            if known is None or known.keys[: len(member.keys)] != member.keys:
                self.report.add(1, FILE, f"gives {org} other keys than the trust file")

    # 8. and 9.
    def _heads(self, trust: Trust | None) -> None:
        for size, data in self.connection.execute("SELECT size, note FROM checkpoints ORDER BY size").fetchall():
            self.report.heads += 1
            where = f"head {size}"
            try:
                head, signed = self._head(data, size, trust)
            except MalformedCheckpoint as reason:
                self.report.add(8, where, str(reason.data["reason"]), notes=(data,))
                continue
            if trust is None or (head.origin, head.size) != (trust.origin, size):
                self.report.add(8, where, f"is of {head.origin} at {head.size}", notes=(data,))
            if head.root != self.roots.get(size):
                self.report.add(8, where, "its root is not the log's", notes=(self._whole_note(size, data),))
            if not signed:
                self.report.add(8, where, "is not signed by the log", notes=(data,))
            for name, lines in self._cosignatures(size):
                self.report.cosignatures += 1
                if not self._cosigned(trust, name, lines, head, size):
                    self.report.add(9, where, f"the cosignature of {name} does not verify", notes=(data + lines,))
        orphans = "SELECT DISTINCT size FROM cosignatures WHERE size NOT IN (SELECT size FROM checkpoints)"
        for (size,) in self.connection.execute(orphans):
            self.report.add(9, f"head {size}", "is cosigned, but not stored")

    def _head(self, data: bytes, size: int, trust: Trust | None) -> tuple[Checkpoint, bool]:
        """The head, and whether it is signed as the log did at that size: by its key, or, having none, not at all."""
        log_key = self.log_key if trust is None else trust.era_at(size).log_key
        if log_key is None:
            return parse_unsigned(data), True
        signed = parse_checkpoint(data)
        key = NoteKey(signed.checkpoint.origin, log_key, LineKind.LOG)
        return signed.checkpoint, len(signed.lines) == 1 and key.verifies(signed.lines[0], signed.checkpoint)

    def _whole_note(self, size: int, data: bytes) -> bytes:
        """The head with all lines that are stored for it: what its signers are held to."""
        return b"".join((data, *(lines for _, lines in sorted(self._cosignatures(size)))))

    # 11., where nodes watch each other.
    def _accusations(self) -> None:
        tables = {row[0] for row in self.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "evidence" in tables:
            query = "SELECT org, kind, height, ours, theirs FROM evidence ORDER BY number"
            for org, kind, height, ours, theirs in self.connection.execute(query):
                self.report.add(11, f"block {height}", f"holds evidence of a {kind} by {org}", notes=(ours, theirs))

    def _cosignatures(self, size: int) -> Iterator[tuple[str, bytes]]:
        yield from self.connection.execute("SELECT name, lines FROM cosignatures WHERE size = ?", (size,)).fetchall()

    @staticmethod
    def _cosigned(trust: Trust | None, name: str, lines: bytes, head: Checkpoint, size: int) -> bool:
        """Whether a consensus node said it, of the head's era or of one before it, which hands over."""
        eras = trust.eras[trust.number_at(size) :: -1] if trust else ()
        keys = {one.key for era in eras for one in era.witnesses if one.name == name}
        try:
            return any(Cosigned.parse(lines).verifies(name, key, head) for key in keys)
        except MalformedCheckpoint:
            return False

    def _trust_of_log(self) -> Trust | None:
        """The trust that the log itself implies, from the state that executing it leaves."""
        try:
            return Trust.of_state(self.replay.state, self.suite, self.log_key)
        except (PuhuiError, LookupError, TypeError):
            return None


def _check_witness(connection: sqlite3.Connection, path: Path, report: Report) -> None:
    # 11.
    report.witnesses += 1
    where = f"witness {path.parent.name or path.name}"
    witness = open_to_read(path)
    try:
        heads = witness.execute("SELECT origin, size, root, note FROM heads").fetchall()
        contradictions = witness.execute("SELECT kind, origin, ours, theirs FROM evidence ORDER BY number").fetchall()
    except sqlite3.DatabaseError as reason:
        report.add(11, where, f"is damaged: {reason}")
        return
    finally:
        witness.close()
    for kind, origin, ours, theirs in contradictions:
        report.add(11, where, f"holds evidence of a {kind} by {origin}", notes=(ours, theirs))
    for origin, size, root, note in heads:
        row = connection.execute("SELECT note FROM checkpoints WHERE size = ?", (size,)).fetchone()
        if row is None or not _is_head(row[0], origin, root):
            report.add(11, where, f"saw a head of {origin} at {size} that the log does not have", notes=(note,))


def _claimed_suite(connection: sqlite3.Connection) -> Suite:
    """The suite of the first entry; every later one must be of it too."""
    try:
        row = connection.execute("SELECT statement FROM entries WHERE idx = 0").fetchone()
        return suite(DEFAULT_SUITE) if row is None else claimed_suite(row[0])
    except (MalformedStatement, sqlite3.DatabaseError):
        return suite(DEFAULT_SUITE)  # the replay reports what is wrong


def _is_head(note: bytes, origin: str, root: bytes) -> bool:
    try:
        head = parse_unsigned(note.partition(b"\n\n")[0] + b"\n\n")
    except MalformedCheckpoint:
        return False
    return (head.origin, head.root) == (origin, root)


def _untold(_done: int, _stored: int) -> None:
    """Nobody wants to know the progress."""


__all__ = ["TRUST_FILE", "Finding", "Report", "check_ledger", "find_ledgers"]
