"""Early warnings after lending: a bank's tasks, and what it may look at of a loan's debtor."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from puhui.api.authentication import Desk, at_desk
from puhui.api.permissions import Thing
from puhui.desks.views.warnings import (
    CloseWarning,
    MonitoringView,
    TakeWarning,
    WarningLevel,
    WarningList,
    WarningMeasureRequest,
    WarningReturn,
    WarningView,
)

router = APIRouter(tags=["warnings"])

_State = Annotated[Literal["live", "all", "open", "taken", "escalated", "closed"], Query()]
_Rule = Annotated[str | None, Query(pattern=r"^[A-Z][A-Z0-9_]{2,39}$")]


@router.get("/warnings")
def list_warnings(
    desk: Annotated[Desk, Depends(at_desk("list_warnings"))],
    state: _State = "live",
    level: Annotated[WarningLevel | None, Query()] = None,
    rule: _Rule = None,
) -> WarningList:
    """Tasks, those due first first, and how often each rule was right."""
    return desk.node.warning_desk().warnings(desk.language, state=state, level=level, rule=rule)


@router.get("/warnings/{id}")
def read_warning(id: str, desk: Annotated[Desk, Depends(at_desk("read_warning"))]) -> WarningView:
    """One task: what triggered it, how it moved, what to do next, and what was done."""
    return desk.node.warning_desk().warning(id, desk.actor, desk.language)


@router.post("/warnings/{id}/taking", status_code=201)
def take_warning(id: str, request: TakeWarning, desk: Annotated[Desk, Depends(at_desk("take_warning"))]) -> WarningView:
    """Take a task on."""
    return desk.node.warning_desk().take(id, request, desk.actor, desk.language)


@router.post("/warnings/{id}/measures", status_code=201)
def record_measure(
    id: str, request: WarningMeasureRequest, desk: Annotated[Desk, Depends(at_desk("record_measure"))]
) -> WarningView:
    """Record what was done."""
    return desk.node.warning_desk().measure(id, request, desk.actor, desk.language)


@router.post("/warnings/{id}/return", status_code=201)
def send_back_warning(
    id: str, request: WarningReturn, desk: Annotated[Desk, Depends(at_desk("send_back_warning"))]
) -> WarningView:
    """Give a late task a new day, back with the officers."""
    return desk.node.warning_desk().send_back(id, request, desk.actor, desk.language)


@router.post("/warnings/{id}/closing", status_code=201)
def close_warning(
    id: str, request: CloseWarning, desk: Annotated[Desk, Depends(at_desk("close_warning"))]
) -> WarningView:
    """Close a task with its reason; an approver closes red and late ones."""
    return desk.node.warning_desk().close(id, request, desk.actor, desk.language)


@router.get("/loans/{id}/monitoring")
def read_monitoring(id: str, desk: Annotated[Desk, Depends(at_desk("read_monitoring"))]) -> MonitoringView:
    """What may be looked at of the loan's debtor, and what the latest look told. The bank's own."""
    _require_loan(desk, id)
    return desk.node.warning_desk().monitoring(id, desk.language)


@router.post("/loans/{id}/monitoring", status_code=202)
def look_now(id: str, desk: Annotated[Desk, Depends(at_desk("look_now"))]) -> MonitoringView:
    """Have the loan's debtor looked at: one counted use of each grant for monitoring. Read on until `look` is null."""
    _require_loan(desk, id)
    return desk.node.warning_desk().look_now(id, desk.actor, desk.language)


def _require_loan(desk: Desk, id_: str) -> None:
    owner = desk.node.bank_desk().owner_of_loan(id_)
    desk.require(Thing(org=desk.node.org, uscc=owner), "loan", id_)
