"""A ledger that moves, for tests: the vote, and the nodes of the network that it moves to, without their processes."""

import base64
import itertools

from puhui.ledger.contracts import standard_contracts
from puhui.ledger.disk import Disk
from puhui.ledger.engines.cometbft import genesis
from puhui.ledger.engines.cometbft.blocks import Block
from puhui.ledger.engines.cometbft.cosigning import say, write_record
from puhui.ledger.engines.cometbft.home import Card
from puhui.ledger.engines.cometbft.moving import seed
from puhui.ledger.engines.cometbft.replica import PATIENCE_BLOCKS, Replica
from puhui.ledger.engines.store import Reader
from tests.contract.consortium import SUITE

CHUNK_BYTES = 20_000


def move_of(city):
    """The change that takes the log from the consortium's sequencer."""
    return {"kind": "move", "log_key": str(city.log_signer.public_key)}


def cards(orgs):
    """What the founding nodes of a network tell each other, with node keys by their numbers."""
    keys = [base64.b64encode(bytes([number + 1]) * 32).decode() for number in range(len(orgs))]
    return [Card(org, "", key, "", "127.0.0.1", 0) for org, key in zip(orgs, keys, strict=True)]


def founding(city, moved, *, orgs=None):
    """The genesis of the network to which the consortium's ledger moves."""
    return genesis(cards(orgs or city.consensus), "moved", city.clock, moved)


class Node:
    """One replica with what it needs to give receipts."""

    def __init__(self, path, *, snapshot_every=1000):
        self.path = path
        self.snapshot_every = snapshot_every
        self.open()

    def open(self):
        self.replica = Replica(
            self.path,
            suite=SUITE,
            contracts=standard_contracts(),
            disk=Disk("OFF"),
            snapshot_every=self.snapshot_every,
            chunk_bytes=CHUNK_BYTES,
        )
        self.reader = Reader(self.path, SUITE.digest)

    def receipt(self, entry):
        return self.reader.receipt(entry, self.replica.trust)

    def handovers(self):
        trust = self.replica.trust
        return [self.reader.handover(number, trust) for number in range(1, trust.changes + 1)]

    def entries(self):
        found = []
        while batch := self.reader.entries(len(found), 1000):
            found += batch
        return found

    def close(self):
        self.replica.close()
        self.reader.close()

    def restart(self):
        self.close()
        self.open()


class Nodes:
    """The consensus nodes of a moved ledger. Each block goes to all, and carries what they said of the last head."""

    def __init__(self, city, folder, export, moved, **options):
        self.city = city
        self.heights = itertools.count(1)
        self.orgs = list(city.consensus)
        self.founding = founding(city, moved)
        self.all = []
        for org in self.orgs:
            (folder / org).mkdir(parents=True)
            path = folder / org / "ledger.sqlite"
            self.seeded = seed(path, export, self.founding, disk=Disk("OFF"), chunk_bytes=CHUNK_BYTES)
            self.all.append(Node(path, **options))
        self.hashes = {node.replica.found(self.keys, moved) for node in self.all}
        self.answers = {}

    @property
    def keys(self):
        return {str(card.org): card.public_key for card in cards(self.orgs)}

    @property
    def now_ms(self):
        return int(self.city.clock.now().timestamp() * 1000)

    def add(self, *transactions):
        """One block, and the words of it on the next; what every node answered."""
        self._block(*transactions)
        for _ in range(PATIENCE_BLOCKS):
            if words := self._words():
                self._block(write_record([self.all[0].replica.hear(raw) for raw in words]))

    def submit(self, raw):
        self.add(raw)
        return self.answers[raw]

    def _block(self, *transactions):
        block = Block(next(self.heights), self.now_ms, transactions)
        outcomes = [node.replica.execute(block) for node in self.all]
        for node in self.all:
            node.replica.commit()
        assert len({one.app_hash for one in outcomes}) == 1
        self.answers |= dict(outcomes[0].answers)

    def _words(self):
        words = []
        for org, node in zip(self.orgs, self.all, strict=True):
            head = node.replica.head_to_cosign()
            name = head and node.replica.voice(org, self.city.signers[org].public_key, head.size)
            if name:
                words.append(say(self.city.signers[org], name, head, self.now_ms // 1000))
        return words

    def close(self):
        for node in self.all:
            node.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
