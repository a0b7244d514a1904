from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.score_replay_difference_recomputed import (
        ScoreReplayDifferenceRecomputed,
    )
    from ..models.score_replay_difference_recorded import ScoreReplayDifferenceRecorded


T = TypeVar("T", bound="ScoreReplayDifference")


@_attrs_define
class ScoreReplayDifference:
    """An outcome that came out otherwise.

    Attributes:
        model (str):
        recomputed (ScoreReplayDifferenceRecomputed):
        recorded (ScoreReplayDifferenceRecorded):
    """

    model: str
    recomputed: ScoreReplayDifferenceRecomputed
    recorded: ScoreReplayDifferenceRecorded

    def to_dict(self) -> dict[str, Any]:
        model = self.model

        recomputed = self.recomputed.to_dict()

        recorded = self.recorded.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "recomputed": recomputed,
                "recorded": recorded,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.score_replay_difference_recomputed import (
            ScoreReplayDifferenceRecomputed,
        )
        from ..models.score_replay_difference_recorded import (
            ScoreReplayDifferenceRecorded,
        )

        d = dict(src_dict)
        model = d.pop("model")

        recomputed = ScoreReplayDifferenceRecomputed.from_dict(d.pop("recomputed"))

        recorded = ScoreReplayDifferenceRecorded.from_dict(d.pop("recorded"))

        score_replay_difference = cls(
            model=model,
            recomputed=recomputed,
            recorded=recorded,
        )

        return score_replay_difference
