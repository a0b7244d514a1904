"""Signing in and out, where one is signed in, and the second factor."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from puhui.api.authentication import (
    Desk,
    at_desk,
    bearer_secret,
    device_token,
    drop_cookie,
    keep_device_cookie,
    session_token,
    set_cookie,
)
from puhui.api.permissions import SignInFirst
from puhui.desks.views import (
    CodeRequest,
    ConfirmationRequest,
    Credentials,
    FactorEnrolment,
    FactorView,
    PasswordRequest,
    RecoveryCodes,
    SessionList,
    SessionView,
)

router = APIRouter(tags=["session"])


@router.post("/session")
def sign_in(
    credentials: Credentials,
    request: Request,
    response: Response,
    desk: Annotated[Desk, Depends(at_desk("sign_in"))],
) -> SessionView:
    """Sign in with login and password, and the app's code where there is one; the answer sets the session cookie."""
    session, view = desk.node.people.sign_in(
        credentials.login,
        credentials.password,
        credentials.code,
        device_token=device_token(request),
        device=request.headers.get("user-agent", ""),
    )
    set_cookie(response, desk.node, session.token, session.expires_at)
    keep_device_cookie(response, desk.node, session.device_token)
    return view


@router.get("/session")
def read_session(request: Request, desk: Annotated[Desk, Depends(at_desk("read_session"))]) -> SessionView:
    """Who is signed in, a person or a program; 401 when nobody is."""
    secret = bearer_secret(request)
    if secret is not None:
        standing = desk.node.programs.session(secret)
        if standing is None:
            raise SignInFirst(stage="api")
        return standing
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


@router.post("/session/confirmation", status_code=204)
def confirm_session(
    asked: ConfirmationRequest, request: Request, desk: Annotated[Desk, Depends(at_desk("confirm_session"))]
) -> None:
    """Show again who one is, for what needs that fresh: approvals, payments, people."""
    desk.node.people.confirm(session_token(request) or "", asked.password, asked.code)


@router.put("/session/password", status_code=204)
def change_password(
    asked: PasswordRequest,
    request: Request,
    response: Response,
    desk: Annotated[Desk, Depends(at_desk("change_password"))],
) -> None:
    """Another password; all sessions end, this one too."""
    desk.node.people.change_password(session_token(request) or "", asked.password, asked.code, asked.wanted)
    drop_cookie(response, desk.node)


@router.get("/sessions")
def list_sessions(request: Request, desk: Annotated[Desk, Depends(at_desk("list_sessions"))]) -> SessionList:
    """Where the person is signed in."""
    return desk.node.people.sessions(session_token(request) or "")


@router.delete("/sessions/{id}", status_code=204)
def end_session(
    id: Annotated[str, Path(max_length=64)],
    request: Request,
    desk: Annotated[Desk, Depends(at_desk("end_session"))],
) -> None:
    """End one of one's own sessions, wherever it is."""
    desk.node.people.end_session(session_token(request) or "", id)


@router.get("/session/factor")
def read_factor(request: Request, desk: Annotated[Desk, Depends(at_desk("read_factor"))]) -> FactorView:
    """Whether an authenticator app is set up."""
    return desk.node.people.factor(session_token(request) or "")


@router.post("/session/factor", status_code=201)
def begin_factor(
    request: Request, desk: Annotated[Desk, Depends(at_desk("begin_factor", fresh=True))]
) -> FactorEnrolment:
    """What an authenticator app needs; it counts once a code of it was typed."""
    return desk.node.people.begin_factor(session_token(request) or "")


@router.post("/session/factor/confirmation")
def confirm_factor(
    asked: CodeRequest, request: Request, desk: Annotated[Desk, Depends(at_desk("confirm_factor"))]
) -> RecoveryCodes:
    """Let the app count from now on; the answer's codes are for paper, and not shown again."""
    return desk.node.people.confirm_factor(session_token(request) or "", asked.code)


@router.delete("/session/factor", status_code=204)
def remove_factor(request: Request, desk: Annotated[Desk, Depends(at_desk("remove_factor", fresh=True))]) -> None:
    """Let the password alone be enough again."""
    desk.node.people.remove_factor(session_token(request) or "")
