"""What white lists demand, where an enterprise stands on them, and objections with their answers."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from puhui.desks.views.base import View
from puhui.desks.views.support import SupportStep

_Name = Annotated[str, Field(min_length=1, max_length=100)]
_Words = Annotated[str, Field(min_length=1, max_length=1000)]
_Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
_Id = Annotated[str, Field(min_length=1, max_length=64)]
Standing = Literal["listed", "removed", "ended", "absent"]


class CriteriaRequest(View):
    """What a list demands, in both languages: its next version."""

    code: _Code
    title_zh: _Name
    title_en: _Name
    words_zh: _Words
    words_en: _Words


class CriteriaView(View):
    """One version of what a list demands; `number` is 0 until it is published."""

    id: str
    code: str
    number: int
    title: str
    words: str
    state: str
    label: str
    made_at: datetime
    published_at: datetime | None
    mine: bool
    history: list[SupportStep]


class CriteriaList(View):
    """Versions of all lists, newest first."""

    items: list[CriteriaView]


class ObjectionView(View):
    """An objection as the office sees it. `mine`: this person may not answer it. `to_list`: upheld, and nobody has
    proposed the name yet."""

    id: str
    code: str
    title: str
    number: int
    words: str
    uscc: str
    name: str
    grounds: str
    removed_because: str
    state: str
    label: str
    made_at: datetime
    answer_by: date
    late: bool
    reason: str
    answered_at: datetime | None
    mine: bool
    to_list: bool
    history: list[SupportStep]


class ObjectionList(View):
    """Objections, newest first."""

    items: list[ObjectionView]


class ObjectionAnswer(View):
    """The office's answer, with reasons that the enterprise reads."""

    outcome: Literal["upheld", "dismissed"]
    reason: _Words


class OwnObjectionView(View):
    """An enterprise's objection and what became of it."""

    id: str
    grounds: str
    state: str
    label: str
    made_at: datetime
    answer_by: date
    reason: str
    answered_at: datetime | None
    history: list[SupportStep]


class PublicListView(View):
    """A list with its criteria in force, and where the enterprise stands on it.

    `reason` is why it was taken off, or put on; `criteria` is the version that an objection is against.
    """

    office: str
    office_name: str
    code: str
    criteria: str
    number: int
    title: str
    words: str
    published_at: datetime
    standing: Standing
    reason: str
    expires_on: date | None
    may_object: bool
    objections: list[OwnObjectionView]


class PublicListList(View):
    """Every list that has criteria."""

    items: list[PublicListView]


class ObjectionRequest(View):
    """An enterprise objects to not standing on a list, against the criteria that it read."""

    office: _Id
    code: _Code
    criteria: _Id
    grounds: _Words
