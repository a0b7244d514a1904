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


@router.post("/verifications")
def verify_factors(request: Request, caller: Caller, body: Body) -> Response:
    """Compare stated factors with the register under a grant; flags alone leave. The registry's node only."""
    return Response(node_of(request).verification_desk().answer(caller, body), media_type=_CBOR)


@router.post("/applications", status_code=201)
def receive_application(request: Request, caller: Caller, body: Body) -> Response:
    """Take in an application that the enterprise portal relays. A bank's node only."""
    return Response(node_of(request).bank_desk().intake.receive(caller, body), media_type=_CBOR, status_code=201)


@router.post("/applications/{id}/withdrawal")
def receive_withdrawal(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """Take in that the enterprise takes its application back. A bank's node only."""
    return Response(node_of(request).bank_desk().intake.withdraw(caller, id, body), media_type=_JSON)


@router.post("/applications/{id}/supplements")
def receive_supplement(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """Take in what the enterprise adds to its application. A bank's node only."""
    return Response(node_of(request).bank_desk().intake.supplement(caller, id, body), media_type=_JSON)


@router.post("/applications/{id}/appeal")
def receive_appeal(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """Take in the enterprise's appeal against a decline. A bank's node only."""
    return Response(node_of(request).bank_desk().intake.appeal(caller, id, body), media_type=_JSON)


@router.post("/applications/{id}/contract/options")
def offer_contract(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """The contract of an approved application. A bank's node only."""
    return Response(node_of(request).bank_desk().intake.contract_draft(caller, id, body), media_type=_JSON)


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


@router.post("/needs/{id}/sheet")
def receive_sheet(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """Take in what the portal tells of a need. A bank's node only."""
    return Response(node_of(request).board_desk().receive(caller, id, body), media_type=_CBOR)


@router.post("/needs/{id}/steps")
def answer_need(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """A bank picks a need up, makes contact or leaves it. The portal's node only."""
    return Response(node_of(request).need_door_desk().step(caller, id, body), media_type=_JSON)


@router.post("/needs/{id}/escalation")
def receive_escalation(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """Take in that a bank did not act in time. A regulator's node only."""
    return Response(node_of(request).escalation_desk().receive(caller, id, body), media_type=_CBOR)


@router.post("/statistics")
def tell_statistics(request: Request, caller: Caller, body: Body) -> Response:
    """The portal's applications in numbers, for a regulator's node."""
    return Response(node_of(request).counting_desk().tell(caller, body), media_type=_JSON)


@router.post("/applications/{id}/messages")
def receive_message(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """Take in what the other side of an application wrote."""
    return Response(node_of(request).message_desk().receive(caller, id, body), media_type=_CBOR)


@router.post("/models/registry")
def tell_model_registry(request: Request, caller: Caller) -> Response:
    """Every step in the lives of a bank's models, for a regulator's node."""
    return Response(node_of(request).model_watch_desk().tell_registry(caller), media_type=_JSON)


@router.post("/applications/{id}/news")
def receive_news(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """Take in what happened to an application at the other side: a decision, a signed contract, a repayment."""
    return Response(node_of(request).borrower_desk().receive_news(caller, id, body), media_type=_CBOR)


@router.post("/products")
def receive_product(request: Request, caller: Caller, body: Body) -> Response:
    """Take in what a bank tells of a product of its own: published, or offered no more. The portal's node only."""
    return Response(node_of(request).market_catalogue().receive(caller, body), media_type=_CBOR)


@router.post("/support/{id}")
def receive_support_call(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """Take in what a bank asks of a guarantor or an office for an application, and what becomes of the loan."""
    return Response(node_of(request).support_door_desk().receive(caller, id, body), media_type=_CBOR)


@router.post("/support/{id}/answer")
def receive_support_answer(id: _Id, request: Request, caller: Caller, body: Body) -> Response:
    """Take in what a guarantor or an office answers for an application. A bank's node only."""
    return Response(node_of(request).bank_desk().support.receive(caller, id, body), media_type=_CBOR)


@router.post("/white-lists/standing")
def tell_standing(request: Request, caller: Caller, body: Body) -> Response:
    """Where an enterprise stands on white lists, for the portal. An office's node only."""
    return Response(node_of(request).objection_desk().standing(caller, body), media_type=_JSON)


@router.post("/white-lists/objections")
def receive_objection(request: Request, caller: Caller, body: Body) -> Response:
    """Take in an enterprise's objection that the portal relays. An office's node only."""
    return Response(node_of(request).objection_desk().receive(caller, body), media_type=_JSON)


@router.post("/white-lists/answers")
def receive_objection_answer(request: Request, caller: Caller, body: Body) -> Response:
    """Take in that an office answered an objection. The portal's node only."""
    return Response(node_of(request).public_lists_desk().receive(caller, body), media_type=_CBOR)


@router.post("/campaigns")
def receive_campaign(request: Request, caller: Caller, body: Body) -> Response:
    """Take in an office's campaign. The portal's node only."""
    return Response(node_of(request).campaign_board_desk().receive(caller, body), media_type=_CBOR)
