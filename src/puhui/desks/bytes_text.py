"""Bytes as JSON carries them.

>>> from_base64url(base64url(b"\\xff\\xfe")) == b"\\xff\\xfe"
True
"""

import base64


def base64url(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_base64url(text: str) -> bytes:
    """The bytes of base64url, with or without padding."""
    bare = text.rstrip("=")
    return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
