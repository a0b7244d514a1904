"""Three years of public opinion: what was written of an enterprise, when, by whom, and what it warns of."""

from datetime import date
from typing import Literal

from puhui.desks.views.base import View
from puhui.desks.views.indicators import IndicatorView


class OpinionMonth(View):
    """One month's events by mood. What is not `covered` is unknown, never quiet."""

    month: str
    bad: int
    neutral: int
    good: int
    covered: bool


class OpinionReport(View):
    """One article; `url` is empty where it is not on the web."""

    published_on: date
    source: str
    title: str
    url: str


class OpinionEvent(View):
    """One event, reprints folded: the earliest report speaks for it."""

    day: date
    title: str
    mood: Literal["bad", "neutral", "good"]
    p_bad: float
    topic: str | None
    topic_label: str | None
    severity: int
    reports: list[OpinionReport]


class OpinionWarning(View):
    """An early warning; `events` are places in the list of events."""

    code: str
    level: Literal["watch", "alert"]
    text: str
    advice: str
    events: list[int]


class OpinionLine(View):
    """The early-warning line: the share of bad events in the last `months`, what it was in `before_months` before, and
    the share from which it warns; null where there are too few events."""

    months: int
    before_months: int
    share: float | None
    usual: float | None
    warns_from: float | None


class OpinionView(View):
    """A timeline of 36 months up to `as_of`; `since` is the first day that the feed covers, `model` judged the mood."""

    custodian: str
    told_by: str
    as_of: date
    since: date | None
    model: str
    figures: list[IndicatorView]
    months: list[OpinionMonth]
    events: list[OpinionEvent]
    cut: bool
    warnings: list[OpinionWarning]
    line: OpinionLine | None = None


class OwnOpinion(View):
    """An enterprise's own; null where the platform has nothing about it."""

    opinion: OpinionView | None
