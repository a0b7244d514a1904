"""The door for other nodes: every call under `/peer/v1` is signed, fresh, meant for us, and comes once."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from puhui.api.authentication import node_of
from puhui.assembly import Node
from puhui.assembly.horizon import HEADER
from puhui.assembly.signatures import SignedMessage
from puhui.kernel import Category, PuhuiError, Text

BODY_BYTES_MAX = 4 * 1024 * 1024


class CallTooLong(PuhuiError):
    """The body is beyond what one call between nodes may carry."""

    category = Category.INVALID
    cause = Text(zh="节点间调用的内容超过 {limit} 字节", en="the body of a call between nodes is over {limit} bytes")
    remedy = Text(zh="请分批发送", en="send it in parts")


async def signed_caller(request: Request) -> str:
    """The organisation that made this call; raises `CallUnsigned`, `CallReplayed` or `CallTooLong`."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_BYTES_MAX:
            raise CallTooLong(limit=BODY_BYTES_MAX, stage="api.signatures")
    message = SignedMessage(method=request.method, url=str(request.url), headers=request.headers)
    request.state.body = bytes(body)
    return await run_in_threadpool(_caller, node_of(request), message, bytes(body))


def _caller(node: Node, message: SignedMessage, body: bytes) -> str:
    caller = node.call_verifier.caller(message, body)
    node.horizon.reach(message.headers.get(HEADER))  # a member's word, and no stranger's
    return caller


class PeerRoute(APIRoute):
    """A door whose answers tell the caller how far this node's ledger is (`assembly.horizon`)."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """See `APIRoute`."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            response = await handle(request)
            response.headers[HEADER] = str(node_of(request).horizon.size())
            return response

        return answer


async def signed_body(request: Request, caller: Annotated[str, Depends(signed_caller)]) -> bytes:
    """The body whose digest the caller signed. Async, though it waits for nothing: what is not goes to a thread."""
    body: bytes = request.state.body
    return body


Caller = Annotated[str, Depends(signed_caller)]
Body = Annotated[bytes, Depends(signed_body)]
