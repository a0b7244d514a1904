"""The way to an institution's own identity provider and back (`parties.federation`).

The provider sends the browser to a page of the portal, which hands on what it brought: so that no cookie of ours has to
travel with another site's redirect, and an answer that is no good is told like every other.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from puhui.api.authentication import (
    Desk,
    at_desk,
    device_token,
    keep_device_cookie,
    session_token,
    set_cookie,
    set_trip_cookie,
    trip_token,
)
from puhui.desks.identity_providers import Browser
from puhui.desks.views import (
    DepartureRequest,
    DepartureView,
    IdentityList,
    ProviderList,
    ReturnRequest,
    ReturnView,
)
from puhui.parties.federation import Purpose

router = APIRouter(tags=["session"])

_Name = Annotated[str, Path(max_length=40)]


@router.get("/session/providers")
def list_providers(desk: Annotated[Desk, Depends(at_desk("list_providers"))]) -> ProviderList:
    """By which identity providers this organisation's people may sign in."""
    return desk.node.providers.providers()


@router.get("/session/identities")
def list_identities(request: Request, desk: Annotated[Desk, Depends(at_desk("list_identities"))]) -> IdentityList:
    """The identities that are linked to the signed-in person."""
    return desk.node.providers.identities(session_token(request) or "")


@router.post("/session/providers/{name}", status_code=201)
def leave_for_provider(
    name: _Name,
    asked: DepartureRequest,
    response: Response,
    desk: Annotated[Desk, Depends(at_desk("leave_for_provider"))],
) -> DepartureView:
    """Where to go to sign in, or to take up an invitation, by that provider; sets a cookie that the way back needs."""
    return _depart(desk, response, name, Purpose(asked.purpose))


@router.post("/session/providers/{name}/link", status_code=201)
def link_identity(
    name: _Name,
    request: Request,
    response: Response,
    desk: Annotated[Desk, Depends(at_desk("link_identity", fresh=True))],
) -> DepartureView:
    """Where to go to link one's own identity at that provider to oneself."""
    return _depart(desk, response, name, Purpose.LINK, session_token(request) or "")


@router.post("/session/providers/{name}/confirmation", status_code=201)
def confirm_at_provider(
    name: _Name,
    request: Request,
    response: Response,
    desk: Annotated[Desk, Depends(at_desk("confirm_at_provider"))],
) -> DepartureView:
    """Where to go to show again who one is, for what needs that fresh."""
    return _depart(desk, response, name, Purpose.CONFIRM, session_token(request) or "")


@router.post("/session/providers/{name}/return")
def return_from_provider(
    name: _Name,
    asked: ReturnRequest,
    request: Request,
    response: Response,
    desk: Annotated[Desk, Depends(at_desk("return_from_provider"))],
) -> ReturnView:
    """Come back with what the provider gave, once; who came to sign in has a session from here on."""
    browser = Browser(
        trip_token=trip_token(request),
        session_token=session_token(request) or "",
        device_token=device_token(request),
        device=request.headers.get("user-agent", ""),
    )
    session, view = desk.node.providers.come_back(name, asked, browser)
    if session is not None:
        set_cookie(response, desk.node, session.token, session.expires_at)
        keep_device_cookie(response, desk.node, session.device_token)
    return view


def _depart(desk: Desk, response: Response, name: str, purpose: Purpose, session: str = "") -> DepartureView:
    departure = desk.node.providers.leave(name, purpose, session)
    set_trip_cookie(response, desk.node, departure.browser_token, desk.node.providers.trip_seconds)
    return DepartureView(url=departure.url)
