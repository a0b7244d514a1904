"""The registry attests keys: only to the representative on the register, only with proof, one subject an enterprise."""

import base64
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from puhui.kernel import ManualClock, SeededEntropy, suite
from puhui.kernel.identifiers import uscc
from puhui.kernel.ids import EntryId
from puhui.kernel.subject_keys import software_signature
from puhui.parties import (
    EnrolmentRequest,
    Enterprises,
    EnterpriseUnknown,
    KeyNotProven,
    NotActivated,
    NotOperating,
    NotRegistered,
    RegisteredEnterprise,
    Registrar,
    RepresentativeDiffers,
    SaltDiffers,
    activation_mac,
    creation_options,
    enrolment_challenge,
    request_options,
    subject_of,
)
from tests.vectors.grants_bench import signer_of
from tests.vectors.webauthn_authenticator import RP_ID, Authenticator, base64url

SUITE = suite("ed25519-sha256")
CODE = uscc("91110000600037341L")
SALT, NONCE = bytes(16), b"n" * 16
SUBJECT = subject_of(SALT, CODE, SUITE)
CHALLENGE = enrolment_challenge(SUBJECT, NONCE, SUITE)


class _Register(dict):
    def find(self, code):
        return self.get(code)


class _World:
    def __init__(self, database):
        self.database = database
        self.clock = ManualClock(datetime(2026, 3, 1, tzinfo=UTC))
        self.register = _Register({CODE: RegisteredEnterprise(CODE, "甲公司", "存续", "王某", "110101199001011237")})
        self.entropy = SeededEntropy(9)
        self.enrolled = []
        self.registrar = Registrar(
            register=self.register, enrol=self._enrol, database=self.database, suite=SUITE, clock=self.clock
        )

    def code(self):
        """What the registry hands to the enterprise at its desk."""
        return self.registrar.activations.issue(CODE, self.clock.now(), self.entropy)

    def attest(self, **changed):
        return self.registrar.attest(_request(self.code(), **changed))

    def _enrol(self, subject, key):
        self.enrolled.append((subject, key))
        return EntryId(SUITE.digest(key.encode()).hex())


@pytest.fixture
def world(database):
    return _World(database)


def _software(device="device", challenge=CHALLENGE):
    signer = signer_of(device)
    signature = software_signature(signer, challenge)
    return {"kind": "software", "key": f"software:{signer.public_key}", "signature": signature}


def _passkey(seed=1, challenge=CHALLENGE):
    return {"kind": "webauthn", "rp_id": RP_ID, "credential": Authenticator(seed).register(challenge)}


def _new_key(proof):
    if "credential" in proof:
        text = proof["credential"]["response"]["attestationObject"]
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return str(proof.get("key", "")).encode()


def _request(code="", **changed):
    made = EnrolmentRequest(
        uscc=CODE, salt=SALT, legal_representative="王某", nonce=NONCE, proof=_passkey(), activation=b""
    )
    made = replace(made, **changed)
    return (
        made
        if "activation" in changed
        else replace(made, activation=activation_mac(code, CODE, _new_key(made.proof), SUITE))
    )


@pytest.mark.parametrize("proof", [_passkey(), _software()], ids=["passkey", "software"])
def test_a_proven_key_of_the_registered_representative_is_enrolled(world, proof):
    attestation = world.attest(proof=proof)
    assert world.enrolled == [(SUBJECT, attestation.key)]
    assert attestation.subject == SUBJECT
    assert world.registrar.attestations(CODE) == [attestation]


def test_the_new_representative_enrols_a_new_key_and_the_old_one_cannot(world):
    world.attest()
    assert not world.registrar.is_stale(CODE)
    world.register[CODE] = replace(world.register[CODE], legal_representative="李某")
    assert world.registrar.is_stale(CODE)
    with pytest.raises(RepresentativeDiffers):
        world.attest()
    renewed = world.attest(legal_representative="李某", proof=_passkey(2))
    assert not world.registrar.is_stale(CODE)
    assert world.enrolled[-1] == (SUBJECT, renewed.key)  # on the ledger this replaces the old key


def test_the_resident_id_is_compared_where_the_portal_collected_it(world):
    world.attest(legal_representative_id="110101199001011237")
    with pytest.raises(RepresentativeDiffers):
        world.attest(legal_representative_id="110101199001011238")


_OTHER = enrolment_challenge(subject_of(b"1" * 16, CODE, SUITE), NONCE, SUITE)
_STALE = enrolment_challenge(SUBJECT, b"m" * 16, SUITE)


@pytest.mark.parametrize(
    ("name", "changed", "error"),
    [
        ("another_representative", {"legal_representative": "赵某"}, RepresentativeDiffers),
        ("proof_for_another_subject", {"proof": _software(challenge=_OTHER)}, KeyNotProven),
        ("passkey_for_another_subject", {"proof": _passkey(challenge=_OTHER)}, KeyNotProven),
        ("proof_for_another_nonce", {"proof": _software(challenge=_STALE)}, KeyNotProven),
        ("somebody_elses_key", {"proof": _software() | {"key": f"software:{signer_of('x').public_key}"}}, KeyNotProven),
        ("malformed_key", {"proof": _software() | {"key": "software:rot13:AAAA"}}, KeyNotProven),
        ("unknown_kind", {"proof": {"kind": "promise"}}, KeyNotProven),
        ("no_kind", {"proof": {}}, KeyNotProven),
        ("half_a_proof", {"proof": {"kind": "software"}}, KeyNotProven),
    ],
)
def test_attacks_enrol_nothing(world, name, changed, error):
    with pytest.raises(error):
        world.attest(**changed)
    assert world.enrolled == []


def test_a_code_is_good_for_one_key_typed_as_people_type(world):
    code = world.code()
    world.registrar.attest(_request(f" {code[:8].lower()}-{code[8:]} "))
    with pytest.raises(NotActivated):
        world.registrar.attest(_request(code, proof=_passkey(2)))
    assert len(world.enrolled) == 1


def test_a_new_code_ends_the_one_before(world):
    lost, fresh = world.code(), world.code()
    with pytest.raises(NotActivated):
        world.registrar.attest(_request(lost))
    assert world.registrar.attest(_request(fresh))


def test_a_crash_before_our_own_record_leaves_the_code_open(world):
    def dies(subject, key):
        raise ConnectionError

    dying = Registrar(register=world.register, enrol=dies, database=world.database, suite=SUITE, clock=world.clock)
    request = _request(world.code())
    with pytest.raises(ConnectionError):
        dying.attest(request)
    assert world.registrar.attest(request).subject == SUBJECT


@pytest.mark.parametrize("proof", [_passkey(2), _software("portal")], ids=["passkey", "software"])
def test_a_portal_cannot_put_its_own_key_in_the_place_of_the_enterprises(world, proof):
    honest = _request(world.code(), proof=_passkey() if "credential" in proof else _software())
    for forged in (
        replace(honest, proof=proof),  # the enterprise's authorisation, the portal's key
        _request("", proof=proof),  # no code at all
        replace(honest, activation=b""),
        replace(honest, activation=bytes(32)),
    ):
        with pytest.raises(NotActivated):
            world.registrar.attest(forged)
    assert world.enrolled == []


def test_an_enterprise_without_a_code_enrols_nothing(world):
    with pytest.raises(NotActivated):
        world.registrar.attest(_request(""))
    assert world.enrolled == []


def test_an_unregistered_or_closed_enterprise_gets_no_key(world):
    world.register[CODE] = replace(world.register[CODE], status="吊销")
    with pytest.raises(NotOperating):
        world.attest()
    del world.register[CODE]
    with pytest.raises(NotRegistered):
        world.attest()
    assert world.enrolled == []


def test_an_enterprise_is_one_subject_for_ever(world):
    world.attest()
    other = b"1" * 16
    with pytest.raises(SaltDiffers):
        world.attest(salt=other, proof=_software(challenge=_OTHER))
    assert len(world.enrolled) == 1


def test_a_crash_while_the_ledger_decides_keeps_the_subject(world):
    def dies(subject, key):
        raise ConnectionError

    dying = Registrar(register=world.register, enrol=dies, database=world.database, suite=SUITE, clock=world.clock)
    with pytest.raises(ConnectionError):
        dying.attest(_request(world.code()))
    with pytest.raises(SaltDiffers):
        world.attest(salt=b"1" * 16, proof=_software(challenge=_OTHER))
    assert world.attest().subject == SUBJECT


def test_enterprises_keep_their_salt_while_their_facts_change(world):
    enterprises = Enterprises(world.database, suite=SUITE, clock=world.clock, entropy=SeededEntropy(3))
    facts = {
        "uscc": CODE, "name": "甲公司", "segment": "small_micro", "industry": "C", "region": "城关区",
        "established_on": date(2019, 5, 1), "legal_representative": "王某",
    }  # fmt: skip
    first = enterprises.add(**facts)
    second = enterprises.add(**facts | {"legal_representative": "李某"})
    assert (second.salt, second.subject) == (first.salt, first.subject)
    assert enterprises.find(CODE) == enterprises.of_subject(first.subject) == second
    assert first.salt.hex() not in repr(first)
    assert repr(first.salt) not in repr(first)
    with pytest.raises(EnterpriseUnknown):
        enterprises.find("91130200MA0A1B2C36")
    assert enterprises.credentials_of(CODE) == []
    enterprises.remember_credential(CODE, b"first", "webauthn:x")
    enterprises.remember_credential(CODE, b"second", "webauthn:y")
    assert enterprises.credentials_of(CODE) == [b"second"]


def test_browser_options_say_what_the_checks_later_demand():
    device = Authenticator()
    made = creation_options(challenge=CHALLENGE, rp_id=RP_ID, rp_name="普惠", user_id=b"u", user_name="甲公司")
    assert made["challenge"] == base64url(CHALLENGE)
    assert made["authenticatorSelection"]["userVerification"] == "required"
    assert [one["alg"] for one in made["pubKeyCredParams"]] == [-7, -8]
    asked = request_options(challenge=CHALLENGE, key=device.key, credentials=[device.credential_id])
    assert (asked["rpId"], asked["userVerification"]) == (RP_ID, "required")
    assert asked["allowCredentials"] == [{"type": "public-key", "id": base64url(device.credential_id)}]
