"""Codes that an authenticator app shows: TOTP (RFC 6238) over HMAC-SHA-1, six digits, a new one every 30 seconds.

SHA-1 because that is what the apps compute whatever they are told; HMAC needs no collision resistance of it.

>>> from datetime import UTC, datetime
>>> secret = b"12345678901234567890"  # RFC 6238, appendix B
>>> matching_step(secret, "287082", datetime.fromtimestamp(59, UTC))
1
>>> matching_step(secret, "287083", datetime.fromtimestamp(59, UTC)) is None
True
"""

import base64
from datetime import datetime
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

from puhui.kernel.suites import same_bytes

SECRET_SIZE = 20  # RFC 4226, section 4, R6: 160 bits
DIGITS = 6
STEP_SECONDS = 30
_DRIFT_STEPS = 1  # a code typed at the end of its time, a clock half a minute off


def matching_step(secret: bytes, code: str, now: datetime) -> int | None:
    """The time step whose code this is, within one of now's; None for any other text.

    Whoever accepts a code keeps its step and accepts none up to it again: a code that was seen is used up.
    """
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        return None
    current = int(now.timestamp()) // STEP_SECONDS
    found = None
    for step in range(max(0, current - _DRIFT_STEPS), current + _DRIFT_STEPS + 1):
        # All are computed, whichever matches: the time that it takes tells nothing.
        if _same(code_at(secret, step), code):
            found = step
    return found


def code_at(secret: bytes, step: int) -> str:
    """The code of a time step."""
    return HOTP(secret, DIGITS, SHA1(), enforce_key_length=False).generate(step).decode()  # noqa: S303 - see above


def provisioning_uri(secret: bytes, *, issuer: str, account: str) -> str:
    """What an app reads from the picture (Key URI format of Google Authenticator, which all apps read)."""
    query = urlencode({"secret": secret_text(secret), "issuer": issuer, "digits": DIGITS, "period": STEP_SECONDS})
    return f"otpauth://totp/{quote(f'{issuer}:{account}')}?{query}"


def secret_text(secret: bytes) -> str:
    """The secret as a person types it into an app (RFC 4648 base 32)."""
    return base64.b32encode(secret).decode().rstrip("=")


def _same(one: str, other: str) -> bool:
    return same_bytes(one.encode(), other.encode())
