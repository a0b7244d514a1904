"""A bank's programs at its own node: sign in by token, ask, act, hear events. The whole API is in `generated.api`."""

from puhui_client.answers import Refused, done, expect
from puhui_client.program import connect
from puhui_client.webhooks import Event, Forged, Receiver

__all__ = ["Event", "Forged", "Receiver", "Refused", "connect", "done", "expect"]
