"""A node that has nothing restores a peer's snapshot, executes all of it again, and refuses what was changed in it."""

import json
from dataclasses import replace

import pytest

from puhui.kernel.encoding import decode, encode
from puhui.ledger.check import check_ledger
from puhui.ledger.contracts import standard_contracts
from puhui.ledger.disk import Disk
from puhui.ledger.engines.cometbft.blocks import Block
from puhui.ledger.engines.cometbft.replica import Replica
from puhui.ledger.engines.cometbft.snapshots import SETTLED_BLOCKS, Shelf
from puhui.ledger.engines.cometbft.validators import Validators
from puhui.ledger.engines.store import Reader
from puhui.ledger.statement import entry_id
from puhui.ledger.verify import verify_receipt
from tests.contract.consortium import SUITE
from tests.contract.test_engines_agree import tables
from tests.unit.ledger.test_comet_replica import NODE_KEY, Chain

EVERY, CHUNK_BYTES = 4, 2000


class SnapshotChain(Chain):
    def open(self):
        self.replica = Replica(
            self.path,
            suite=SUITE,
            contracts=standard_contracts(),
            disk=Disk("OFF"),
            snapshot_every=EVERY,
            chunk_bytes=CHUNK_BYTES,
        )


@pytest.fixture
def old(tmp_path):
    """A chain of some blocks, with refusals among its entries, and its newest head cosigned."""
    (tmp_path / "old").mkdir()
    chain = SnapshotChain(tmp_path / "old")
    city = chain.city
    chain.replica.found({"operator": NODE_KEY})
    chain.add(city.genesis())
    preparation, grant = city.grant_statements(2)
    for statements in ([*preparation[:2]], [preparation[2]], [city.use(grant) for _ in range(4)]):
        chain.add(*statements)
    for seq in (1, 3, 2, 7, 3):
        chain.add(city.record(seq), city.batch())
    chain.add(chain.record(*(chain.word(org) for org in city.consensus[:3])))
    while chain.replica.position.height % EVERY:
        chain.add()
    chain.shelf = Shelf(chain.path)
    yield chain
    chain.shelf.close()
    chain.replica.close()


@pytest.fixture
def new(tmp_path, old):
    (tmp_path / "new").mkdir()
    chain = SnapshotChain(tmp_path / "new", old.city)
    yield chain
    chain.replica.close()


def offer(old):
    return old.shelf.offers(old.replica.position.height + SETTLED_BLOCKS)[0]


def chunks(old, snapshot):
    return [old.shelf.chunk(snapshot.height, number) for number in range(snapshot.chunks)]


def restore(new, snapshot, pieces):
    """Whether every step was accepted; nothing is asked after a refusal."""
    return new.replica.accept_offer(snapshot) and all(new.replica.restore_chunk(piece) for piece in pieces)


def test_a_restored_node_holds_the_same_and_goes_on_the_same(old, new):
    snapshot = offer(old)
    assert snapshot.chunks > 2
    assert restore(new, snapshot, chunks(old, snapshot))
    assert new.replica.app_hash == old.replica.app_hash == snapshot.app_hash
    assert tables(new.path) == tables(old.path)
    new.restart()
    following = [Block(snapshot.height + step, old.now_ms, [old.city.batch()] * (step < 3)) for step in (1, 2, 3, 4)]
    for block in following:
        for chain in (old, new):
            chain.replica.execute(block)
            chain.replica.commit()
    assert new.replica.app_hash == old.replica.app_hash
    shelf = Shelf(new.path)
    assert shelf.offers(99)[0] == offer(old), "and gives the same snapshot on"
    assert chunks(new_shelf(shelf), shelf.offers(99)[0]) == chunks(old, offer(old))
    shelf.close()
    assert check_ledger(new.path).findings == []


def new_shelf(shelf):
    class Holder:
        pass

    holder = Holder()
    holder.shelf = shelf
    return holder


def test_a_restored_node_gives_receipts_for_all_before_it(old, new):
    snapshot = offer(old)
    assert restore(new, snapshot, chunks(old, snapshot))
    reader = Reader(new.path, SUITE.digest)
    for raw in reader.entries(0, 100):
        verify_receipt(reader.receipt(entry_id(raw), new.replica.trust), new.replica.trust)
    reader.close()


def test_a_snapshot_is_offered_only_when_consensus_can_prove_it(old):
    height = offer(old).height
    assert height not in [one.height for one in old.shelf.offers(height + SETTLED_BLOCKS - 1)]


def test_death_within_a_restoration_leaves_an_empty_ledger(old, new):
    snapshot = offer(old)
    pieces = chunks(old, snapshot)
    assert restore(new, snapshot, pieces[:-1])
    new.restart()
    assert (new.replica.size, new.replica.position.height) == (0, 0)
    assert restore(new, snapshot, pieces)


def tampered(old, snapshot):
    pieces = chunks(old, snapshot)
    first, *rest = pieces
    statements = decode(rest[0])
    stranger = old.city.statement("stranger", "anchors", "batch", {}, signer=old.city.log_signer)
    extra = old.city.batch()
    yield "an entry left out", snapshot, [first, encode(statements[:-1]), *rest[1:]]
    yield "two entries swapped", snapshot, [first, encode(statements[::-1]), *rest[1:]]
    yield "an entry put in", snapshot, [first, encode([*statements, extra]), *rest[1:]]
    yield "a stranger's entry", snapshot, [first, encode([*statements, stranger]), *rest[1:]]
    yield "no statement", snapshot, [first, encode([b"nothing"]), *rest[1:]]
    yield "no list", snapshot, [first, encode({"a": 1}), *rest[1:]]
    yield "no encoding", snapshot, [first, b"\xff", *rest[1:]]
    yield "an end too early", replace(snapshot, chunks=1), pieces
    yield "another app hash", replace(snapshot, app_hash=bytes(32)), pieces
    yield "another height", replace(snapshot, height=snapshot.height + 1), pieces
    for key, value in {
        "position": "[1, 2, 3, 4, 0]",
        "journal": "00" * 32,
        "validators": Validators.of_genesis({"bank-one": NODE_KEY}).to_text(),
    }.items():
        about = json.dumps(json.loads(snapshot.about) | {key: value}).encode()
        yield f"another {key}", replace(snapshot, about=about), pieces
    for key, value in {"position": "[]", "journal": "xyz", "validators": "nobody", "heads": {"1": 7}}.items():
        about = json.dumps(json.loads(snapshot.about) | {key: value}).encode()
        yield f"no {key}", replace(snapshot, about=about), pieces
    yield "no about", replace(snapshot, about=b"[1]"), pieces


def test_whatever_was_changed_is_refused_and_nothing_of_it_stays(old, new):
    snapshot = offer(old)
    for attack, changed, pieces in tampered(old, snapshot):
        assert not restore(new, changed, pieces), attack
        assert (new.replica.size, new.replica.position.height) == (0, 0), attack
        assert tables(new.path)["entries"] == [], attack
    assert restore(new, snapshot, chunks(old, snapshot)), "and an honest peer's is taken after all that"


def test_forged_cosignatures_are_left_out(old, new):
    snapshot = offer(old)
    about = json.loads(snapshot.about)
    told = list(about["heads"].values())[-1]
    (one, lines), (two, _), *_ = told.items()
    told[two] = lines
    told["stranger"] = "— stranger AAAAAAAA\n"
    assert restore(new, replace(snapshot, about=json.dumps(about).encode()), chunks(old, snapshot))
    kept = new.replica._store.lines(new.replica.position.proved)
    assert one in kept
    assert two not in kept
    assert "stranger" not in kept


def test_a_node_that_holds_something_takes_no_snapshot(old):
    assert not old.replica.accept_offer(offer(old))
    assert not old.replica.restore_chunk(b"\x80")


def test_no_block_is_spared_that_a_snapshot_or_a_node_that_was_away_needs(old):
    replica, height = old.replica, old.replica.position.height
    oldest = min(one.height for one in old.shelf.offers(height + SETTLED_BLOCKS))
    assert height % EVERY == 0
    assert replica.spare_before(0) == 0, "keep every block"
    assert replica.spare_before(1) == oldest, "a snapshot is no use without the blocks after it"
    assert replica.spare_before(height - oldest + 1) == oldest - 1
    assert replica.spare_before(height) == replica.spare_before(height + 5) == 0
    old.add()
    assert replica.spare_before(1) == 0, "said with a snapshot only"


def test_before_the_first_snapshot_no_block_is_spared(tmp_path):
    chain = SnapshotChain(tmp_path)
    for _ in range(EVERY):
        chain.add()
    assert chain.replica.spare_before(1) == 0, "an empty ledger has no snapshot"
    chain.replica.close()


def test_a_node_that_died_after_restoring_restores_again(old, new):
    """Durable here, and CometBFT has not written it down: it starts from nothing and offers the snapshot once more."""
    snapshot = offer(old)
    assert restore(new, snapshot, chunks(old, snapshot))
    before = tables(new.path)
    new.restart()
    assert not restore(new, snapshot, [*chunks(old, snapshot)[:-1], b"\x80"])
    assert tables(new.path) == before, "a peer that lies takes nothing away"
    assert restore(new, snapshot, chunks(old, snapshot))
    assert tables(new.path) == before
    assert check_ledger(new.path).findings == []
    earlier = replace(snapshot, height=snapshot.height - EVERY)
    assert not new.replica.accept_offer(earlier), "what was told from the newer one stays true"
    new.heights = iter([snapshot.height + 1])
    new.add(new.city.batch())
    assert not new.replica.accept_offer(snapshot), "it goes on from here"


def test_a_node_that_gives_up_restoring_executes_every_block(old, new):
    """CometBFT may be restarted without us, and not look for snapshots any more."""
    snapshot = offer(old)
    assert new.replica.accept_offer(snapshot)
    assert new.replica.restore_chunk(chunks(old, snapshot)[0])
    new.replica.found({"operator": NODE_KEY})
    new.add(new.city.genesis())
    assert (new.replica.position.height, new.replica.size) == (1, 1)
    assert check_ledger(new.path).findings == []
