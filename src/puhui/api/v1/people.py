"""An institution's people and their roles; what gives power takes two administrators (`parties.appointing`)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from puhui.api.authentication import Desk, at_desk
from puhui.desks.views import (
    InvitationRequest,
    InvitedView,
    PeopleChangeRequest,
    PeopleView,
    TakenUp,
    TakeUpRequest,
    TrailView,
)

router = APIRouter(tags=["people"])

_Id = Annotated[str, Path(max_length=64)]


@router.get("/people")
def list_people(desk: Annotated[Desk, Depends(at_desk("list_people"))]) -> PeopleView:
    """Everybody who works here, and the changes that wait for somebody."""
    return desk.node.staff.people()


@router.post("/people", status_code=201)
def invite_person(
    asked: InvitationRequest, desk: Annotated[Desk, Depends(at_desk("invite_person", fresh=True))]
) -> InvitedView:
    """Ask somebody in. The answer's code is shown once; for a role that takes two it comes with the confirmation."""
    return desk.node.staff.invite(asked, desk.actor)


@router.get("/people/trail")
def read_people_trail(desk: Annotated[Desk, Depends(at_desk("read_people_trail"))]) -> TrailView:
    """Every step of every change, with its entry on the ledger."""
    return desk.node.staff.trail()


@router.post("/people/changes/{id}/confirmation")
def confirm_people_change(
    id: _Id, desk: Annotated[Desk, Depends(at_desk("confirm_people_change", fresh=True))]
) -> InvitedView:
    """Agree to what another administrator proposed."""
    return desk.node.staff.confirm(id, desk.actor)


@router.delete("/people/changes/{id}", status_code=204)
def refuse_people_change(id: _Id, desk: Annotated[Desk, Depends(at_desk("refuse_people_change", fresh=True))]) -> None:
    """Refuse a change, or take it back."""
    desk.node.staff.refuse(id, desk.actor)


@router.post("/people/{id}/changes", status_code=201)
def change_person(
    id: _Id, asked: PeopleChangeRequest, desk: Annotated[Desk, Depends(at_desk("change_person", fresh=True))]
) -> InvitedView:
    """Give another role, disable, let in again, or reset password and second factor."""
    return desk.node.staff.change(id, asked, desk.actor)


@router.post("/invitations", status_code=201)
def take_up_invitation(asked: TakeUpRequest, desk: Annotated[Desk, Depends(at_desk("take_up_invitation"))]) -> TakenUp:
    """Set one's password by the code of an invitation or a reset, once."""
    return desk.node.staff.take_up(asked.code, asked.password)
