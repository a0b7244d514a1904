"""The node's web application: the published API, the calls between nodes, and the portal's pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from puhui.api import portal
from puhui.api.errors import tell_errors
from puhui.api.peer import router as peer_router
from puhui.api.v1 import router as v1_router
from puhui.assembly import Node

API_VERSION = "1.0"


def routes() -> FastAPI:
    """The application without a node behind it: enough to describe the API."""
    app = FastAPI(
        title="Puhui 普惠",
        version=API_VERSION,
        summary="One node of a city's lending platform. Sessions by cookie; writes need the header X-Puhui-Client.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        generate_unique_id_function=lambda route: route.name,
        lifespan=_lifespan,
        redirect_slashes=False,
    )
    app.include_router(v1_router)
    app.include_router(peer_router)
    tell_errors(app)
    return app


def create_app(node: Node) -> FastAPI:
    """The application of one node. Starting it starts the node's background work; stopping it stops that."""
    app = routes()
    app.state.node = node
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
