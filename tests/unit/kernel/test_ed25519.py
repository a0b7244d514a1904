"""Which Ed25519 signatures are good: those that OpenSSL takes, whichever library answers first."""

import hashlib

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError

from puhui.kernel import SoftwareSigner, suite
from puhui.kernel.suites import MalformedKey, PublicKey, _is_sound_point

SUITE = suite("ed25519-sha256")
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
IDENTITY = (0, 1)

# The curve's group, slowly: to make keys and signatures that no honest signer makes.


def x_of(y: int) -> int | None:
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return None if (x * x - square) % P else min(x, P - x) if x % 2 else x


def plus(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    (x1, y1), (x2, y2) = one, other
    k = D * x1 * x2 * y1 * y2 % P
    return (x1 * y2 + x2 * y1) * pow(1 + k, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - k, -1, P) % P


def times(point: tuple[int, int], factor: int) -> tuple[int, int]:
    result = IDENTITY
    while factor:
        if factor & 1:
            result = plus(result, point)
        point, factor = plus(point, point), factor >> 1
    return result


def packed(point: tuple[int, int]) -> bytes:
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


_y = 4 * pow(5, -1, P) % P
_x = x_of(_y)
assert _x is not None
BASE = (_x if _x % 2 == 0 else P - _x, _y)
OF_ORDER_8 = next(
    point
    for y in range(2, 100)
    if (x := x_of(y)) is not None
    for point in [times((x, y), ORDER)]
    if times(point, 4) != IDENTITY
)


def signed(message: bytes, *, key_twist: int = 0, nonce_twist: int = 0, secret: int = 1234567) -> tuple[bytes, bytes]:
    """A public key and its signature, each with so many times the point of order 8 added to it."""
    public = packed(plus(times(BASE, secret), times(OF_ORDER_8, key_twist)))
    nonce = int.from_bytes(hashlib.sha512(message).digest(), "little") % ORDER
    commitment = packed(plus(times(BASE, nonce), times(OF_ORDER_8, nonce_twist)))
    challenge = int.from_bytes(hashlib.sha512(commitment + public + message).digest(), "little")
    return public, commitment + ((nonce + challenge * secret) % ORDER).to_bytes(32, "little")


def openssl(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def libsodium(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        crypto_sign_open(signature + message, public)
    except BadSignatureError:
        return False
    return True


def judged(public: bytes, signature: bytes, message: bytes) -> bool:
    """The kernel's answer, after checking that it is OpenSSL's about sound points, and libsodium takes nothing more."""
    good = openssl(public, signature, message)
    assert good or not libsodium(public, signature, message)
    try:
        answer = PublicKey(SUITE, public).verifies(signature, message)
    except MalformedKey:
        assert not _is_sound_point(public)
        return False
    assert answer == (good and _is_sound_point(signature[:32]))
    return answer


def test_the_slow_group_signs_as_rfc_8032_says() -> None:
    assert judged(*signed(b"word"), b"word")
    assert not judged(*signed(b"word"), b"work")


@pytest.mark.parametrize("key_twist", range(8))
@pytest.mark.parametrize("nonce_twist", range(8))
def test_keys_and_nonces_outside_the_prime_group(key_twist: int, nonce_twist: int) -> None:
    """Here checks with and without the cofactor part: with it, all of these would be good."""
    answers = []
    for number in range(4):
        message = b"%d" % number
        answers.append(judged(*signed(message, key_twist=key_twist, nonce_twist=nonce_twist), message))
    if nonce_twist and not key_twist:
        assert not any(answers)
    assert all(answers) == (key_twist == nonce_twist == 0)


@pytest.mark.parametrize(
    ("oddity", "public", "signature"),
    [
        ("a key of order 1 signs everything", packed(IDENTITY), packed(IDENTITY) + bytes(32)),
        ("a key of order 8", packed(OF_ORDER_8), packed(IDENTITY) + bytes(32)),
        ("y not below p", (P + 1).to_bytes(32, "little"), packed(IDENTITY) + bytes(32)),
        ("R not below p", packed(IDENTITY), (P + 1).to_bytes(32, "little") + bytes(32)),
        ("minus zero", (1 | 1 << 255).to_bytes(32, "little"), packed(IDENTITY) + bytes(32)),
        ("S not below the order", packed(IDENTITY), packed(IDENTITY) + ORDER.to_bytes(32, "little")),
    ],
)
def test_odd_points_and_numbers(oddity: str, public: bytes, signature: bytes) -> None:
    for number in range(16):
        assert not judged(public, signature, b"%d" % number), oddity


def test_a_number_with_the_order_added_is_refused() -> None:
    public, signature = signed(b"word")
    greater = int.from_bytes(signature[32:], "little") + ORDER
    assert not judged(public, signature[:32] + greater.to_bytes(32, "little"), b"word")


@pytest.mark.parametrize("size", [0, 1, 63, 65, 128])
def test_a_signature_of_another_length_is_refused_however_it_continues(size: int) -> None:
    signer = SoftwareSigner.from_seed(SUITE, bytes(32))
    whole = signer.sign(b"word") + b"word"
    assert not signer.public_key.verifies(whole[:size], whole[size:])


@settings(max_examples=300)
@given(st.binary(max_size=100), st.integers(0, 511), st.sampled_from(["signature", "message", "none"]))
def test_any_flipped_bit_is_found(message: bytes, bit: int, where: str) -> None:
    signer = SoftwareSigner.from_seed(SUITE, bytes(32))
    parts = {"signature": signer.sign(message), "message": message}
    changed = bytearray(parts.get(where, b""))
    if changed:
        changed[bit // 8 % len(changed)] ^= 1 << bit % 8
        parts[where] = bytes(changed)
    assert judged(signer.public_key.raw, parts["signature"], parts["message"]) == (not changed)
