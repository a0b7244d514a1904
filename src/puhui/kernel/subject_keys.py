"""The keys with which enterprises sign, and the check of what they signed. Deterministic: the ledger contract calls it.

An enterprise signs with a key that never leaves its device: a passkey (W3C Web Authentication Level 3) in the
portal, or a software key of one of our suites. Whichever it is, it signs one challenge, and a key has one text:
`software:<suite>:<base64>` or `webauthn:<rp_id>:<base64 COSE_Key>`.

The assertion check is spelt out here and not left to a library, because nodes with different library versions must
never disagree about an entry. It is stricter than the standard asks: user verification is always required, JSON with
a doubled name is refused, nothing may be framed by another site, and the algorithms are ES256 and EdDSA, no others.

>>> from puhui.kernel.suites import SoftwareSigner, suite
>>> device = SoftwareSigner.from_seed(suite("ed25519-sha256"), bytes(32))
>>> key = subject_key(f"software:{device.public_key}")
>>> key.check(software_signature(device, b"challenge"), b"challenge")
>>> try:
...     key.check(software_signature(device, b"challenge"), b"another bundle")
... except SubjectSignatureRefused as refused:
...     refused.data["reason"]
'signature'
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from puhui.kernel.encoding import NotCanonical, decode, encode
from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.suites import MalformedKey, PublicKey, Signer, UnknownSuite
from puhui.kernel.text import Text

_RP_ID = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")
_CREDENTIAL_ID_MAX = 1023  # WebAuthn L3, 4: a credential id is at most 1023 bytes
_CLIENT_DATA_MAX = 4096
_AUTHENTICATOR_DATA_MAX = 1024
_SIGNATURE_MAX = 256
_AUTHENTICATOR_DATA_MIN = 37  # rpIdHash 32, flags 1, counter 4

_USER_PRESENT, _USER_VERIFIED, _BACKUP_ELIGIBLE, _BACKED_UP, _ATTESTED, _EXTENDED = 0x01, 0x04, 0x08, 0x10, 0x40, 0x80

# COSE (RFC 9052, 9053): kty, alg, crv and coordinates
_KTY, _ALG, _CRV, _X, _Y = 1, 3, -1, -2, -3
_ES256 = {_KTY: 2, _ALG: -7, _CRV: 1}
_EDDSA = {_KTY: 1, _ALG: -8, _CRV: 6}


class MalformedSubjectKey(PuhuiError):
    """The text is not the key of an enterprise."""

    category = Category.INVALID
    cause = Text(zh="企业公钥格式错误：{reason}", en="malformed enterprise key: {reason}")
    remedy = Text(zh="请重新登记企业密钥", en="enrol the key of the enterprise again")


class SubjectSignatureRefused(PuhuiError):
    """The signature is not the enterprise's over this challenge; `reason` is a stable code of what is wrong."""

    category = Category.FORBIDDEN
    cause = Text(zh="企业签名验证失败：{reason}", en="the signature of the enterprise does not verify: {reason}")
    remedy = Text(zh="请在企业登记的设备上重新签名", en="sign again on the device that the enterprise enrolled")


class RegistrationRefused(PuhuiError):
    """The browser's registration of a new passkey does not verify."""

    category = Category.INVALID
    cause = Text(zh="通行密钥登记未通过验证：{reason}", en="the registration of the passkey does not verify: {reason}")
    remedy = Text(zh="请重新发起登记", en="start the enrolment again")


class SubjectKey(Protocol):
    """An enterprise's public key. Its text form is `str(key)`."""

    @property
    def kind(self) -> str:
        """`software` or `webauthn`."""
        ...

    def check(self, signature: Mapping[str, Any], challenge: bytes) -> None:
        """Return if `signature` is this key's over `challenge`; raises `SubjectSignatureRefused` on anything else."""
        ...


def subject_key(text: str) -> SubjectKey:
    """The key of its text form; raises `MalformedSubjectKey`."""
    if type(text) is not str:
        raise MalformedSubjectKey(reason=Text(zh="不是文字", en="not text"), stage="kernel.subject_keys")
    kind, _, body = text.partition(":")
    match kind:
        case "software":
            return SoftwareKey.parse(body)
        case "webauthn":
            return Passkey.parse(body)
        case _:
            raise MalformedSubjectKey(
                reason=Text(zh=f"未知类型 {kind[:20]!r}", en=f"unknown kind {kind[:20]!r}"), stage="kernel.subject_keys"
            )


@dataclass(frozen=True, slots=True)
class SoftwareKey:
    """A key of one of our suites, held by a machine of the enterprise."""

    key: PublicKey
    kind = "software"

    @classmethod
    def parse(cls, body: str) -> "SoftwareKey":
        """The key of `<suite>:<base64>`."""
        try:
            key = PublicKey.parse(body)
        except (MalformedKey, UnknownSuite, ValueError) as reason:
            raise MalformedSubjectKey(reason=str(reason), stage="kernel.subject_keys") from None
        if str(key) != body:
            raise MalformedSubjectKey(
                reason=Text(zh="同一密钥的另一种写法", en="another spelling of the same key"),
                stage="kernel.subject_keys",
            )
        return cls(key)

    def check(self, signature: Mapping[str, Any], challenge: bytes) -> None:
        """`{"kind": "software", "signature": bytes}`: the raw signature of the suite over the challenge."""
        (raw,) = _fields(signature, self.kind, {"signature": _SIGNATURE_MAX})
        if not self.key.verifies(raw, challenge):
            _refuse("signature")

    def __str__(self) -> str:
        return f"software:{self.key}"


@dataclass(frozen=True, slots=True)
class Passkey:
    """A WebAuthn credential's public key, bound to the portal's domain (`rp_id`)."""

    rp_id: str
    cose: bytes
    key: ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey
    kind = "webauthn"

    @classmethod
    def parse(cls, body: str) -> "Passkey":
        """The key of `<rp_id>:<base64 COSE_Key>`."""
        rp_id, _, cose64 = body.partition(":")
        try:
            cose = base64.b64decode(cose64, validate=True)
        except (binascii.Error, ValueError):
            raise MalformedSubjectKey(
                reason=Text(zh="不是 base64", en="not base64"), stage="kernel.subject_keys"
            ) from None
        if base64.b64encode(cose).decode() != cose64:
            raise MalformedSubjectKey(
                reason=Text(zh="同一密钥的另一种写法", en="another spelling of the same key"),
                stage="kernel.subject_keys",
            )
        return cls.of(rp_id, cose)

    @classmethod
    def of(cls, rp_id: str, cose: bytes) -> "Passkey":
        """The key of a domain and a canonical COSE_Key: P-256 with ES256, or Ed25519 with EdDSA."""
        if not _RP_ID.fullmatch(rp_id):
            raise MalformedSubjectKey(
                reason=Text(zh=f"rp_id {rp_id[:60]!r} 不是域名", en=f"rp_id {rp_id[:60]!r} is not a domain"),
                stage="kernel.subject_keys",
            )
        return cls(rp_id, cose, _cose_key(cose))

    def check(self, signature: Mapping[str, Any], challenge: bytes) -> None:
        """Verify an assertion after W3C Web Authentication Level 3, section 7.2.

        1. The signature has exactly our fields, all bytes and of bounded size.
        2. clientDataJSON is one JSON object of type `webauthn.get` over our challenge.
        3. It was made on our domain over https (or on localhost), and not inside another site's frame.
        4. authenticatorData is for our domain.
        5. The user was present and verified, and the backup flags make sense.
        6. The key signed authenticatorData and the hash of clientDataJSON.

        The signature counter is not compared: synchronised passkeys do not count, and a grant's id stops replays.
        """
        # 1.
        _, authenticator_data, client_data_json, raw = _fields(
            signature,
            self.kind,
            {
                "credential_id": _CREDENTIAL_ID_MAX,
                "authenticator_data": _AUTHENTICATOR_DATA_MAX,
                "client_data_json": _CLIENT_DATA_MAX,
                "signature": _SIGNATURE_MAX,
            },
        )
        self._check_client_data(client_data_json, challenge)
        self._check_authenticator_data(authenticator_data)
        # 6.
        signed = authenticator_data + hashlib.sha256(client_data_json).digest()
        try:
            if isinstance(self.key, ed25519.Ed25519PublicKey):
                self.key.verify(raw, signed)
            else:
                self.key.verify(raw, signed, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            _refuse("signature")

    def _check_client_data(self, client_data_json: bytes, challenge: bytes) -> None:
        # 2.
        client = _client_data(client_data_json)
        if client.get("type") != "webauthn.get":
            _refuse("type")
        if client.get("challenge") != base64.urlsafe_b64encode(challenge).rstrip(b"=").decode():
            _refuse("challenge")
        # 3.
        if not _is_origin_of(client.get("origin"), self.rp_id):
            _refuse("origin")
        if client.get("crossOrigin", False) is not False or "topOrigin" in client:
            _refuse("cross_origin")

    def _check_authenticator_data(self, data: bytes) -> None:
        # 4.
        if len(data) < _AUTHENTICATOR_DATA_MIN:
            _refuse("authenticator_data")
        if data[:32] != hashlib.sha256(self.rp_id.encode()).digest():
            _refuse("rp_id")
        # 5.
        flags = data[32]
        if not flags & _USER_PRESENT:
            _refuse("user_presence")
        if not flags & _USER_VERIFIED:
            _refuse("user_verification")
        if flags & _BACKED_UP and not flags & _BACKUP_ELIGIBLE:
            _refuse("backup_flags")
        if flags & _ATTESTED or (not flags & _EXTENDED and len(data) != _AUTHENTICATOR_DATA_MIN):
            _refuse("authenticator_data")

    def __str__(self) -> str:
        return f"webauthn:{self.rp_id}:{base64.b64encode(self.cose).decode()}"


def software_signature(signer: Signer, challenge: bytes) -> dict[str, Any]:
    """A `SubjectSignature` by a software key over `challenge`."""
    return {"kind": "software", "signature": signer.sign(challenge)}


def assertion_signature(credential: Mapping[str, Any]) -> dict[str, Any]:
    """A `SubjectSignature` from the JSON of the browser's `navigator.credentials.get()`.

    Only the shape is checked here; whether it verifies is decided by `Passkey.check`. Raises `SubjectSignatureRefused`.
    """
    try:
        response = credential["response"]
        return {
            "kind": "webauthn",
            "credential_id": _from_base64url(credential["id"]),
            "authenticator_data": _from_base64url(response["authenticatorData"]),
            "client_data_json": _from_base64url(response["clientDataJSON"]),
            "signature": _from_base64url(response["signature"]),
        }
    except (KeyError, TypeError, ValueError):
        raise SubjectSignatureRefused(reason="shape", stage="kernel.subject_keys") from None


@dataclass(frozen=True, slots=True)
class Registration:
    """A verified new passkey and the id by which the device finds it again."""

    key: Passkey
    credential_id: bytes


def verify_registration(credential: Mapping[str, Any], challenge: bytes, rp_id: str) -> Registration:
    """The passkey of the JSON of the browser's `navigator.credentials.create()`, after WebAuthn L3, section 7.1.

    Attestation of the device's maker is not asked for: who the enterprise is, the registry attests. Not part of any
    ledger contract, so the library's version may differ between nodes. Raises `RegistrationRefused`.
    """
    from webauthn import verify_registration_response
    from webauthn.helpers.cose import COSEAlgorithmIdentifier
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        origin = _client_data(_from_base64url(credential["response"]["clientDataJSON"])).get("origin")
        if type(origin) is not str or not _is_origin_of(origin, rp_id):
            raise RegistrationRefused(reason="origin", stage="kernel.subject_keys")
        verified = verify_registration_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=rp_id,
            expected_origin=origin,
            require_user_verification=True,
            supported_pub_key_algs=[COSEAlgorithmIdentifier.ECDSA_SHA_256, COSEAlgorithmIdentifier.EDDSA],
        )
        cose = encode(_plain_cose(verified.credential_public_key))
        return Registration(key=Passkey.of(rp_id, cose), credential_id=verified.credential_id)
    except (WebAuthnException, MalformedSubjectKey, SubjectSignatureRefused, NotCanonical) as reason:
        raise RegistrationRefused(reason=str(reason), stage="kernel.subject_keys") from None
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise RegistrationRefused(reason="shape", stage="kernel.subject_keys") from None


def _plain_cose(key: bytes) -> Any:
    import cbor2

    return cbor2.loads(key)


def _fields(signature: Mapping[str, Any], kind: str, limits: Mapping[str, int]) -> Sequence[bytes]:
    if not isinstance(signature, Mapping) or set(signature) != {"kind", *limits} or signature["kind"] != kind:
        _refuse("shape")
    values = [signature[name] for name in limits]
    for value, most in zip(values, limits.values(), strict=True):
        if type(value) is not bytes or len(value) > most:
            _refuse("shape")
    return values


def _client_data(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError):  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        _refuse("client_data")
    if type(value) is not dict:
        _refuse("client_data")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a name stands twice")
    return value


def _is_origin_of(origin: object, rp_id: str) -> bool:
    """Whether a page of `origin` may use the credentials of `rp_id`: https on the domain or below it, or localhost."""
    if type(origin) is not str:
        return False
    try:
        parts = urlsplit(origin)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if origin != f"{parts.scheme}://{host}" + (f":{port}" if port is not None else ""):
        return False
    if parts.scheme == "http":
        return host == rp_id == "localhost"
    return parts.scheme == "https" and (host == rp_id or host.endswith("." + rp_id))


def _cose_key(cose: bytes) -> ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey:
    try:
        fields = decode(cose)
    except NotCanonical as reason:
        raise MalformedSubjectKey(reason=str(reason), stage="kernel.subject_keys") from None
    head = {name: fields.get(name) for name in (_KTY, _ALG, _CRV)} if type(fields) is dict else {}
    try:
        if head == _ES256 and set(fields) == {*_ES256, _X, _Y} and len(fields[_X]) == len(fields[_Y]) == 32:
            return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\x04" + fields[_X] + fields[_Y])
        if head == _EDDSA and set(fields) == {*_EDDSA, _X}:
            return ed25519.Ed25519PublicKey.from_public_bytes(fields[_X])
    except (ValueError, TypeError):
        raise MalformedSubjectKey(
            reason=Text(zh="不是曲线上的点", en="no point of the curve"), stage="kernel.subject_keys"
        ) from None
    raise MalformedSubjectKey(
        reason=Text(
            zh="既不是 P-256 上的 ES256，也不是 Ed25519 上的 EdDSA", en="neither ES256 on P-256 nor EdDSA on Ed25519"
        ),
        stage="kernel.subject_keys",
    )


def _from_base64url(text: str) -> bytes:
    if not re.fullmatch(r"[A-Za-z0-9_-]*={0,2}", text):
        raise ValueError("not base64url")
    return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def _refuse(reason: str) -> NoReturn:
    raise SubjectSignatureRefused(reason=reason, stage="kernel.subject_keys")
