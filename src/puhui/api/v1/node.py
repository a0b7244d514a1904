"""Who answers here, and what it trusts."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from puhui.api.authentication import Desk, at_desk
from puhui.desks.views import NodeView

router = APIRouter(tags=["node"])


@router.get("/node")
def read_node(desk: Annotated[Desk, Depends(at_desk("read_node"))]) -> NodeView:
    """The organisation behind this address, and the head of the ledger as it sees it."""
    return desk.node.describe()


@router.get("/trust", response_class=Response, responses={200: {"content": {"application/json": {}}}})
def read_trust(desk: Annotated[Desk, Depends(at_desk("read_trust"))]) -> Response:
    """`trust.json` as the members stand now: what a stranger needs to verify receipts offline."""
    return Response(desk.node.trust_bytes(), media_type="application/json")


@router.get("/trust/history", response_class=Response, responses={200: {"content": {"application/json": {}}}})
def read_trust_history(desk: Annotated[Desk, Depends(at_desk("read_trust_history"))]) -> Response:
    """The proofs of the members' changes: they lead from any older `trust.json` to today's (`puhui trust update`)."""
    return Response(desk.node.history_bytes(), media_type="application/json")
