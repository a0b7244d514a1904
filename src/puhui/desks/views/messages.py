"""Messages of an application's thread."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from puhui.desks.views.base import View

_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f"
_WRITTEN = f"[^{_CONTROLS}]"  # lines may break


class MessageRequest(View):
    """What to write. `request` is the writer's own number for it: the same again is the same message."""

    text: Annotated[str, Field(min_length=1, max_length=2000, pattern=rf"^{_WRITTEN}*[^\s{_CONTROLS}]{_WRITTEN}*$")]
    request: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]


class MessageView(View):
    """One message; `ours` is of the reader's own side."""

    id: str
    ours: bool
    name: str
    text: str
    at: datetime


class MessageList(View):
    """Oldest first; `banker` is who last spoke for the bank."""

    items: list[MessageView]
    banker: str | None
