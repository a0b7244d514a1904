"""`Idempotency-Key` on every POST of a signed-in account: the call is made once, its answer is given again.

It stands before the routes, so that no endpoint has to think of it, and sees every answer, errors too. A repetition's
answer says so in `Idempotent-Replayed`. Where an answer shows a secret once, it is not kept, and a key is refused.
"""

import re
from collections.abc import Iterable
from contextlib import suppress

from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from puhui.api.authentication import current_actor, node_of
from puhui.api.errors import Unforeseen, answer_for, language_of
from puhui.desks.actors import NOBODY
from puhui.desks.keyed_calls import Answer, KeyedCall, KeyNotTakenHere
from puhui.kernel import Category, PuhuiError, Text
from puhui.storage import noting

HEADER, REPLAYED = "Idempotency-Key", "Idempotent-Replayed"
BODY_BYTES_MAX = 16 * 2**20
_PREFIX = "/api/v1"
_SHOWN_ONCE = re.compile(r"/(session|sessions|people|invitations|tokens)(/|$)")
_STAGE = "api"


class BodyTooLong(PuhuiError):
    """More than is looked at before it is known whether the call was made."""

    category = Category.INVALID
    cause = Text(zh="请求正文超过 {most} 字节", en="the body has more than {most} bytes")
    remedy = Text(zh="请拆分后重试", en="send it in parts")


def takes_key(path: str) -> bool:
    """Whether a POST to a path below the API's prefix may carry a key."""
    return _SHOWN_ONCE.match(path) is None


class KeyedCallsMiddleware:
    """Around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what carries no key; what does is made once."""
        if scope["type"] != "http" or scope["method"] != "POST" or not scope["path"].startswith(f"{_PREFIX}/"):
            return await self._app(scope, receive, send)
        key = Headers(scope=scope).get(HEADER)
        if key is None:
            return await self._app(scope, receive, send)
        request = Request(scope, receive)
        try:
            actor = await run_in_threadpool(current_actor, request)
            if actor is not NOBODY:
                body = await _asked(request)
                said = f"POST {scope['path']}?{scope['query_string'].decode('latin-1')}\n".encode() + body
                begun = await run_in_threadpool(node_of(request).keyed_calls.begin, actor.person, key, said)
        except PuhuiError as error:
            return await answer_for(error, language_of(request))(scope, receive, send)
        if actor is NOBODY:
            return await self._app(scope, receive, send)  # which tells it to sign in
        if isinstance(begun, Answer):
            again = Response(begun.body, begun.status, {REPLAYED: "true"}, begun.media_type or None)
            return await again(scope, receive, send)
        return await self._make(begun, body, request, send)

    async def _make(self, call: KeyedCall, body: bytes, request: Request, send: Send) -> None:
        calls, heard = node_of(request).keyed_calls, _Heard()

        async def once() -> Message:
            return (
                {"type": "http.request", "body": body, "more_body": False} if heard.first() else await request.receive()
            )

        async def hear(message: Message) -> None:
            # The answer is kept before its last byte leaves: whoever has it may rely on hearing it again.
            if heard.last(message):
                await run_in_threadpool(calls.settle, call, heard.answer())
            await send(message)

        try:
            with noting(call.note):
                await self._app(request.scope, once, hear)
        except BaseException:
            if not heard.whole:  # not awaited: the task may be on its way out
                with suppress(PuhuiError):
                    told = answer_for(Unforeseen(stage=_STAGE), language_of(request))
                    calls.settle(call, Answer(told.status_code, told.media_type, bytes(told.body)))
            raise


class _Heard:
    """An answer, message by message."""

    def __init__(self) -> None:
        self._asked = False
        self._status = 0
        self._headers: Iterable[tuple[bytes, bytes]] = ()
        self._parts: list[bytes] = []
        self.whole = False

    def first(self) -> bool:
        """Whether the application reads the body for the first time."""
        first, self._asked = not self._asked, True
        return first

    def last(self, message: Message) -> bool:
        """Take a message in; whether it ends the answer."""
        if message["type"] == "http.response.start":
            self._status, self._headers = message["status"], message["headers"]
            return False
        self._parts.append(message.get("body", b""))
        self.whole = not message.get("more_body", False)
        return self.whole

    def answer(self) -> Answer:
        """The whole answer."""
        media_type = dict(self._headers).get(b"content-type", b"").decode("latin-1")
        return Answer(self._status, media_type, b"".join(self._parts))


async def _asked(request: Request) -> bytes:
    """The body of a call that may carry a key; raises `KeyNotTakenHere`, `BodyTooLong`."""
    if not takes_key(request.url.path.removeprefix(_PREFIX)):
        raise KeyNotTakenHere(stage=_STAGE)
    return await _body(request)


async def _body(request: Request) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > BODY_BYTES_MAX:
            raise BodyTooLong(most=BODY_BYTES_MAX, stage=_STAGE)
        parts.append(part)
    return b"".join(parts)
