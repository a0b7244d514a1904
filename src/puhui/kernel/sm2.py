"""SM2 signatures (GB/T 32918) with SM3 (GB/T 32905), as the suite `sm2-sm3` speaks them.

The arithmetic is Tongsuo's; this module holds its traps in one place, so that nobody else meets them:

- On the wire a public key is its point without the leading 04, `x ‖ y`, and a signature is `r ‖ s`; both 64 bytes,
  every number of 32 bytes, big-endian. The library speaks DER, of which one signature has many spellings.
- `r` and `s` lie in [1, n - 1]. Anything else, and anything that is not 64 bytes, is a wrong signature, never an error:
  the library raises for some of these and answers for others.
- A signature covers SM3(Z ‖ message), where Z binds the signer's id, the curve and the public key. The id is the one
  that GB/T 35276 gives where none was agreed, `1234567812345678`; the library knows no other.
- A private key lies in [1, n - 2]. With n - 1 the library never comes back from signing.

Signing is randomised: the nonce is the library's, from the operating system's generator, and no two signatures of a
message are alike. Keys may be used from several threads.
"""

from collections.abc import Callable
from functools import lru_cache

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from tongsuopy.crypto import hashes as tongsuo_hashes
from tongsuopy.crypto.asymciphers import ec
from tongsuopy.crypto.exceptions import InvalidSignature

PUBLIC_KEY_SIZE = 64
SIGNATURE_SIZE = 64
DIGEST_SIZE = 32
ORDER = 0xFFFFFFFE_FFFFFFFF_FFFFFFFF_FFFFFFFF_7203DF6B_21C6052B_53BBF409_39D54123  # n of GB/T 32918.5

_SIZE = 32
_SM2_WITH_SM3 = ec.ECDSA(tongsuo_hashes.SM3())  # on the SM2 curve the library reads this as SM2 with the default id


def sm3(data: bytes) -> bytes:
    """The SM3 digest, 32 bytes."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize()


def hmac_sm3(key: bytes, message: bytes) -> bytes:
    """HMAC (RFC 2104) over SM3, 32 bytes."""
    code = hmac.HMAC(key, hashes.SM3())
    code.update(message)
    return code.finalize()


@lru_cache(maxsize=1024)  # a key takes as long to load as a signature to verify
def load_verifier(raw: bytes) -> Callable[[bytes, bytes], bool]:
    """The check `(signature, message)` under the key `x ‖ y`; raises `ValueError` unless that is a point of the curve.

    The point at infinity has no coordinates, so no 64 bytes mean it; coordinates beyond the field are refused too.
    """
    key = ec.EllipticCurvePublicNumbers(_number(raw[:_SIZE]), _number(raw[_SIZE:]), ec.SM2()).public_key()

    def verifies(signature: bytes, message: bytes) -> bool:
        if len(signature) != SIGNATURE_SIZE:
            return False
        r, s = _number(signature[:_SIZE]), _number(signature[_SIZE:])
        if not (0 < r < ORDER and 0 < s < ORDER):
            return False
        try:
            key.verify(encode_dss_signature(r, s), message, _SM2_WITH_SM3)
        except InvalidSignature:
            return False
        return True

    return verifies


def signer_of_seed(seed: bytes) -> tuple[bytes, Callable[[bytes], bytes]]:
    """The public key and the signing of the private key that `seed` (32 bytes) determines: seed mod (n - 2) + 1."""
    key = ec.derive_private_key(_number(seed) % (ORDER - 2) + 1, ec.SM2())
    point = key.public_key().public_numbers()

    def sign(message: bytes) -> bytes:
        r, s = decode_dss_signature(key.sign(message, _SM2_WITH_SM3))
        return r.to_bytes(_SIZE, "big") + s.to_bytes(_SIZE, "big")

    return point.x.to_bytes(_SIZE, "big") + point.y.to_bytes(_SIZE, "big"), sign


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")
