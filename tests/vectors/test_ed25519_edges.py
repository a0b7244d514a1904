"""Signatures on which Ed25519 libraries differ: the node answers as the vectors say, and so does the verifier page."""

import json
from pathlib import Path

import pytest

from puhui.kernel.suites import MalformedKey, PublicKey, suite

EDGES = json.loads(Path(__file__).with_name("ed25519_edges.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge["case"].replace(" ", "_"))
def test_an_edge_has_its_one_answer(edge):
    raw = bytes.fromhex(edge["key"])
    if not edge["key_accepted"]:
        with pytest.raises(MalformedKey):
            PublicKey(suite("ed25519-sha256"), raw)
        return
    key = PublicKey(suite("ed25519-sha256"), raw)
    assert key.verifies(bytes.fromhex(edge["signature"]), bytes.fromhex(edge["message"])) is edge["holds"]
