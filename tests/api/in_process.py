"""One request to an application in this process: over no socket, and with one hand-over between threads."""

import asyncio
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI


def answered(app: FastAPI, portal: BlockingPortal, request: httpx.Request) -> httpx.Response:
    """What the application answers, in the loop of `portal`, in which it lives."""
    url, body, told = request.url, request.read(), dict[str, Any](content=b"")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": url.scheme,
        "path": url.path,
        "raw_path": url.raw_path.partition(b"?")[0],
        "query_string": url.query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "client": ("testclient", 50000),
        "server": (url.host, url.port or {"http": 80, "https": 443}[url.scheme]),
        "state": {},
    }

    async def ask() -> None:
        unread, over = [{"type": "http.request", "body": body, "more_body": False}], asyncio.Event()

        async def receive() -> dict[str, Any]:
            if unread:
                return unread.pop()
            await over.wait()  # who asked stays until all is told
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                told.update(status_code=message["status"], headers=message["headers"])
                return
            told["content"] += message.get("body", b"")
            if not message.get("more_body"):
                over.set()

        try:
            await app(scope, receive, send)
        except Exception:
            if "status_code" not in told:
                raise

    portal.call(ask)
    return httpx.Response(**told, request=request)
