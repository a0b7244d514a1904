"""Crypto suites, by name. Every signature and hash names its suite; nothing outside the kernel names an algorithm.

A suite is a signature scheme and a hash that go together. `ed25519-sha256` (RFC 8032, FIPS 180-4) is the default;
`sm2-sm3` (GB/T 32918, GB/T 32905) takes its place when a consortium chooses it at genesis. A key's text names its
suite, and a key of one suite is never one of the other.

>>> signer = SoftwareSigner.from_seed(suite("ed25519-sha256"), bytes(32))
>>> signature = signer.sign(b"statement")
>>> signer.public_key.verifies(signature, b"statement"), signer.public_key.verifies(signature, b"other")
(True, False)
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError

from puhui.kernel import sm2
from puhui.kernel.entropy import Entropy
from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.text import Text


class UnknownSuite(PuhuiError):
    """The name is of no crypto suite that this build knows."""

    category = Category.INVALID
    cause = Text(zh="未知的密码套件“{name}”", en="unknown crypto suite {name!r}")
    remedy = Text(zh="请使用 {known} 之一，或升级节点", en="use one of {known}, or upgrade the node")


class MalformedKey(PuhuiError):
    """The text or bytes are not a public key of the named suite."""

    category = Category.INVALID
    cause = Text(zh="公钥格式错误：{reason}", en="malformed public key: {reason}")
    remedy = Text(zh="请从信任文件或机构处重新取得公钥", en="fetch the key again from its owner or the trust file")


class _Verifier(Protocol):
    def __call__(self, signature: bytes, message: bytes, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Suite:
    """A named pair of signature scheme and hash, with the numbers by which formats know them.

    `cose_alg` is the COSE algorithm and `cose_tree` the COSE verifiable data structure (IANA's numbers, or, where IANA
    has none, our own of its private use, below -65536); `note_key` and `cosignature_key` are the C2SP signed-note key
    types (one byte, or 0xff and a name of our own).
    `digest` hashes; `mac(key, message)` authenticates with a shared secret (HMAC, RFC 2104, over the suite's hash).
    `load_verifier` turns a raw public key into a check that never raises on a wrong signature.
    """

    name: str
    cose_alg: int
    cose_tree: int
    note_key: bytes
    cosignature_key: bytes
    digest_size: int
    public_key_size: int
    signature_size: int
    digest: Callable[[bytes], bytes] = field(repr=False)
    mac: Callable[[bytes, bytes], bytes] = field(repr=False)
    load_verifier: Callable[[bytes], _Verifier] = field(repr=False)
    sign_with_seed: Callable[[bytes], tuple[bytes, Callable[[bytes], bytes]]] = field(repr=False)


_ED25519_SIGNATURE_SIZE = 64


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _hmac_sha256(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")


def same_bytes(one: bytes, other: bytes) -> bool:
    """Whether two secrets or codes are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one, other)


_FIELD = 2**255 - 19
_SMALL_ORDER = {  # the y of all points of small order: under such a key, almost anybody's signature would hold
    0,
    1,
    _FIELD - 1,
    0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
}


def _is_sound_point(raw: bytes) -> bool:
    """Whether a key, or a signature's R, is spelt in its one way and is not of small order.

    OpenSSL takes both kinds, browsers take neither: whoever verifies must come to the same answer.
    """
    y = int.from_bytes(raw, "little") & (2**255 - 1)
    return y < _FIELD and y not in _SMALL_ORDER


def _ed25519_verifier(raw: bytes) -> _Verifier:
    """OpenSSL decides about sound points; libsodium answers first, in two thirds of the time.

    Both compute the same equation (RFC 8032, 5.1.7, without the cofactor) and compare bytes; libsodium also refuses
    some odd keys and points. So what it accepts OpenSSL would accept, and what it refuses OpenSSL is asked about: which
    signatures are good does not depend on libsodium, and cannot differ between nodes or from other verifiers.
    """
    try:
        key = Ed25519PublicKey.from_public_bytes(raw)
    except ValueError as reason:
        raise MalformedKey(reason=str(reason), stage="kernel.suites") from None
    if not _is_sound_point(raw):
        raise MalformedKey(
            reason=Text(zh="小阶点，或其另一种写法", en="a point of small order, or another spelling of one"),
            stage="kernel.suites",
        )

    def verifies(signature: bytes, message: bytes) -> bool:
        if len(signature) != _ED25519_SIGNATURE_SIZE or not _is_sound_point(signature[:32]):
            return False
        try:
            crypto_sign_open(signature + message, raw)  # in one piece: hence the check of its length
        except BadSignatureError:
            pass
        else:
            return True
        try:
            key.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    return verifies


def _ed25519_signer(seed: bytes) -> tuple[bytes, Callable[[bytes], bytes]]:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return raw, key.sign


def _sm2_verifier(raw: bytes) -> _Verifier:
    try:
        return sm2.load_verifier(raw)
    except ValueError as reason:
        raise MalformedKey(reason=str(reason), stage="kernel.suites") from None


_SUITES = {
    "ed25519-sha256": Suite(
        name="ed25519-sha256",
        cose_alg=-8,
        cose_tree=1,  # RFC9162_SHA256
        note_key=b"\x01",
        cosignature_key=b"\x04",
        digest_size=32,
        public_key_size=32,
        signature_size=64,
        digest=_sha256,
        mac=_hmac_sha256,
        load_verifier=_ed25519_verifier,
        sign_with_seed=_ed25519_signer,
    ),
    "sm2-sm3": Suite(
        name="sm2-sm3",
        cose_alg=-329180,  # private use: GB/T 32918
        cose_tree=-329050,  # private use: the tree of RFC 9162 over GB/T 32905
        note_key=b"\xffsm2-sm3/v1",
        cosignature_key=b"\xffsm2-sm3-cosignature/v1",
        digest_size=sm2.DIGEST_SIZE,
        public_key_size=sm2.PUBLIC_KEY_SIZE,
        signature_size=sm2.SIGNATURE_SIZE,
        digest=sm2.sm3,
        mac=sm2.hmac_sm3,
        load_verifier=_sm2_verifier,
        sign_with_seed=sm2.signer_of_seed,
    ),
}

DEFAULT_SUITE = "ed25519-sha256"
BROWSER_SUITE = "ed25519-sha256"  # whose hash and MAC a browser computes by itself (WebCrypto knows no SM3)
SEED_SIZE = 32
SUITES = tuple(_SUITES)


def suite(name: str) -> Suite:
    """The suite of that name; raises `UnknownSuite`."""
    try:
        return _SUITES[name]
    except KeyError:
        raise UnknownSuite(name=name, known=", ".join(_SUITES), stage="kernel.suites") from None


class PublicKey:
    """A raw public key and the suite it belongs to. Its text form is `suite:base64`."""

    __slots__ = ("_verifies", "raw", "suite")

    def __init__(self, of: Suite, raw: bytes) -> None:
        if len(raw) != of.public_key_size:
            raise MalformedKey(
                reason=Text(
                    zh=f"{len(raw)} 字节，应为 {of.public_key_size}", en=f"{len(raw)} bytes, want {of.public_key_size}"
                ),
                stage="kernel.suites",
            )
        self.suite = of
        self.raw = raw
        self._verifies = of.load_verifier(raw)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The key of `suite:base64`; raises `UnknownSuite` or `MalformedKey`."""
        name, _, body = text.partition(":")
        try:
            raw = base64.b64decode(body, validate=True)
        except binascii.Error as reason:
            raise MalformedKey(reason=str(reason), stage="kernel.suites") from None
        return cls(suite(name), raw)

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether `signature` is this key's over `message`."""
        return self._verifies(signature, message)

    @property
    def key_id(self) -> bytes:
        """The first 16 bytes of the digest of the text form: names the key inside statements."""
        return self.suite.digest(str(self).encode())[:16]

    def __str__(self) -> str:
        return f"{self.suite.name}:{base64.b64encode(self.raw).decode()}"

    def __repr__(self) -> str:
        return f"PublicKey({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PublicKey) and (self.suite.name, self.raw) == (other.suite.name, other.raw)

    def __hash__(self) -> int:
        return hash((self.suite.name, self.raw))


class Signer(Protocol):
    """Holds a private key and signs. A software key here; an HSM or a vault behind the same two verbs."""

    @property
    def public_key(self) -> PublicKey:
        """The key that verifies what this signs."""
        ...

    def sign(self, message: bytes) -> bytes:
        """The signature over `message` under `public_key`."""
        ...


class SoftwareSigner:
    """A private key in this process's memory."""

    __slots__ = ("_sign", "public_key")

    def __init__(self, public_key: PublicKey, sign: Callable[[bytes], bytes]) -> None:
        self.public_key = public_key
        self._sign = sign

    @classmethod
    def from_seed(cls, of: Suite, seed: bytes) -> Self:
        """The key that the 32-byte `seed` determines."""
        if len(seed) != SEED_SIZE:
            raise MalformedKey(
                reason=Text(
                    zh=f"种子为 {len(seed)} 字节，应为 {SEED_SIZE}", en=f"seed of {len(seed)} bytes, want {SEED_SIZE}"
                ),
                stage="kernel.suites",
            )
        raw, sign = of.sign_with_seed(seed)
        return cls(PublicKey(of, raw), sign)

    @classmethod
    def new(cls, of: Suite, entropy: Entropy) -> Self:
        """A fresh key."""
        return cls.from_seed(of, entropy.take(SEED_SIZE))

    def sign(self, message: bytes) -> bytes:
        """The signature over `message`."""
        return self._sign(message)

    def __repr__(self) -> str:
        return f"SoftwareSigner({self.public_key!r})"
