"""Only in a sandbox: a bank's programs have the other side act, and time move. A real node answers 404 to all of it."""

from typing import Annotated

from fastapi import APIRouter, Depends

from puhui.api.authentication import Desk, at_desk
from puhui.api.permissions import Thing
from puhui.desks.views import (
    ApplicationView,
    LoanView,
    ReliefView,
    SandboxApplication,
    SandboxApplicationRequest,
    SandboxMove,
    SandboxPayment,
    SandboxReliefRequest,
    SandboxRevocation,
    SandboxTime,
    SandboxView,
)

router = APIRouter(prefix="/sandbox", tags=["sandbox"])


@router.get("")
def read_sandbox(desk: Annotated[Desk, Depends(at_desk("read_sandbox"))]) -> SandboxView:
    """Sandbox only: its time, and the cases that an enterprise can apply as."""
    return desk.node.other_side().read(desk.language)


@router.post("/applications", status_code=201)
def enterprise_applies(
    asked: SandboxApplicationRequest, desk: Annotated[Desk, Depends(at_desk("enterprise_applies"))]
) -> SandboxApplication:
    """Sandbox only: an enterprise of the case grants and applies; the answer names the application that came in."""
    return desk.node.other_side().apply(asked, desk.language)


@router.post("/applications/{id}/contract", status_code=201)
def enterprise_signs(id: str, desk: Annotated[Desk, Depends(at_desk("enterprise_signs"))]) -> ApplicationView:
    """Sandbox only: the applicant signs the contract of an approved application."""
    side = desk.node.other_side()
    _require_application(desk, id)
    return side.sign(id, desk.language)


@router.post("/applications/{id}/withdrawal", status_code=201)
def enterprise_withdraws(id: str, desk: Annotated[Desk, Depends(at_desk("enterprise_withdraws"))]) -> ApplicationView:
    """Sandbox only: the applicant takes its application back, until the contract is signed."""
    side = desk.node.other_side()
    _require_application(desk, id)
    return side.withdraw(id, desk.language)


@router.post("/applications/{id}/supplements", status_code=201)
def enterprise_supplements(
    id: str, desk: Annotated[Desk, Depends(at_desk("enterprise_supplements"))]
) -> ApplicationView:
    """Sandbox only: the applicant grants anew, in place of grants that ran out or that it took back."""
    side = desk.node.other_side()
    _require_application(desk, id)
    return side.supplement(id, desk.language)


@router.post("/applications/{id}/appeal", status_code=201)
def enterprise_appeals(id: str, desk: Annotated[Desk, Depends(at_desk("enterprise_appeals"))]) -> ApplicationView:
    """Sandbox only: the applicant appeals against a decline, once."""
    side = desk.node.other_side()
    _require_application(desk, id)
    return side.appeal(id, desk.language)


@router.post("/applications/{id}/revocation", status_code=201)
def enterprise_takes_back(
    id: str, desk: Annotated[Desk, Depends(at_desk("enterprise_takes_back"))]
) -> SandboxRevocation:
    """Sandbox only: the applicant revokes the grants that the application rests on."""
    side = desk.node.other_side()
    _require_application(desk, id)
    return side.take_back(id, desk.language)


@router.post("/loans/{id}/repayments", status_code=201)
def enterprise_pays(
    id: str, paid: SandboxPayment, desk: Annotated[Desk, Depends(at_desk("enterprise_pays"))]
) -> LoanView:
    """Sandbox only: the borrower pays what is due, or what it is told to. Who does not pay is not told to."""
    side = desk.node.other_side()
    _require_loan(desk, id)
    return side.pay(id, paid.amount_fen, desk.language)


@router.post("/loans/{id}/reliefs", status_code=201)
def enterprise_asks_relief(
    id: str, asked: SandboxReliefRequest, desk: Annotated[Desk, Depends(at_desk("enterprise_asks_relief"))]
) -> ReliefView:
    """Sandbox only: the borrower asks for relief of that kind."""
    side = desk.node.other_side()
    _require_loan(desk, id)
    return side.ask_relief(id, asked.kind, desk.language)


@router.post("/reliefs/{id}/withdrawal", status_code=201)
def enterprise_withdraws_relief(
    id: str, desk: Annotated[Desk, Depends(at_desk("enterprise_withdraws_relief"))]
) -> ReliefView:
    """Sandbox only: the borrower takes its request for relief back."""
    side = desk.node.other_side()
    owner = desk.node.lending_desk().servicing.owner_of_relief(id)
    desk.require(Thing(org=desk.node.org, uscc=owner), "relief", id)
    return side.withdraw_relief(id, desk.language)


@router.post("/clock", status_code=201)
def move_clock(asked: SandboxMove, desk: Annotated[Desk, Depends(at_desk("move_clock"))]) -> SandboxTime:
    """Sandbox only: time goes on so many days, at every node; whatever falls due on the way is done."""
    return desk.node.other_side().move(asked.days)


def _require_application(desk: Desk, id_: str) -> None:
    owner = desk.node.lending_desk().owner_of_application(id_)
    desk.require(Thing(org=desk.node.org, uscc=owner), "application", id_)


def _require_loan(desk: Desk, id_: str) -> None:
    owner = desk.node.lending_desk().owner_of_loan(id_)
    desk.require(Thing(org=desk.node.org, uscc=owner), "loan", id_)
