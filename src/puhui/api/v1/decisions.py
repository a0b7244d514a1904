"""Decision records, replayed on demand."""

from typing import Annotated

from fastapi import APIRouter, Depends

from puhui.api.authentication import Desk, at_desk
from puhui.api.permissions import Thing
from puhui.desks.views import DecisionView, ReplayView

router = APIRouter(tags=["decisions"])


@router.get("/decisions/{id}")
def read_decision(id: str, desk: Annotated[Desk, Depends(at_desk("read_decision"))]) -> DecisionView:
    """One decision with its terms."""
    _require(desk, id)
    return desk.node.bank_desk().decisions.decision(id, desk.language)


@router.post("/decisions/{id}/replay")
def replay_decision(id: str, desk: Annotated[Desk, Depends(at_desk("replay_decision"))]) -> ReplayView:
    """Run the recorded rules on the recorded facts again and compare."""
    _require(desk, id)
    return desk.node.bank_desk().decisions.replay(id)


def _require(desk: Desk, id_: str) -> None:
    owner = desk.node.bank_desk().decisions.owner_of_decision(id_)
    desk.require(Thing(org=desk.node.org, uscc=owner), "decision", id_)
