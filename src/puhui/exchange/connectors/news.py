"""What the papers said of one enterprise at a time, told from a feed of dated articles and the public register.

Articles name enterprises in words: the names of the register tie them. As of the last day that the feed reaches, for
after it nobody knows what was written.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.credit.indicators import Definition, read_row
from puhui.exchange.catalogue import Dataset
from puhui.exchange.connectors.holdings import UNREADABLE, Holdings
from puhui.exchange.connectors.kept import STAGE
from puhui.exchange.errors import SourceDown
from puhui.exchange.fields import TIMELINE
from puhui.kernel import PuhuiError
from puhui.kernel.identifiers import Uscc
from puhui.opinion import Event, Events, Register, measure, read_articles, read_events, timeline_document


@dataclass(frozen=True)
class NewsView:
    """What the feed of one moment says, by enterprise of the register."""

    definitions: Mapping[str, Definition]
    made_at: datetime
    register: frozenset[str]
    events: Events
    by_key: Mapping[str, Sequence[Event]]
    as_of: date

    def told(self, code: Uscc) -> IndicatorSet:
        """Every indicator about an enterprise, and its timeline as a document; all `no_record` where it is unknown."""
        if code not in self.register or self.events.since is None:
            return read_row({}, self.definitions)
        events = self.by_key.get(code, ())
        held = read_row(measure(events, self.as_of, since=self.events.since), self.definitions)
        item = held[TIMELINE]
        told = timeline_document(code, events, self.as_of, since=self.events.since, model=self.events.model)
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        document = Indicator(TIMELINE, text, item.unit, item.source, self.as_of, 1.0, Cause.GRANTED)
        return IndicatorSet(tuple(document if one.name == TIMELINE else one for one in held.indicators))


def news_view(holdings: Holdings, dataset: Dataset, now: datetime) -> NewsView:
    """The feed's events as they are now; raises `SourceDown`."""
    try:
        frames = {name: frame.collect() for name, frame in holdings.whole(dataset).items()}
    except UNREADABLE as reason:
        raise SourceDown(dataset=dataset.slug, reason=type(reason).__name__, stage=STAGE) from None
    news, register = frames["news"], frames["register"]
    try:
        articles = read_articles({name: news[name].to_list() for name in news.columns})
    except PuhuiError as reason:
        raise SourceDown(dataset=dataset.slug, reason=reason.code, stage=STAGE) from None
    keys = register["uscc"].to_list()
    events = read_events(articles, Register(keys, register["name"].to_list()))
    as_of = min(events.until or now.date(), now.date())
    return NewsView(dataset.definitions, now, frozenset(keys), events, events.by_key(), as_of)
