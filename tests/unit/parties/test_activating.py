"""The MAC that the portal's page makes is the one that the registry checks: the same vector stands in both tests."""

import base64
from datetime import UTC, datetime

import pytest

from puhui.kernel import SeededEntropy, suite
from puhui.kernel.identifiers import uscc
from puhui.parties import NotActivated, activation_mac
from puhui.parties.activating import Activations
from puhui.storage import Database

SUITE = suite("ed25519-sha256")


def test_the_pages_vector() -> None:
    mac = activation_mac("ABCD EFGH-ijkl mnop", "91110000600037341L", bytes(range(250, 256)), SUITE)
    assert base64.urlsafe_b64encode(mac).decode().rstrip("=") == "tWueQ2xqr9goSLCXObY4GUVo613Pihk5cYjkSFpiysM"


def test_hmac_sha256_published_vector() -> None:
    """RFC 4231, test case 2."""
    mac = SUITE.mac(b"Jefe", b"what do ya want for nothing?")
    assert mac.hex() == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


def test_under_sm2_a_software_keys_mac_is_of_the_suite_and_a_browsers_is_not() -> None:
    sm2, code = suite("sm2-sm3"), uscc("91110000600037341L")
    database = Database.in_memory()
    database.create()
    activations = Activations(database, sm2)
    secret = activations.issue(code, datetime(2026, 3, 1, tzinfo=UTC), SeededEntropy(1))
    software = {"kind": "software", "key": "software:sm2-sm3:AAAA"}
    passkey = {"kind": "webauthn", "credential": {"response": {"attestationObject": "AAEC"}}}
    for proof, what, right, wrong in (
        (software, b"software:sm2-sm3:AAAA", sm2, SUITE),
        (passkey, b"\x00\x01\x02", SUITE, sm2),
    ):
        activations.check(code, proof, activation_mac(secret, str(code), what, right))
        with pytest.raises(NotActivated):
            activations.check(code, proof, activation_mac(secret, str(code), what, wrong))
