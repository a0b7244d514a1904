"""Who asks: the session cookie, the header that a page of another site cannot send, and the person behind them.

The cookie is named for the organisation (`puhui_session_<org>`), because browsers share cookies between the ports of
one host: signing in at a bank must not sign the enterprise out. It is HttpOnly and SameSite=Strict, and Secure wherever
the node's public address is https. A write also needs `X-Puhui-Client`, which no cross-site form can add.

A program shows its token as `Authorization: Bearer …` (RFC 6750). Where that header is, no cookie counts: a browser
never adds it by itself, so it needs no other header.
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
from puhui.parties import ConfirmFirst

CLIENT_HEADER = "X-Puhui-Client"
IDLE = "idle"  # how our pages name themselves when they ask while nobody has touched them for a while
_DEVICE_SECONDS = 365 * 86_400
_TOKEN_CHARS_MAX = 128
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


def keep_device_cookie(response: Response, node: Node, token: str) -> None:
    """Let the door know the browser: strangers' failures to sign in do not slow down whoever uses it."""
    response.set_cookie(
        f"puhui_known_{node.org}",
        token,
        max_age=_DEVICE_SECONDS,
        path="/api/v1/session",
        httponly=True,
        samesite="strict",
        secure=node.settings.public_url.startswith("https://"),
    )


def device_token(request: Request) -> str:
    """The token by which the browser is known; "" when it is not."""
    return request.cookies.get(f"puhui_known_{node_of(request).org}", "")[:_TOKEN_CHARS_MAX]


def set_trip_cookie(response: Response, node: Node, token: str, seconds: int) -> None:
    """Let the browser that leaves for an identity provider be known when it comes back; of no use after that."""
    response.set_cookie(
        _trip_cookie(node.org),
        token,
        max_age=seconds,
        path="/api/v1/session/providers",
        httponly=True,
        samesite="strict",
        secure=node.settings.public_url.startswith("https://"),
    )


def trip_token(request: Request) -> str:
    """What the browser was given when it left for an identity provider; "" when it did not."""
    return request.cookies.get(_trip_cookie(node_of(request).org), "")[:_TOKEN_CHARS_MAX]


def _trip_cookie(org: str) -> str:
    return f"puhui_trip_{org}"


def drop_cookie(response: Response, node: Node) -> None:
    """Take the session back from the browser."""
    response.delete_cookie(cookie_name(node.org), path="/api/", httponly=True, samesite="strict")


def device_mark(request: Request) -> str | None:
    """The random mark of the browser, where this node has given it one."""
    return request.cookies.get(_device_cookie(node_of(request).org))


def set_device_mark(response: Response, node: Node, mark: str) -> None:
    """Let the browser keep its mark for a year, by which its device is known again."""
    response.set_cookie(
        _device_cookie(node.org),
        mark,
        max_age=_DEVICE_SECONDS,
        path="/api/",
        httponly=True,
        samesite="strict",
        secure=node.settings.public_url.startswith("https://"),
    )


def _device_cookie(org: str) -> str:
    return f"puhui_device_{org}"


def session_token(request: Request) -> str | None:
    """The token in the cookie of this node."""
    return request.cookies.get(cookie_name(node_of(request).org))


def bearer_secret(request: Request) -> str | None:
    """The secret that a program shows; None where the request carries none."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def current_actor(request: Request) -> Actor:
    """The program or the signed-in person, or `NOBODY` without a token, or a session, that is good now."""
    secret = bearer_secret(request)
    if secret is not None:
        return node_of(request).programs.actor(secret)
    token = session_token(request)
    used = request.headers.get(CLIENT_HEADER) != IDLE
    return node_of(request).people.actor(token, used=used) if token else NOBODY


def goes_on(request: Request) -> bool:
    """Whether whoever asked is still let in; asking keeps no session awake."""
    node, secret = node_of(request), bearer_secret(request)
    if secret is not None:
        return node.programs.actor(secret) is not NOBODY
    return node.people.is_signed_in(session_token(request) or "")


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

    @property
    def is_sandbox(self) -> bool:
        """Whether nothing here is real: what is printed says so."""
        return self.node.settings.mode == "sandbox"

    def require(self, thing: Thing, kind: str, id_: str) -> None:
        """Raise `ThingNotFound` unless the policies allow this action on `thing`."""
        if not allows(self.actor, self.action, thing):
            raise ThingNotFound(kind=kind, id=id_, party=self.node.org, stage="api")


def at_desk(action: str, *, fresh: bool = False) -> Callable[..., Desk]:
    """A dependency that admits whoever may do `action` here, and hands the route its `Desk`.

    `fresh` asks for somebody who has just shown who they are, and raises `ConfirmFirst` for others.
    """

    def admit(
        request: Request,
        actor: Annotated[Actor, Depends(current_actor)],
        language: Annotated[Language, Depends(language_of)],
    ) -> Desk:
        node = node_of(request)
        require_role(actor, action, node.org)
        if request.method not in _SAFE and CLIENT_HEADER not in request.headers and not actor.is_program:
            raise ClientHeaderMissing(header=CLIENT_HEADER, stage="api")
        if fresh and not actor.is_fresh:
            raise ConfirmFirst(party=node.org, stage="api")
        return Desk(node, actor, language, action)

    admit.action = action  # type: ignore[attr-defined]  # the policy matrix reads it
    return admit
