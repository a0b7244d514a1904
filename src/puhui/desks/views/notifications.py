"""What people are told, and how they want to be told it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from puhui.desks.views.base import View
from puhui.notifications import Kind

MediumName = Literal["email", "sms"]


class NotificationView(View):
    """One thing that a person is told; `page` is where to read on. `seq` grows with each at this node."""

    id: str
    seq: int
    kind: str
    text: str
    page: str
    at: datetime
    read: bool


class NotificationList(View):
    """Newest first, the newest 200; `unread` counts all."""

    items: list[NotificationView]
    unread: int


class WishView(View):
    """A kind of news, its headline, and the ways by which the person is told it outside the house."""

    kind: str
    text: str
    media: list[str]


class WishesView(View):
    """`media` are the ways that this node has; addresses are there only where the person gave one."""

    media: list[str]
    addresses: dict[str, str]
    kinds: list[WishView]


class Wish(View):
    """By which ways a kind is wanted; an empty list is by none."""

    kind: Kind
    media: Annotated[list[MediumName], Field(max_length=4)]


class WishesRequest(View):
    """What to change: an address "" is forgotten; kinds that are not named stay as they are."""

    addresses: Annotated[dict[MediumName, Annotated[str, Field(max_length=254)]], Field(max_length=4)] = Field(
        default_factory=dict
    )
    kinds: Annotated[list[Wish], Field(max_length=len(Kind))] = Field(default_factory=list)
