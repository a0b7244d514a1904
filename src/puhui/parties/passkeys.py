"""The options that a browser needs to make a passkey or to sign with it (W3C Web Authentication Level 3)."""

import base64
from collections.abc import Sequence
from typing import Any

from puhui.kernel.subject_keys import Passkey

_TIMEOUT_MS = 120_000
_ES256, _EDDSA = -7, -8


def creation_options(*, challenge: bytes, rp_id: str, rp_name: str, user_id: bytes, user_name: str) -> dict[str, Any]:
    """`PublicKeyCredentialCreationOptions` as JSON: a discoverable key that verifies its user, no attestation."""
    return {
        "challenge": _base64url(challenge),
        "rp": {"id": rp_id, "name": rp_name},
        "user": {"id": _base64url(user_id), "name": user_name, "displayName": user_name},
        "pubKeyCredParams": [{"type": "public-key", "alg": alg} for alg in (_ES256, _EDDSA)],
        "authenticatorSelection": {"residentKey": "preferred", "userVerification": "required"},
        "attestation": "none",
        "timeout": _TIMEOUT_MS,
    }


def request_options(*, challenge: bytes, key: Passkey, credentials: Sequence[bytes]) -> dict[str, Any]:
    """`PublicKeyCredentialRequestOptions` as JSON: sign `challenge` with the enrolled passkey."""
    return {
        "challenge": _base64url(challenge),
        "rpId": key.rp_id,
        "allowCredentials": [{"type": "public-key", "id": _base64url(one)} for one in credentials],
        "userVerification": "required",
        "timeout": _TIMEOUT_MS,
    }


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
