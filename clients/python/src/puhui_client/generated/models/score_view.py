from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.model_ref import ModelRef
    from ..models.movement import Movement
    from ..models.peers_view import PeersView
    from ..models.radar_axis import RadarAxis
    from ..models.reason import Reason
    from ..models.secret_origin import SecretOrigin
    from ..models.segment_ref import SegmentRef
    from ..models.source_view import SourceView
    from ..models.standing_view import StandingView


T = TypeVar("T", bound="ScoreView")


@_attrs_define
class ScoreView:
    """A score with what it was made of. `score`, `grade` and `pd` are null below the coverage that a score needs.

    With a `secret` origin there is the score alone: no range, radar, reasons or sources.

        Attributes:
            at (datetime.datetime):
            coverage (float):
            entry (str):
            grade (None | str):
            high (float | None):
            id (str):
            low (float | None):
            model (ModelRef): A scorecard by name, version and the digest of its file, and why it serves.

                `basis`: `own` to the segment or `pooled`, by the registry; `expert`: shipped, and never validated here. What a
                score of an earlier release did not say is null.
            moved (list[Movement]):
            pd (float | None):
            radar (list[RadarAxis]):
            reasons (list[Reason]):
            score (float | None):
            sources (list[SourceView]):
            peers (None | PeersView | Unset):
            secret (None | SecretOrigin | Unset):
            segment (None | SegmentRef | Unset):
            standing (None | StandingView | Unset):
    """

    at: datetime.datetime
    coverage: float
    entry: str
    grade: None | str
    high: float | None
    id: str
    low: float | None
    model: ModelRef
    moved: list[Movement]
    pd: float | None
    radar: list[RadarAxis]
    reasons: list[Reason]
    score: float | None
    sources: list[SourceView]
    peers: None | PeersView | Unset = UNSET
    secret: None | SecretOrigin | Unset = UNSET
    segment: None | SegmentRef | Unset = UNSET
    standing: None | StandingView | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.peers_view import PeersView
        from ..models.secret_origin import SecretOrigin
        from ..models.segment_ref import SegmentRef
        from ..models.standing_view import StandingView

        at = self.at.isoformat()

        coverage = self.coverage

        entry = self.entry

        grade: None | str
        grade = self.grade

        high: float | None
        high = self.high

        id = self.id

        low: float | None
        low = self.low

        model = self.model.to_dict()

        moved = []
        for moved_item_data in self.moved:
            moved_item = moved_item_data.to_dict()
            moved.append(moved_item)

        pd: float | None
        pd = self.pd

        radar = []
        for radar_item_data in self.radar:
            radar_item = radar_item_data.to_dict()
            radar.append(radar_item)

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        score: float | None
        score = self.score

        sources = []
        for sources_item_data in self.sources:
            sources_item = sources_item_data.to_dict()
            sources.append(sources_item)

        peers: dict[str, Any] | None | Unset
        if isinstance(self.peers, Unset):
            peers = UNSET
        elif isinstance(self.peers, PeersView):
            peers = self.peers.to_dict()
        else:
            peers = self.peers

        secret: dict[str, Any] | None | Unset
        if isinstance(self.secret, Unset):
            secret = UNSET
        elif isinstance(self.secret, SecretOrigin):
            secret = self.secret.to_dict()
        else:
            secret = self.secret

        segment: dict[str, Any] | None | Unset
        if isinstance(self.segment, Unset):
            segment = UNSET
        elif isinstance(self.segment, SegmentRef):
            segment = self.segment.to_dict()
        else:
            segment = self.segment

        standing: dict[str, Any] | None | Unset
        if isinstance(self.standing, Unset):
            standing = UNSET
        elif isinstance(self.standing, StandingView):
            standing = self.standing.to_dict()
        else:
            standing = self.standing

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "coverage": coverage,
                "entry": entry,
                "grade": grade,
                "high": high,
                "id": id,
                "low": low,
                "model": model,
                "moved": moved,
                "pd": pd,
                "radar": radar,
                "reasons": reasons,
                "score": score,
                "sources": sources,
            }
        )
        if peers is not UNSET:
            field_dict["peers"] = peers
        if secret is not UNSET:
            field_dict["secret"] = secret
        if segment is not UNSET:
            field_dict["segment"] = segment
        if standing is not UNSET:
            field_dict["standing"] = standing

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.model_ref import ModelRef
        from ..models.movement import Movement
        from ..models.peers_view import PeersView
        from ..models.radar_axis import RadarAxis
        from ..models.reason import Reason
        from ..models.secret_origin import SecretOrigin
        from ..models.segment_ref import SegmentRef
        from ..models.source_view import SourceView
        from ..models.standing_view import StandingView

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        coverage = d.pop("coverage")

        entry = d.pop("entry")

        def _parse_grade(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        grade = _parse_grade(d.pop("grade"))

        def _parse_high(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        high = _parse_high(d.pop("high"))

        id = d.pop("id")

        def _parse_low(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        low = _parse_low(d.pop("low"))

        model = ModelRef.from_dict(d.pop("model"))

        moved = []
        _moved = d.pop("moved")
        for moved_item_data in _moved:
            moved_item = Movement.from_dict(moved_item_data)

            moved.append(moved_item)

        def _parse_pd(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        pd = _parse_pd(d.pop("pd"))

        radar = []
        _radar = d.pop("radar")
        for radar_item_data in _radar:
            radar_item = RadarAxis.from_dict(radar_item_data)

            radar.append(radar_item)

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = Reason.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        def _parse_score(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        score = _parse_score(d.pop("score"))

        sources = []
        _sources = d.pop("sources")
        for sources_item_data in _sources:
            sources_item = SourceView.from_dict(sources_item_data)

            sources.append(sources_item)

        def _parse_peers(data: object) -> None | PeersView | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                peers_type_0 = PeersView.from_dict(data)

                return peers_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PeersView | Unset, data)

        peers = _parse_peers(d.pop("peers", UNSET))

        def _parse_secret(data: object) -> None | SecretOrigin | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                secret_type_0 = SecretOrigin.from_dict(data)

                return secret_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SecretOrigin | Unset, data)

        secret = _parse_secret(d.pop("secret", UNSET))

        def _parse_segment(data: object) -> None | SegmentRef | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                segment_type_0 = SegmentRef.from_dict(data)

                return segment_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SegmentRef | Unset, data)

        segment = _parse_segment(d.pop("segment", UNSET))

        def _parse_standing(data: object) -> None | StandingView | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                standing_type_0 = StandingView.from_dict(data)

                return standing_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | StandingView | Unset, data)

        standing = _parse_standing(d.pop("standing", UNSET))

        score_view = cls(
            at=at,
            coverage=coverage,
            entry=entry,
            grade=grade,
            high=high,
            id=id,
            low=low,
            model=model,
            moved=moved,
            pd=pd,
            radar=radar,
            reasons=reasons,
            score=score,
            sources=sources,
            peers=peers,
            secret=secret,
            segment=segment,
            standing=standing,
        )

        return score_view
