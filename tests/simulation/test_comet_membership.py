"""A fifth organisation joins four running validators, becomes one by vote, and leaves: real processes on loopback."""

import base64
import json

import pytest

from puhui.kernel import SystemClock
from puhui.kernel.ids import OrgId
from puhui.ledger import Finality, Verdict, parse_statement
from puhui.ledger.check import check_ledger
from puhui.ledger.errors import ReceiptRefused
from puhui.ledger.handover import follow
from puhui.ledger.trust import Trust
from puhui.ledger.verify import verify_receipt
from tests.contract.comet_processes import Network
from tests.contract.consortium import Consortium
from tests.contract.governing import Members
from tests.simulation.test_comet_faults import committed, level, settle

pytestmark = pytest.mark.cometbft

FIFTH = OrgId("bank-one")  # its node follows from the beginning; it is a participant, as the genesis says
STEPS = 40


def submitter(node):
    def submit(raw):
        entry, finality, index, reason, result = node.submit(raw)[0]
        return Verdict(entry, Finality(finality), index, reason, result)

    return submit


def trust_of(node):
    return Trust.parse(base64.b64decode(node.ask("trust")))


def receipt_of(node, raw):
    return base64.b64decode(node.ask("receipt", entry=parse_statement(raw).entry))


def node_key(node):
    key = json.loads((node.place.home / "config/priv_validator_key.json").read_text())["pub_key"]["value"]
    return base64.b64decode(key)


def until(node, *, handed, validators):
    """Let the chain go on until the log was handed over and CometBFT has these validators."""
    for _ in range(STEPS):
        standing = node.standing()
        if standing["handed"] == handed and standing["validators"] == sorted(validators):
            return
        node.ask("wait_for", height=standing["height"] + 1, timeout_s=1)
    raise AssertionError(standing)


def test_a_fifth_organisation_joins_becomes_a_consensus_node_and_leaves(tmp_path):
    city = Consortium(clock=SystemClock())
    founders = [str(org) for org in city.consensus]
    with Network(city, tmp_path, followers=[FIFTH]) as network:
        first, second, third, fourth, fifth = network.nodes
        genesis, before = city.genesis(), city.batch()
        committed(first.submit(genesis))
        old_trust = trust_of(first)
        level(*network.nodes)

        committed(fifth.submit(before))  # a participant: it follows, and submits through the others
        receipts = {"before": receipt_of(fifth, before)}
        assert verify_receipt(receipts["before"], old_trust).quorum == 3
        assert fifth.standing()["attendance"].keys() <= set(founders), "it does not vote"

        members = Members(city, submitter(first))
        members.decide({"kind": "promote", "org": FIFTH, "node": node_key(fifth)})
        until(first, handed=1, validators=[*founders, FIFTH])
        fourth.kill()  # four of five are left, just enough: nothing is decided or proved without the fifth
        between = city.record(1)
        committed(fifth.submit(between))
        committed(first.submit(city.record(2)))
        settle(first, second, third, fifth)
        receipts["between"] = receipt_of(third, between)
        told = verify_receipt(receipts["between"], trust_of(fifth))
        assert (told.quorum, FIFTH in {one.org for one in told.cosigned_by}) == (4, True)
        with pytest.raises(ReceiptRefused):  # it knows no such consensus node
            verify_receipt(receipts["between"], Trust.parse(old_trust.to_bytes()))
        assert str(FIFTH) in first.standing()["attendance"], "it votes"
        fourth.start()
        fourth.wait_ready(4)

        members.decide({"kind": "demote", "org": FIFTH}, by=founders[1])
        until(first, handed=2, validators=founders)
        after = city.record(3)
        committed(second.submit(after))
        settle(*network.nodes)
        receipts["after"] = receipt_of(fifth, after)
        told = verify_receipt(receipts["after"], trust_of(first))
        assert (told.quorum, FIFTH in {one.org for one in told.cosigned_by}) == (3, False)

        new_trust = trust_of(fifth)
        history = [text.encode() for text in fifth.ask("handovers")]
        assert follow(old_trust, history) == new_trust, "who trusted the founders follows to today"
        for when, receipt in receipts.items():
            assert verify_receipt(receipt, new_trust).origin == new_trust.origin, when
        level(*network.nodes)
    for node in network.nodes:
        assert check_ledger(node.place.ledger, trust=old_trust).findings == []


def test_a_node_that_lost_everything_after_changes_can_still_hand_over(tmp_path):
    city = Consortium(clock=SystemClock())
    with Network(city, tmp_path, followers=[FIFTH], snapshot_every=4, chunk_bytes=3000) as network:
        first, second, _, _, fifth = network.nodes
        committed(network.found(city))
        old_trust = trust_of(first)
        level(*network.nodes)
        members = Members(city, submitter(first))
        members.decide({"kind": "promote", "org": FIFTH, "node": node_key(fifth)})
        until(first, handed=1, validators=[*city.consensus, FIFTH])
        members.decide({"kind": "demote", "org": FIFTH}, by="tax-one")
        until(first, handed=2, validators=city.consensus)
        for seq in range(1, 8):
            committed(first.submit(city.record(seq)))
        fifth.kill()
        network.lose_everything(fifth, [first, second])
        committed(first.submit(city.record(8)))
        fifth.start()
        fifth.wait_ready(4)
        settle(*network.nodes)
        assert b"Snapshot restored" in (fifth.place.home / "cometbft.log").read_bytes()
        history = [text.encode() for text in fifth.ask("handovers")]
        assert follow(old_trust, history) == trust_of(first)
    assert check_ledger(fifth.place.ledger, trust=old_trust).findings == []
