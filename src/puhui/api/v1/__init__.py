"""Version 1 of the web API: one module a room, one function an endpoint, one Cedar action a function."""

from fastapi import APIRouter

from puhui.api.v1 import (
    computations,
    consents,
    decisions,
    enterprise,
    identity_providers,
    lending,
    market,
    messages,
    models,
    needs,
    node,
    notifications,
    opinion,
    people,
    portraits,
    receipts,
    reconciling,
    sandbox,
    scores,
    servicing,
    session,
    statistics,
    studio,
    supervision,
    support,
    tables,
    tokens,
    warnings,
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
    identity_providers,
    people,
    tokens,
    notifications,
    enterprise,
    consents,
    scores,
    portraits,
    opinion,
    market,
    needs,
    lending,
    servicing,
    warnings,
    messages,
    tables,
    reconciling,
    decisions,
    receipts,
    computations,
    supervision,
    statistics,
    models,
    studio,
    support,
    sandbox,
):
    router.include_router(_room.router)
