"""An event's receipt proves its very bytes; nothing else passes."""

import random

import pytest
import scitt_cose
from hypothesis import given
from hypothesis import strategies as st

from puhui.evidence import (
    AnchorRefused,
    Batcher,
    BatchFull,
    EmptyBatch,
    EventPath,
    EventReceipt,
    EventRefused,
    MalformedEventReceipt,
    anchor,
    anchor_statement,
    root_of,
    verify_event,
)
from puhui.kernel.ids import OrgId
from tests.contract.consortium import SUITE, Consortium

EVENTS = [b"meter reading %d" % number for number in range(37)]
POWER = OrgId("power-one")


@pytest.fixture(scope="module")
def anchored(tmp_path_factory):
    """A batch of 37 events, its anchor's receipt, another entry's receipt, and the trust file."""
    city, batcher = Consortium(), Batcher(SUITE)
    batcher.add_all(EVENTS)
    batch = batcher.seal()
    with city.ledger(tmp_path_factory.mktemp("evidence")) as ledger:
        ledger.submit(city.genesis())
        statement = anchor_statement(
            batch, "meter", signer=city.signers[POWER], issuer=POWER, clock=city.clock, entropy=city.entropy
        )
        verdict, other = anchor(ledger, statement), ledger.submit(city.record(1))
        assert anchor(ledger, statement) == verdict, "sent again, it is the same anchor"
        return batch, ledger.receipt(verdict.entry), ledger.receipt(other.entry), city.trust(ledger)


@given(st.lists(st.binary(max_size=12), min_size=1, max_size=70), st.data())
def test_the_tree_is_rfc_9162s(events, data):
    batcher = Batcher(SUITE)
    assert [batcher.add(event) for event in events] == list(range(len(events)))
    batch, index = batcher.seal(), data.draw(st.integers(0, len(events) - 1))
    texts = [event.hex() for event in events]
    assert batch.root.hex() == scitt_cose.merkle_root(texts)
    assert [one.hex() for one in batch.path(index).hashes] == scitt_cose.inclusion_proof(texts, index)
    assert root_of(events[index], batch.path(index), SUITE) == batch.root


def test_every_event_is_proved(anchored):
    batch, receipt, _, trust = anchored
    for index, event in enumerate(EVENTS):
        kept = EventReceipt(batch.path(index), receipt).to_bytes()
        read = EventReceipt.parse(kept)
        proved = verify_event(event, read.path, read.anchor, trust)
        assert (proved.index, proved.count, proved.kind) == (index, 37, "meter")
        assert proved.anchor.issuer.org == POWER


def step(event, path, receipt, trust):
    with pytest.raises(EventRefused) as refused:
        verify_event(event, path, receipt, trust)
    return refused.value.step


def test_other_bytes_other_places_and_other_anchors_are_refused(anchored):
    batch, receipt, other, trust = anchored
    path = batch.path(5)
    assert step(b"meter reading 6", path, receipt, trust) == 4
    assert step(EVENTS[5], batch.path(6), receipt, trust) == 4
    assert step(EVENTS[5], EventPath(5, 37, path.hashes[:-1]), receipt, trust) == 4
    assert step(EVENTS[5], EventPath(5, 38, path.hashes), receipt, trust) == 3
    assert step(EVENTS[5], path, other, trust) == 2
    assert step(EVENTS[5], path, receipt[:-10], trust) == 1


def test_an_inner_hash_is_not_an_event(anchored):
    """A node of the tree, offered as an event with a shorter path, would pass if leaves and nodes hashed alike."""
    batch, receipt, _, trust = anchored
    pair = b"".join(SUITE.digest(b"\x00" + event) for event in EVENTS[:2])
    path = batch.path(0)
    assert step(pair, EventPath(0, 37, path.hashes[1:]), receipt, trust) == 4


def test_a_flipped_bit_anywhere_is_refused(anchored):
    batch, receipt, _, trust = anchored
    kept, chance = EventReceipt(batch.path(9), receipt).to_bytes(), random.Random(9)
    for at in range(len(kept)):
        flipped = bytearray(kept)
        flipped[at] ^= 1 << chance.randrange(8)
        with pytest.raises((EventRefused, MalformedEventReceipt)):
            read = EventReceipt.parse(bytes(flipped))
            verify_event(EVENTS[9], read.path, read.anchor, trust)


@given(st.binary(max_size=200))
def test_no_bytes_do_anything_but_be_refused(data):
    with pytest.raises(MalformedEventReceipt):
        EventReceipt.parse(data)


def test_limits_are_told():
    with pytest.raises(EmptyBatch):
        Batcher(SUITE).seal()
    small = Batcher(SUITE, limit=2)
    small.add(b"one")
    with pytest.raises(BatchFull):
        small.add_all([b"two", b"three"])
    assert len(small) == 1, "none of them was taken"
    small.add(b"two")
    with pytest.raises(BatchFull):
        small.add(b"three")
    with pytest.raises(IndexError):
        small.seal().path(2)


def test_a_sealed_batcher_begins_again():
    batcher = Batcher(SUITE)
    batcher.add(b"one")
    first = batcher.seal()
    batcher.add(b"two")
    assert batcher.seal().root != first.root


def test_a_refused_anchor_says_so(tmp_path):
    city = Consortium()
    with city.ledger(tmp_path) as ledger:
        ledger.submit(city.genesis())
        with pytest.raises(AnchorRefused):
            anchor(ledger, city.batch(count=0))
