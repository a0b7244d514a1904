"""Compose a portrait of what the rooms hand in. Pure: the same parts give the same document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from puhui.credit.indicator import DOCUMENT, Cause, Indicator
from puhui.credit.indicators import Axis, Definition
from puhui.credit.portrait.errors import MalformedSection
from puhui.credit.portrait.model import (
    Aspect,
    Basics,
    Both,
    Item,
    Need,
    PeersUsed,
    Placed,
    PlacedAxis,
    Portrait,
    Radar,
    ScoreShown,
    Section,
    Sections,
    SourceShown,
    Terms,
    Why,
)
from puhui.credit.portrait.peers import Chosen, PeerGroups
from puhui.credit.scorecard import Kind, Scorecard
from puhui.credit.scores import Explanation
from puhui.kernel import Text

Documents = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Given:
    """What another room found, as of a day. An empty list is a finding, too: nothing is there."""

    items: Documents
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What one source answered: what it is called, its indicators, and why there are none if there are none.

    Two banks are two of them, each with its own label.
    """

    source: str
    label: Text
    indicators: Mapping[str, Indicator]
    cause: Cause


@dataclass(frozen=True, slots=True)
class Others:
    """What other rooms hand in; None where nobody looked."""

    relations: Given | None = None
    contradictions: Given | None = None
    opinion: Given | None = None
    records: Given | None = None
    months: Given | None = None


def compose(
    basics: Basics,
    indicators: Mapping[str, Indicator],
    peers: PeerGroups,
    *,
    at: datetime,
    scored: ScoreShown | None = None,
    answers: Sequence[Answered] | None = None,
    others: Others | None = None,
    terms: Terms | None = None,
) -> Portrait:
    """The portrait of one enterprise. Raises `MalformedSection` for an item without code or text.

    `indicators` has one of each name, by which radar and aspects are made; `answers` are all that sources answered, and
    are listed as they are (without them, `indicators` by source). Those that no definition names are shown without
    label and place. Whole documents that travel among indicators are left out: what they say belongs in a section.
    """
    indicators = {name: item for name, item in indicators.items() if item.unit != DOCUMENT}
    chosen = peers.of(basics.segment, basics.industry_section, basics.size, basics.region)
    listed = _by_source(indicators) if answers is None else [_without_documents(one) for one in answers]
    told = others or Others()
    return Portrait(
        at=at,
        basics=basics,
        score=scored,
        radar=_radar(indicators, chosen),
        aspects=[_aspect(axis, indicators, chosen) for axis in Axis],
        indicators=[_placed(item, answer, chosen) for answer in listed for item in answer.indicators.values()],
        sources=[_source(answer) for answer in (listed if answers is None else answers)],
        sections=Sections(
            relations=_section("relations", told.relations),
            contradictions=_section("contradictions", told.contradictions),
            opinion=_section("opinion", told.opinion),
            records=_section("records", told.records),
            months=_section("months", told.months),
        ),
        terms=terms,
        notes=[_UNCALIBRATED] if scored is not None and scored.uncalibrated else [],
    )


def _without_documents(answer: Answered) -> Answered:
    return replace(answer, indicators={n: one for n, one in answer.indicators.items() if one.unit != DOCUMENT})


def _by_source(indicators: Mapping[str, Indicator]) -> list[Answered]:
    parts: dict[str, dict[str, Indicator]] = {}
    for name, item in indicators.items():
        parts.setdefault(item.source, {})[name] = item
    return [
        Answered(source, Text(zh=source, en=source), items, _cause([one.cause for one in items.values()]))
        for source, items in parts.items()
    ]


def _cause(causes: Sequence[Cause]) -> Cause:
    """The cause that most of a source's indicators have; granted where any is."""
    return Cause.GRANTED if Cause.GRANTED in causes else max(Cause, key=causes.count)


def _placed(item: Indicator, answer: Answered, chosen: Chosen) -> Placed:
    definition: Definition | None = chosen.definitions.get(item.name)
    number = None if item.value is None or isinstance(item.value, str) else float(item.value)
    place, median = chosen.group.place(item.name, number)
    label = definition.label if definition else Text(zh=item.name, en=item.name)
    return Placed(
        name=item.name,
        label=_both(label),
        value=number,
        text=item.value if isinstance(item.value, str) else None,
        unit=item.unit,
        axis=definition.axis if definition else None,
        source=answer.source,
        origin=_both(answer.label),
        as_of=item.as_of,
        coverage=item.coverage,
        cause=item.cause,
        peer_median=median,
        percentile=place,
    )


def _radar(indicators: Mapping[str, Indicator], chosen: Chosen) -> Radar:
    row = {name: item.value for name, item in indicators.items() if not isinstance(item.value, str)}
    return Radar(
        peers=PeersUsed(wanted=list(chosen.wanted), used=list(chosen.used), size=chosen.size, said=_both(chosen.said)),
        axes=[
            PlacedAxis(
                axis=one.axis,
                label=_both(one.label),
                value=one.value,
                peer_median=one.peer_median,
                coverage=one.coverage,
            )
            for one in chosen.group.radar(row)
        ],
    )


def _aspect(axis: Axis, indicators: Mapping[str, Indicator], chosen: Chosen) -> Aspect:
    named = {name for name, definition in chosen.definitions.items() if definition.axis is axis}
    held = [one for one in indicators.values() if one.name in named]
    known = [one.name for one in held if one.cause is Cause.GRANTED]
    return Aspect(
        axis=axis,
        label=_both(axis.label),
        known=len(known),
        of=len(held),
        indicators=[*known, *(one.name for one in held if one.cause is not Cause.GRANTED)],
    )


def score_shown(card: Scorecard, found: Explanation) -> ScoreShown:
    """A card's explanation as the portrait shows it."""
    return ScoreShown(
        score=found.score,
        low=found.low,
        high=found.high,
        pd=found.pd,
        grade=found.grade,
        coverage=round(found.coverage, 6),
        model=f"{card.name}@{card.version}",
        uncalibrated=card.kind is Kind.EXPERT,
        reasons=[
            Why(code=one.code, text=_both(one.text), points_lost=one.points_lost, cure=_both(one.cure))
            for one in found.reasons
        ],
        needs=[Need(source=one.source, text=_both(one.text), gain=one.gain) for one in found.needs],
    )


def _source(answer: Answered) -> SourceShown:
    """The newest date, and the share of the wanted window that is known over all its indicators."""
    items = answer.indicators.values()
    known = [one.coverage for one in items if one.cause is Cause.GRANTED]
    return SourceShown(
        source=answer.source,
        label=_both(answer.label),
        as_of=max((one.as_of for one in items if one.as_of is not None), default=None),
        coverage=round(sum(known) / len(items), 6) if items else 0.0,
        cause=answer.cause,
    )


def _section(name: str, told: Given | None) -> Section:
    if told is None:
        return Section(state="not_given")
    items = []
    for number, item in enumerate(told.items, 1):
        try:
            items.append(Item.model_validate(dict(item)))
        except ValueError:
            raise MalformedSection(section=name, number=number, stage="credit.portrait") from None
    return Section(state="given", as_of=told.as_of, items=items)


def _both(text: Text) -> Both:
    return Both(zh=text.zh, en=text.en)


_UNCALIBRATED = Both(
    zh="评分卡由专家判断制定，违约概率未经违约数据校准",
    en="the card is made by judgement; its PD is not calibrated on defaults",
)
