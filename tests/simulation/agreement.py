"""What is asked of a network of real nodes after whatever was done to it: one log, one hash, receipts that verify."""

import base64

from puhui.ledger.trust import Trust
from puhui.ledger.verify import verify_receipt

TOGETHER_WITHIN_S = 30


def committed(answers):
    """The entries and their places; every one was committed."""
    assert [one[1] for one in answers] == ["committed"] * len(answers)
    return [(one[0], one[2]) for one in answers]


def level(*nodes):
    """Wait until the nodes stand at one height at least, and compare what they hold there."""
    height = max(node.standing()["height"] for node in nodes)
    for node in nodes:
        assert node.ask("wait_for", height=height, timeout_s=TOGETHER_WITHIN_S), "it catches up by itself"
    logs = [node.ask("entries", start=0, limit=1000) for node in nodes]
    shortest = min(map(len, logs))
    assert all(log[:shortest] == logs[0][:shortest] for log in logs), "one log"
    return logs[0]


def settle(*nodes):
    """Wait until all hold the same, to the hash, with nothing left to cosign; where the first of them stands."""
    return settled(*nodes)[0]


def settled(*nodes):
    """The same, and where each of them stood at that height."""
    for _ in range(100):
        standings = [node.standing() for node in nodes]
        hashes = {(one["height"], one["app_hash"]) for one in standings}
        if len(hashes) == 1 and all(one["proved"] == one["size"] for one in standings):
            return standings
        top = max(one["height"] for one in standings)
        for node in nodes:
            node.ask("wait_for", height=top, timeout_s=TOGETHER_WITHIN_S)
        nodes[0].ask("wait_for", height=top + 1, timeout_s=0.2)
    raise AssertionError(f"they do not agree: {standings}")


def proved_everywhere(nodes, entries):
    """Each node gives a receipt of each entry, and it verifies."""
    for node in nodes:
        trust = Trust.parse(base64.b64decode(node.ask("trust")))
        assert trust.log_key is None
        for entry, index in entries:
            receipt = verify_receipt(base64.b64decode(node.ask("receipt", entry=entry)), trust)
            assert (receipt.entry, receipt.index) == (entry, index)
