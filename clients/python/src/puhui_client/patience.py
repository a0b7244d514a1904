"""Calls that are made once, and sent again only where that helps.

1. Every POST that may carry an `Idempotency-Key` does: the caller's own, or one drawn here. A program that must survive
   its own death gives a key that it wrote down before.
2. A call is sent again when the node's error says `retriable`, after the pause that it names; or when no answer came
   and the call is safe (GET) or has a key. Anything else is told to the caller at once.
3. An error that is itself a repetition (`Idempotent-Replayed`) is final: the same key can give no other answer.
"""

import json
import time
import uuid
from collections.abc import Callable

import httpx

KEY, REPLAYED = "Idempotency-Key", "Idempotent-Replayed"
PREFIX = "/api/v1/"
SHOWN_ONCE = frozenset({"session", "sessions", "people", "invitations", "tokens"})
"""Where an answer shows a secret once, it is not kept, and no key is taken."""

_SAFE = frozenset({"GET", "HEAD"})
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 30.0


class Patient(httpx.BaseTransport):
    """Wraps the way to a node. `pause` and `draw_key` are given by tests."""

    def __init__(
        self,
        inner: httpx.BaseTransport,
        *,
        attempts: int = 5,
        pause: Callable[[float], None] = time.sleep,
        draw_key: Callable[[], str] = lambda: str(uuid.uuid4()),
    ) -> None:
        self._inner = inner
        self._attempts = attempts
        self._pause = pause
        self._draw_key = draw_key

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to a request; raises `httpx.TransportError` when none came."""
        if request.method == "POST" and KEY not in request.headers and takes_key(request.url.path):
            request.headers[KEY] = self._draw_key()
        repeatable = request.method in _SAFE or KEY in request.headers
        request.read()
        pause = _FIRST_PAUSE_S
        for left in range(self._attempts - 1, -1, -1):
            try:
                answer = self._inner.handle_request(request)
            except httpx.TransportError:
                if not left or not repeatable:
                    raise
                wanted = pause
            else:
                if answer.is_success or not left or not repeatable or not _helps(answer):
                    return answer
                wanted = max(pause, _asked_pause(answer))
                answer.close()
            self._pause(min(wanted, _LONGEST_PAUSE_S))
            pause *= 2
        raise AssertionError("the last attempt either answers or raises")

    def close(self) -> None:
        """Let go of the connections."""
        self._inner.close()


def takes_key(path: str) -> bool:
    """Whether a POST to this path may carry a key."""
    return path.startswith(PREFIX) and path.removeprefix(PREFIX).partition("/")[0] not in SHOWN_ONCE


def _helps(answer: httpx.Response) -> bool:
    """Whether the error says that trying again helps. What is not the node's error (a proxy's page) says nothing."""
    if answer.headers.get(REPLAYED) == "true":
        return False
    answer.read()
    try:
        told = json.loads(answer.content)
    except ValueError:
        return False
    error = told.get("error") if isinstance(told, dict) else None
    return isinstance(error, dict) and error.get("retriable") is True


def _asked_pause(answer: httpx.Response) -> float:
    asked = answer.headers.get("Retry-After", "")
    return float(asked) if asked.isdecimal() else 0.0
