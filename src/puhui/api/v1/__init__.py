"""Version 1 of the web API: one module a room, one function an endpoint, one Cedar action a function."""

from typing import Any

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
    white_lists,
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

PREFIX = "/api/v1"


def _errors() -> dict[int | str, dict[str, Any]]:
    """One shape for all. Only the first declares it, the others name it: a model is compiled wherever it stands."""
    named = {"application/json": {"schema": {"$ref": f"#/components/schemas/{ErrorView.__name__}"}}}
    first = next(iter(_ERRORS))
    return {
        status: {"description": text} | ({"model": ErrorView} if status == first else {"content": named})
        for status, text in _ERRORS.items()
    }


ROUTERS = tuple(
    room.router
    for room in (
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
        white_lists,
        sandbox,
    )
)
ERRORS = _errors()
