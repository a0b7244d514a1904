from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.aspect import Aspect
    from ..models.basics import Basics
    from ..models.both import Both
    from ..models.placed import Placed
    from ..models.radar import Radar
    from ..models.score_shown import ScoreShown
    from ..models.sections import Sections
    from ..models.source_shown import SourceShown
    from ..models.terms import Terms


T = TypeVar("T", bound="Portrait")


@_attrs_define
class Portrait:
    """Everything that an enterprise has granted to be seen.

    Attributes:
        aspects (list[Aspect]):
        at (datetime.datetime):
        basics (Basics): Who the enterprise is, as registered.
        indicators (list[Placed]):
        radar (Radar): Seven axes in their order.
        score (None | ScoreShown):
        sections (Sections): The sections that other rooms hand in.
        sources (list[SourceShown]):
        format_ (Literal['puhui-portrait/1'] | Unset):  Default: 'puhui-portrait/1'.
        notes (list[Both] | Unset):
        terms (None | Terms | Unset): the loan's terms; null where the portrait is for no loan
    """

    aspects: list[Aspect]
    at: datetime.datetime
    basics: Basics
    indicators: list[Placed]
    radar: Radar
    score: None | ScoreShown
    sections: Sections
    sources: list[SourceShown]
    format_: Literal["puhui-portrait/1"] | Unset = "puhui-portrait/1"
    notes: list[Both] | Unset = UNSET
    terms: None | Terms | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.score_shown import ScoreShown
        from ..models.terms import Terms

        aspects = []
        for aspects_item_data in self.aspects:
            aspects_item = aspects_item_data.to_dict()
            aspects.append(aspects_item)

        at = self.at.isoformat()

        basics = self.basics.to_dict()

        indicators = []
        for indicators_item_data in self.indicators:
            indicators_item = indicators_item_data.to_dict()
            indicators.append(indicators_item)

        radar = self.radar.to_dict()

        score: dict[str, Any] | None
        if isinstance(self.score, ScoreShown):
            score = self.score.to_dict()
        else:
            score = self.score

        sections = self.sections.to_dict()

        sources = []
        for sources_item_data in self.sources:
            sources_item = sources_item_data.to_dict()
            sources.append(sources_item)

        format_ = self.format_

        notes: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.notes, Unset):
            notes = []
            for notes_item_data in self.notes:
                notes_item = notes_item_data.to_dict()
                notes.append(notes_item)

        terms: dict[str, Any] | None | Unset
        if isinstance(self.terms, Unset):
            terms = UNSET
        elif isinstance(self.terms, Terms):
            terms = self.terms.to_dict()
        else:
            terms = self.terms

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "aspects": aspects,
                "at": at,
                "basics": basics,
                "indicators": indicators,
                "radar": radar,
                "score": score,
                "sections": sections,
                "sources": sources,
            }
        )
        if format_ is not UNSET:
            field_dict["format"] = format_
        if notes is not UNSET:
            field_dict["notes"] = notes
        if terms is not UNSET:
            field_dict["terms"] = terms

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.aspect import Aspect
        from ..models.basics import Basics
        from ..models.both import Both
        from ..models.placed import Placed
        from ..models.radar import Radar
        from ..models.score_shown import ScoreShown
        from ..models.sections import Sections
        from ..models.source_shown import SourceShown
        from ..models.terms import Terms

        d = dict(src_dict)
        aspects = []
        _aspects = d.pop("aspects")
        for aspects_item_data in _aspects:
            aspects_item = Aspect.from_dict(aspects_item_data)

            aspects.append(aspects_item)

        at = datetime.datetime.fromisoformat(d.pop("at"))

        basics = Basics.from_dict(d.pop("basics"))

        indicators = []
        _indicators = d.pop("indicators")
        for indicators_item_data in _indicators:
            indicators_item = Placed.from_dict(indicators_item_data)

            indicators.append(indicators_item)

        radar = Radar.from_dict(d.pop("radar"))

        def _parse_score(data: object) -> None | ScoreShown:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                score_type_0 = ScoreShown.from_dict(data)

                return score_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ScoreShown, data)

        score = _parse_score(d.pop("score"))

        sections = Sections.from_dict(d.pop("sections"))

        sources = []
        _sources = d.pop("sources")
        for sources_item_data in _sources:
            sources_item = SourceShown.from_dict(sources_item_data)

            sources.append(sources_item)

        format_ = cast(Literal["puhui-portrait/1"] | Unset, d.pop("format", UNSET))
        if format_ != "puhui-portrait/1" and not isinstance(format_, Unset):
            raise ValueError(
                f"format must match const 'puhui-portrait/1', got '{format_}'"
            )

        _notes = d.pop("notes", UNSET)
        notes: list[Both] | Unset = UNSET
        if _notes is not UNSET:
            notes = []
            for notes_item_data in _notes:
                notes_item = Both.from_dict(notes_item_data)

                notes.append(notes_item)

        def _parse_terms(data: object) -> None | Terms | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                terms_type_0 = Terms.from_dict(data)

                return terms_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Terms | Unset, data)

        terms = _parse_terms(d.pop("terms", UNSET))

        portrait = cls(
            aspects=aspects,
            at=at,
            basics=basics,
            indicators=indicators,
            radar=radar,
            score=score,
            sections=sections,
            sources=sources,
            format_=format_,
            notes=notes,
            terms=terms,
        )

        return portrait
