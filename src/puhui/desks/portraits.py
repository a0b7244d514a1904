"""The portrait as desks draw it up: of what custodians answered, the score that came of it, and who it is.

One document of `credit.portrait`, drawn up once and kept, so that page, report and a bank's own programs read the same.
What a bank may see of it ends with the enterprise's grants.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from puhui.credit.indicator import Cause, Indicator
from puhui.credit.portrait import Answered, Basics, Given, Others, PeerGroups, Portrait, ScoreShown, compose
from puhui.desks.assessment_documents import Document, ShownScore
from puhui.desks.cross_checking import cross_check_documents
from puhui.desks.findings import findings_documents
from puhui.desks.kin import kin_of
from puhui.desks.localising import both
from puhui.desks.opinion import opinion_document
from puhui.desks.records import record_documents
from puhui.desks.scoring import Collected, first_known
from puhui.desks.series import series_documents
from puhui.exchange.fields import FINDINGS
from puhui.kernel import Text

TIMELINE = "TIMELINE"
"""The code of the item that is a whole timeline of public opinion; what else it has is `views.opinion.OpinionView`."""


@dataclass(frozen=True, slots=True)
class Who:
    """What is known of the enterprise beside its indicators."""

    uscc: str
    name: str
    segment: str | None = None
    industry: str | None = None
    established_on: date | None = None


class PortraitRoom:
    """Draws up portraits among the published peers. Immutable; safe to share."""

    def __init__(self, peers: PeerGroups) -> None:
        self._peers = peers

    def portrait(self, who: Who, scored: ShownScore, at: datetime) -> Portrait:
        """The portrait of what was collected for a score; of a score that came alone, that score and nothing else."""
        indicators = first_known(scored.collected)
        return compose(
            _basics(who, indicators, at.date()),
            indicators,
            self._peers,
            at=at,
            scored=_score(scored.document),
            answers=[Answered(one.source, one.label, one.indicators, one.cause) for one in scored.collected],
            others=Others(
                relations=_relations(scored.collected),
                contradictions=Given(cross_check_documents(scored.collected)) if scored.collected else None,
                opinion=_opinion(scored.collected),
                records=_records(scored.collected),
                months=_months(scored.collected),
            ),
        )


def _basics(who: Who, indicators: Mapping[str, Indicator], today: date) -> Basics:
    kin = kin_of(who.uscc, who.segment, indicators, today)
    told = {name: item.value for name, item in indicators.items() if item.value is not None}
    capital = told.get("reg_capital_fen")
    return Basics(
        uscc=who.uscc,
        name=who.name,
        segment=kin.segment,
        size=kin.size,
        industry_section=kin.industry_section,
        industry=who.industry,
        region=kin.region,
        status=str(told["status"]) if "status" in told else None,
        established_on=who.established_on,
        registered_capital_fen=None if capital is None or isinstance(capital, str) else int(capital),
        as_of=today,
    )


def _score(document: Document) -> ScoreShown:
    model: Mapping[str, Any] = document["model"]
    kept = ("score", "low", "high", "pd", "grade", "coverage", "reasons")
    return ScoreShown.model_validate(
        {name: document[name] for name in kept}
        | {
            "model": f"{model['name']}@{model['version']}",
            "uncalibrated": bool(model.get("uncalibrated")),
            "needs": [{name: need[name] for name in ("source", "text", "gain")} for need in _needs(document)],
        }
    )


def _needs(document: Document) -> Sequence[Document]:
    found: Sequence[Document] = (document.get("standing") or {}).get("needs", [])
    return found


def _relations(collected: Sequence[Collected]) -> Given | None:
    """What the graph revealed; None where no custodian looked."""
    said = [part.indicators[FINDINGS] for part in collected if FINDINGS in part.indicators]
    held = [item for item in said if item.cause is Cause.GRANTED]
    if not held:
        return None
    return Given(findings_documents(collected), max((item.as_of for item in held if item.as_of), default=None))


def _records(collected: Sequence[Collected]) -> Given | None:
    """What public registers have; None where none answered."""
    found = record_documents(collected)
    return None if found is None else Given(*found)


def _months(collected: Sequence[Collected]) -> Given | None:
    """Every series that a custodian told; None where none told one."""
    told = series_documents(collected)
    return Given(told, max(date.fromisoformat(one["as_of"]) for one in told)) if told else None


def _opinion(collected: Sequence[Collected]) -> Given | None:
    """The timeline that a custodian told, as one item; None where none told one."""
    told = opinion_document(collected)
    if told is None:
        return None
    text = Text(
        zh=f"近36个月 {len(told['events'])} 个事件，{len(told['warnings'])} 条预警",
        en=f"36 months: {len(told['events'])} events, {len(told['warnings'])} warnings",
    )
    return Given([{**told, "code": TIMELINE, "text": both(text)}], date.fromisoformat(told["as_of"]))
