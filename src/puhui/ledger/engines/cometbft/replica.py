"""One node's copy of the ledger: executes blocks upon its store and makes each durable in one transaction. No threads.

`execute` decides a block in memory; `commit` makes it durable, all or nothing. A block that was executed and not
committed is forgotten, so CometBFT may hand it over again after a crash, and finds the same store.

The **app hash**, which consensus holds all nodes to, covers the log's size and root, the journal of all decisions and
what they wrote, and how much of the log a quorum has cosigned. While cosignatures of the newest head are awaited it
covers the height too: a changed hash makes CometBFT go on to the next block though no transaction waits, and the words
ride on those blocks' votes. Then the chain falls silent until someone speaks.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from puhui.kernel import Text
from puhui.kernel.encoding import encode
from puhui.kernel.errors import PuhuiError
from puhui.kernel.ids import EntryId, OrgId
from puhui.kernel.suites import PublicKey, Suite
from puhui.ledger.checkpoint import Checkpoint, note, parse_checkpoint, parse_unsigned
from puhui.ledger.contracts import Contracts
from puhui.ledger.disk import Disk
from puhui.ledger.engines.cometbft.admissions import Admissions
from puhui.ledger.engines.cometbft.blocks import Block, Executed, Moved, Position
from puhui.ledger.engines.cometbft.cosigning import Word, hear, read_line, read_record
from puhui.ledger.engines.cometbft.errors import FoundedOnAnother
from puhui.ledger.engines.cometbft.snapshots import CHUNK_BYTES, KEPT, About, Restoration, Snapshot
from puhui.ledger.engines.cometbft.snapshots import SCHEMA as SNAPSHOTS_SCHEMA
from puhui.ledger.engines.cometbft.transactions import is_record, statements_of
from puhui.ledger.engines.cometbft.validators import Update, Validators
from puhui.ledger.engines.deciding import MEMBERSHIP, Admitted, Decider, Journal
from puhui.ledger.engines.heads import hands_over, is_by, is_good
from puhui.ledger.engines.store import NO_LOG_KEY, SCHEMA, SCHEMA_VERSION, Group, Writer
from puhui.ledger.errors import LedgerDamaged, MalformedStatement, StatementNotAdmitted
from puhui.ledger.machine import Machine
from puhui.ledger.merkle import Frontier, root_at
from puhui.ledger.model import Verdict
from puhui.ledger.trust import Trust

COMET_SCHEMA = (
    SCHEMA
    + """
CREATE TABLE evidence (
    number INTEGER PRIMARY KEY, height INTEGER NOT NULL, org TEXT NOT NULL, kind TEXT NOT NULL, ours BLOB NOT NULL,
    theirs BLOB NOT NULL, UNIQUE (org, kind, theirs)
) STRICT;
"""
    + SNAPSHOTS_SCHEMA
)
MAX_BLOCK_STATEMENTS = 2000
PATIENCE_BLOCKS = 6  # so many blocks are made for the sake of cosignatures alone
FORK, BEYOND, DOUBLE_VOTE = "fork", "beyond", "double_vote"
RESTORED = "restored"  # under it stands the height of the snapshot that this ledger started from


@dataclass(slots=True)
class _CometGroup(Group):
    evidence: list[tuple[int, str, str, bytes, bytes]] = field(default_factory=list)  # height, org, kind, ours, theirs
    heads: list[tuple[int, bytes]] = field(default_factory=list)  # cosigned ones; new only after a restoration
    renewed: list[tuple[int, str, bytes]] = field(default_factory=list)  # cosignatures that replace an older key's


@dataclass(frozen=True, slots=True)
class _Executing:
    group: _CometGroup
    frontier: Frontier
    position: Position
    members: Mapping[str, bytes]
    trust: Trust | None
    validators: Validators
    seen: Mapping[str, int]
    cosigned: Mapping[str, int]
    outcome: Executed
    cut: bool  # a chunk of snapshots ends with this block


class Replica:
    """Owns the writing connection. Used by the consensus connection's thread alone, but for what is said to be safe."""

    def __init__(
        self,
        path: Path,
        *,
        suite: Suite,
        contracts: Contracts,
        disk: Disk,
        snapshot_every: int = 1000,
        chunk_bytes: int = CHUNK_BYTES,
    ) -> None:
        """`snapshot_every` blocks a snapshot is kept. `chunk_bytes` is one number for all nodes of a chain."""
        self._disk = disk
        self._snapshot_every = snapshot_every
        self._chunk_bytes = chunk_bytes
        self._restoring: Restoration | None = None
        self.suite = suite
        self._machine = Machine(contracts, suite)
        self._store = Writer(disk.open(path, COMET_SCHEMA, SCHEMA_VERSION))
        self._decider = Decider(self._machine, self._store)
        self._executing: _Executing | None = None
        try:
            self._recover()
        except BaseException:
            self._store.close()
            raise
        self.admissions = Admissions(self._machine, self.members)

    def _recover(self) -> None:
        """Take up what storage says; the block that was under way is not there, and will be handed over again."""
        if self._store.log_key(NO_LOG_KEY) != NO_LOG_KEY:
            raise LedgerDamaged(
                reason=Text(
                    zh="它由一个定序者以自己的密钥写入", en="it was written by one sequencer, under its own key"
                ),
                stage="ledger.replica",
            )
        self._frontier = Frontier.at(self.suite.digest, self._store.size(), self._store.node)
        self.members: Mapping[str, bytes] = self._store.states(MEMBERSHIP)
        self.trust = self._trust_of(self.members)
        nothing = bytes(self.suite.digest_size).hex()
        self.position = Position.parse(
            self._store.about("position") or "[0, 0, 0, 0, 0]", self._store.about("journal") or nothing
        )
        stored = self._store.about("validators")
        self.validators = Validators() if stored is None else Validators.parse(stored)
        self._speakers = self._speakers_of(self.trust, self.position.handed)
        self.seen: Mapping[str, int] = json.loads(self._store.about("seen") or "{}")
        self.cosigned: Mapping[str, int] = json.loads(self._store.about("cosigned") or "{}")

    # Safe from any thread: these read what a commit replaces whole.

    @property
    def size(self) -> int:
        """How many entries are committed."""
        return self._frontier.size

    @property
    def app_hash(self) -> bytes:
        """What consensus holds every node to, after the last committed block."""
        return self._app_hash(self.position, self._frontier, self.trust, self.validators)

    def head_to_cosign(self) -> Checkpoint | None:
        """The committed head, unless it is empty, or cosigned by all who must."""
        trust, frontier, position = self.trust, self._frontier, self.position
        if trust is None or (position.proved >= frontier.size and position.handed == len(trust.eras) - 1):
            return None
        return Checkpoint(trust.origin, frontier.size, frontier.root)

    def voice(self, org: OrgId, key: PublicKey, size: int) -> str | None:
        """The name under which the holder of that key may cosign a head of that size; None when it may not."""
        trust, handed = self.trust, self.position.handed
        if trust is None:
            return None
        number = trust.number_at(size)
        for era in trust.eras[min(handed, number) : number + 1]:
            for one in era.witnesses:
                if (one.org, one.key) == (org, key):
                    return one.name
        return None

    def hear(self, raw: bytes) -> Word | None:
        """The word, if it is a consensus node's own."""
        return hear(raw, self._speakers)

    def org_at(self, address: str) -> str:
        """The organisation of a validator's address; the address where none is known."""
        return self.validators.org_of(address)

    def hear_from(self, address: str, raw: bytes) -> Word | None:
        """The word, if it is that validator's own: an old one of another's would push the newer out of a record."""
        word = self.hear(raw)
        return word if word is not None and self.org_at(address) == _org(word) else None

    # The life of a chain.

    def found(self, nodes: Mapping[str, str], moved: Moved | None = None) -> bytes:
        """Take up the validators from the chain's genesis: node keys by organisation. The app hash before any block.

        `moved` is what the genesis says of the ledger that the chain goes on with. Raises `FoundedOnAnother` when it is
        not exactly the one that is here, and when the founding nodes are not its consensus nodes. A restoration that
        was under way has ended: whoever gave it up executes every block instead.
        """
        self._abandon()
        held = Moved(self.size, self._frontier.root, self.position.journal) if self.size else None
        if held != moved:
            raise FoundedOnAnother(named=_shown(moved), held=_shown(held), stage="ledger.found")
        validators = Validators.of_genesis(nodes)
        if self.trust is not None and not validators.are(self.members, {str(one.org) for one in self.trust.witnesses}):
            named = ", ".join(sorted(nodes)) or "no nodes"
            ours = ", ".join(sorted(one.org for one in self.trust.witnesses))
            raise FoundedOnAnother(
                named=named, held=Text(zh=f"{ours} 的账本", en=f"a ledger of {ours}"), stage="ledger.found"
            )
        self.validators = validators
        return self.app_hash

    def acceptable(self, transactions: Sequence[bytes], time_ms: int) -> list[bool]:
        """Which of the transactions may stand in this order in a block of that time. Every node answers alike."""
        read: list[list[EntryId]] = []  # empty: not acceptable, or a record
        for transaction in transactions:
            read.append([] if is_record(transaction) else self._admitted(transaction, time_ms))
        seen: set[EntryId] = set(self._store.decided([entry for entries in read for entry in entries]))
        answers: list[bool] = []
        room = MAX_BLOCK_STATEMENTS
        for place, (transaction, entries) in enumerate(zip(transactions, read, strict=True)):
            if is_record(transaction):
                answers.append(place == 0 and read_record(transaction, self._speakers) is not None)
                continue
            fine = not seen.issuperset(entries) and len(entries) <= room  # says something new
            if fine:
                room -= len(entries)
                seen.update(entries)
            answers.append(fine)
        return answers

    def execute(self, block: Block) -> Executed:
        """Decide the block in memory. The same block upon the same store has the same outcome on every node."""
        group, frontier = _CometGroup(), self._frontier.copy()
        journal = Journal(self.suite.digest, self.position.journal)
        answers, in_order, words = self._decide(block, group, frontier, journal)
        proved, handed = self._take_in(words, group, block.height)
        changed = {key: value for key, value in group.state.items() if key.startswith(MEMBERSHIP)}
        members = {**self.members, **changed} if changed else self.members
        trust = self._trust_of(members) if changed else self.trust
        head_height = self.position.head_height
        validators, updates = self._validators_at(handed)
        if updates:
            head_height = block.height
        if frontier.size > self._frontier.size and trust is not None:
            head = Checkpoint(trust.origin, frontier.size, frontier.root)
            group.checkpoint = (frontier.size, note(head, []))
            head_height = block.height
        uncut = self.position.uncut + sum(len(row[2]) for row in (*group.entries, *group.refusals))
        cut = uncut >= self._chunk_bytes
        position = Position(block.height, journal.value, proved, head_height, 0 if cut else uncut, handed)
        seen, cosigned = self._attendance(block), self._cosigners(group)
        self._accuse(block, group)
        group.about = {
            "position": position.to_text(),
            "journal": journal.value.hex(),
            "validators": validators.to_text(),
            "seen": json.dumps(seen, sort_keys=True),
            "cosigned": json.dumps(cosigned, sort_keys=True),
        }
        app_hash = self._app_hash(position, frontier, trust, validators)
        outcome = Executed(block, answers, in_order, app_hash, updates)
        self._executing = _Executing(
            group, frontier, position, members, trust, validators, seen, cosigned, outcome, cut
        )
        return outcome

    def commit(self) -> Executed:
        """Make the executed block durable. Whatever it raises is fatal: storage's word is unknown until it is
        reopened."""
        done = self._executing
        if done is None:
            raise LedgerDamaged(reason=Text(zh="有提交而无区块", en="a commit without a block"), stage="ledger.replica")
        self._store.write(done.group)
        run = self._store.connection
        run.executemany(
            "INSERT OR IGNORE INTO evidence (height, org, kind, ours, theirs) VALUES (?, ?, ?, ?, ?)",
            done.group.evidence,
        )
        run.executemany("INSERT OR IGNORE INTO checkpoints VALUES (?, ?)", done.group.heads)
        run.executemany("INSERT OR REPLACE INTO cosignatures VALUES (?, ?, ?)", done.group.renewed)
        self._keep_snapshot(done)
        # Death before this line loses the block here, and CometBFT, which asks for our height, hands it over again.
        self._disk.commit(self._store.connection)
        self._store.written(done.group)
        self._executing = None
        self._frontier, self.position = done.frontier, done.position
        self.seen, self.cosigned = done.seen, done.cosigned
        self.members, self.trust, self.validators = done.members, done.trust, done.validators
        self._speakers = self._speakers_of(self.trust, self.position.handed)
        self.admissions.move_on(self.members, [raw for raw, _ in done.outcome.answers])
        return done.outcome

    def spare_before(self, retain_blocks: int) -> int:
        """The height before which CometBFT may drop its blocks, when it keeps the last `retain_blocks`; 0 for none.

        Our log has every statement and every cosignature, so receipts need no block. Nodes that were away do: they get
        those they missed, or start from a snapshot and get those after it, so the blocks after the oldest kept snapshot
        stay. Answered when a snapshot is kept, and 0 otherwise.
        """
        height = self.position.height
        if not retain_blocks or height % self._snapshot_every:
            return 0
        oldest = self._store.connection.execute("SELECT min(height) FROM snapshots").fetchone()[0]
        return max(0, min(height - retain_blocks, oldest or 0))

    def close(self) -> None:
        """Let go of the file; what was not committed is dropped."""
        self._store.rollback()
        self._store.close()

    # Starting from a peer's snapshot.

    def accept_offer(self, offer: Snapshot) -> bool:
        """Begin to restore a snapshot, `app_hash` being the one that consensus signed; False when it cannot be used.

        Only a ledger that executed no block takes one: an empty one, or one that restored a snapshot no newer, and then
        died before CometBFT had written down that it did. CometBFT asks again in that case, and nothing else helps.
        """
        about = About.parse(offer.about)
        untouched = int(self._store.about(RESTORED) or 0)
        if about is None or (self.position.height, bool(self.size)) != (untouched, untouched > 0):
            return False
        if offer.height < untouched:
            return False  # what was told from the newer one stays true
        self._abandon()
        self._store.begin()
        if untouched:
            self._store.erase(("evidence", "cuts", "snapshots"))
        self._restoring = Restoration(offer, about, self.suite.digest)
        return True

    def restore_chunk(self, chunk: bytes) -> bool:
        """Execute the next chunk; after the last one the ledger is there, durable. False: nothing of it is."""
        restoring = self._restoring
        if restoring is None:
            return False
        group = restoring.execute(chunk, self._decider)
        if group is None:
            self._abandon()
            return False
        self._store.put(group)
        self._store.written(group)
        if restoring.taken == restoring.offer.chunks:
            return self._finish(restoring)
        self._cut(restoring.frontier.size)
        return True

    def _finish(self, restoring: Restoration) -> bool:
        about = restoring.about
        trust = self._trust_of(self._store.states(MEMBERSHIP))
        try:
            position = Position.parse(about.position, about.journal)
            validators = Validators.parse(about.validators)
            held = (
                trust is not None
                and position.height == restoring.offer.height
                and position.journal == restoring.journal.value
                and self._app_hash(position, restoring.frontier, trust, validators) == restoring.offer.app_hash
            )
            heads = [
                self._restored_head(size, about.heads[str(size)], trust)
                for size in sorted(int(text) for text in about.heads)
                if trust is not None and 0 < size <= restoring.frontier.size
            ]
        except (ValueError, TypeError, AttributeError, LookupError):
            held = False
        if not held or trust is None:
            self._abandon()
            return False
        if position.uncut == 0:
            self._cut(restoring.frontier.size)
        for head in heads:
            self._store.put(head)
        group = Group()
        group.about = {"position": about.position, "journal": about.journal, "validators": about.validators}
        group.about[RESTORED] = str(position.height)
        self._store.put(group)
        # Death before this line leaves an empty ledger, and CometBFT looks for a snapshot again.
        self._disk.commit(self._store.connection)
        self._restoring = None
        self._recover()
        self.admissions.move_on(self.members, [])
        return True

    def _restored_head(self, size: int, lines: Mapping[str, str], trust: Trust) -> Group:
        """A head of this log with those of a peer's cosignatures that hold: receipts can be given under it.

        None can be given where the log had a key and the peer does not have its line.
        """
        group = Group()
        head = Checkpoint(trust.origin, size, root_at(self.suite.digest, size, self._store.node))
        log_key = trust.era_at(size).note_log_key(trust.origin)
        own = read_line(lines.get(trust.origin, ""))
        if log_key is not None and (own is None or not log_key.verifies(own, head)):
            return group
        group.checkpoint = (size, note(head, [] if log_key is None or own is None else [own]))
        speakers = self._speakers_of(trust, 0)
        for name, told in lines.items():
            word = hear(note(head, []) + told.encode(), speakers)
            if word is not None and word.name == name:
                group.cosignatures.append((size, name, told.encode()))
        return group

    def _cut(self, entries: int) -> None:
        """A chunk of snapshots ends here."""
        self._store.connection.execute(
            "INSERT INTO cuts (entries, refusals) VALUES (?, ?)", (entries, self._store.refusals())
        )

    def _abandon(self) -> None:
        self._restoring = None
        self._store.rollback()

    def _keep_snapshot(self, done: _Executing) -> None:
        run, entries = self._store.connection, done.frontier.size
        if done.cut:
            self._cut(entries)
        if done.position.height % self._snapshot_every or not entries:
            return
        kept = self._store.handovers(done.trust) if done.trust is not None else {}
        kept[done.position.proved] = kept.get(done.position.proved, {}) | self._store.lines(done.position.proved)
        heads = {
            str(size): {name: raw.decode() for name, raw in sorted({**lines, **self._log_line(size)}.items())}
            for size, lines in sorted(kept.items())
        }
        about = About(done.position.to_text(), done.position.journal.hex(), done.validators.to_text(), heads)
        run.execute(
            "INSERT INTO snapshots VALUES (?, ?, ?, ?, ?)",
            (done.position.height, entries, self._store.refusals(), json.dumps(asdict(about)), done.outcome.app_hash),
        )
        run.execute("DELETE FROM snapshots WHERE height <= ?", (done.position.height - KEPT * self._snapshot_every,))

    def _log_line(self, size: int) -> dict[str, bytes]:
        """The line of the log's own that a sequencer put under the head of that size, by the log's name."""
        head = self._store.note(size)
        if head is None or head.endswith(b"\n\n"):
            return {}
        signed = parse_checkpoint(head)
        return {line.name: line.text.encode() for line in signed.lines}

    # Within a block.

    def _decide(
        self, block: Block, group: Group, frontier: Frontier, journal: Journal
    ) -> tuple[list[tuple[bytes, Verdict | PuhuiError]], list[bool], tuple[Word, ...]]:
        refused: dict[int, PuhuiError] = {}
        raws: list[bytes] = []
        waiting: list[Admitted] = []
        in_order: list[bool] = []
        words: tuple[Word, ...] = ()
        for place, transaction in enumerate(block.transactions):
            if is_record(transaction):
                record = read_record(transaction, self._speakers) if place == 0 else None
                words = record or words
                in_order.append(record is not None)
                continue
            statements = statements_of(transaction)
            before = len(refused)
            for raw in statements:
                try:
                    waiting.append(self.admissions.admit(raw, block.time_ms))
                except (MalformedStatement, StatementNotAdmitted) as reason:
                    refused[len(raws)] = reason
                raws.append(raw)
            in_order.append(bool(statements) and len(refused) == before)
        decided = iter(self._decider.decide(waiting, self.members, group, frontier, journal))
        answers = [(raw, refused[place] if place in refused else next(decided)) for place, raw in enumerate(raws)]
        return answers, in_order, words

    def _take_in(self, words: Sequence[Word], group: _CometGroup, height: int) -> tuple[int, int]:
        """Keep the cosignatures that agree with this log, and as evidence those that do not.

        Answers the proved size after it, and the era up to which the log was handed over. A head is proved, and an era
        handed over, when one block carries the quorum for it, so that what a block does depends on nothing but the
        block and what the app hash covers.
        """
        proved, handed, trust = self.position.proved, self.position.handed, self.trust
        if trust is None:
            return proved, handed
        agreeing: dict[int, dict[str, bytes]] = {}
        for word in words:
            theirs = word.checkpoint
            if theirs.origin != trust.origin:
                continue
            if theirs.size > self._frontier.size:
                group.evidence.append((height, _org(word), BEYOND, self._head_at(self._frontier.size), word.raw))
                continue
            ours = self._head_at(theirs.size)
            if parse_unsigned(ours).root != theirs.root:
                group.evidence.append((height, _org(word), FORK, ours, word.raw))
            elif trust.era_at(theirs.size).log_key is None:  # no heads are made any more where the log had a key
                group.heads.append((theirs.size, ours))
                row = (theirs.size, word.name, word.cosigned.to_bytes())
                (group.renewed if _is_renewed(word, trust) else group.cosignatures).append(row)
                agreeing.setdefault(theirs.size, {})[word.name] = word.cosigned.to_bytes()
        proved = max([proved, *(size for size, lines in agreeing.items() if is_good(lines, trust.era_at(size)))])
        for number in range(handed + 1, len(trust.eras)):
            start = trust.eras[number].from_size
            if not any(size >= start and hands_over(lines, trust, number) for size, lines in agreeing.items()):
                break
            handed = number
        return proved, handed

    def _validators_at(self, handed: int) -> tuple[Validators, list[Update]]:
        """CometBFT's validators when the log was handed over up to that era, and what it is to be told."""
        if handed == self.position.handed or self.trust is None:
            return self.validators, []
        orgs = {str(one.org) for one in self.trust.eras[handed].witnesses}
        return self.validators.towards(self.members, orgs)

    def _head_at(self, size: int) -> bytes:
        assert self.trust is not None
        frontier = self._frontier
        root = frontier.root if size == frontier.size else root_at(self.suite.digest, size, self._store.node)
        return note(Checkpoint(self.trust.origin, size, root), [])

    def _attendance(self, block: Block) -> Mapping[str, int]:
        if not block.voted:
            return self.seen
        return {**self.seen, **{self.validators.org_of(address): block.height - 1 for address in block.voted}}

    def _cosigners(self, group: _CometGroup) -> Mapping[str, int]:
        if not group.cosignatures:
            return self.cosigned
        said = {_org_of(name): size for size, name, _ in sorted(group.cosignatures)}
        return {**self.cosigned, **{org: max(size, self.cosigned.get(org, 0)) for org, size in said.items()}}

    def _accuse(self, block: Block, group: _CometGroup) -> None:
        for address, height in block.double_votes:
            theirs = json.dumps({"address": address, "height": height}).encode()
            group.evidence.append((block.height, self.validators.org_of(address), DOUBLE_VOTE, b"", theirs))

    def _admitted(self, transaction: bytes, time_ms: int) -> list[EntryId]:
        """The entries of a transaction, all of which may be ordered at that time; none when one may not."""
        try:
            return [self.admissions.admit(raw, time_ms).statement.entry for raw in statements_of(transaction)]
        except (MalformedStatement, StatementNotAdmitted):
            return []

    def _app_hash(self, position: Position, frontier: Frontier, trust: Trust | None, validators: Validators) -> bytes:
        waiting = position.proved < frontier.size or (trust is not None and position.handed < len(trust.eras) - 1)
        awaited = waiting and position.height <= position.head_height + PATIENCE_BLOCKS
        marks = [position.height if awaited else 0, frontier.size, frontier.root, position.journal, position.proved]
        return self.suite.digest(encode([*marks, position.head_height, position.handed, validators.as_map()]))

    @staticmethod
    def _speakers_of(trust: Trust | None, handed: int) -> Mapping[str, Sequence[PublicKey]]:
        """Whose cosignatures are listened to: the nodes of the era that was handed over to last, and of all since."""
        speakers: dict[str, list[PublicKey]] = {}
        for era in trust.eras[handed:] if trust is not None else ():
            for one in era.witnesses:
                keys = speakers.setdefault(one.name, [])
                if one.key not in keys:
                    keys.append(one.key)
        return speakers

    def _trust_of(self, members: Mapping[str, bytes]) -> Trust | None:
        return Trust.of_state(members, self.suite, None) if members else None


def _is_renewed(word: Word, trust: Trust) -> bool:
    """Whether a node that changed its own key speaks with the new one: its word of the old key counts no more then.

    For the handover either key counts, so nothing is lost.
    """
    era = trust.era_at(word.checkpoint.size)
    one = era.witness(word.name)
    return one is not None and era.rotated == one.org and is_by(word.cosigned.to_bytes(), one.name, one.key)


def _shown(ledger: Moved | None) -> str:
    if ledger is None:
        return "an empty ledger"
    return f"a ledger of {ledger.size} entries, root {ledger.root.hex()}, journal {ledger.journal.hex()}"


def _org(word: Word) -> OrgId:
    return _org_of(word.name)


def _org_of(name: str) -> OrgId:
    return OrgId(name.rpartition("/")[2])
