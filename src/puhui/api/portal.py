"""The portal's pages, as the build left them in `static/`, and the headers that every answer wears.

The pages are one application: any path that is no file and not under `/api` or `/peer` gets its first page. Files under
`assets/` carry a hash in their names and may be kept for a year; the first page is asked for anew each time.

`/verifier.html` is a page of its own, whole in one file, that verifies receipts without asking any node.
"""

from importlib import resources
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from puhui.api.errors import NoSuchAddress, PagesNotBuilt

_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# The verifier's page brings its policy along: it names the digests of its own script and style. Both policies hold.
_VERIFIER_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
VERIFIER = "verifier.html"
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_NOT_BUILT = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>普惠 Puhui</title>
<h1>门户页面尚未构建 · The portal is not built</h1>
<p>本节点的接口正常运行。请在代码目录执行 <code>make portal</code>，然后刷新本页。</p>
<p>This node's API is up. Run <code>make portal</code> in the source folder, then reload.</p>
<p><a href="/api/v1/node">/api/v1/node</a></p></html>
"""


def built() -> Path:
    """Where the build leaves the pages."""
    return Path(str(resources.files("puhui.api").joinpath("static")))


def verifier_page() -> bytes:
    """The verifier's page, whole; raises `PagesNotBuilt`."""
    page = built() / VERIFIER
    if not page.is_file():
        raise PagesNotBuilt(stage="api.portal")
    return page.read_bytes()


class _Dress:
    """Puts the headers on every answer that does not wear its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""

        async def dress(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith(("/api/", "/peer/")):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, dress if scope["type"] == "http" else send)


def serve(app: FastAPI, folder: Path | None = None) -> None:
    """Serve the built portal from `folder` (default: the package's `static/`), and dress every answer of `app`."""
    root = (folder or built()).resolve()

    app.add_middleware(_Dress)

    @app.get("/{path:path}", include_in_schema=False)
    def _page(path: str, request: Request) -> Response:
        if path.startswith(("api/", "peer/")):
            raise NoSuchAddress(method=request.method, path=request.url.path, stage="api")
        first = root / "index.html"
        if not first.is_file():
            return HTMLResponse(_NOT_BUILT, headers={"Cache-Control": "no-store"})
        asked = (root / path).resolve()
        if asked != first and asked.is_file() and asked.is_relative_to(root):
            kept = "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
            policy = {"Content-Security-Policy": _VERIFIER_POLICY} if asked == root / VERIFIER else {}
            return FileResponse(asked, headers={"Cache-Control": kept} | policy)
        return FileResponse(first, headers={"Cache-Control": "no-cache"})
