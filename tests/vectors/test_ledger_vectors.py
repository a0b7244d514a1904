"""The committed vectors of the ledger's formats: what they say still holds, and their generator still makes them."""

import base64
import json

import pytest
import scitt_cose

from puhui.evidence import EventReceipt, verify_event
from puhui.ledger import parse_statement
from puhui.ledger.cose import transparent_statement
from puhui.ledger.errors import ReceiptRefused
from puhui.ledger.verify import Trust, verify_receipt
from puhui.ledger.witness import WitnessRequest
from tests.vectors.ledger_generate import FILE, build

VECTORS = json.loads(FILE.read_text(encoding="utf-8"))
TRUST = Trust.parse(json.dumps(VECTORS["trust"]).encode())


def test_the_generator_makes_this_file():
    assert build() == VECTORS


def test_statements_have_these_ids_and_the_tree_these_roots():
    raws = [base64.b64decode(one["bytes"]) for one in VECTORS["statements"]]
    assert [parse_statement(raw).entry for raw in raws] == [one["entry"] for one in VECTORS["statements"]]
    for size, root in enumerate(VECTORS["roots"]):
        assert scitt_cose.merkle_root([raw.hex() for raw in raws[:size]]) == root


def test_the_receipt_verifies():
    vector = VECTORS["receipt"]
    verified = verify_receipt(vector["text"].encode(), TRUST)
    assert (verified.entry, verified.index) == (vector["entry"], vector["index"])
    exported = transparent_statement(vector["text"].encode(), TRUST)
    assert base64.b64encode(exported).decode() == VECTORS["cose_transparent_statement"]


@pytest.mark.parametrize("vector", VECTORS["forged_receipts"], ids=lambda vector: vector["attack"].replace(" ", "_"))
def test_a_forged_receipt_is_refused_at_its_step(vector):
    with pytest.raises(ReceiptRefused) as refused:
        verify_receipt(vector["text"].encode(), TRUST)
    assert refused.value.step == vector["refused_at_step"]


def test_the_event_verifies():
    vector = VECTORS["event"]
    receipt = EventReceipt.parse(vector["receipt"].encode())
    assert verify_event(bytes.fromhex(vector["bytes"]), receipt.path, receipt.anchor, TRUST).index == vector["index"]


def test_the_witness_request_is_read_back():
    text = VECTORS["witness_request"].encode()
    assert WitnessRequest.parse(text).to_bytes() == text
