"""The MAC that the portal's page makes is the one that the registry checks: the same vector stands in both tests."""

import base64

from puhui.kernel import suite
from puhui.parties import activation_mac

SUITE = suite("ed25519-sha256")


def test_the_pages_vector() -> None:
    mac = activation_mac("ABCD EFGH-ijkl mnop", "91110000600037341L", bytes(range(250, 256)), SUITE)
    assert base64.urlsafe_b64encode(mac).decode().rstrip("=") == "tWueQ2xqr9goSLCXObY4GUVo613Pihk5cYjkSFpiysM"


def test_hmac_sha256_published_vector() -> None:
    """RFC 4231, test case 2."""
    mac = SUITE.mac(b"Jefe", b"what do ya want for nothing?")
    assert mac.hex() == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
