"""Subject keys: what verifies, and every attack that must not."""

import copy
import json

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webauthn import verify_authentication_response

from puhui.kernel import SoftwareSigner, suite
from puhui.kernel.subject_keys import (
    MalformedSubjectKey,
    Passkey,
    RegistrationRefused,
    SubjectSignatureRefused,
    assertion_signature,
    software_signature,
    subject_key,
    verify_registration,
)
from tests.vectors.webauthn_authenticator import (
    BS,
    ORIGIN,
    RP_ID,
    UP,
    VECTORS,
    Authenticator,
    browser_json,
    cases,
)

CHALLENGE = bytes(range(32))
_VECTORS = json.loads(VECTORS.read_text())


_DEVICES = {name: Authenticator(7, algorithm=name) for name in ("eddsa", "es256")}
_SIGNED = {name: (device, device.sign(CHALLENGE)) for name, device in _DEVICES.items()}  # once: ES256 draws a nonce


def _signature(vector: dict) -> dict:
    return {k: v if k == "kind" else bytes.fromhex(v) for k, v in vector["signature"].items()}


def test_the_committed_vectors_are_what_their_generator_makes():
    assert cases() == _VECTORS


@pytest.mark.parametrize("vector", _VECTORS, ids=lambda vector: vector["name"])
def test_vector(vector):
    key = subject_key(vector["key"])
    challenge = bytes.fromhex(vector["challenge"])
    if not vector["refused"]:
        key.check(_signature(vector), challenge)
        return
    with pytest.raises(SubjectSignatureRefused) as refused:
        key.check(_signature(vector), challenge)
    assert str(refused.value.data["reason"]) == vector["refused"]


@pytest.mark.parametrize("algorithm", ["eddsa", "es256"])
def test_what_we_accept_the_webauthn_library_accepts(algorithm):
    device = Authenticator(7, algorithm=algorithm)
    signature = device.sign(CHALLENGE)
    device.key.check(signature, CHALLENGE)
    verify_authentication_response(
        credential=browser_json(signature),
        expected_challenge=CHALLENGE,
        expected_rp_id=RP_ID,
        expected_origin=ORIGIN,
        credential_public_key=device.cose,
        credential_current_sign_count=0,
        require_user_verification=True,
    )


@pytest.mark.parametrize("algorithm", ["eddsa", "es256"])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_one_flipped_bit_is_refused(algorithm, data):
    device, signature = _SIGNED[algorithm]
    field = data.draw(st.sampled_from(["authenticator_data", "client_data_json", "signature"]))
    bit = data.draw(st.integers(0, len(signature[field]) * 8 - 1))
    flipped = bytearray(signature[field])
    flipped[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SubjectSignatureRefused):
        device.key.check(signature | {field: bytes(flipped)}, CHALLENGE)


@given(
    st.dictionaries(
        st.sampled_from(["kind", "signature", "credential_id", "authenticator_data", "client_data_json", "x"]),
        st.one_of(st.binary(max_size=80), st.text(max_size=20), st.integers(), st.none(), st.lists(st.integers())),
    )
)
def test_rubbish_is_refused_and_never_breaks_the_check(rubbish):
    for key in (Authenticator().key, subject_key(_VECTORS[0]["key"])):
        with pytest.raises(SubjectSignatureRefused):
            key.check(rubbish, CHALLENGE)


def test_software_key_signs_and_an_other_key_does_not():
    signer = SoftwareSigner.from_seed(suite("ed25519-sha256"), bytes(32))
    other = SoftwareSigner.from_seed(suite("ed25519-sha256"), bytes([1]) * 32)
    key = subject_key(f"software:{signer.public_key}")
    key.check(software_signature(signer, CHALLENGE), CHALLENGE)
    with pytest.raises(SubjectSignatureRefused):
        key.check(software_signature(other, CHALLENGE), CHALLENGE)
    with pytest.raises(SubjectSignatureRefused):
        key.check(Authenticator().sign(CHALLENGE), CHALLENGE)


@pytest.mark.parametrize("algorithm", ["eddsa", "es256"])
def test_text_of_a_key_reads_back(algorithm):
    key = Authenticator(3, algorithm=algorithm).key
    assert str(subject_key(str(key))) == str(key)
    signer = SoftwareSigner.from_seed(suite("ed25519-sha256"), bytes(32))
    assert str(subject_key(f"software:{signer.public_key}")) == f"software:{signer.public_key}"


_GOOD = {
    1: 2,
    3: -7,
    -1: 1,
    **{k: v for k, v in cbor2.loads(Authenticator(1, algorithm="es256").cose).items() if k < -1},
}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "software:",
        "software:rot13:AAAA",
        "software:ed25519-sha256:AAAA",
        "software:ed25519-sha256:密",
        "webauthn:portal.example:AAAA",
        f"webauthn:Portal.Example:{str(Authenticator().key).rsplit(':', 1)[1]}",
        f"webauthn::{str(Authenticator().key).rsplit(':', 1)[1]}",
        str(Authenticator().key) + "=",
        "passkey:portal.example:AAAA",
    ],
)
def test_malformed_key_text_is_refused(text):
    with pytest.raises(MalformedSubjectKey):
        subject_key(text)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("rs256", {1: 3, 3: -257, -1: b"n", -2: b"e"}),
        ("algorithm_and_curve_disagree", _GOOD | {3: -8}),
        ("point_off_the_curve", _GOOD | {-3: bytes(32)}),
        ("short_coordinate", _GOOD | {-2: bytes(31)}),
        ("member_added", _GOOD | {4: [2]}),
        ("member_missing", {k: v for k, v in _GOOD.items() if k != -3}),
        ("coordinate_not_bytes", _GOOD | {-2: "x" * 32}),
        ("not_a_map", [1, 2]),
    ],
)
def test_cose_key_of_another_kind_is_refused(name, key):
    with pytest.raises(MalformedSubjectKey):
        Passkey.of(RP_ID, cbor2.dumps(key, canonical=True))


def test_cose_key_spelt_otherwise_is_refused():
    fields = cbor2.loads(Authenticator().cose)
    with pytest.raises(MalformedSubjectKey):
        Passkey.of(RP_ID, cbor2.dumps(dict(reversed(fields.items()))))


@pytest.mark.parametrize("algorithm", ["eddsa", "es256"])
def test_registration_gives_the_key_that_later_signs(algorithm):
    device = Authenticator(5, algorithm=algorithm)
    registration = verify_registration(device.register(CHALLENGE), CHALLENGE, RP_ID)
    assert registration.credential_id == device.credential_id
    subject_key(str(registration.key)).check(assertion_signature(browser_json(device.sign(CHALLENGE))), CHALLENGE)


def _broken(change):
    credential = copy.deepcopy(Authenticator().register(CHALLENGE))
    change(credential)
    return credential


@pytest.mark.parametrize(
    ("name", "credential"),
    [
        ("wrong_challenge", Authenticator().register(bytes(32))),
        ("wrong_origin", Authenticator().register(CHALLENGE, origin="https://phishing.example")),
        ("wrong_rp", Authenticator(rp_id="phishing.example").register(CHALLENGE)),
        ("no_user_verification", Authenticator().register(CHALLENGE, flags=UP)),
        ("impossible_backup_flags", Authenticator().register(CHALLENGE, flags=UP | BS)),
        ("no_response", _broken(lambda c: c.pop("response"))),
        ("truncated", _broken(lambda c: c["response"].update(attestationObject="o2NmbXRk"))),
        ("assertion_instead", browser_json(Authenticator().sign(CHALLENGE))),
        ("empty", {}),
    ],
)  # fmt: skip
def test_registration_attacks_are_refused(name, credential):
    with pytest.raises(RegistrationRefused):
        verify_registration(credential, CHALLENGE, RP_ID)


def test_a_page_on_localhost_may_register_over_plain_http():
    device = Authenticator(rp_id="localhost")
    registration = verify_registration(
        device.register(CHALLENGE, origin="http://localhost:8601"), CHALLENGE, "localhost"
    )
    registration.key.check(device.sign(CHALLENGE, origin="http://localhost:8601"), CHALLENGE)


@pytest.mark.parametrize(
    "credential", [{}, {"id": "a"}, {"id": 1, "response": {}}, browser_json(Authenticator().sign(b"")) | {"id": "!"}]
)
def test_assertion_of_another_shape_is_refused(credential):
    with pytest.raises(SubjectSignatureRefused):
        assertion_signature(credential)
