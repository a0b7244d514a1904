"""Taking a ledger out of one sequencer's hands into a CometBFT network's: the same log goes on, and no receipt changes.

The members vote the change `move`; the entry that enacts it is the sequencer's last. What the sequencer stored up to
there is **exported**, and every node of the new network **seeds** its own store from a copy, believing none of it:

1. Every statement is authenticated and executed again, in the order in which it was decided. Each entry takes its own
   index; each refusal is refused again, at its place.
2. The last entry is the members' move of this log, from the hands that sealed its heads, and nothing was decided after.
3. Each head is of this log, over the root that execution gives at its size, and signed by the log's key of its era.
4. Each cosignature is a consensus node's, over its head.
5. The head over all entries has the quorum of its era, and each change of the membership was handed over.
6. Size, root and journal are those that the new chain's genesis names. Members agree on that file before they start.

A trust file that the operator had before, where it is given, must be the log's own past. What is kept is what was
executed, and the old heads with their cosignatures: a receipt of before is given again byte for byte.

Refused statements are in no Merkle tree, so 1 proves that each refusal is right, and only 6 that none is missing.
"""

import heapq
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from puhui.kernel import Text
from puhui.kernel.encoding import decode
from puhui.kernel.errors import PuhuiError
from puhui.kernel.suites import PublicKey
from puhui.ledger.checkpoint import Checkpoint, LineKind, NoteKey, parse_checkpoint
from puhui.ledger.contracts import Contracts, standard_contracts
from puhui.ledger.contracts.membership import MOVED
from puhui.ledger.disk import Disk, open_to_read
from puhui.ledger.engines.cometbft.blocks import Moved, Position
from puhui.ledger.engines.cometbft.errors import LedgerInTheWay, MoveNotFinished, MoveRefused
from puhui.ledger.engines.cometbft.home import moved_of
from puhui.ledger.engines.cometbft.replica import COMET_SCHEMA
from puhui.ledger.engines.cometbft.snapshots import CHUNK_BYTES
from puhui.ledger.engines.deciding import MEMBERSHIP, Admitted, Decider, Journal
from puhui.ledger.engines.heads import is_good
from puhui.ledger.engines.store import FILE, NO_LOG_KEY, SCHEMA_VERSION, Group, Writer
from puhui.ledger.errors import NoLedgerHere
from puhui.ledger.machine import Machine
from puhui.ledger.merkle import Frontier, root_at
from puhui.ledger.model import Verdict
from puhui.ledger.statement import parse_statement
from puhui.ledger.trust import Trust
from puhui.ledger.witness import Cosigned

ASIDE = "ledger.before-move.sqlite"  # what becomes of a sequencer's own file when its node joins the network
GROUP_STATEMENTS, GROUP_BYTES = 256, 1024 * 1024
Progress = Callable[[int, int], None]  # statements executed, and of how many
_Decision = tuple[int, int, int, bytes]  # position, 1 for an entry or 0, number as a refusal, statement


@dataclass(frozen=True, slots=True)
class Seeded:
    """What was executed again and held: what a genesis is to name, whom to trust, and how much it was."""

    moved: Moved
    trust: Trust
    refusals: int
    heads: int
    cosignatures: int


def export_ledger(
    source: Path, out: Path, *, contracts: Contracts | None = None, progress: Progress | None = None
) -> Seeded:
    """Write the moved ledger at `source` (a file, or a node's folder) to the file `out`, for all nodes to seed from.

    The sequencer may be running. Raises `MoveNotFinished` until the members have moved the ledger and a quorum has
    cosigned its last head, `LedgerInTheWay` when `out` is there, and `MoveRefused` when what is stored does not hold.
    """
    if out.exists():
        raise LedgerInTheWay(
            path=out, reason=Text(zh="导出文件不覆盖写入", en="an export is never written over"), stage="ledger.export"
        )
    file = _file(source)
    with closing(_open(file)) as connection:
        _check_finished(connection)
        part = out.with_name(out.name + ".part")
        part.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(part)) as copy:
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, which needs nothing beside it
            seeded = check_export(part, contracts=contracts, progress=progress)
            # Death before this line leaves a part that nobody takes for an export.
            _put_in_place(part, out)
        finally:
            part.unlink(missing_ok=True)
    return seeded


def check_export(
    export: Path, *, trust: Trust | None = None, contracts: Contracts | None = None, progress: Progress | None = None
) -> Seeded:
    """Do all that `seed` does, but for the genesis, and keep nothing. Raises as `seed` does.

    Needs room for the ledger in the machine's temporary folder meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="puhui-") as folder, closing(_open(_file(export))) as source:
        store = Writer(Disk("OFF").open(Path(folder) / FILE, COMET_SCHEMA, SCHEMA_VERSION))
        with closing(store):
            return _Seeding(store, source, contracts or standard_contracts(), CHUNK_BYTES).run(trust, progress)


def seed(
    path: Path,
    export: Path,
    genesis: bytes,
    *,
    trust: Trust | None = None,
    contracts: Contracts | None = None,
    disk: Disk | None = None,
    chunk_bytes: int = CHUNK_BYTES,
    progress: Progress | None = None,
) -> Seeded:
    """Make the ledger file at `path` from an export (a file, or a node's folder), for the chain of that genesis.

    All or nothing: a file that is there is whole and durable. A moved sequencer's own file at `path` makes room for it
    and stays beside it (`ASIDE`). Raises `MoveRefused` when any of the six does not hold, `MoveNotFinished` when the
    export ends before the move, `LedgerInTheWay` when another ledger is at `path`, or one that is in use.
    `chunk_bytes` is the chain's, as for the replica.
    """
    named = moved_of(genesis)
    if named is None:
        raise MoveRefused(
            reason=Text(zh="该链的创世并未接续任何账本", en="the chain's genesis goes on with no ledger"),
            stage="ledger.seed",
        )
    part = path.with_name(path.name + ".part")
    disk = disk or Disk()
    with _parts_of(part):
        with closing(_open(_file(export))) as source:
            store = Writer(disk.open(part, COMET_SCHEMA, SCHEMA_VERSION))
            with closing(store):
                seeding = _Seeding(store, source, contracts or standard_contracts(), chunk_bytes)
                seeded = seeding.run(trust, progress)
                if seeded.moved != named:
                    raise MoveRefused(
                        reason=Text(
                            zh=f"执行得到 {seeded.moved.as_map()}，创世文件写的是 {named.as_map()}",
                            en=f"execution gives {seeded.moved.as_map()}, the genesis names {named.as_map()}",
                        ),
                        stage="ledger.seed",
                    )
                disk.commit(store.connection)
                store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        # Death before this line leaves the folder as it was; whoever seeds again begins anew.
        _make_room(path)
        _put_in_place(part, path)
    return seeded


class _Seeding:
    """One execution of an export, in the open transaction of a new store."""

    def __init__(self, store: Writer, source: sqlite3.Connection, contracts: Contracts, chunk_bytes: int) -> None:
        self._store = store
        self._source = source
        self._chunk_bytes = chunk_bytes
        self._log_key = _log_key(source)
        self._suite = self._log_key.suite
        self._decider = Decider(Machine(contracts, self._suite), store)
        self._frontier = Frontier(self._suite.digest)
        self._journal = Journal(self._suite.digest, bytes(self._suite.digest_size))
        self._uncut = 0

    def run(self, trusted: Trust | None, progress: Progress | None) -> Seeded:
        """Execute and check; the transaction is left open. Raises `MoveRefused` or `MoveNotFinished`."""
        try:
            self._store.begin()
            self._execute(progress or (lambda done, total: None))  # 1.
            trust = self._moved_trust()  # 2.
            if trusted is not None:
                _check_past(trusted, trust)
            cosignatures, heads = 0, self._source.execute("SELECT size, note FROM checkpoints ORDER BY size").fetchall()
            for size, note in heads:
                cosignatures += self._take_head(size, note, trust)  # 3. and 4.
            self._check_end(trust)  # 5.
            moved = Moved(self._frontier.size, self._frontier.root, self._journal.value)
            position = Position(0, moved.journal, moved.size, 0, self._uncut, len(trust.eras) - 1)
            group = Group()
            group.about = {"position": position.to_text(), "journal": moved.journal.hex(), "key": NO_LOG_KEY}
            self._store.put(group)
        except (sqlite3.DatabaseError, TypeError, ValueError, LookupError) as reason:
            raise _refused(f"it is damaged: {reason!r}") from None
        return Seeded(moved, trust, self._store.refusals(), len(heads), cosignatures)

    # 1.
    def _execute(self, progress: Progress) -> None:
        (total,) = self._source.execute(
            "SELECT (SELECT count(*) FROM entries) + (SELECT count(*) FROM refusals)"
        ).fetchone()
        done = 0
        for group in _grouped(_decisions(self._source)):
            self._execute_group(group)
            done += len(group)
            progress(done, total)

    def _execute_group(self, told: Sequence[_Decision]) -> None:
        waiting: list[Admitted] = []
        for position, accepted, _, raw in told:
            try:
                waiting.append(Admitted(parse_statement(raw, self._suite), {}))
            except PuhuiError as reason:
                raise _refused(f"{_where(position, accepted)} is no statement: {reason}") from None
        group = Group()
        decided = self._decider.decide(waiting, {}, group, self._frontier, self._journal)
        if len(group.verdicts) != len(told):
            unknown = next((one for one in decided if not isinstance(one, Verdict)), None)
            raise _refused("a statement stands in it twice" if unknown is None else str(unknown))
        for (position, accepted, _, _), verdict in zip(told, decided, strict=True):
            assert isinstance(verdict, Verdict)
            if verdict.index != (position if accepted else None):
                became = f"refused ({verdict.reason})" if verdict.reason else f"entry {verdict.index}"
                raise _refused(f"{_where(position, accepted)} is {became} when executed again")
        if [position for _, position, _ in group.refusals] != [one[0] for one in told if not one[1]]:
            raise _refused("a refusal stands at another place than it was decided at")
        self._store.put(group)
        self._store.written(group)
        self._uncut += sum(len(raw) for *_, raw in told)
        if self._uncut >= self._chunk_bytes:  # here ends a chunk of the snapshots that the node will give
            self._uncut = 0
            self._store.connection.execute(
                "INSERT INTO cuts (entries, refusals) VALUES (?, ?)", (self._frontier.size, self._store.refusals())
            )

    # 2.
    def _moved_trust(self) -> Trust:
        stored = self._store.state(MOVED)
        if stored is None:
            raise MoveNotFinished(
                reason=Text(zh="成员尚未迁移它", en="its members have not moved it"), stage="ledger.seed"
            )
        moved, size = decode(stored), self._frontier.size
        if moved["from_size"] != size + 1:
            raise _refused(f"it goes on to {size} entries, though it was moved at {moved['from_size'] - 1}")
        if moved["log_key"] != str(self._log_key):
            raise _refused("it was kept under another log key than the one that the members moved it from")
        (late,) = self._source.execute("SELECT count(*) FROM refusals WHERE position >= ?", (size,)).fetchone()
        if late:
            raise _refused("statements were refused after the move")
        return Trust.of_state(self._store.states(MEMBERSHIP), self._suite, None)

    # 3. and 4.
    def _take_head(self, size: int, note: bytes, trust: Trust) -> int:
        where = f"the head of size {size}"
        if type(size) is not int or not 0 < size <= self._frontier.size:
            raise _refused(f"{where} is beyond the log's end")
        try:
            signed = parse_checkpoint(note)
            told = self._source.execute("SELECT name, lines FROM cosignatures WHERE size = ?", (size,)).fetchall()
            given = [(name, Cosigned.parse(lines)) for name, lines in told]
        except PuhuiError as reason:
            raise _refused(f"{where}: {reason}") from None
        if signed.checkpoint != Checkpoint(trust.origin, size, root_at(self._suite.digest, size, self._store.node)):
            raise _refused(f"{where} is not of this log")
        key = NoteKey(trust.origin, self._log_key, LineKind.LOG)
        if len(signed.lines) != 1 or not key.verifies(signed.lines[0], signed.checkpoint):
            raise _refused(f"{where} is not signed by the log")
        number = trust.number_at(size)
        group = Group()
        group.checkpoint = (size, note)
        for name, cosigned in given:
            keys = {one.key for era in trust.eras[number::-1] for one in era.witnesses if one.name == name}
            if not any(cosigned.verifies(name, held, signed.checkpoint) for held in keys):
                raise _refused(f"{where}: the cosignature of {name} does not verify")
            group.cosignatures.append((size, name, cosigned.to_bytes()))
        self._store.put(group)
        return len(given)

    # 5.
    def _check_end(self, trust: Trust) -> None:
        size = self._frontier.size
        lines, era = self._store.lines(size), trust.era_at(size)
        if not is_good(lines, era):
            raise MoveNotFinished(
                reason=Text(
                    zh=f"其最后的检查点（{size} 条）需要 {era.quorum} 个联署，现有 {len(lines)} 个",
                    en=f"its last head, of size {size}, needs {era.quorum} cosignatures and has {len(lines)}",
                ),
                stage="ledger.seed",
            )
        for number in range(1, trust.changes + 1):
            if not self._store.is_handed_over(number, trust):
                raise _refused(f"change {number} of its members was not handed over")


def _decisions(source: sqlite3.Connection) -> Iterator[_Decision]:
    """What was decided, in order: at each place first the refusals, then the entry that took it."""
    entries = source.execute("SELECT idx, 1, 0, statement FROM entries ORDER BY idx")
    refusals = source.execute("SELECT position, 0, number, statement FROM refusals ORDER BY number")
    last = (-1, 0, 0)
    for position, accepted, number, raw in heapq.merge(entries, refusals, key=lambda row: row[:3]):
        if type(position) is not int or type(raw) is not bytes or (position, accepted, number) <= last:
            raise _refused(f"{_where(position, accepted)} is out of order")
        last = (position, accepted, number)
        yield position, accepted, number, raw


def _grouped(decisions: Iterator[_Decision]) -> Iterator[list[_Decision]]:
    """In groups whose borders depend on the decisions alone, so that all nodes cut their snapshots alike."""
    group: list[_Decision] = []
    size = 0
    for decision in decisions:
        group.append(decision)
        size += len(decision[3])
        if len(group) >= GROUP_STATEMENTS or size >= GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _check_past(trusted: Trust, told: Trust) -> None:
    """What was trusted beforehand is this log's own past."""
    known = (trusted.origin, trusted.suite.name, trusted.changes, *trusted.eras)
    if known != (told.origin, told.suite.name, min(trusted.changes, told.changes), *told.eras[: len(trusted.eras)]):
        raise _refused("it is not the log that the trust file names")
    for org, member in trusted.members.items():
        if org not in told.members or told.members[org].keys[: len(member.keys)] != member.keys:
            raise _refused(f"it gives {org} other keys than the trust file")


def _check_finished(source: sqlite3.Connection) -> None:
    """Say early, and without executing anything, what is still to be done."""
    _log_key(source)
    row = source.execute("SELECT value FROM state WHERE key = ?", (MOVED,)).fetchone()
    if row is None:
        raise MoveNotFinished(
            reason=Text(zh="成员尚未迁移它", en="its members have not moved it"), stage="ledger.export"
        )


def _log_key(source: sqlite3.Connection) -> PublicKey:
    try:
        (text,) = source.execute("SELECT value FROM log WHERE key = 'key'").fetchone()
        if text == NO_LOG_KEY:
            raise MoveNotFinished(
                reason=Text(zh="它没有定序者，由各节点共同写入", en="it has no sequencer: its nodes write it together"),
                stage="ledger.move",
            )
        return PublicKey.parse(text)
    except (sqlite3.DatabaseError, TypeError, ValueError) as reason:
        raise _refused(f"it names no log key: {reason}") from None


def _file(source: Path) -> Path:
    file = source / FILE if source.is_dir() else source
    if not file.is_file():
        raise NoLedgerHere(folder=str(source), stage="ledger.move")
    return file


def _open(file: Path) -> sqlite3.Connection:
    """The file, as of one moment. Raises `MoveRefused` when it is no ledger that this build reads."""
    connection = open_to_read(file)
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("BEGIN")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as reason:
        connection.close()
        raise _refused(f"{file.name}: {reason}") from None
    if version != SCHEMA_VERSION:
        connection.close()
        raise _refused(f"{file.name} has schema {version}, this build reads {SCHEMA_VERSION}")
    return connection


@contextmanager
def _parts_of(part: Path) -> Iterator[None]:
    """Whatever a seeding leaves unfinished, it or one that died before it, is swept away."""
    pieces = [part.with_name(part.name + tail) for tail in ("", "-wal", "-shm")]
    for piece in pieces:
        piece.unlink(missing_ok=True)
    try:
        yield
    finally:
        for piece in pieces:
            piece.unlink(missing_ok=True)


def _make_room(path: Path) -> None:
    """A moved sequencer's own file gets a second name; any other file in the way stays, and is told."""
    if not path.exists():
        for tail in ("-wal", "-shm"):  # of a file that somebody took away: they belong to nothing
            path.with_name(path.name + tail).unlink(missing_ok=True)
        return
    aside = path.with_name(ASIDE)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        try:
            row = connection.execute("SELECT value FROM state WHERE key = ?", (MOVED,)).fetchone()
            own = connection.execute("SELECT value FROM log WHERE key = 'key'").fetchone()
        except sqlite3.DatabaseError:
            row = own = None
        if row is None or own is None or own[0] == NO_LOG_KEY:
            raise LedgerInTheWay(
                path=path,
                reason=Text(zh="不是已迁移的定序者文件", en="not a sequencer's file that was moved"),
                stage="ledger.seed",
            )
        try:
            connection.execute("PRAGMA journal_mode=DELETE")  # refused while anybody else has it open
        except sqlite3.OperationalError:
            raise LedgerInTheWay(
                path=path,
                reason=Text(zh="运行中的节点正在使用它", en="a running node has it open"),
                stage="ledger.seed",
            ) from None
    if not aside.exists():
        os.link(path, aside)  # death after this line leaves the old file under both names
    elif not aside.samefile(path):
        raise LedgerInTheWay(
            path=aside,
            reason=Text(zh="那里已有定序者的文件", en="a sequencer's file is kept there already"),
            stage="ledger.seed",
        )


def _put_in_place(part: Path, path: Path) -> None:
    """Give the finished file its name, durably."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _where(position: int, accepted: int) -> str:
    return f"entry {position}" if accepted else f"a refusal at place {position}"


def _refused(reason: str) -> MoveRefused:
    return MoveRefused(reason=reason, stage="ledger.seed")
