"""Statements have one spelling, and independent COSE implementations read them."""

import cbor2
import pytest
import scitt_cose
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st
from pycose.keys import OKPKey
from pycose.messages import Sign1Message

from puhui.kernel import NotCanonical
from puhui.ledger import MalformedStatement, build_statement, entry_id, parse_statement
from puhui.ledger.model import MAX_STATEMENT_BYTES
from puhui.ledger.statement import sign1, to_be_signed
from tests.contract.consortium import ORGS, SUITE, Consortium

CITY = Consortium()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=20) | st.binary(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def pem(key):
    return Ed25519PublicKey.from_public_bytes(key.raw).public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


@given(args=st.dictionaries(st.text(max_size=8), VALUES, max_size=5), subject=st.text(max_size=20))
def test_what_is_built_is_read_back(args, subject):
    raw = CITY.statement("tax-one", "anchors", "batch", args, subject=subject)
    read = parse_statement(raw)
    assert (read.issuer, read.contract, read.action, read.args, read.subject) == (
        "tax-one",
        "anchors",
        "batch",
        args,
        subject,
    )
    assert read.is_signed_by(CITY.signers[ORGS[2]].public_key)
    assert not read.is_signed_by(CITY.signers[ORGS[3]].public_key)
    assert read.entry == entry_id(raw) == SUITE.digest(raw).hex()


def pycose_message(raw):
    """pycose's own `decode` expects cbor2 before 6, which gave lists and dicts inside tags."""
    protected, unprotected, payload, signature = cbor2.loads(raw).value
    return Sign1Message.from_cose_obj([protected, dict(unprotected), payload, signature], True)


def test_pycose_verifies_it():
    key = CITY.signers[ORGS[2]].public_key
    message = pycose_message(CITY.batch("tax-one"))
    message.key = OKPKey(crv="ED25519", x=key.raw)
    assert message.verify_signature()
    message.key = OKPKey(crv="ED25519", x=CITY.signers[ORGS[3]].public_key.raw)
    assert not message.verify_signature()


def test_scitt_cose_reads_it_as_a_signed_statement():
    key = CITY.signers[ORGS[2]].public_key
    read = scitt_cose.parse_signed_statement(CITY.batch("tax-one"), public_key_pem=pem(key))
    assert read["signature_verified"] is True
    assert (read["issuer"], read["content_type"]) == ("tax-one", "application/puhui-entry+cbor")


def respelt(change):
    """A correctly signed statement whose parts `change` has altered."""
    signer = CITY.signers[ORGS[2]]
    protected, _, payload, _ = cbor2.loads(CITY.batch("tax-one")).value
    header, body = cbor2.loads(protected), cbor2.loads(payload)
    change(header, body)
    protected, payload = cbor2.dumps(header, canonical=True), cbor2.dumps(body, canonical=True)
    return sign1(protected, payload, signer.sign(to_be_signed(protected, payload)))


ATTACKS = {
    "another_algorithm": lambda header, _: header.update({1: -7}),
    "another_content_type": lambda header, _: header.update({3: "text/plain"}),
    "an_extra_header": lambda header, _: header.update({99: 1}),
    "a_missing_key_id": lambda header, _: header.pop(4),
    "an_extra_claim": lambda header, _: header[15].update({4: 1}),
    "an_issuer_that_is_no_id": lambda header, _: header[15].update({1: "Tax Bureau"}),
    "an_issuer_of_another_type": lambda header, _: header[15].update({1: 7}),
    "a_long_subject": lambda header, _: header[15].update({2: "x" * 257}),
    "two_times": lambda header, _: header[15].update({6: header[15][6] + 1}),
    "a_time_beyond_the_calendar": lambda header, body: (
        header[15].update({6: 253402300800}),
        body.update({"at": 253402300800000}),
    ),
    "a_float_time": lambda _, body: body.update({"at": float(body["at"])}),
    "another_version": lambda _, body: body.update({"v": 2}),
    "a_true_version": lambda _, body: body.update({"v": True}),
    "a_short_nonce": lambda _, body: body.update({"nonce": b"short"}),
    "an_extra_member": lambda _, body: body.update({"more": 1}),
    "arguments_as_a_list": lambda _, body: body.update({"args": []}),
    "a_float_argument": lambda _, body: body["args"].update({"rate": 0.5}),
    "a_tagged_argument": lambda _, body: body["args"].update({"when": cbor2.CBORTag(0, "2026-01-01T00:00:00Z")}),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_signed_statement_of_another_shape_is_refused(attack):
    with pytest.raises(MalformedStatement):
        parse_statement(respelt(ATTACKS[attack]))


def test_the_unaltered_parts_would_pass():
    parse_statement(respelt(lambda *_: None))


def spellings():
    raw = CITY.batch("tax-one")
    parts = cbor2.loads(raw).value
    protected, _, payload, signature = parts
    yield "untagged", raw[1:]
    yield "trailing_byte", raw + b"\x00"
    yield "unprotected_header", cbor2.dumps(cbor2.CBORTag(18, [protected, {9: 1}, payload, signature]))
    yield "indefinite_array", b"\xd2\x9f" + raw[2:] + b"\xff"
    yield "long_length", raw.replace(b"\x58\x40", b"\x59\x00\x40")
    yield "detached_payload", cbor2.dumps(cbor2.CBORTag(18, [protected, {}, None, signature]))
    yield "short_signature", sign1(protected, payload, signature[:-1])
    yield "protected_key_order", sign1(protected[:1] + protected[1:][::-1], payload, signature)
    yield "oversize", raw + bytes(MAX_STATEMENT_BYTES)


@pytest.mark.parametrize(("name", "raw"), list(spellings()))
def test_another_spelling_is_refused(name, raw):
    with pytest.raises(MalformedStatement):
        parse_statement(raw)


@given(st.binary(max_size=300))
def test_no_bytes_do_anything_but_be_refused(data):
    with pytest.raises(MalformedStatement):
        parse_statement(data)


def test_what_has_no_canonical_form_is_not_built():
    with pytest.raises(NotCanonical):
        CITY.statement("tax-one", "anchors", "batch", {"rate": 0.5})
    with pytest.raises(MalformedStatement):
        build_statement(
            CITY.signers[ORGS[2]],
            ORGS[2],
            "anchors",
            "batch",
            {"data": bytes(MAX_STATEMENT_BYTES)},
            clock=CITY.clock,
            entropy=CITY.entropy,
        )
