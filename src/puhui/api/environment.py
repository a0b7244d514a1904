"""Every answer of a sandbox says that it is one, errors and pages too; a real node's say nothing."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "Puhui-Environment"


class EnvironmentHeader:
    """Around the whole application of a sandbox's node."""

    def __init__(self, app: ASGIApp, environment: str) -> None:
        self._app = app
        self._environment = environment

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, and mark its answer."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def mark(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = self._environment
            await send(message)

        return await self._app(scope, receive, mark)
