"""The committed vectors of the ledger's formats: what they say still holds, and their generator still makes them."""

import base64
import json

import pytest
import scitt_cose

from puhui.evidence import EventReceipt, verify_event
from puhui.kernel import PublicKey
from puhui.ledger import parse_statement
from puhui.ledger.cose import transparent_statement
from puhui.ledger.errors import MalformedTrust, NoCoseTree, ReceiptRefused
from puhui.ledger.verify import Trust, verify_receipt
from puhui.ledger.witness import WitnessRequest
from tests.vectors.ledger_generate import FILE, SM2, SM2_FILE, build

VECTORS = json.loads(FILE.read_text(encoding="utf-8"))
VECTORS_SM2 = json.loads(SM2_FILE.read_text(encoding="utf-8"))
BOTH = [pytest.param(VECTORS, id="ed25519-sha256"), pytest.param(VECTORS_SM2, id="sm2-sm3")]
FORGED = [
    pytest.param(vectors["trust"], one, id=f"{vectors['trust']['suite']}-{one['attack']}".replace(" ", "_"))
    for vectors in (VECTORS, VECTORS_SM2)
    for one in vectors["forged_receipts"]
]


def trust_of(value):
    return Trust.parse(json.dumps(value).encode())


def test_the_generator_makes_this_file():
    assert build() == VECTORS


def test_the_generator_makes_what_the_other_file_holds_but_for_the_signatures():
    made = build(SM2)
    assert made.keys() == VECTORS_SM2.keys()
    assert made["trust"] == VECTORS_SM2["trust"]
    for part in ("forged_receipts", "forged_trusts", "signatures"):
        name = {"signatures": "what"}.get(part, "attack")
        assert [one[name] for one in made[part]] == [one[name] for one in VECTORS_SM2[part]]


@pytest.mark.parametrize("vectors", BOTH)
def test_statements_have_these_ids_and_leaves(vectors):
    of = trust_of(vectors["trust"]).suite
    for one in vectors["statements"]:
        raw = base64.b64decode(one["bytes"])
        assert parse_statement(raw, of).entry == one["entry"] == of.digest(raw).hex()
        assert one["leaf"] == of.digest(b"\0" + raw).hex()


def test_an_independent_tree_has_these_roots():
    raws = [base64.b64decode(one["bytes"]) for one in VECTORS["statements"]]
    for size, root in enumerate(VECTORS["roots"]):
        assert scitt_cose.merkle_root([raw.hex() for raw in raws[:size]]) == root


@pytest.mark.parametrize("vectors", BOTH)
def test_the_receipt_verifies(vectors):
    vector = vectors["receipt"]
    verified = verify_receipt(vector["text"].encode(), trust_of(vectors["trust"]))
    assert (verified.entry, verified.index) == (vector["entry"], vector["index"])


def test_the_receipt_is_exported_as_cose():
    exported = transparent_statement(VECTORS["receipt"]["text"].encode(), trust_of(VECTORS["trust"]))
    assert base64.b64encode(exported).decode() == VECTORS["cose_transparent_statement"]


def test_a_tree_that_cose_has_no_number_for_is_not_exported():
    with pytest.raises(NoCoseTree):
        transparent_statement(VECTORS_SM2["receipt"]["text"].encode(), trust_of(VECTORS_SM2["trust"]))


@pytest.mark.parametrize(("trust", "vector"), FORGED)
def test_a_forged_receipt_is_refused_at_its_step(trust, vector):
    with pytest.raises(ReceiptRefused) as refused:
        verify_receipt(vector["text"].encode(), trust_of(trust))
    assert refused.value.step == vector["refused_at_step"]


def test_a_receipt_under_sm2_is_refused_by_a_trust_file_of_the_default_suite():
    with pytest.raises(ReceiptRefused) as refused:
        verify_receipt(VECTORS_SM2["receipt"]["text"].encode(), trust_of(VECTORS["trust"]))
    assert refused.value.step == 3


@pytest.mark.parametrize("vector", VECTORS_SM2["forged_trusts"], ids=lambda one: one["attack"].replace(" ", "_"))
def test_a_trust_file_with_a_bent_key_is_refused(vector):
    with pytest.raises(MalformedTrust):
        trust_of(vector["trust"])


@pytest.mark.parametrize("vector", VECTORS_SM2["signatures"], ids=lambda one: one["what"].replace(" ", "_"))
def test_a_single_signature_verifies_or_not(vector):
    key = PublicKey(SM2, bytes.fromhex(vector["key"]))
    assert key.verifies(bytes.fromhex(vector["signature"]), bytes.fromhex(vector["message"])) is vector["verifies"]


@pytest.mark.parametrize("vectors", BOTH)
def test_the_event_verifies(vectors):
    vector, trust = vectors["event"], trust_of(vectors["trust"])
    receipt = EventReceipt.parse(vector["receipt"].encode())
    assert verify_event(bytes.fromhex(vector["bytes"]), receipt.path, receipt.anchor, trust).index == vector["index"]


@pytest.mark.parametrize("vectors", BOTH)
def test_the_witness_request_is_read_back(vectors):
    text = vectors["witness_request"].encode()
    assert WitnessRequest.parse(text).to_bytes() == text
