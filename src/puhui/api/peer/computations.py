"""Private computations between nodes: signed words about a job."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response

from puhui.api.authentication import node_of
from puhui.api.signatures import Body, Caller, PeerRoute

router = APIRouter(prefix="/computations", route_class=PeerRoute)

_CBOR = "application/cbor"
_Kind = Annotated[Literal["describe", "invite", "begin", "ended"], Path()]


@router.post("/{kind}")
def receive_word(kind: _Kind, request: Request, caller: Caller, body: Body) -> Response:
    """What an input is like, an invitation to a job, its beginning, or another party's last word on it."""
    return Response(node_of(request).computing_desk().receive(caller, kind, body), media_type=_CBOR)
