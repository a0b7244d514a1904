"""One consensus node of the simulated city: the real ledger engine, outbox, relay and permit desk, and what may die.

Everything that the node makes durable passes through `MortalDisk` or `MortalDatabase`, and everything that CometBFT
asks of it through `ask`: at each of these the world may let the node die. Dying is an exception that nothing in the
engine catches, after which every object of the node is dropped and its files are opened anew.

CometBFT's own part in the node is here too: what its process keeps on disk (`stored`, the last block in its store) and
what it loses (its mempool, and the cache that makes it deaf to transactions it has seen).
"""

import shutil
from contextlib import contextmanager
from datetime import timedelta
from unittest import mock

from puhui.assembly.delivering import Courier
from puhui.consent import PermitDesk
from puhui.kernel.ids import OrgId
from puhui.ledger.disk import Disk
from puhui.ledger.engines.cometbft import CometLedger, ConsensusUnavailable
from puhui.ledger.engines.cometbft import abci_pb2 as abci
from puhui.ledger.engines.cometbft import ledger as engine
from puhui.ledger.engines.cometbft.transactions import bundle, bundles
from puhui.ledger.errors import QueueFull
from puhui.storage import Database, Relay, metadata

LOST, PERSISTED = "lost", "persisted"
SNAPSHOT_EVERY, CHUNK_BYTES = 3, 1500
_RECHECK = 1


class Died(BaseException):
    """The node is gone. Not an `Exception`, so that no handler in the engine survives its own death."""

    def __init__(self, member, life=None):
        self.member, self.life = member, member.life if life is None else life


class MortalDisk(Disk):
    """The ledger's disk; its commits may kill. An empty database is copied: making one costs more than a block."""

    def __init__(self, member):
        super().__init__(synchronous="OFF")
        self._member = member
        self._opened = []

    def open(self, path, schema, version):
        empty = self._member.world.folder.parent / f"empty-{hash(schema) & 0xFFFFFFFF:x}.sqlite"
        if not empty.exists():
            super().open(empty, schema, version).close()
        if not path.exists():
            shutil.copyfile(empty, path)
        connection = super().open(path, schema, version)
        self._opened.append(connection)
        return connection

    def commit(self, connection):
        with self._member.effect("restoration" if self._member.syncing else "block"):
            super().commit(connection)

    def power_off(self):
        """Drop every connection; what was not committed is gone."""
        for connection in self._opened:
            connection.close()
        self._opened.clear()


class MortalDatabase:
    """The node's database; its commits may kill."""

    def __init__(self, member):
        self._member = member

    @contextmanager
    def transaction(self):
        doom = self._member.doom("row")
        with self._member.durable.transaction() as connection:
            yield connection
            if doom == LOST:
                raise Died(self._member)
        if doom == PERSISTED:
            raise Died(self._member)


class Line:
    """Stands for the RPC to the node's own CometBFT: what is handed over waits to be checked. Its answers get lost."""

    def __init__(self, member):
        self._member = member

    def hand_over(self, transactions):
        member, chance = self._member, self._member.world.chance
        taken, fails = len(transactions), member.world.faulty and chance.random() < 0.08
        if fails:
            taken = chance.randint(0, taken)
        if len(member.mempool) + len(member.unchecked) + taken > member.world.mempool_size:
            raise QueueFull(limit="mempool", stage="ledger.rpc")
        for transaction in transactions[:taken]:
            member.receive(transaction)
        if fails:
            raise ConsensusUnavailable(reason="simulated", stage="ledger.rpc")

    def close(self):
        """Nothing to let go of."""


class Post:
    """Stands for the sender's thread: the world goes on inside `send` for as long as the caller is willing to wait."""

    def __init__(self, member):
        self._member = member

    def send(self, statements):
        if statements:
            self._member.line.hand_over([*map(bundle, bundles(list(dict.fromkeys(statements))))])
            self._member.world.wait(self._member)

    def send_apart(self, statements):
        self._member.outgoing.extend(statements)

    def close(self):
        """No thread."""


class Door:
    """Stands for the application's socket."""

    def __init__(self, answer):
        self.answer = answer

    def close(self):
        """No socket."""


class Client:
    """The ledger as the node's own relay and desk know it: its answers may be lost, and whoever gets one is noted."""

    def __init__(self, member):
        self._member = member

    def submit(self, statement):
        return self.submit_all([statement])[0]

    def submit_all(self, statements):
        member = self._member
        with member.effect("submission"):
            verdicts = member.ledger.submit_all(statements)
            for verdict in verdicts:
                member.world.told_to_someone(member, verdict)
        if member.world.faulty and member.world.chance.random() < 0.05:
            raise TimeoutError("the answer was lost")
        return verdicts

    def __getattr__(self, name):
        return getattr(self._member.ledger, name)


class Member:
    """One node. `height` is where its ledger stands, `stored` how many blocks its CometBFT has on disk."""

    def __init__(self, world, org, number, database):
        self.world, self.org, self.number = world, OrgId(org), number
        self.folder = world.folder / str(org)
        self.folder.mkdir()
        self.durable = database
        self.signer = world.city.signers[self.org]
        self.public_key = world.digest(b"validator %d" % number)  # of its CometBFT; nobody verifies its votes here
        self.address = world.digest(self.public_key)[:20]
        self.clock = SkewedClock(world.city.clock, world.chance.uniform(-0.4, 0.4))
        self.disk = MortalDisk(self)
        self.contracts = None  # the standard ones
        self.up, self.life, self.busy = False, 0, False
        self.height = self.stored = 0
        self.syncing = False  # an empty node that waits for a snapshot
        self.synced_at = 0  # the height of the snapshot that it started from
        self.told = {}  # verdicts that this node told, as long as its disk is the same
        self._forget()

    def _forget(self):
        """What CometBFT and the engine hold in memory alone."""
        self.mempool, self.cache, self.unchecked, self.outgoing, self.executing = {}, set(), [], [], None

    # Living and dying.

    def doom(self, kind):
        """Whether the next side effect kills: None, `LOST` or `PERSISTED`."""
        return self.world.doom(self, kind)

    @contextmanager
    def effect(self, kind):
        """A side effect: it may not happen, or happen and nobody is told."""
        doom = self.doom(kind)
        if doom == LOST:
            raise Died(self)
        yield
        if doom == PERSISTED:
            raise Died(self)

    def start(self):
        """Open the files; then CometBFT's handshake begins, one `catch_up` a block."""
        assert not self.up
        path = self.folder / "ledger.sqlite"
        # fmt: off
        with mock.patch.multiple(engine, Rpc=lambda _: self.line, Sender=lambda _: Post(self),
                                 AbciServer=lambda _, answer, __: Door(answer)):
            self.line = Line(self)
            self.ledger = CometLedger(
                path, org=self.org, suite=self.signer.public_key.suite, clock=self.clock,
                application_socket=path, rpc_socket=path, signer=self.signer, disk=self.disk,
                contracts=self.contracts, decision_wait_s=0, receipt_wait_s=0,
                snapshot_every=SNAPSHOT_EVERY, chunk_bytes=CHUNK_BYTES,
            )
        # fmt: on
        self.up = True
        for entry, verdict in self.told.items():
            assert self.ledger.verdict(entry) == verdict, f"{self.org} told {verdict} and does not know it any more"
        self.client = Client(self)
        database = MortalDatabase(self)
        self.relay = Relay(database, self.clock, Courier(self.client, None))
        self.desk = PermitDesk(
            database=database,
            ledger=self.client,
            signer=self.signer,
            org=self.org,
            clock=self.clock,
            entropy=self.world.city.entropy,
        )
        self.database = database
        self._shake_hands()

    def _shake_hands(self):
        info = self.ask("info")
        self.height = info.last_block_height
        assert self.height <= self.stored or self.syncing, "the ledger is ahead of CometBFT's blocks"
        if self.height:
            assert info.last_block_app_hash == self.world.chain.app_hash(self.height), "a restart changes nothing"
        elif not self.syncing:
            self.found()

    def found(self):
        """Begin with the chain's genesis: every block is to be executed."""
        self.syncing = False
        founding = self.world.chain.founding
        assert self.ask("init_chain", app_state_bytes=founding).app_hash == self.world.chain.app_hash(0)

    def power_off(self):
        """What was in memory is gone."""
        self.up, self.life = False, self.life + 1
        self.disk.power_off()
        self.ledger._reader.close()
        self.ledger._shelf.close()
        self._forget()

    def lose_disk(self):
        """The ledger's file and CometBFT's are gone; the node's own database and its keys are not."""
        for file in self.folder.iterdir():
            file.unlink()
        self.told = {}
        self.height = self.stored = self.synced_at = 0

    # CometBFT's questions.

    def ask(self, question, **fields):
        """One request of the application, as its socket would carry it; death may come after the answer."""
        return self.ask_again(question, abci.Request(**{question: _FIELDS[question](**fields)}))

    def ask_again(self, question, request):
        """The same, of a request that was made before."""
        answer = getattr(self.ledger._server.answer(request), question)
        if self.doom(question) is not None:
            raise Died(self)
        return answer

    def execute_next(self):
        """Take the next decided block: store it, have it executed, and, now or a turn later, committed."""
        if self.executing is None:
            block = self.world.chain.block(self.height + 1)
            self.stored = max(self.stored, block.height)
            answer = self.ask_again("finalize_block", block.request())
            self.world.chain.agree(block, answer)
            self.executing = block, answer
            if self.world.chance.random() < 0.4:
                return
        block, answer = self.executing
        self.ask("commit")
        self.executing = None
        self.height = block.height
        self._update_mempool(block.transactions, answer.tx_results)
        self.world.chain.grew(self)

    # CometBFT's mempool.

    def receive(self, transaction):
        """A transaction arrives, from a client or a peer."""
        if transaction not in self.cache:
            self.cache.add(transaction)
            self.unchecked.append(transaction)

    def check_next(self):
        """Have the application check what arrived; what it lets in is gossiped."""
        transaction = self.unchecked.pop(0)
        if self._passes(transaction, 0):
            self.mempool[transaction] = None
            self.world.gossip(self, transaction)

    def send_next(self):
        """Hand over what the engine wants sent again, alone."""
        waiting, self.outgoing = self.outgoing, []
        for statement in waiting:
            self.receive(statement)

    def _passes(self, transaction, kind):
        passes = self.ask("check_tx", tx=transaction, type=kind).code == 0
        if not passes:
            self.cache.discard(transaction)
        return passes

    def _update_mempool(self, transactions, results):
        for transaction, result in zip(transactions, results, strict=True):
            (self.cache.add if result.code == 0 else self.cache.discard)(transaction)
            self.mempool.pop(transaction, None)
        self.mempool = {one: None for one in self.mempool if self._passes(one, _RECHECK)}


class SkewedClock:
    """A machine's clock: never quite that of the others."""

    def __init__(self, clock, skew_s):
        self._clock, self._skew = clock, timedelta(seconds=skew_s)

    def now(self):
        return self._clock.now() + self._skew


_FIELDS = {
    "info": abci.Empty,
    "init_chain": abci.InitChainRequest,
    "check_tx": abci.CheckTxRequest,
    "prepare_proposal": abci.PrepareProposalRequest,
    "process_proposal": abci.ProcessProposalRequest,
    "extend_vote": abci.ExtendVoteRequest,
    "verify_vote_extension": abci.VerifyVoteExtensionRequest,
    "finalize_block": abci.FinalizeBlockRequest,
    "commit": abci.Empty,
    "list_snapshots": abci.Empty,
    "load_snapshot_chunk": abci.LoadSnapshotChunkRequest,
    "offer_snapshot": abci.OfferSnapshotRequest,
    "apply_snapshot_chunk": abci.ApplySnapshotChunkRequest,
}

_DATABASES = []


def databases(count):
    """One database a node, emptied: making one costs more than a life."""
    while len(_DATABASES) < count:
        database = Database.in_memory()
        database.create()
        _DATABASES.append(database)
    for database in _DATABASES[:count]:
        with database.transaction() as connection:
            for table in ("outbox", "consent_permits"):
                connection.execute(metadata.tables[table].delete())
    return _DATABASES[:count]
