"""A ledger with a past moves to four validators, real processes on loopback, and goes on there."""

import base64
import contextlib

import pytest

from puhui.kernel import SystemClock
from puhui.ledger import entry_id
from puhui.ledger.check import check_ledger
from puhui.ledger.engines.cometbft.moving import export_ledger
from puhui.ledger.handover import follow
from puhui.ledger.sources import FileSource
from puhui.ledger.trust import Trust
from puhui.ledger.verify import verify_receipt
from tests.contract.comet_processes import Network
from tests.contract.consortium import SUITE, Consortium
from tests.contract.governing import Members
from tests.contract.moving import move_of
from tests.simulation.test_comet_faults import committed, level, proved_everywhere, settle

pytestmark = pytest.mark.cometbft

SNAPSHOT_EVERY = 3


def test_a_ledger_moves_to_four_validators_and_goes_on(tmp_path):
    city = Consortium(clock=SystemClock())
    with city.ledger(tmp_path) as ledger:
        ledger.submit(city.genesis())
        old_trust = city.trust(ledger)
        members = Members(city, ledger.submit)
        preparation, grant = city.grant_statements(3)
        for raw in (*preparation, city.use(grant), city.record(1), city.record(7), city.batch()):
            ledger.submit(raw)
        members.admit()
        enacting = members.decide(move_of(city))
        ledger.receipt(entry_id(enacting))
        size = ledger.size
    export = tmp_path / "export.sqlite"
    moved = export_ledger(tmp_path, export).moved
    assert moved.size == size
    with contextlib.closing(FileSource(export, SUITE, city.consensus[0])) as told_before:
        old = {entry_id(raw): told_before.receipt(entry_id(raw)) for raw in told_before.entries(0, 1000)}
        old_handovers = told_before.handovers(0)

    (tmp_path / "net").mkdir()
    with Network(
        city, tmp_path / "net", export=export, moved=moved, snapshot_every=SNAPSHOT_EVERY, chunk_bytes=4000
    ) as network:
        first, second, third, lost = network.nodes
        standing = first.standing()
        assert (standing["size"], standing["proved"]) == (size, size)
        told = committed(first.submit(city.use(grant), city.record(2)))  # it goes on where the other engine stopped
        assert [index for _, index in told] == [size, size + 1]
        settle(*network.nodes)

        second.kill()
        told += committed(third.submit(city.batch()))
        second.start()
        second.wait_ready(3)
        told += committed(second.submit(*(city.record(seq) for seq in range(3, 6))))
        while first.standing()["height"] < SNAPSHOT_EVERY * 3:
            told += committed(first.submit(city.batch()))
        settle(*network.nodes)

        lost.kill()  # and comes back with nothing but its keys, from a snapshot of the others
        network.lose_everything(lost, [first, second])
        lost.start()
        lost.wait_ready(3)
        told += committed(lost.submit(city.batch()))
        settle(*network.nodes)
        level(*network.nodes)

        proved_everywhere(network.nodes, [*((entry, index) for index, entry in enumerate(old)), *told])
        for node in network.nodes:
            trust = Trust.parse(base64.b64decode(node.ask("trust")))
            handovers = [text.encode() for text in node.ask("handovers")]
            assert handovers[: len(old_handovers)] == old_handovers
            assert follow(old_trust, handovers).to_bytes() == trust.to_bytes()
            assert all(verify_receipt(receipt, trust).entry == entry for entry, receipt in old.items())
        for entry, receipt in old.items():
            assert base64.b64decode(first.ask("receipt", entry=entry)) == receipt, "byte for byte"
        paths = [node.place.ledger for node in network.nodes]
    for path in paths:
        assert check_ledger(path, trust=old_trust).findings == []
