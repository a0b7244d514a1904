"""The thread of an application, between its enterprise and its bank."""

from typing import Annotated

from fastapi import APIRouter, Depends

from puhui.api.authentication import Desk, at_desk
from puhui.api.permissions import Thing
from puhui.desks.views import MessageList, MessageRequest, MessageView

router = APIRouter(tags=["lending"])


@router.get("/applications/{id}/messages")
def list_messages(id: str, desk: Annotated[Desk, Depends(at_desk("list_messages"))]) -> MessageList:
    """All messages of an application, oldest first."""
    _require_application(desk, id)
    return desk.node.message_desk().thread(id)


@router.post("/applications/{id}/messages", status_code=201)
def write_message(
    id: str, asked: MessageRequest, desk: Annotated[Desk, Depends(at_desk("write_message"))]
) -> MessageView:
    """Write to the other side."""
    _require_application(desk, id)
    return desk.node.message_desk().write(id, asked, desk.actor)


def _require_application(desk: Desk, id_: str) -> None:
    owner = desk.node.lending_desk().owner_of_application(id_)
    desk.require(Thing(org=desk.node.org, uscc=owner), "application", id_)
