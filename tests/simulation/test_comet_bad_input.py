"""Everything that clients, careless or hostile, can send to four validators; and two of them with wrong clocks.

The clocks are the ledger processes' own: CometBFT reads the machine's, which is right for all. What is sent goes
through a node's door (`submit`), or past it into CometBFT's (`broadcast`), as whoever holds a node's socket could.
"""

import base64

import pytest

from puhui.kernel import ManualClock, SeededEntropy, SystemClock
from puhui.kernel.encoding import encode
from puhui.kernel.ids import OrgId
from puhui.ledger import build_statement
from puhui.ledger.checkpoint import Checkpoint
from puhui.ledger.engines.cometbft.application import MALFORMED, NOT_A_STATEMENT, NOT_ADMITTED
from puhui.ledger.engines.cometbft.cosigning import say
from puhui.ledger.engines.cometbft.transactions import MAX_TRANSACTION_BYTES, bundle
from puhui.ledger.model import MAX_STATEMENT_BYTES
from puhui.ledger.trust import witness_name
from tests.contract.comet_processes import Network, NodeRefused
from tests.contract.consortium import ORIGIN, SUITE, Consortium
from tests.simulation.agreement import committed, level, proved_everywhere, settle

pytestmark = pytest.mark.cometbft

TEN_MINUTES_S = 600
BATCH = {"root": "ab" * 32, "count": 1, "kind": "test"}


@pytest.fixture(scope="module")
def city():
    return Consortium(clock=SystemClock())


@pytest.fixture(scope="module")
def network(city, tmp_path_factory):
    fast, slow = city.consensus[2:]
    each = {fast: {"clock_ahead_s": TEN_MINUTES_S}, slow: {"clock_ahead_s": -TEN_MINUTES_S}}
    with Network(city, tmp_path_factory.mktemp("network"), each=each, decision_wait_s=10.0) as network:
        for statement in (city.genesis(), city.batch(), city.batch()):
            committed(network.nodes[0].submit(statement))
        settle(*network.nodes)
        yield network


@pytest.fixture
def nodes(network):
    """The nodes, which hold the same before and after, and still decide."""
    yield network.nodes
    settle(*network.nodes)
    level(*network.nodes)


def refused(node, statement):
    """The code and the sentence with which a node refuses a statement."""
    with pytest.raises(NodeRefused) as error:
        node.submit(statement)
    return error.value.code, str(error.value)


def broadcast(node, transaction):
    """What CometBFT says of the transaction: `code=0` when it took it."""
    return node.ask("broadcast", transaction=base64.b64encode(transaction).decode())


def forged(city):
    raw = bytearray(city.batch())
    raw[-1] ^= 1
    return bytes(raw)


def a_record(city):
    """Cosignatures, genuine ones, as only a proposer writes them."""
    org = city.consensus[0]
    return encode([say(city.signers[org], witness_name(ORIGIN, org), Checkpoint(ORIGIN, 1, bytes(32)), 1)])


def test_what_is_no_entry_gets_an_answer_past_the_door_and_leaves_no_trace(city, nodes):
    size = nodes[0].standing()["size"]
    ahead = city.statement("tax-one", "anchors", "batch", BATCH, ahead_s=301)
    stranger = city.statement("stranger", "anchors", "batch", BATCH, signer=city.log_signer)
    good = city.batch()
    sent = [
        (b"", MALFORMED, "not a COSE_Sign1"),
        (b"nonsense", MALFORMED, "not a COSE_Sign1"),
        (b"\xd2\x84", MALFORMED, "not a COSE_Sign1"),
        (bundle([good, b"nonsense"]), MALFORMED, "not a COSE_Sign1"),
        (encode({"statements": [good]}), MALFORMED, "not a bundle"),
        (city.unchecked("tax-one", BATCH | {"kind": "x" * MAX_STATEMENT_BYTES}), MALFORMED, "at most 65536"),
        (forged(city), NOT_ADMITTED, "bad_signature"),
        (stranger, NOT_ADMITTED, "unknown_issuer"),
        (bundle([good, stranger]), NOT_ADMITTED, "unknown_issuer"),
        (ahead, NOT_ADMITTED, "too_early"),
        (a_record(city), NOT_A_STATEMENT, "only a proposer writes this"),
    ]
    for transaction, code, log in sent:
        said = broadcast(nodes[0], transaction)
        assert f"code={code}," in said
        assert log in said
    assert "too large" in broadcast(nodes[0], b"\xd2" * (MAX_TRANSACTION_BYTES + 1)).lower()
    assert {node.standing()["size"] for node in nodes} == {size}
    told = committed(nodes[0].submit(good))
    assert told[0][1] == size, "nothing came before it"


def test_what_is_no_entry_is_refused_at_every_door_in_the_same_words(city, nodes):
    stranger = city.statement("stranger", "anchors", "batch", BATCH, signer=city.log_signer)
    borrowed = city.statement("tax-one", "anchors", "batch", BATCH, signer=city.signers[OrgId("bank-one")])
    for node in nodes[:3]:  # the slow one says more, below
        for raw, code, word in (
            (b"nonsense", "malformed_statement", "malformed"),
            (a_record(city), "malformed_statement", "malformed"),
            (forged(city), "statement_not_admitted", "bad_signature"),
            (stranger, "statement_not_admitted", "unknown_issuer"),
            (borrowed, "statement_not_admitted", "unknown_key"),
        ):
            said = refused(node, raw)
            assert said[0] == code
            assert word in said[1]
            assert node.ask("verdict", entry=SUITE.digest(raw).hex())[1] == "unknown"


def test_a_replayed_entry_is_decided_once_wherever_it_is_sent(city, nodes):
    statement = city.batch()
    first = nodes[0].submit(statement)
    told = committed(first)
    assert nodes[1].ask("wait_for", height=nodes[0].standing()["height"], timeout_s=30)
    assert nodes[1].submit(statement) == first
    assert "already exists" in broadcast(nodes[0], statement), "not even carried"
    at = nodes[0].standing()["size"]
    clock, twins = ManualClock(city.clock.now()), []
    for subject in ("", "again"):  # signed anew by its issuer with the nonce of the first
        args = ("anchors", "batch", BATCH)
        key, org = city.signers[OrgId("tax-one")], OrgId("tax-one")
        twins.append(build_statement(key, org, *args, clock=clock, entropy=SeededEntropy(77), subject=subject))
    told += committed(nodes[0].submit(twins[0]))
    assert [one[3] for one in nodes[0].submit(twins[1])] == ["nonce_used"]
    assert nodes[0].standing()["size"] == at + 1
    proved_everywhere(nodes[:2], told)


def test_a_fast_clock_is_noticed_and_what_it_dates_is_refused_at_its_own_door(city, nodes):
    fast = nodes[2]
    assert TEN_MINUTES_S - 30 < fast.standing()["clock_ahead_ms"] / 1000 < TEN_MINUTES_S + 30
    code, said = refused(fast, city.statement("tax-one", "anchors", "batch", BATCH, ahead_s=TEN_MINUTES_S))
    assert code == "statement_not_admitted"
    assert "too_early" in said
    assert "ahead of the ledger's time" in said
    assert "this node's clock stands" in said
    told = committed(fast.submit(city.batch()))  # what others date goes through
    settle(*nodes)
    proved_everywhere(nodes, told)


def test_a_slow_clock_is_noticed_and_said_where_it_refuses(city, nodes):
    slow = nodes[3]
    assert -TEN_MINUTES_S - 30 < slow.standing()["clock_ahead_ms"] / 1000 < -TEN_MINUTES_S + 30
    code, said = refused(slow, city.batch())
    assert code == "statement_not_admitted"
    assert "behind the ledger's time" in said
    own = city.statement("tax-one", "anchors", "batch", BATCH, ahead_s=-TEN_MINUTES_S)  # dated by its own clock
    told = committed(slow.submit(own))
    settle(*nodes)
    proved_everywhere(nodes, told)


def test_right_clocks_are_found_right(nodes):
    assert all(abs(node.standing()["clock_ahead_ms"]) < 30_000 for node in nodes[:2])
