"""Canonical JSON, and digests over it: one spelling of a document, so that equal documents have equal digests.

Keys in order, no blanks, UTF-8 as it is, numbers as the shortest text that reads back to the same number; NaN and
infinities have no spelling and are refused.

>>> canonical({"b": 1.5, "a": "分"}).decode()
'{"a":"分","b":1.5}'
>>> digest_of({"a": 1})[:8]
'015abd7f'
"""

import json
from typing import Any

from puhui.kernel import suite
from puhui.kernel.suites import DEFAULT_SUITE


def canonical(document: Any) -> bytes:
    """The document's one spelling; raises `ValueError` for what JSON has none for."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(document: Any) -> str:
    """The digest of the canonical JSON, lower-case hex."""
    return digest_of_bytes(canonical(document))


def digest_of_bytes(data: bytes) -> str:
    """The digest of bytes as they are, lower-case hex."""
    return suite(DEFAULT_SUITE).digest(data).hex()
