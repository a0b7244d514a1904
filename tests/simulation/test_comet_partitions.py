"""Four validators whose network is cut: one alone, then two from two. See `tests/contract/wires.py` for how.

In network namespaces where this process may make them; the same through proxies where it may not, and once here in any
case, so that the fall-back is known to work.
"""

import pytest

from puhui.kernel import SystemClock
from puhui.ledger import entry_id
from tests.contract.comet_processes import Network, NodeRefused
from tests.contract.consortium import Consortium
from tests.contract.wires import Proxies, wires
from tests.simulation.agreement import committed, level, proved_everywhere, settle

pytestmark = pytest.mark.cometbft


@pytest.fixture(scope="module")
def city():
    return Consortium(clock=SystemClock())


@pytest.fixture(scope="module", params=["most_real", "proxies"])
def network(request, city, tmp_path_factory):
    folder = tmp_path_factory.mktemp("network")
    laid = wires(city.consensus, folder) if request.param == "most_real" else Proxies(city.consensus)
    with Network(city, folder, wires=laid, decision_wait_s=3.0) as network:
        committed(network.found(city))
        settle(*network.nodes)
        yield network
        settle(*network.nodes)
        level(*network.nodes)


def undecided(node, statement):
    """The node says that it does not know yet, and nothing else."""
    with pytest.raises(NodeRefused) as refused:
        node.submit(statement)
    assert refused.value.code == "not_yet_decided"
    return entry_id(statement)


def test_a_validator_cut_off_claims_nothing_and_catches_up(city, network):
    *others, alone = network.nodes
    before = settle(*network.nodes)
    network.wires.split([node.place.org for node in others], [alone.place.org])
    told = committed(others[0].submit(city.batch())) + committed(others[1].submit(city.batch()))
    waits = city.batch()
    entry = undecided(alone, waits)
    assert alone.ask("verdict", entry=entry)[1] == "pending"
    assert alone.standing()["size"] == before["size"], "it decides nothing alone"
    network.wires.heal()
    level(*network.nodes)
    again = committed(alone.submit(waits))
    assert again == committed(others[2].submit(waits)), "decided once, wherever it is sent"
    settle(*network.nodes)
    proved_everywhere(network.nodes, told + again)


def test_two_against_two_neither_goes_on_and_both_heal(city, network):
    one, two, three, four = network.nodes
    before = settle(*network.nodes)
    network.wires.split([one.place.org, two.place.org], [three.place.org, four.place.org])
    here, there = city.batch(), city.batch()
    for future in [one.submitting(here), three.submitting(there)]:
        with pytest.raises(NodeRefused) as refused:
            future.result(60)
        assert refused.value.code == "not_yet_decided"
    assert {node.standing()["size"] for node in network.nodes} == {before["size"]}
    for node, statement in ((one, here), (two, here), (three, there), (four, there)):
        assert node.ask("verdict", entry=entry_id(statement))[1] in {"pending", "unknown"}, "never guessed"
    network.wires.heal()
    for node in network.nodes:
        assert node.ask("wait_for", height=before["height"] + 1, timeout_s=30), "it goes on by itself"
    told = committed(four.submit(here)) + committed(two.submit(there))
    settle(*network.nodes)
    proved_everywhere(network.nodes, told)
