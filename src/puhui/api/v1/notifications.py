"""What a person is told: the list behind the bell, a stream that rings it, and how they want to be told elsewhere.

The stream is `text/event-stream` (HTML standard, server-sent events): `notification` events with a number as their id,
so that a browser that lost its connection goes on from there, and `unread` with the count. It ends when its session
does; the browser's next attempt is then told 401.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, format_sse_event

from puhui.api.authentication import Desk, at_desk, goes_on
from puhui.desks.views import NotificationList, WishesRequest, WishesView

router = APIRouter(prefix="/notifications", tags=["notifications"])

_LOOK_AT_SESSION_S = 20.0
_STILL_HERE = b": still here\n\n"  # proxies close what is silent

_Listening = Annotated[Desk, Depends(at_desk("listen"))]


@router.get("")
def list_notifications(desk: Annotated[Desk, Depends(at_desk("list_notifications"))]) -> NotificationList:
    """What the signed-in person is told, newest first."""
    return desk.node.notifications.told(desk.actor, desk.language)


@router.post("/read", status_code=204)
def read_all_notifications(desk: Annotated[Desk, Depends(at_desk("read_all_notifications"))]) -> None:
    """Mark everything as read."""
    desk.node.notifications.read_all(desk.actor)


@router.post("/{id}/read", status_code=204)
def read_notification(
    id: Annotated[str, Path(max_length=64)], desk: Annotated[Desk, Depends(at_desk("read_notification"))]
) -> None:
    """Mark one as read."""
    desk.node.notifications.read(desk.actor, id)


@router.get("/wishes")
def read_wishes(desk: Annotated[Desk, Depends(at_desk("read_wishes"))]) -> WishesView:
    """How the person is told outside the house, and of what."""
    return desk.node.notifications.wishes(desk.actor, desk.language)


@router.put("/wishes")
def set_wishes(asked: WishesRequest, desk: Annotated[Desk, Depends(at_desk("set_wishes"))]) -> WishesView:
    """Change how the person is told outside the house."""
    return desk.node.notifications.set_wishes(desk.actor, asked, desk.language)


async def _woken(desk: _Listening) -> AsyncIterator[asyncio.Event]:
    """Set whenever there may be something new; raises `TooManyListeners` before anything is streamed."""
    loop, woken = asyncio.get_running_loop(), asyncio.Event()

    def hear() -> None:
        loop.call_soon_threadsafe(woken.set)

    with desk.node.notifications.bell.listening(desk.actor.person, hear):
        yield woken


@router.get("/stream", response_class=Response, responses={200: {"content": {"text/event-stream": {}}}})
async def listen(
    request: Request,
    desk: _Listening,
    woken: Annotated[asyncio.Event, Depends(_woken)],
    last_event_id: Annotated[int | None, Header(ge=0)] = None,
) -> Response:
    """News as they come, and the count of what is unread; from `Last-Event-ID` on, else from now."""
    stream = _news(desk, partial(goes_on, request), woken, last_event_id)
    return EventSourceResponse(stream, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})


async def _news(
    desk: Desk, is_let_in: Callable[[], bool], woken: asyncio.Event, after: int | None
) -> AsyncIterator[bytes]:
    notifications = desk.node.notifications
    now = await run_in_threadpool(notifications.told, desk.actor, desk.language)
    seen = after if after is not None else max((one.seq for one in now.items), default=0)
    counted: int | None = None
    while True:
        found = await run_in_threadpool(notifications.told, desk.actor, desk.language, after=seen)
        for one in reversed(found.items):
            seen = one.seq
            yield format_sse_event(event="notification", id=str(one.seq), data_str=one.model_dump_json())
        if found.unread != counted:
            counted = found.unread
            yield format_sse_event(event="unread", data_str=str(counted))
        try:
            await asyncio.wait_for(woken.wait(), _LOOK_AT_SESSION_S)
        except TimeoutError:
            if not await run_in_threadpool(is_let_in):
                return
            yield _STILL_HERE
        woken.clear()
        if notifications.bell.stopping:
            return
