"""Private computations between nodes: signed words about a job, and what a list is like."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response

from puhui.api.authentication import node_of
from puhui.api.signatures import Body, Caller, PeerRoute

router = APIRouter(prefix="/computations", route_class=PeerRoute)

_CBOR = "application/cbor"
_Kind = Annotated[Literal["invite", "begin", "ended"], Path()]


@router.post("/survey")
def survey_list(request: Request, caller: Caller, body: Body) -> Response:
    """The rows and levels of a list, for the receiver of a standing mandate over it."""
    return Response(node_of(request).computing_desk().survey(caller, body), media_type=_CBOR)


@router.post("/{kind}")
def receive_word(kind: _Kind, request: Request, caller: Caller, body: Body) -> Response:
    """An invitation to a job, its beginning, or another party's last word on it."""
    return Response(node_of(request).computing_desk().receive(caller, kind, body), media_type=_CBOR)
