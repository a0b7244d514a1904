"""Who asks: the session cookie, the header that a page of another site cannot send, and the person behind them.

The cookie is named for the organisation (`puhui_session_<org>`), because browsers share cookies between the ports of
one host: signing in at a bank must not sign the enterprise out. It is HttpOnly and SameSite=Strict, and Secure wherever
the node's public address is https. A write also needs `X-Puhui-Client`, which no cross-site form can add.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request, Response

from puhui.api.errors import language_of
from puhui.api.permissions import Thing, allows, require_role
from puhui.assembly import Node
from puhui.desks.actors import NOBODY, Actor
from puhui.desks.errors import ThingNotFound
from puhui.kernel import Category, Language, PuhuiError, Text

CLIENT_HEADER = "X-Puhui-Client"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class ClientHeaderMissing(PuhuiError):
    """A write without the header that only our own pages and programs send."""

    category = Category.FORBIDDEN
    cause = Text(zh="写操作缺少请求头 {header}", en="a write without the header {header}")
    remedy = Text(zh="请在请求中加入该请求头", en="send that header, with the name of your client")


def node_of(request: Request) -> Node:
    """The node that this app serves."""
    node: Node = request.app.state.node
    return node


def cookie_name(org: str) -> str:
    """The session cookie's name at this organisation's node."""
    return f"puhui_session_{org}"


def set_cookie(response: Response, node: Node, token: str, expires_at: datetime) -> None:
    """Give the browser its session."""
    response.set_cookie(
        cookie_name(node.org),
        token,
        expires=expires_at,
        path="/api/",
        httponly=True,
        samesite="strict",
        secure=node.settings.public_url.startswith("https://"),
    )


def drop_cookie(response: Response, node: Node) -> None:
    """Take the session back from the browser."""
    response.delete_cookie(cookie_name(node.org), path="/api/", httponly=True, samesite="strict")


def session_token(request: Request) -> str | None:
    """The token in the cookie of this node."""
    return request.cookies.get(cookie_name(node_of(request).org))


def current_actor(request: Request) -> Actor:
    """The signed-in person, or `NOBODY` without a session or with one that has run out."""
    token = session_token(request)
    return node_of(request).people.actor(token) if token else NOBODY


class Desk:
    """What a route needs of a request: the node, who asks, in which language, and the check of a thing's tenancy."""

    def __init__(self, node: Node, actor: Actor, language: Language, action: str) -> None:
        self.node = node
        self.actor = actor
        self.language = language
        self.action = action

    @property
    def uscc(self) -> str:
        """The owner's enterprise; "" for people without one, whom the policies keep from where it matters."""
        return self.actor.uscc or ""

    def require(self, thing: Thing, kind: str, id_: str) -> None:
        """Raise `ThingNotFound` unless the policies allow this action on `thing`."""
        if not allows(self.actor, self.action, thing):
            raise ThingNotFound(kind=kind, id=id_, party=self.node.org, stage="api")


def at_desk(action: str) -> Callable[..., Desk]:
    """A dependency that admits whoever may do `action` here, and hands the route its `Desk`."""

    def admit(
        request: Request,
        actor: Annotated[Actor, Depends(current_actor)],
        language: Annotated[Language, Depends(language_of)],
    ) -> Desk:
        node = node_of(request)
        require_role(actor, action, node.org)
        if request.method not in _SAFE and CLIENT_HEADER not in request.headers:
            raise ClientHeaderMissing(header=CLIENT_HEADER, stage="api")
        return Desk(node, actor, language, action)

    admit.action = action  # type: ignore[attr-defined]  # the policy matrix reads it
    return admit
