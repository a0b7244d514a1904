"""The signature of a webhook: Standard Webhooks 1.0, symmetric (HMAC-SHA-256 over id, time and body).

A receiver in Python may use `verify_webhook`; libraries for other languages are at standardwebhooks.com.

>>> from datetime import UTC, datetime, timedelta
>>> now, secret = datetime(2026, 1, 1, tzinfo=UTC), b"k" * 24
>>> headers = sign_webhook(secret, "ntf_1", b"{}", now)
>>> verify_webhook(secret, headers, b"{}", now)
'ntf_1'
>>> verify_webhook(secret, headers, b"{}", now + timedelta(minutes=6))
Traceback (most recent call last):
    ...
puhui.notifications.channels.webhook_signature.WebhookForged: the webhook is not genuine: time; take nothing from it
"""

import base64
from collections.abc import Mapping
from datetime import datetime, timedelta

from puhui.kernel import Category, PuhuiError, Text, suite
from puhui.kernel.suites import BROWSER_SUITE, same_bytes

TOLERANCE = timedelta(minutes=5)  # beyond it a message that was seen may be one that is played again
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
_VERSION = "v1,"


class WebhookForged(PuhuiError):
    """The message is not the sender's, or not of now."""

    category = Category.INTEGRITY
    cause = Text(zh="webhook 验证未通过：{reason}", en="the webhook is not genuine: {reason}")
    remedy = Text(zh="请勿采信该消息", en="take nothing from it")


def sign_webhook(secret: bytes, id_: str, body: bytes, at: datetime) -> dict[str, str]:
    """The headers that go with a body."""
    timestamp = str(int(at.timestamp()))
    return {ID: id_, TIMESTAMP: timestamp, SIGNATURE: _signature(secret, id_, timestamp, body)}


def verify_webhook(secret: bytes, headers: Mapping[str, str], body: bytes, now: datetime) -> str:
    """The message's id, by which a receiver knows a repetition; raises `WebhookForged`.

    1. The three headers are there. 2. The time is within `TOLERANCE` of now. 3. One of the signatures is the secret's.
    """
    try:
        id_, timestamp, signatures = (headers[name] for name in (ID, TIMESTAMP, SIGNATURE))
        apart = abs(now.timestamp() - int(timestamp))
    except (KeyError, ValueError):
        raise WebhookForged(reason="headers", stage="notifications.webhook") from None
    if apart > TOLERANCE.total_seconds():
        raise WebhookForged(reason="time", stage="notifications.webhook")
    expected = _signature(secret, id_, timestamp, body).encode()
    if not any(same_bytes(expected, one.encode()) for one in signatures.split(" ")):
        raise WebhookForged(reason="signature", stage="notifications.webhook")
    return id_


def _signature(secret: bytes, id_: str, timestamp: str, body: bytes) -> str:
    signed = f"{id_}.{timestamp}.".encode() + body
    return _VERSION + base64.b64encode(suite(BROWSER_SUITE).mac(secret, signed)).decode()
