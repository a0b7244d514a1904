"""What the portal brings to a bank of loans that run. A bank's node only."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Request, Response

from puhui.api.authentication import node_of
from puhui.api.signatures import Body, Caller, PeerRoute

if TYPE_CHECKING:
    from puhui.desks.servicing.intake import ServicingIntake

router = APIRouter(route_class=PeerRoute)

_JSON = "application/json"
_Id = Annotated[str, Path(max_length=64)]


@router.post("/loans/{id}/quote")
def quote(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """What a loan owes today."""
    return _json(_intake(request).quote(caller, id, body))


@router.post("/loans/{id}/statement")
def tell_statement(id: _Id, request: Request, caller: Caller) -> Response:
    """A loan's statement."""
    return _json(_intake(request).statement(caller, id))


@router.post("/loans/{id}/drawings")
def receive_drawing(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """Money drawn again out of a line."""
    return _json(_intake(request).draw(caller, id, body))


@router.post("/loans/{id}/closing")
def receive_closing(id: _Id, request: Request, caller: Caller) -> Response:
    """The end of a line on which nothing is owed."""
    return _json(_intake(request).close(caller, id))


@router.post("/loans/{id}/reliefs")
def receive_relief(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """A request for relief."""
    return _json(_intake(request).ask_relief(caller, id, body))


@router.post("/reliefs/{id}/withdrawal")
def receive_withdrawal(id: _Id, request: Request, caller: Caller) -> Response:
    """A request taken back."""
    return _json(_intake(request).withdraw_relief(caller, id))


@router.post("/reliefs/{id}/contract/options")
def offer_renewal(id: _Id, request: Request, caller: Caller) -> Response:
    """The contract of an approved renewal."""
    return _json(_intake(request).renewal_draft(caller, id))


@router.post("/reliefs/{id}/contract")
def receive_renewal(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """The enterprise's signature on it."""
    return _json(_intake(request).sign_renewal(caller, id, body))


def _intake(request: Request) -> "ServicingIntake":
    return node_of(request).bank_desk().servicing_intake


def _json(told: bytes) -> Response:
    return Response(told, media_type=_JSON)
