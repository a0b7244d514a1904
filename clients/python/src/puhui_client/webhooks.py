"""Events that the node sends to this program, signed as Standard Webhooks 1.0 says (HMAC-SHA-256).

What a receiver must do: answer 2xx once the event is kept; anything else makes the node send it again, under the same
id, for three days.

>>> from datetime import UTC, datetime
>>> receiver = Receiver("whsec_" + base64.b64encode(b"k" * 24).decode())
>>> now = datetime(2026, 1, 1, tzinfo=UTC)
>>> body = b'{"type":"contract_signed","timestamp":"2026-01-01T00:00:00Z","data":{"role":"officer"}}'
>>> signed = {"webhook-id": "ntf_1", "webhook-timestamp": "1767225600",
...           "webhook-signature": "v1,s0eGHQqMxpNmExnDNvrMcrrw3b64RXxQd6AWOtlPvpM="}
>>> receiver.take(signed, body, now).type
'contract_signed'
>>> receiver.take(signed, body, now) is None  # a repetition
True
>>> receiver.take(signed, body.replace(b"signed", b"broken"), now)
Traceback (most recent call last):
    ...
puhui_client.webhooks.Forged: signature
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

TOLERANCE = timedelta(minutes=5)
KEPT = timedelta(days=4)  # longer than the node goes on trying
_PREFIX = "whsec_"
_VERSION = "v1,"


class Forged(Exception):
    """The message is not the node's, or not of now: take nothing from it, and answer 400."""


@dataclass(frozen=True)
class Event:
    """One event: its id, its kind, when it was, and where to read on. It names no enterprise.

    `environment` is `sandbox` for one that a sandbox's node sent.
    """

    id: str
    type: str
    timestamp: str
    data: Mapping[str, Any]
    environment: str = "real"


class Receiver:
    """Takes each genuine event once. `seen` remembers ids, and is best a table of the program's own database.

    A receiver takes events of one environment: of real nodes, unless it is said to be a sandbox's.
    """

    def __init__(
        self, secret: str, seen: MutableMapping[str, datetime] | None = None, *, environment: str = "real"
    ) -> None:
        self._key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
        self._seen: MutableMapping[str, datetime] = {} if seen is None else seen
        self._environment = environment

    def take(self, headers: Mapping[str, str], body: bytes, now: datetime) -> Event | None:
        """The event, or None when it was taken before (answer 2xx all the same); raises `Forged`.

        1. The three headers are there. 2. The time is within `TOLERANCE` of now, so that an old message cannot be
        played again. 3. One of the signatures is the secret's, over id, time and body. 4. The event is of this
        environment. 5. The id is new.
        """
        told = {name.lower(): value for name, value in headers.items()}
        try:
            id_, stamp, signatures = (told[f"webhook-{name}"] for name in ("id", "timestamp", "signature"))
            apart = abs(now.timestamp() - int(stamp))
        except (KeyError, ValueError):
            raise Forged("headers") from None
        if apart > TOLERANCE.total_seconds():
            raise Forged("time")
        expected = _VERSION + base64.b64encode(self._mac(f"{id_}.{stamp}.".encode() + body)).decode()
        if not any(hmac.compare_digest(expected.encode(), one.encode()) for one in signatures.split(" ")):
            raise Forged("signature")
        event = json.loads(body)
        if event.get("environment", "real") != self._environment:
            raise Forged("environment")
        for old in [one for one, at in self._seen.items() if at + KEPT < now]:
            del self._seen[old]
        if id_ in self._seen:
            return None
        self._seen[id_] = now
        return Event(id_, event["type"], event["timestamp"], event["data"], self._environment)

    def _mac(self, signed: bytes) -> bytes:
        return hmac.new(self._key, signed, hashlib.sha256).digest()
