from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.score_replay_difference import ScoreReplayDifference
    from ..models.score_replay_view_libraries import ScoreReplayViewLibraries
    from ..models.score_replay_view_recorded import ScoreReplayViewRecorded


T = TypeVar("T", bound="ScoreReplayView")


@_attrs_define
class ScoreReplayView:
    """A past score recomputed from its record. `libraries` are those of another version than then.

    Attributes:
        differences (list[ScoreReplayDifference]):
        digests (list[str]):
        identical (bool):
        libraries (ScoreReplayViewLibraries):
        models (list[str]):
        record (str): lower-case hex
        recorded (ScoreReplayViewRecorded):
        score (str):
    """

    differences: list[ScoreReplayDifference]
    digests: list[str]
    identical: bool
    libraries: ScoreReplayViewLibraries
    models: list[str]
    record: str
    recorded: ScoreReplayViewRecorded
    score: str

    def to_dict(self) -> dict[str, Any]:
        differences = []
        for differences_item_data in self.differences:
            differences_item = differences_item_data.to_dict()
            differences.append(differences_item)

        digests = self.digests

        identical = self.identical

        libraries = self.libraries.to_dict()

        models = self.models

        record = self.record

        recorded = self.recorded.to_dict()

        score = self.score

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "differences": differences,
                "digests": digests,
                "identical": identical,
                "libraries": libraries,
                "models": models,
                "record": record,
                "recorded": recorded,
                "score": score,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.score_replay_difference import ScoreReplayDifference
        from ..models.score_replay_view_libraries import ScoreReplayViewLibraries
        from ..models.score_replay_view_recorded import ScoreReplayViewRecorded

        d = dict(src_dict)
        differences = []
        _differences = d.pop("differences")
        for differences_item_data in _differences:
            differences_item = ScoreReplayDifference.from_dict(differences_item_data)

            differences.append(differences_item)

        digests = cast(list[str], d.pop("digests"))

        identical = d.pop("identical")

        libraries = ScoreReplayViewLibraries.from_dict(d.pop("libraries"))

        models = cast(list[str], d.pop("models"))

        record = d.pop("record")

        recorded = ScoreReplayViewRecorded.from_dict(d.pop("recorded"))

        score = d.pop("score")

        score_replay_view = cls(
            differences=differences,
            digests=digests,
            identical=identical,
            libraries=libraries,
            models=models,
            record=record,
            recorded=recorded,
            score=score,
        )

        return score_replay_view
