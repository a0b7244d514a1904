"""Needs: an enterprise's own at the portal, the board of them at a bank, what waited too long at the regulator."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from puhui.api.authentication import Desk, at_desk
from puhui.api.permissions import Thing
from puhui.desks.views.needs import (
    AskView,
    BoardList,
    BoardNeedView,
    ContactRequest,
    EscalationList,
    FinancingNeedView,
    LeaveRequest,
    NeedDraftRequest,
    NeedList,
    NeedWithdrawalRequest,
    PrefillView,
    PublicationRequest,
)

router = APIRouter(tags=["needs"])
_Id = Annotated[str, Path(max_length=64)]


@router.get("/needs/prefill")
def prefill_need(desk: Annotated[Desk, Depends(at_desk("prefill_need"))]) -> PrefillView:
    """What the form of a need starts with, from what was granted, and whom it can be published to."""
    return desk.node.need_desk().prefill(desk.uscc, desk.language)


@router.get("/needs")
def list_needs(desk: Annotated[Desk, Depends(at_desk("list_needs"))]) -> NeedList:
    """The enterprise's needs, newest first."""
    return desk.node.need_desk().needs(desk.uscc, desk.language)


@router.post("/needs", status_code=201)
def draft_need(request: AskView, desk: Annotated[Desk, Depends(at_desk("draft_need"))]) -> FinancingNeedView:
    """Begin a need: a draft that nobody else sees."""
    return desk.node.need_desk().draft(desk.uscc, request, desk.language)


@router.get("/needs/{id}")
def read_need(id: _Id, desk: Annotated[Desk, Depends(at_desk("read_need"))]) -> FinancingNeedView:
    """One need with the banks that answer it and every step's entry."""
    _require_need(desk, id)
    return desk.node.need_desk().need(id, desk.language)


@router.put("/needs/{id}")
def rewrite_need(
    id: _Id, request: NeedDraftRequest, desk: Annotated[Desk, Depends(at_desk("rewrite_need"))]
) -> FinancingNeedView:
    """Save what was typed into a draft. A page that read an older version is told so."""
    _require_need(desk, id)
    return desk.node.need_desk().rewrite(id, request, desk.language)


@router.delete("/needs/{id}", status_code=204)
def discard_need(id: _Id, desk: Annotated[Desk, Depends(at_desk("discard_need"))]) -> None:
    """Throw a draft away."""
    _require_need(desk, id)
    desk.node.need_desk().discard(id)


@router.post("/needs/{id}/publication", status_code=201)
def publish_need(
    id: _Id, request: PublicationRequest, desk: Annotated[Desk, Depends(at_desk("publish_need"))]
) -> FinancingNeedView:
    """Let banks see it: which ones, and what of the enterprise beside it. Never its name."""
    _require_need(desk, id)
    return desk.node.need_desk().publish(id, request, desk.language)


@router.post("/needs/{id}/withdrawal", status_code=201)
def withdraw_need(
    id: _Id, request: NeedWithdrawalRequest, desk: Annotated[Desk, Depends(at_desk("withdraw_need"))]
) -> FinancingNeedView:
    """Take it back; the banks that hold it are told."""
    _require_need(desk, id)
    return desk.node.need_desk().withdraw(id, request, desk.language)


@router.post("/needs/{id}/answers/{bank}/agreement", status_code=201)
def agree_to_bank(id: _Id, bank: _Id, desk: Annotated[Desk, Depends(at_desk("agree_to_bank"))]) -> FinancingNeedView:
    """Let a bank that picked the need up know who asks; its clock to make contact starts."""
    _require_need(desk, id)
    return desk.node.need_desk().agree(id, bank, desk.language)


@router.post("/needs/{id}/answers/{bank}/refusal", status_code=201)
def refuse_bank(id: _Id, bank: _Id, desk: Annotated[Desk, Depends(at_desk("refuse_bank"))]) -> FinancingNeedView:
    """Do not go on with a bank; its place is free again."""
    _require_need(desk, id)
    return desk.node.need_desk().refuse(id, bank, desk.language)


@router.get("/board")
def read_board(desk: Annotated[Desk, Depends(at_desk("read_board"))]) -> BoardList:
    """The needs that this bank may answer or holds, those that wait for it first."""
    return desk.node.board_desk().board(desk.language)


@router.get("/board/{id}")
def read_board_need(id: _Id, desk: Annotated[Desk, Depends(at_desk("read_board_need"))]) -> BoardNeedView:
    """One need of the board."""
    return desk.node.board_desk().need(id, desk.language)


@router.post("/board/{id}/pickup", status_code=201)
def pick_up_need(id: _Id, desk: Annotated[Desk, Depends(at_desk("pick_up_need"))]) -> BoardNeedView:
    """Take one of its places; the enterprise then says whether it goes on with this bank."""
    return desk.node.board_desk().pick_up(id, desk.language)


@router.post("/board/{id}/contact", status_code=201)
def contact_enterprise(
    id: _Id, request: ContactRequest, desk: Annotated[Desk, Depends(at_desk("contact_enterprise"))]
) -> BoardNeedView:
    """The first response to an enterprise that agreed: who speaks for the bank, and what they say."""
    return desk.node.board_desk().contact(id, request, desk.language)


@router.post("/board/{id}/leave", status_code=201)
def leave_need(id: _Id, request: LeaveRequest, desk: Annotated[Desk, Depends(at_desk("leave_need"))]) -> BoardNeedView:
    """Leave the need to other banks."""
    return desk.node.board_desk().leave(id, request, desk.language)


@router.get("/ledger/escalations")
def list_escalations(desk: Annotated[Desk, Depends(at_desk("list_escalations"))]) -> EscalationList:
    """Which bank did not act on a need in time, and who has it now."""
    return desk.node.escalation_desk().escalations(desk.language)


def _require_need(desk: Desk, id_: str) -> None:
    desk.require(Thing(org=desk.node.org, uscc=desk.node.need_desk().owner_of_need(id_)), "need", id_)
