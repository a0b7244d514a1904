"""What a stranger must accept and refuse: the committed vectors, which the verifier's page passes as well."""

import base64
import json

import pytest

from puhui.evidence import EventReceipt, EventRefused, MalformedEventReceipt, verify_event
from puhui.ledger.errors import MalformedTrust, ReceiptRefused
from puhui.ledger.verify import Trust, verify_receipt
from tests.vectors import attack_generate, era_generate

FILES = {module.FILE.stem: module for module in (attack_generate, era_generate)}
VECTORS = {name: json.loads(module.FILE.read_text(encoding="utf-8")) for name, module in FILES.items()}
TRUSTS = {
    (name, which): Trust.parse(text.encode())
    for name, all_of in VECTORS.items()
    for which, text in all_of["trusts"].items()
}


def each(kind, title):
    cases = [(name, one) for name, all_of in VECTORS.items() for one in all_of.get(kind, [])]
    return pytest.mark.parametrize(
        ("name", "vector"), cases, ids=[f"{name}-{one[title]}".replace(" ", "_") for name, one in cases]
    )


@pytest.mark.parametrize("name", FILES)
def test_the_generator_makes_this_file(name):
    assert FILES[name].build() == VECTORS[name]


@each("receipts", "case")
def test_a_good_receipt_holds(name, vector):
    assert verify_receipt(vector["text"].encode(), TRUSTS[name, vector["trust"]]).index == vector["index"]


@each("forged_receipts", "attack")
def test_a_forged_receipt_is_refused_at_its_step(name, vector):
    with pytest.raises(ReceiptRefused) as refused:
        verify_receipt(vector["text"].encode(), TRUSTS[name, vector["trust"]])
    assert refused.value.step == vector["refused_at_step"]


@each("events", "case")
def test_a_good_event_holds(name, vector):
    receipt = EventReceipt.parse(vector["text"].encode())
    event = verify_event(base64.b64decode(vector["event"]), receipt.path, receipt.anchor, TRUSTS[name, vector["trust"]])
    assert event.index == vector["index"]


@each("forged_events", "attack")
def test_a_forged_event_is_refused_at_its_step(name, vector):
    text, event = vector["text"].encode(), base64.b64decode(vector["event"])
    if vector["refused_at_step"] == 0:
        with pytest.raises(MalformedEventReceipt):
            EventReceipt.parse(text)
        return
    receipt = EventReceipt.parse(text)
    with pytest.raises(EventRefused) as refused:
        verify_event(event, receipt.path, receipt.anchor, TRUSTS[name, vector["trust"]])
    assert refused.value.step == vector["refused_at_step"]


@each("bad_trust_files", "fault")
def test_a_trust_file_that_is_none_is_refused(name, vector):
    with pytest.raises(MalformedTrust):
        Trust.parse(base64.b64decode(vector["data"]))
