"""Score one enterprise from what the custodians answered: the document that is stored, shown and anchored.

The platform (for the enterprise) and a bank (for its decision) run the same code; which card serves a segment is said
by a `Chooser`: at a bank the registry of its models. A source that did not answer widens the score and says why it is
absent; it never lowers it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from puhui.credit import Explanation
from puhui.credit.indicator import DOCUMENT, Cause, Indicator, IndicatorSet, Value
from puhui.credit.portrait import Chosen, PeerGroups
from puhui.credit.segments import Segment
from puhui.desks.kin import kin_of
from puhui.desks.localising import both
from puhui.desks.models.reading import OWN
from puhui.desks.models.recording import record_of
from puhui.desks.models.serving import Chooser, shipped_models
from puhui.desks.models.standing import model_document, standing_document
from puhui.desks.models.uses import Served
from puhui.exchange import all_definitions
from puhui.exchange.fields import outweighs
from puhui.kernel import Text
from puhui.kernel.ids import ScoreId

Document = dict[str, Any]

ASKED = frozenset({Cause.NO_RECORD, Cause.SOURCE_DOWN})
"""Why a source that was granted told nothing: another grant would tell no more."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What one custodian answered for one dataset: its indicators, or why there are none."""

    source: str
    custodian: str
    label: Text
    indicators: IndicatorSet
    cause: Cause


@dataclass(frozen=True, slots=True)
class Scored:
    """A score: the card's explanation of it, the card's sources that were absent, the document of both, the record."""

    explanation: Explanation
    collected: tuple[Collected, ...]
    document: Document
    served: Served
    record: bytes
    absent: tuple[str, ...] = ()

    @property
    def score(self) -> float | None:
        """Points, None below the coverage that a score needs."""
        return self.explanation.score

    @property
    def pd(self) -> float | None:
        """The probability of default within a year."""
        return self.explanation.pd

    @property
    def grade(self) -> str | None:
        """The grade of the probability of default."""
        return self.explanation.grade

    @property
    def coverage(self) -> float:
        """The share of the card's weight that is known, 0 to 1."""
        return self.explanation.coverage


class ScoreRoom:
    """Scores with the card that its chooser names. Immutable; safe to share."""

    def __init__(self, peers: PeerGroups, choose: Chooser = shipped_models) -> None:
        self._peers = peers
        self._choose = choose

    def score(
        self,
        collected: Sequence[Collected],
        *,
        id_: ScoreId,
        at: datetime,
        uscc: str,
        segment: str,
        before: Mapping[str, Any] | None,
        own: Mapping[str, Value] | None = None,
    ) -> Scored:
        """Score what was collected, and place it among the peers. `before` is the last document: it says what moved.

        `own` is what a bank itself has of its customer, None of whom it has nothing: shadows alone read it.
        """
        indicators = first_known(collected)
        known = {part.source for part in collected if part.cause is Cause.GRANTED}
        served = self._choose(segment, known, at)
        card = served.card
        absent = {source.source for source in card.sources} - known
        asked = {part.source for part in collected if part.cause in ASKED}
        plain = {name: _plain(item) for name, item in indicators.items() if item.unit != DOCUMENT}
        row = {attribute.name: plain.get(attribute.name) for attribute in card.attributes}
        explanation = card.explain(row, absent=absent, asked=asked)
        chosen = self._peers.of(*kin_of(uscc, segment, indicators, at.date()))
        document: Document = {
            "id": str(id_),
            "at": at.isoformat(),
            "score": explanation.score,
            "grade": explanation.grade,
            "pd": explanation.pd,
            "low": explanation.low,
            "high": explanation.high,
            "coverage": explanation.coverage,
            "segment": _segment(segment),
            "model": model_document(served),
            "standing": standing_document(served, explanation),
            "radar": _radar(indicators, chosen),
            "peers": {"used": list(chosen.used), "size": chosen.size, "said": both(chosen.said)},
            "reasons": [
                {
                    "code": reason.code,
                    "text": both(reason.text),
                    "points_lost": reason.points_lost,
                    "cure": both(reason.cure),
                }
                for reason in explanation.reasons
            ],
            "terms": [
                {
                    "name": term.attribute,
                    "label": both(term.label),
                    "value": _number(row[term.attribute]),
                    "points": term.points,
                }
                for term in explanation.terms
            ],
            "sources": [_source(part) for part in collected],
            "indicators": indicator_documents(collected),
        }
        document["moved"] = _moved(document["terms"], before)
        read, present = (plain, known) if own is None else (plain | dict(own), known | {OWN})
        record = record_of(served, read, present, key=str(id_), at=at)
        return Scored(explanation, tuple(collected), document, served, record, tuple(sorted(absent)))


def _radar(indicators: Mapping[str, Indicator], chosen: Chosen) -> list[Document]:
    row = {name: _plain(item) for name, item in indicators.items() if not isinstance(item.value, str)}
    return [
        {
            "axis": axis.axis.value,
            "label": both(axis.label),
            "value": axis.value,
            "peer_median": axis.peer_median,
            "coverage": axis.coverage,
        }
        for axis in chosen.group.radar(row)
    ]


def _segment(segment: str) -> Document | None:
    return {"code": segment, "label": both(Segment(segment).text)} if segment in set(Segment) else None


def indicator_documents(collected: Sequence[Collected]) -> list[Document]:
    """Every indicator as the portrait shows it and as a later match reads it again. Documents have their own places."""
    return [
        {
            "name": item.name,
            "label": both(_label(item.name)),
            "value": _number(_plain(item)),
            "text": item.value if isinstance(item.value, str) else None,
            "unit": item.unit,
            "source": part.source,
            "origin": both(part.label),
            "as_of": None if item.as_of is None else item.as_of.isoformat(),
            "coverage": item.coverage,
            "cause": item.cause.value,
        }
        for part in collected
        for item in part.indicators.values()
        if item.unit != DOCUMENT
    ]


def _label(name: str) -> Text:
    found = all_definitions().get(name)
    return found.label if found else Text(zh=name, en=name)


def first_known(collected: Sequence[Collected]) -> dict[str, Indicator]:
    """Indicators by name; of two banks the main one, which stands first, has the say wherever it knows the value.

    Of findings the gravest stands: see `exchange.fields.outweighs`.
    """
    found: dict[str, Indicator] = {}
    for part in collected:
        for name, item in part.indicators.items():
            if name not in found or outweighs(item, found[name]):
                found[name] = item
    return found


def _plain(item: Indicator | None) -> Value:
    if item is None or item.value is None:
        return None
    value = item.value
    return value if isinstance(value, str) else float(value)


def _number(value: Value) -> float | None:
    return None if value is None or isinstance(value, str) else float(value)


def _source(part: Collected) -> Document:
    items = list(part.indicators.values())
    dates: list[date] = [item.as_of for item in items if item.as_of is not None]
    known = [item.coverage for item in items if item.cause is Cause.GRANTED]
    return {
        "source": part.source,
        "label": both(part.label),
        "as_of": max(dates).isoformat() if dates else None,
        "coverage": round(sum(known) / len(items), 4) if items else 0.0,
        "cause": part.cause.value,
    }


def _moved(terms: list[Document], before: Mapping[str, Any] | None) -> list[Document]:
    """Every attribute whose points changed since the last score, the largest change first."""
    if before is None:
        return []
    earlier = {term["name"]: term for term in before["terms"]}
    moved = [
        {
            "name": term["name"],
            "label": term["label"],
            "before": earlier[term["name"]]["value"],
            "after": term["value"],
            "points": round(term["points"] - earlier[term["name"]]["points"], 2),
        }
        for term in terms
        if term["name"] in earlier and term["points"] != earlier[term["name"]]["points"]
    ]
    return sorted(moved, key=lambda item: -abs(item["points"]))
