"""A ledger, its witnesses and its clients in one seeded world that dies at chosen side effects, again and again.

Every durable side effect passes through `Disk.commit`: a group of entries, a signed head, cosignatures, a witness's
head. `MortalDisk` counts them and lets the process die at the chosen one in one of two ways: the effect is *lost*, or
it is *persisted* and nobody is told. Dying is an exception that nothing in the engine catches, after which every object
of the process is dropped and the files are opened anew. The files are real (with synchronous=OFF: a process dies in
this world, never the machine; the tests that kill a real process use real fsync).
"""

import random
from collections import Counter

from puhui.ledger import Finality, StatementNotAdmitted, Verdict, parse_statement
from puhui.ledger.check import check_ledger
from puhui.ledger.checkpoint import parse_checkpoint
from puhui.ledger.contracts import standard_contracts
from puhui.ledger.disk import Disk
from puhui.ledger.engines.embedded.sequencer import Answered, Sequencer
from puhui.ledger.engines.store import Reader
from puhui.ledger.errors import WitnessBehind
from puhui.ledger.trust import witness_name
from puhui.ledger.verify import verify_receipt
from puhui.ledger.witness import WitnessRequest
from tests.contract.consortium import ORIGIN, SUITE, Consortium

LOST, PERSISTED = "lost", "persisted"
_TABLES = ("entries", "refusals", "checkpoints", "cosignatures")


class Died(BaseException):
    """The process is gone. Not an `Exception`, so that no handler in the engine survives its own death."""


class MortalDisk(Disk):
    """Dies at the side effect whose number comes up; tells which kind of effect it was."""

    def __init__(self):
        super().__init__(synchronous="OFF")
        self.left, self.kind, self.way = None, None, LOST
        self.deaths = Counter()
        self._opened = []

    def open(self, path, schema, version):
        connection = super().open(path, schema, version)
        self._opened.append(connection)
        return connection

    def die_after(self, effects, way):
        """Die when so many effects have passed."""
        self.left, self.way = effects, way

    def die_at(self, kind, way):
        """Die at the first effect of this kind."""
        self.kind, self.way = kind, way

    def commit(self, connection):
        if self.left == 0 or (self.kind and self.kind in self._kinds(connection)):
            self.left = self.kind = None
            for kind in self._kinds(connection):
                self.deaths[kind, self.way] += 1
            if self.way == PERSISTED:
                super().commit(connection)
            raise Died
        if self.left is not None:
            self.left -= 1
        super().commit(connection)

    def power_off(self):
        """Drop every connection; what was not committed is gone."""
        for connection in self._opened:
            connection.close()
        self._opened.clear()

    @staticmethod
    def _kinds(connection):
        """What the open transaction would make durable: by comparison with what a second reader sees."""
        import sqlite3

        path = connection.execute("PRAGMA database_list").fetchone()[2]
        if "witness" in path:
            return ["witness head"]
        before = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        count = "SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in _TABLES)
        old, new = before.execute(count).fetchone(), connection.execute(count).fetchone()
        before.close()
        return [table for table, was, now in zip(_TABLES, old, new, strict=True) if now > was]


class World:
    """One seeded run. `play` acts until everything the clients wanted is decided, dying on the way."""

    def __init__(self, folder, seed, *, deaths=0, at=None):
        self.folder = folder
        self.chance = random.Random(seed)
        self.city = Consortium(consensus=4, seed=seed)
        self.disk = MortalDisk()
        self.deaths_left = deaths
        if at:
            self.disk.die_at(*at)
        self.uses = self.chance.randint(1, 6)
        preparation, self.grant = self.city.grant_statements(self.uses)
        self.wanted = [self.city.genesis()]
        self.then = [preparation[:2], preparation[2:], self._traffic()]
        self.acknowledged: dict[str, Verdict] = {}
        self.cosigned: dict[str, int] = {}  # by witness, the largest head that it put its name to
        self.waiting, self.answers = [], []
        self.restarts = 0

    def _traffic(self):
        """Uses beyond the limit, twice-asked requests, a numbered stream sent out of order, batches, denials."""
        city, chance = self.city, self.chance
        uses = [city.use(self.grant) for _ in range(self.uses + chance.randint(1, 4))]
        again = [city.use(self.grant, parse_statement(raw).args["request"]) for raw in uses[:2]]
        self.requests = len({parse_statement(raw).args["request"] for raw in uses})
        traffic = [*uses, *again, *(city.record(seq) for seq in range(1, 4)), city.batch(), city.deny(self.grant)]
        chance.shuffle(traffic)
        return traffic

    def play(self):
        self._start()
        for _ in range(2000):
            if not self.wanted and not self.then and not self.waiting and self._is_proved():
                break
            try:
                self._act()
            except Died:
                self._restart()
        else:
            raise AssertionError("the world does not come to rest")
        self._restart()
        self._judge()
        self.disk.power_off()
        return self.disk.deaths

    def _start(self):
        if self.deaths_left and self.disk.left is None:
            self.disk.die_after(self.chance.randint(0, 16), self.chance.choice([LOST, PERSISTED]))
            self.deaths_left -= 1
        self.sequencer = Sequencer(
            self.folder / "ledger.sqlite",
            signer=self.city.log_signer,
            contracts=standard_contracts(),
            disk=self.disk,
        )
        self.witnesses = {
            witness_name(ORIGIN, org): self.city.witness(self.folder, org, disk=self.disk)
            for org in self.city.consensus
        }

    def _restart(self):
        self.restarts += 1
        self.disk.power_off()
        self.waiting, self.answers = [], []  # what was in memory is gone
        self._check()
        self._start()
        for name, size in self.cosigned.items():
            kept = self.witnesses[name].head(ORIGIN)
            assert kept is not None, "what a witness said, it remembers"
            assert parse_checkpoint(kept).checkpoint.size >= size

    def _check(self):
        path = self.folder / "ledger.sqlite"
        report = check_ledger(path, witnesses=tuple(self.folder.glob("*.witness.sqlite")))
        assert report.findings == [], report.findings
        reader = Reader(path, SUITE.digest)
        for entry, verdict in self.acknowledged.items():
            assert reader.verdict(entry) == verdict, "what was acknowledged is as it was"
        reader.close()

    def _act(self):
        if not self.wanted and self.then and not self.waiting:
            self.wanted = list(self.then.pop(0))
        action = self.chance.random()
        if action < 0.45 and self.wanted:
            self._send()
        elif action < 0.7:
            self._commit()
        else:
            self._ask_a_witness()

    def _send(self):
        raw = self.chance.choice(self.wanted)
        statement = parse_statement(raw)
        now_ms = int(self.city.clock.now().timestamp() * 1000)
        self.waiting.append((raw, self.sequencer.admit(statement, now_ms)))
        if self.chance.random() < 0.1:  # an impatient client sends the same bytes twice
            self.waiting.append(self.waiting[-1])

    def _commit(self):
        group = self.waiting[: self.chance.randint(0, 8)]
        answers, self.answers = self.answers, []
        decided = self.sequencer.commit([admitted for _, admitted in group], answers)
        del self.waiting[: len(group)]
        for (raw, _), verdict in zip(group, decided, strict=True):
            assert not isinstance(verdict, StatementNotAdmitted)
            known = self.acknowledged.setdefault(verdict.entry, verdict)
            assert known == verdict, "the same bytes get the same verdict"
            if raw in self.wanted:
                self.wanted.remove(raw)

    def _ask_a_witness(self):
        head = self.sequencer.head
        if head is None:
            return
        name = self.chance.choice(sorted(set(self.witnesses) - head.lines.keys()) or sorted(self.witnesses))
        reader = Reader(self.folder / "ledger.sqlite", SUITE.digest)
        try:
            try:
                answer = self.witnesses[name].cosign(WitnessRequest(0, (), head.note))
            except WitnessBehind as behind:
                path = tuple(reader.consistency(behind.size, head.size))
                answer = self.witnesses[name].cosign(WitnessRequest(behind.size, path, head.note))
        finally:
            reader.close()
        witness = next(one for one in self.sequencer.trust.witnesses if one.name == name)
        assert answer.verifies(name, witness.key, parse_checkpoint(head.note).checkpoint)
        self.cosigned[name] = head.size
        if self.chance.random() < 0.9:  # some answers are lost on the wire
            self.answers.append(Answered(head.size, name, answer))

    def _is_proved(self):
        return self.sequencer.proved == self.sequencer.size

    def _judge(self):
        """At rest: everything decided exactly once, the limit of the grant kept to the use, receipts for all."""
        reader = Reader(self.folder / "ledger.sqlite", SUITE.digest)
        entries = reader.entries(0, 1000)
        assert len(set(entries)) == len(entries)
        committed = {one.entry for one in self.acknowledged.values() if one.finality is Finality.COMMITTED}
        assert {parse_statement(raw).entry for raw in entries} == committed
        tally = reader.state(f"grants/{self.grant}/tally")
        assert tally["n"] == min(self.uses, self.requests), "never one use more, and none lost"
        numbers = {
            parse_statement(raw).args["request"]: self.acknowledged[parse_statement(raw).entry].result["n"]
            for raw in entries
            if parse_statement(raw).action == "use"
        }
        assert sorted(numbers.values()) == list(range(1, tally["n"] + 1)), "one number a request"
        trust = self.sequencer.trust
        for raw in self.chance.sample(entries, 2):
            verify_receipt(reader.receipt(parse_statement(raw).entry, trust), trust)
        reader.close()
