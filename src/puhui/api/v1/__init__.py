"""Version 1 of the web API: one module a room, one function an endpoint, one Cedar action a function."""

from fastapi import APIRouter

from puhui.api.v1 import (
    computations,
    consents,
    decisions,
    enterprise,
    lending,
    market,
    models,
    node,
    opinion,
    portraits,
    receipts,
    scores,
    session,
    supervision,
)
from puhui.desks.views import ErrorView

_ERRORS = {
    400: "malformed or against a rule",
    401: "nobody is signed in",
    403: "your role may not",
    404: "not here, or not yours to see",
    409: "another state than assumed",
    410: "spent",
    422: "not of the described shape",
    429: "too much for now",
    503: "a party does not answer now",
}

router = APIRouter(
    prefix="/api/v1",
    responses={status: {"model": ErrorView, "description": text} for status, text in _ERRORS.items()},
)
for _room in (
    node,
    session,
    enterprise,
    consents,
    scores,
    portraits,
    opinion,
    market,
    lending,
    decisions,
    receipts,
    computations,
    supervision,
    models,
):
    router.include_router(_room.router)
