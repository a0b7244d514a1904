"""The node's web application: the published API, the calls between nodes, and the portal's pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute

from puhui.api import peer, portal, v1
from puhui.api.describing import complete
from puhui.api.environment import EnvironmentHeader
from puhui.api.errors import tell_errors
from puhui.api.keyed_calls import KeyedCallsMiddleware
from puhui.api.limits import BodyLimit
from puhui.assembly import Node

API_VERSION = "1.0"


def _built() -> list[BaseRoute]:
    """Every endpoint, ready to serve. FastAPI builds them anew for each inclusion, and takes long over it.

    No router lies in another: what lies deeper is searched once more for each layer. Nodes ask each other most.
    """
    whole = APIRouter(generate_unique_id_function=lambda route: route.name)
    for router in peer.ROUTERS:
        whole.include_router(router, prefix=peer.PREFIX, include_in_schema=False)
    for router in v1.ROUTERS:
        whole.include_router(router, prefix=v1.PREFIX, responses=v1.ERRORS)
    for _ in iter_route_contexts(whole.routes):
        pass  # looking at an endpoint builds it
    return whole.routes


_ENDPOINTS = _built()  # for all applications of a process: they hold nothing of a node


class _Application(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """The description, with what no route says of itself."""
        if self.openapi_schema is None:
            complete(super().openapi())
        return super().openapi()


def routes() -> FastAPI:
    """The application without a node behind it: enough to describe the API."""
    app = _Application(
        title="Puhui 普惠",
        version=API_VERSION,
        summary="One node of a lending platform. People sign in, and write with X-Puhui-Client; programs show a token.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=_lifespan,
        redirect_slashes=False,
    )
    app.router.routes.extend(_ENDPOINTS)
    tell_errors(app)
    return app


def create_app(node: Node) -> FastAPI:
    """The application of one node. Starting it starts the node's background work; stopping it stops that."""
    app = routes()
    app.state.node = node
    app.add_middleware(KeyedCallsMiddleware)
    app.add_middleware(BodyLimit)
    if node.settings.mode != "real":
        app.add_middleware(EnvironmentHeader, environment=node.settings.mode)
    portal.serve(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    node: Node = app.state.node
    node.start()
    try:
        yield
    finally:
        node.stop()
