"""Times of documents between nodes: milliseconds since 1970, shown as RFC 3339.

>>> of_ms(0)
'1970-01-01T00:00:00+00:00'
"""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def of_ms(ms: int) -> str:
    """The time as text."""
    return (_EPOCH + timedelta(milliseconds=ms)).isoformat()
