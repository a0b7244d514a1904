"""What organisations ask of one another: indicators, attestations, applications and their news."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from puhui.api.authentication import node_of
from puhui.api.signatures import Body, Caller, PeerRoute

router = APIRouter(route_class=PeerRoute)

_CBOR, _JSON = "application/cbor", "application/json"
_Id = Annotated[str, Path(max_length=64)]


@router.post("/indicators")
def answer_question(request: Request, caller: Caller, body: Body) -> Response:
    """Draw a permit for one question under a grant and answer it, or refuse with a reason that the ledger keeps."""
    return Response(node_of(request).custodian_desk().answer(caller, body), media_type=_CBOR)


@router.post("/attestations")
def attest_key(request: Request, caller: Caller, body: Body) -> Response:
    """Attest that a key is an enterprise's, and enrol it on the ledger. The registry's node only."""
    return Response(node_of(request).registry_desk().attest(caller, body), media_type=_CBOR)


@router.post("/applications", status_code=201)
def receive_application(request: Request, caller: Caller, body: Body) -> Response:
    """Take in an application that the enterprise portal relays. A bank's node only."""
    return Response(node_of(request).bank_desk().intake.receive(caller, body), media_type=_CBOR, status_code=201)


@router.post("/applications/{id}/contract/options")
def offer_contract(id: _Id, request: Request, caller: Caller) -> Response:
    """The contract of an approved application. A bank's node only."""
    return Response(node_of(request).bank_desk().intake.contract_draft(caller, id), media_type=_JSON)


@router.post("/applications/{id}/contract")
def receive_contract(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """Take in the enterprise's signature on its contract. A bank's node only."""
    return Response(node_of(request).bank_desk().intake.sign_contract(caller, id, body), media_type=_JSON)


@router.post("/loans/{id}/repayments")
def receive_repayment(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """Take in a repayment made at the portal. A bank's node only."""
    return Response(node_of(request).bank_desk().intake.repay_for(caller, id, body), media_type=_JSON)


@router.post("/models/monitoring")
def tell_model_reports(request: Request, caller: Caller) -> Response:
    """A bank's reports on its models, for a regulator's node."""
    return Response(node_of(request).model_watch_desk().tell(caller), media_type=_JSON)


@router.post("/applications/{id}/news")
def receive_news(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """Take in what happened to an application at the other side: a decision, a signed contract, a repayment."""
    return Response(node_of(request).borrower_desk().receive_news(caller, id, body), media_type=_CBOR)
