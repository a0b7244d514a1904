"""How much a request may carry: a form is small, and a table has its own bound.

A body is read here, up to its bound, before anything looks at it; what is longer answers 413 and is kept nowhere. A
caller who is still sending is heard to its end first, up to `HEARD_BYTES_MAX`, or it would see a broken connection in
place of the answer. Calls between nodes under `/peer` have their own bound (`signatures`).
"""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from puhui.api.errors import RequestTooLarge, answer_for, language_of

FORM_BYTES_MAX = 1_000_000
HEARD_BYTES_MAX = 64_000_000
# What a field takes in characters, thrice for its bytes in UTF-8, and room for the rest of the form.
_TABLES = {
    "/api/v1/computations": 16_000_000,
    "/api/v1/models": 64_000_000,
    "/api/v1/own/": 9_000_000,
    "/api/v1/reconciliations": 9_000_000,
    "/api/v1/studio": 8_000_000,
}


def bytes_max(path: str) -> int:
    """The most bytes that a request to `path` may carry."""
    return next((most for begin, most in _TABLES.items() if path.startswith(begin)), FORM_BYTES_MAX)


class BodyLimit:
    """Lets a request of the API through with its body read, or answers 413."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the ASGI specification, version 3."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/") or not _has_body(scope):
            await self._app(scope, receive, send)
            return
        most = bytes_max(scope["path"])
        body = await _read(receive, most, _length(scope))
        if body is None:
            error = RequestTooLarge(limit=most, stage="api")
            await answer_for(error, language_of(Request(scope)))(scope, receive, send)
            return
        await self._app(scope, _once(body, receive), send)


def _has_body(scope: Scope) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])


def _length(scope: Scope) -> int:
    """What the caller says it sends; 0 where it does not say."""
    told = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    return int(told) if told.isdigit() else 0


async def _read(receive: Receive, most: int, told: int) -> bytes | None:
    """The whole body; None where it is longer than `most`."""
    if told > HEARD_BYTES_MAX:
        return None
    body, heard, more = bytearray(), 0, True
    while more and heard <= HEARD_BYTES_MAX:
        message = await receive()
        if message["type"] == "http.disconnect":
            return bytes(body)  # nobody waits for an answer; the application finds out in its own way
        chunk = message.get("body", b"")
        heard += len(chunk)
        if heard <= most:
            body += chunk
        more = message.get("more_body", False)
    return bytes(body) if heard <= most else None


def _once(body: bytes, receive: Receive) -> Receive:
    """The body as one message, and then whatever still comes: that the caller has gone."""
    told = False

    async def next_message() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return next_message
