"""Public opinion as people see it: a bank in the portrait, under a grant; an enterprise at the portal, of itself.

The timeline comes as one document among the indicators of the platform's dataset. It is a reference beside the score
and never part of it. What is no timeline is not shown: whoever sent it is told in the log, for it signed it.

An enterprise that looks at itself needs no grant and spends no use: nobody else learns anything.
"""

from collections.abc import Callable, Sequence
from typing import Any

import structlog

from puhui.credit.indicator import DOCUMENT, Cause, IndicatorSet
from puhui.desks.localising import both, localised
from puhui.desks.scoring import Collected, indicator_documents
from puhui.desks.views.opinion import OwnOpinion
from puhui.exchange.fields import NEWS, TIMELINE
from puhui.kernel import Language, Text
from puhui.kernel.identifiers import Uscc, uscc
from puhui.opinion import MalformedTimeline, ToldTimeline, read_timeline, shipped_topics

_log = structlog.get_logger("puhui.desks.opinion")

Document = dict[str, Any]
_CODE = "code"  # the unit of an indicator whose value is a topic


class OpinionDesk:
    """What the platform tells of an enterprise, to the enterprise. Safe from many threads."""

    def __init__(self, org: str, name: Text, told: Callable[[Uscc], IndicatorSet]) -> None:
        self._org = org
        self._name = name
        self._told = told

    def own(self, code: str, language: Language) -> OwnOpinion:
        """Three years of the enterprise's own; none where it is not on the register. Raises `SourceDown`."""
        part = Collected(NEWS, self._org, self._name, self._told(uscc(code)), Cause.GRANTED)
        return OwnOpinion.model_validate({"opinion": localised(opinion_document([part]), language)})


def opinion_document(collected: Sequence[Collected]) -> Document | None:
    """The first timeline that a custodian told, with its figures; None where none did."""
    for part in collected:
        told = told_timeline(part)
        if told is not None:
            return _document(part, told)
    return None


def told_timeline(part: Collected) -> ToldTimeline | None:
    """The timeline of one custodian's answer; None where it told none, or nothing that can be read."""
    item = part.indicators.get(TIMELINE)
    if item is None or item.unit != DOCUMENT or not isinstance(item.value, str):
        return None
    try:
        return read_timeline(item.value)
    except MalformedTimeline as reason:
        _log.error("a timeline that cannot be read is not shown", custodian=part.custodian, cause=reason.cause_text.en)
        return None


def _document(part: Collected, told: ToldTimeline) -> Document:
    figures = [_named(item) for item in indicator_documents([part])]
    who = {"custodian": part.custodian, "told_by": both(part.label), "figures": figures}
    return told.model_dump(mode="json", exclude={"rules"}) | who


def _named(item: Document) -> Document:
    """A figure whose value is a topic's code, with the topic's name."""
    names = {topic.code: topic.label for topic in shipped_topics().items}
    if item["unit"] != _CODE or item["text"] not in names:
        return item
    return item | {"text": both(names[item["text"]])}
