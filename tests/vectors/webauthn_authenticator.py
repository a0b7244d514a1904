"""A WebAuthn authenticator in software, and the generator of `webauthn.json`: assertions good and attacked.

Run `python -m tests.vectors.webauthn_authenticator` to write the vectors again. EdDSA signs deterministically, so the
file only changes when a case does.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from puhui.kernel.subject_keys import Passkey

VECTORS = Path(__file__).with_name("webauthn.json")

RP_ID = "portal.puhui.example"
ORIGIN = f"https://{RP_ID}"
UP, UV, BE, BS, AT = 0x01, 0x04, 0x08, 0x10, 0x40


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Authenticator:
    """One credential on one device. `algorithm` is `eddsa` or `es256`; the seed decides the key."""

    def __init__(self, seed: int = 1, *, algorithm: str = "eddsa", rp_id: str = RP_ID) -> None:
        self.rp_id = rp_id
        self.credential_id = hashlib.sha256(b"credential %d" % seed).digest()
        if algorithm == "eddsa":
            self._eddsa = ed25519.Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"%d" % seed).digest())
            self._es256 = None
            raw = self._eddsa.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
            key = {1: 1, 3: -8, -1: 6, -2: raw}
        else:
            self._es256 = ec.derive_private_key(int.from_bytes(hashlib.sha256(b"%d" % seed).digest()), ec.SECP256R1())
            point = self._es256.public_key().public_numbers()
            key = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)}
        self.cose = cbor2.dumps(key, canonical=True)

    @property
    def key(self) -> Passkey:
        return Passkey.of(self.rp_id, self.cose)

    def register(self, challenge: bytes, *, origin: str = ORIGIN, flags: int = UP | UV) -> dict[str, Any]:
        """What `navigator.credentials.create()` gives the page, as JSON."""
        client = client_data(challenge, origin=origin, type_="webauthn.create")
        attested = bytes(16) + len(self.credential_id).to_bytes(2) + self.credential_id + self.cose
        data = authenticator_data(self.rp_id, flags | AT) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return {
            "id": base64url(self.credential_id),
            "rawId": base64url(self.credential_id),
            "type": "public-key",
            "response": {"clientDataJSON": base64url(client), "attestationObject": base64url(attestation)},
            "clientExtensionResults": {},
        }

    def sign(
        self, challenge: bytes, /, *, rp_id: str | None = None, flags: int = UP | UV, **client: Any
    ) -> dict[str, Any]:
        """A `SubjectSignature`. The keyword arguments make the device, or the page, misbehave."""
        return self.sign_raw(authenticator_data(rp_id or self.rp_id, flags), client_data(challenge, **client))

    def sign_raw(self, data: bytes, client: bytes) -> dict[str, Any]:
        signed = data + hashlib.sha256(client).digest()
        signature = self._es256.sign(signed, ec.ECDSA(hashes.SHA256())) if self._es256 else self._eddsa.sign(signed)
        return {
            "kind": "webauthn",
            "credential_id": self.credential_id,
            "authenticator_data": data,
            "client_data_json": client,
            "signature": signature,
        }


def authenticator_data(rp_id: str, flags: int, counter: int = 0) -> bytes:
    return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + counter.to_bytes(4)


def client_data(challenge: bytes, /, *, origin: str = ORIGIN, type_: str = "webauthn.get", **more: Any) -> bytes:
    fields = {"type": type_, "challenge": base64url(challenge), "origin": origin, "crossOrigin": False, **more}
    return json.dumps(fields, separators=(",", ":")).encode()


def browser_json(signature: Mapping[str, Any]) -> dict[str, Any]:
    """What `navigator.credentials.get()` gives the page, as JSON."""
    return {
        "id": base64url(signature["credential_id"]),
        "rawId": base64url(signature["credential_id"]),
        "type": "public-key",
        "response": {
            "authenticatorData": base64url(signature["authenticator_data"]),
            "clientDataJSON": base64url(signature["client_data_json"]),
            "signature": base64url(signature["signature"]),
        },
        "clientExtensionResults": {},
    }


def cases() -> list[dict[str, Any]]:
    """Every vector: its name, what was signed, and the reason of the refusal (empty: it verifies)."""
    challenge, other_challenge = hashlib.sha256(b"bundle").digest(), hashlib.sha256(b"another bundle").digest()
    mine, other, phone = Authenticator(1), Authenticator(2), Authenticator(1, rp_id="phishing.example")
    good = mine.sign(challenge)
    of_other = mine.sign(other_challenge)
    flags, counted = authenticator_data(RP_ID, UP | UV), authenticator_data(RP_ID, UP | UV, 9)
    doubled = client_data(challenge)[:-1] + b',"type":"webauthn.get"}'
    made: list[tuple[str, dict[str, Any], str]] = [
        ("good", good, ""),
        ("good_on_subdomain_with_port", mine.sign(challenge, origin=f"https://app.{RP_ID}:8443"), ""),
        ("good_with_extra_member", mine.sign(challenge, other_keys_can_be_added_here="do not compare"), ""),
        ("good_synchronised_passkey", mine.sign(challenge, flags=UP | UV | BE | BS), ""),
        ("wrong_challenge", mine.sign(other_challenge), "challenge"),
        ("challenge_padded", mine.sign(challenge, challenge=base64url(challenge) + "="), "challenge"),
        ("wrong_type_registration", mine.sign(challenge, type_="webauthn.create"), "type"),
        ("wrong_origin", mine.sign(challenge, origin="https://phishing.example"), "origin"),
        ("origin_plain_http", mine.sign(challenge, origin=f"http://{RP_ID}"), "origin"),
        ("origin_suffix_without_dot", mine.sign(challenge, origin=f"https://evil{RP_ID}"), "origin"),
        ("origin_with_userinfo", mine.sign(challenge, origin=f"https://x@{RP_ID}"), "origin"),
        ("origin_with_path", mine.sign(challenge, origin=f"{ORIGIN}/"), "origin"),
        ("origin_prefix_of_attacker", mine.sign(challenge, origin=f"{ORIGIN}.phishing.example"), "origin"),
        ("framed_by_another_site", mine.sign(challenge, crossOrigin=True), "cross_origin"),
        ("framed_top_origin", mine.sign(challenge, topOrigin="https://phishing.example"), "cross_origin"),
        ("wrong_rp", phone.sign(challenge), "rp_id"),
        ("no_user_presence", mine.sign(challenge, flags=UV), "user_presence"),
        ("no_user_verification", mine.sign(challenge, flags=UP), "user_verification"),
        ("backed_up_but_not_eligible", mine.sign(challenge, flags=UP | UV | BS), "backup_flags"),
        ("attested_data_in_assertion", mine.sign(challenge, flags=UP | UV | AT), "authenticator_data"),
        ("authenticator_data_truncated", mine.sign_raw(flags[:36], client_data(challenge)), "authenticator_data"),
        ("authenticator_data_longer", mine.sign_raw(flags + b"\0", client_data(challenge)), "authenticator_data"),
        ("client_data_doubled_name", mine.sign_raw(flags, doubled), "client_data"),
        ("client_data_truncated", mine.sign_raw(flags, client_data(challenge)[:-1]), "client_data"),
        ("client_data_not_an_object", mine.sign_raw(flags, b'["webauthn.get"]'), "client_data"),
        ("client_data_utf16", mine.sign_raw(flags, client_data(challenge).decode().encode("utf-16")), "client_data"),
        ("other_key", other.sign(challenge), "signature"),
        ("signature_truncated", good | {"signature": good["signature"][:-1]}, "signature"),
        ("signature_of_another_bundle", good | {"signature": of_other["signature"]}, "signature"),
        ("client_data_swapped_after_signing", of_other | {"client_data_json": client_data(challenge)}, "signature"),
        ("counter_changed_after_signing", good | {"authenticator_data": counted}, "signature"),
        ("signature_empty", good | {"signature": b""}, "signature"),
        ("signature_oversized", good | {"signature": bytes(257)}, "shape"),
        ("member_missing", {name: value for name, value in good.items() if name != "credential_id"}, "shape"),
        ("member_added", good | {"user_handle": b""}, "shape"),
        ("kind_software", good | {"kind": "software"}, "shape"),
    ]  # fmt: skip
    return [
        {
            "name": name,
            "key": str(mine.key),
            "challenge": challenge.hex(),
            "signature": {k: v.hex() if isinstance(v, bytes) else v for k, v in signature.items()},
            "refused": reason,
        }
        for name, signature, reason in made
    ]


if __name__ == "__main__":
    VECTORS.write_text(json.dumps(cases(), indent=1) + "\n")
