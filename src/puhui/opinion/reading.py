"""A timeline as it comes from elsewhere: the JSON of `telling.timeline_document`, read strictly, whole or not at all.

An address that is no web address is left out: whoever shows it makes a link of it.

>>> import json
>>> from puhui.opinion.telling import timeline_document
>>> told = timeline_document("a", (), date(2026, 6, 30), since=date(2025, 1, 1), model="m@1")
>>> read_timeline(json.dumps(told)).months[-1].covered
True
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from puhui.opinion.errors import MalformedTimeline
from puhui.opinion.telling import EVENTS_MAX, REPORTS_MAX
from puhui.opinion.timeline import MONTHS

_Word = Annotated[str, Field(max_length=200)]
_Sentence = Annotated[str, Field(max_length=2_000)]
_Count = Annotated[int, Field(ge=0, le=10**6)]


def _web_address(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class ToldText(_Told):
    """A sentence in both languages."""

    zh: _Sentence
    en: _Sentence


class ToldMonth(_Told):
    """One month's events by mood; what the feed does not cover is unknown, never quiet."""

    month: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
    bad: _Count
    neutral: _Count
    good: _Count
    covered: bool


class ToldReport(_Told):
    """One article: where it stands."""

    published_on: date
    source: _Word
    title: _Sentence
    url: Annotated[_Sentence, AfterValidator(_web_address)]


class ToldEvent(_Told):
    """One event with its reports, the earliest first."""

    day: date
    title: _Sentence
    mood: Literal["bad", "neutral", "good"]
    p_bad: Annotated[float, Field(ge=0.0, le=1.0)]
    topic: _Word | None
    topic_label: ToldText | None
    severity: Annotated[int, Field(ge=0, le=3)]
    reports: Annotated[list[ToldReport], Field(min_length=1, max_length=REPORTS_MAX)]


class ToldWarning(_Told):
    """An early warning; `events` are places in the timeline's events."""

    code: _Word
    level: Literal["watch", "alert"]
    text: ToldText
    advice: ToldText
    events: Annotated[list[_Count], Field(max_length=EVENTS_MAX)]


class ToldLine(_Told):
    """The share of bad events of the last `months` and the one from which it warns; null where events are too few."""

    months: Annotated[int, Field(ge=1, le=MONTHS)]
    before_months: Annotated[int, Field(ge=1, le=MONTHS)]
    share: Annotated[float | None, Field(ge=0.0, le=1.0)]
    usual: Annotated[float | None, Field(ge=0.0, le=1.0)]
    warns_from: Annotated[float | None, Field(ge=0.0, le=2.0)]


class ToldTimeline(_Told):
    """Three years of an enterprise's public opinion."""

    as_of: date
    since: date | None
    model: _Word
    rules: _Word
    months: Annotated[list[ToldMonth], Field(min_length=MONTHS, max_length=MONTHS)]
    events: Annotated[list[ToldEvent], Field(max_length=EVENTS_MAX)]
    cut: bool
    warnings: Annotated[list[ToldWarning], Field(max_length=100)]
    line: ToldLine | None = None


def read_timeline(text: str) -> ToldTimeline:
    """The timeline of a document; raises `MalformedTimeline`, which says the kinds of what is wrong and no value."""
    try:
        return ToldTimeline.model_validate_json(text)
    except ValidationError as reason:
        kinds = ", ".join(sorted({error["type"] for error in reason.errors(include_input=False, include_url=False)}))
        raise MalformedTimeline(kinds=kinds, stage="opinion.reading") from None
