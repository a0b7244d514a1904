"""Both suites do what their standards' examples say, and neither takes the other's keys."""

import base64
import threading

import pytest

from puhui.kernel import PublicKey, SoftwareSigner, suite
from puhui.kernel.sm2 import ORDER
from puhui.kernel.suites import SUITES, MalformedKey, UnknownSuite

SM2 = suite("sm2-sm3")
FIELD = 0xFFFFFFFE_FFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFF_00000000_FFFFFFFF_FFFFFFFF  # p of GB/T 32918.5

# GB/T 32918.5-2017, A.2: a key, and the signature of "message digest" with the nonce k that the standard gives
D_A = 0x3945208F_7B2144B1_3F36E38A_C6D39F95_88939369_2860B51A_42FB81EF_4DF7C5B8
X_A = 0x09F9DF31_1E5421A1_50DD7D16_1E4BC5C6_72179FAD_1833FC07_6BB08FF3_56F35020
Y_A = 0xCCEA490C_E26775A5_2DC6EA71_8CC1AA60_0AED05FB_F35E084A_6632F607_2DA9AD13
R = 0xF5A03B06_48D2C463_0EEAC513_E1BB81A1_5944DA38_27D5B741_43AC7EAC_EEE720B3
S = 0xB1B6AA29_DF212FD8_763182BC_0D421CA1_BB9038FD_1F7F42D4_840B69C4_85BBC1AA
MESSAGE = b"message digest"


def pair(one, other):
    return one.to_bytes(32, "big") + other.to_bytes(32, "big")


def key_a():
    return PublicKey(SM2, pair(X_A, Y_A))


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_as_in_gb_t_32905(message, digest):
    assert SM2.digest(message).hex() == digest


def test_a_mac_differs_by_key_and_message():
    macs = {
        SM2.mac(b"key", b"one"),
        SM2.mac(b"key", b"two"),
        SM2.mac(b"kez", b"one"),
        suite(SUITES[0]).mac(b"key", b"one"),
    }
    assert len(macs) == 4
    # RFC 2104 by hand over SM3: the inner and the outer hash, the key padded to the block of 64 bytes
    padded = b"key".ljust(64, b"\0")
    inner = SM2.digest(bytes(byte ^ 0x36 for byte in padded) + b"one")
    assert SM2.mac(b"key", b"one") == SM2.digest(bytes(byte ^ 0x5C for byte in padded) + inner)


def test_the_standards_own_signature_verifies():
    assert key_a().verifies(pair(R, S), MESSAGE)


def test_the_standards_private_key_has_its_public_key():
    signer = SoftwareSigner.from_seed(SM2, (D_A - 1).to_bytes(32, "big"))
    assert signer.public_key == key_a()
    assert key_a().verifies(signer.sign(MESSAGE), MESSAGE)


WRONG = {
    "zero_r": pair(0, S),
    "zero_s": pair(R, 0),
    "both_zero": bytes(64),
    "r_is_the_order": pair(ORDER, S),
    "s_is_the_order": pair(R, ORDER),
    "all_ones": b"\xff" * 64,
    "r_and_s_sum_to_the_order": pair(R, ORDER - R),
    "s_of_the_other_sign": pair(R, ORDER - S),
    "swapped": pair(S, R),
    "empty": b"",
    "a_byte_short": pair(R, S)[:-1],
    "a_byte_long": pair(R, S) + b"\0",
    "a_zero_before": b"\0" + pair(R, S),
    "der": bytes.fromhex(f"3046022100{R:064x}022100{S:064x}"),
}


@pytest.mark.parametrize("attack", WRONG)
def test_any_other_spelling_is_a_wrong_signature_and_no_error(attack):
    assert key_a().verifies(WRONG[attack], MESSAGE) is False


@pytest.mark.parametrize("name", SUITES)
def test_every_flipped_bit_of_a_signature_counts(name):
    signer = SoftwareSigner.from_seed(suite(name), bytes([9]) * 32)
    signature = signer.sign(MESSAGE)
    assert signer.public_key.verifies(signature, MESSAGE)
    for bit in range(8 * len(signature)):
        flipped = bytearray(signature)
        flipped[bit // 8] ^= 1 << bit % 8
        assert not signer.public_key.verifies(bytes(flipped), MESSAGE)


@pytest.mark.parametrize("name", SUITES)
def test_another_message_or_key_does_not_verify(name):
    one, other = (SoftwareSigner.from_seed(suite(name), bytes([seed]) * 32) for seed in (1, 2))
    for message in (b"", MESSAGE, b"x" * 70_000):
        signature = one.sign(message)
        assert len(signature) == suite(name).signature_size
        assert one.public_key.verifies(signature, message)
        assert not one.public_key.verifies(signature, message + b"\0")
        assert not other.public_key.verifies(signature, message)


@pytest.mark.parametrize("name", SUITES)
def test_a_seed_determines_the_key_and_the_text_is_read_back(name):
    of = suite(name)
    one, same, other = (SoftwareSigner.from_seed(of, bytes([seed]) * 32) for seed in (5, 5, 6))
    assert one.public_key == same.public_key != other.public_key
    assert PublicKey.parse(str(one.public_key)) == one.public_key
    assert len(one.public_key.raw) == of.public_key_size


# seeds at the edges of the range: all give private keys within [1, n - 2], and all sign
@pytest.mark.parametrize("seed", [0, 1, ORDER - 3, ORDER - 2, ORDER - 1, ORDER, 2**256 - 1])
def test_every_seed_gives_an_sm2_key_that_signs(seed):
    signer = SoftwareSigner.from_seed(SM2, seed.to_bytes(32, "big"))
    assert signer.public_key.verifies(signer.sign(MESSAGE), MESSAGE)


def test_an_sm2_signature_is_never_made_twice():
    signer = SoftwareSigner.from_seed(SM2, bytes([5]) * 32)
    assert len({signer.sign(MESSAGE)[:32] for _ in range(20)}) == 20


POINTS = {
    "not_on_the_curve": pair(X_A, Y_A ^ 1),
    "zero": bytes(64),
    "x_beyond_the_field": pair(FIELD + 1, Y_A),
    "y_beyond_the_field": pair(X_A, FIELD),
    "all_ones": b"\xff" * 64,
    "infinity_in_sec1": b"\0",
    "with_its_04": b"\x04" + pair(X_A, Y_A),
    "compressed": b"\x03" + X_A.to_bytes(32, "big"),
    "empty": b"",
    "of_ed25519": bytes(32),
}


@pytest.mark.parametrize("attack", POINTS)
def test_bytes_that_are_no_point_are_no_sm2_key(attack):
    with pytest.raises(MalformedKey):
        PublicKey(SM2, POINTS[attack])
    with pytest.raises(MalformedKey):
        PublicKey.parse(f"sm2-sm3:{base64.b64encode(POINTS[attack]).decode()}")


def test_a_suite_swapped_in_a_keys_text_is_refused():
    for name, other in (SUITES, SUITES[::-1]):
        text = str(SoftwareSigner.from_seed(suite(name), bytes([1]) * 32).public_key)
        with pytest.raises(MalformedKey):
            PublicKey.parse(text.replace(name, other))
    with pytest.raises(UnknownSuite):
        PublicKey.parse("sm9-sm3:AAAA")


def test_no_two_suites_share_a_number():
    for part in ("cose_alg", "cose_tree", "note_key", "cosignature_key"):
        assert len({getattr(suite(name), part) for name in SUITES}) == len(SUITES)


def test_keys_are_used_from_several_threads():
    signer, wrong = SoftwareSigner.from_seed(SM2, bytes([8]) * 32), []

    def work(number):
        for turn in range(100):
            message = f"{number}/{turn}".encode()
            signature = signer.sign(message)
            if not signer.public_key.verifies(signature, message) or signer.public_key.verifies(signature, b"other"):
                wrong.append(message)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
