"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from puhui.api.authentication import Desk, at_desk, drop_cookie, session_token, set_cookie
from puhui.api.permissions import SignInFirst
from puhui.desks.views import Credentials, SessionView

router = APIRouter(tags=["session"])


@router.post("/session")
def sign_in(
    credentials: Credentials, response: Response, desk: Annotated[Desk, Depends(at_desk("sign_in"))]
) -> SessionView:
    """Sign in with login and password; the answer sets the session cookie."""
    token, session = desk.node.people.sign_in(credentials.login, credentials.password)
    set_cookie(response, desk.node, token, session.expires_at)
    return session


@router.get("/session")
def read_session(request: Request, desk: Annotated[Desk, Depends(at_desk("read_session"))]) -> SessionView:
    """Who is signed in; 401 when nobody is."""
    token = session_token(request)
    session = desk.node.people.session(token) if token else None
    if session is None:
        raise SignInFirst(stage="api")
    return session


@router.delete("/session", status_code=204)
def sign_out(request: Request, response: Response, desk: Annotated[Desk, Depends(at_desk("sign_out"))]) -> None:
    """End the session, here and in the browser."""
    token = session_token(request)
    if token:
        desk.node.people.sign_out(token)
    drop_cookie(response, desk.node)
