"""One validator of four that votes and cosigns nothing, proposes what is no block, and then votes twice.

The others go on without it, and hold what names it: for the double vote a proof that a stranger checks, for its silence
the chain's own record, for its proposals each node's own word.
"""

import base64
import json
import shutil

import pytest

from puhui.kernel import SystemClock
from puhui.ledger.engines.cometbft import Card, configure, found_home
from puhui.ledger.engines.cometbft.double_votes import DoubleVote
from puhui.ledger.engines.cometbft.errors import BadDoubleVote
from puhui.ledger.engines.cometbft.local import CARDS, HOST, NodePlace, free_ports
from puhui.ledger.engines.cometbft.replica import DOUBLE_VOTE
from tests.contract.comet_city import program
from tests.contract.comet_processes import Network, NodeProcess
from tests.contract.consortium import Consortium
from tests.simulation.agreement import committed, level, proved_everywhere, settle

pytestmark = pytest.mark.cometbft

KEY = "config/priv_validator_key.json"


@pytest.fixture(scope="module")
def city():
    return Consortium(clock=SystemClock())


@pytest.fixture(scope="module")
def network(city, tmp_path_factory):
    bad = city.consensus[3]
    with Network(city, tmp_path_factory.mktemp("network"), behaviour={bad: "withholds"}) as network:
        committed(network.found(city))
        yield network


def honest(network):
    return network.nodes[:3]


def test_who_withholds_cosignatures_and_blocks_is_missed_by_nobody_and_named(city, network):
    bad = network.nodes[3].place.org
    told = []
    for seq in range(1, 9):  # every fourth round is the bad one's turn
        told += committed(network.nodes[seq % 3].submit(city.record(seq)))
    standing = settle(*honest(network))
    proved_everywhere(honest(network), told)
    assert standing["cosigning"][bad] == 0
    assert all(standing["cosigning"][node.place.org] > 1 for node in honest(network))
    assert standing["attendance"][bad] > 0, "it votes all the same"
    assert standing["accusations"] == [], "silence is no proof"
    for node in honest(network):
        standing = node.standing()
        assert set(standing["refused_proposals"]) == {bad}
        assert standing["cosigning"][bad] == 0


@pytest.fixture
def twin(city, network):
    """A second process with the bad one's consensus key, which votes for no block at all."""
    bad = network.nodes[3]
    folder = network.folder / "twin"
    sockets = bad.place.sockets / "twin"
    sockets.mkdir()
    place = NodePlace(bad.place.org, folder, sockets, "")
    own = found_home(program(), place.home, place.org, host=HOST, port=free_ports(1)[0])
    shutil.copyfile(bad.place.home / KEY, place.home / KEY)
    peers = [Card(**card) for card in json.loads((network.folder / CARDS).read_text())]
    configure(
        place.home,
        (network.folder / "genesis.json").read_bytes(),
        own,
        [card for card in peers if card.org != place.org],
        application=place.application_socket,
        rpc=place.rpc_socket,
        pace=network.pace,
    )
    node = NodeProcess(place, city.seeds[place.org], behaviour="contradicts")
    node.start()
    try:
        yield node
    finally:
        node.stop()


def test_a_validator_that_votes_twice_is_convicted_by_its_two_votes(city, network, twin):
    bad = network.nodes[3].place.org
    twin.wait_ready(3)
    told = []
    for _ in range(8):
        told += committed(network.nodes[0].submit(city.batch()))
        standing = settle(*honest(network))
        if standing["accusations"]:
            break
    assert {(org, kind) for org, kind, *_ in standing["accusations"]} == {(bad, DOUBLE_VOTE)}
    proof = DoubleVote.parse(network.nodes[1].ask("double_vote", number=0).encode())
    proof.check("test")
    founding = json.loads((network.folder / "genesis.json").read_text())
    assert base64.b64decode(founding["app_state"]["nodes"][bad]) == proof.key.raw, "the genesis gives the key to it"
    with pytest.raises(BadDoubleVote):
        proof.check("another-chain")
    told += committed(network.nodes[2].submit(city.batch()))
    settle(*honest(network))
    level(*honest(network))
    proved_everywhere(honest(network), told)
