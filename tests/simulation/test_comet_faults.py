"""Four validators as real processes on loopback, and what happens to them."""

import base64
import threading

import pytest

from puhui.kernel import SystemClock
from puhui.ledger import entry_id
from puhui.ledger.check import check_ledger
from puhui.ledger.checkpoint import parse_checkpoint, parse_unsigned
from puhui.ledger.engines.cometbft.replica import FORK
from puhui.ledger.trust import Trust
from tests.contract.comet_processes import Network, NodeRefused
from tests.contract.consortium import Consortium
from tests.simulation.agreement import committed, level, proved_everywhere, settle, settled

pytestmark = pytest.mark.cometbft


@pytest.fixture
def city():
    return Consortium(clock=SystemClock())


def test_one_killed_node_is_not_missed_and_catches_up(city, tmp_path):
    with Network(city, tmp_path) as network:
        first, *_, lost = network.nodes
        told = committed(network.found(city))
        told += committed(lost.submit(*(city.record(seq) for seq in range(1, 4))))
        lost.kill()
        told += committed(first.submit(*(city.record(seq) for seq in range(4, 10))))
        told += committed(first.submit(city.batch()))
        lost.start()
        lost.wait_ready(3)
        told += committed(lost.submit(city.record(10)))
        settle(*network.nodes)
        level(*network.nodes)
        proved_everywhere(network.nodes, told)
        assert lost.ask("read", key="anchors/bank-one/loan") == 10


def test_a_node_that_lost_everything_rejoins_by_state_sync(city, tmp_path):
    with Network(city, tmp_path, snapshot_every=4, chunk_bytes=3000) as network:
        first, second, _, lost = network.nodes
        told = committed(network.found(city))
        for seq in range(1, 13):
            told += committed(first.submit(city.record(seq), city.batch()))
        assert first.submit(city.record(99))[0][3] == "out_of_sequence"  # refusals travel in snapshots too
        lost.kill()
        network.lose_everything(lost, [first, second])
        told += committed(first.submit(city.record(13)))
        lost.start()
        lost.wait_ready(3)
        settle(*network.nodes)
        level(*network.nodes)
        proved_everywhere([lost], told)
        assert b"Snapshot restored" in (lost.place.home / "cometbft.log").read_bytes()
        told = committed(lost.submit(city.record(14)))
        settle(*network.nodes)
        proved_everywhere(network.nodes, told)
        assert lost.ask("read", key="anchors/bank-one/loan") == 14
    assert check_ledger(lost.place.ledger).findings == []


def test_blocks_are_pruned_and_neither_receipts_nor_newcomers_miss_them(city, tmp_path):
    with Network(city, tmp_path, snapshot_every=4, chunk_bytes=3000, retain_blocks=6) as network:
        first, second, third, lost = network.nodes
        told = committed(network.found(city))
        for seq in range(1, 16):
            told += committed(first.submit(city.record(seq), city.batch()))
        settle(*network.nodes)
        for node in (first, second, third):
            assert pruned(node) > 1, "CometBFT has dropped its oldest blocks"
        proved_everywhere(network.nodes, told)
        lost.kill()
        network.lose_everything(lost, [first, second])
        lost.start()
        lost.wait_ready(3)
        assert b"Snapshot restored" in (lost.place.home / "cometbft.log").read_bytes()
        told += committed(lost.submit(city.record(16)))
        settle(*network.nodes)
        level(*network.nodes)
        proved_everywhere(network.nodes, told)
    assert check_ledger(lost.place.ledger).findings == []


def pruned(node):
    """The first block that the node's CometBFT still has, once it has dropped some: it looks every ten seconds."""
    never = threading.Event()
    for _ in range(300):
        height, _ = node.ask("first_header")
        if height > 1:
            return height
        never.wait(0.1)
    return 1


def test_without_more_than_two_thirds_nothing_is_decided_and_nothing_claimed(city, tmp_path):
    with Network(city, tmp_path, decision_wait_s=3.0) as network:
        one, two, three, four = network.nodes
        told = committed(network.found(city)) + committed(one.submit(city.record(1)))
        settle(*network.nodes)
        three.kill()
        four.kill()
        waits = city.record(2)
        with pytest.raises(NodeRefused) as refused:
            one.submit(waits)
        assert refused.value.code == "not_yet_decided"
        sizes = [node.standing()["size"] for node in (one, two)]
        assert sizes == [2, 2], "no progress"
        assert one.ask("verdict", entry=entry_id(waits))[1] == "pending"
        assert two.ask("verdict", entry=entry_id(waits))[1] in {"pending", "unknown"}, "never guessed"
        three.start()
        four.start()
        for node in network.nodes:
            node.wait_ready(3)
        again = committed(two.submit(waits))  # the same bytes: decided once, wherever they are sent
        assert again == committed(one.submit(waits))
        settle(*network.nodes)
        assert len(level(*network.nodes)) == 3
        proved_everywhere(network.nodes, told + again)


def test_a_node_that_signs_a_wrong_root_is_convicted_by_its_own_signature(city, tmp_path):
    liar = city.consensus[2]
    with Network(city, tmp_path, behaviour={liar: "lies"}) as network:
        told = committed(network.found(city))
        for seq in range(1, 6):
            told += committed(network.nodes[0].submit(city.record(seq)))
        standings = settled(*network.nodes)
        proved_everywhere(network.nodes, told)
        for standing in standings:
            accused = standing["accusations"]
            assert {(org, kind) for org, kind, *_ in accused} == {(liar, FORK)}
            assert accused == standings[0]["accusations"], "all nodes hold the same evidence"
        _, _, ours, theirs = accused[0]
        honest, signed = parse_unsigned(ours.encode()), parse_checkpoint(theirs.encode())
        trust = Trust.parse(base64.b64decode(network.nodes[0].ask("trust")))
        assert (honest.origin, honest.size) == (signed.checkpoint.origin, signed.checkpoint.size)
        assert honest.root != signed.checkpoint.root
        witness = next(one for one in trust.witnesses if one.org == liar)
        assert signed.lines[0].name == witness.name


def test_a_node_that_executes_otherwise_falls_silent_is_named_and_comes_back_by_state_sync(city, tmp_path):
    bent = city.consensus[3]
    with Network(city, tmp_path, behaviour={bent: "bends"}, snapshot_every=4) as network:
        honest = [node for node in network.nodes if node.place.org != bent]
        apart = network.by_org[bent]
        told = committed(network.found(city))
        told += committed(honest[0].submit(city.batch()))  # here its state departs
        for seq in range(1, 6):
            told += committed(honest[0].submit(city.record(seq)))
        standing = settle(*honest)
        proved_everywhere(honest, told)
        silent = [org for org, height in standing["attendance"].items() if height < standing["height"] - 4]
        assert silent == [bent]
        assert apart.standing()["height"] < standing["height"], "consensus holds it where it departed"
        code, cause, remedy = apart.ask("stopped")
        assert code == "executed_otherwise"
        assert f"block {apart.standing()['height']}" in cause
        assert "state sync" in remedy
        apart.kill()
        network.lose_everything(apart, honest[:2])  # what the remedy says, with the right contracts
        apart.set(behaviour="")
        apart.start()
        apart.wait_ready(3)
        told += committed(apart.submit(city.batch()))
        settle(*network.nodes)
        level(*network.nodes)
        proved_everywhere([apart], told)
        assert apart.ask("stopped") is None
