from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.segment_outcomes import SegmentOutcomes


T = TypeVar("T", bound="ModelOutcomes")


@_attrs_define
class ModelOutcomes:
    """A card that scored applications here, registered or shipped, with what is known of its loans.

    Attributes:
        bads (int):
        digest (str): lower-case hex
        known (int):
        label (str):
        name (str):
        segments (list[SegmentOutcomes]):
        version (str):
    """

    bads: int
    digest: str
    known: int
    label: str
    name: str
    segments: list[SegmentOutcomes]
    version: str

    def to_dict(self) -> dict[str, Any]:
        bads = self.bads

        digest = self.digest

        known = self.known

        label = self.label

        name = self.name

        segments = []
        for segments_item_data in self.segments:
            segments_item = segments_item_data.to_dict()
            segments.append(segments_item)

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "bads": bads,
                "digest": digest,
                "known": known,
                "label": label,
                "name": name,
                "segments": segments,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.segment_outcomes import SegmentOutcomes

        d = dict(src_dict)
        bads = d.pop("bads")

        digest = d.pop("digest")

        known = d.pop("known")

        label = d.pop("label")

        name = d.pop("name")

        segments = []
        _segments = d.pop("segments")
        for segments_item_data in _segments:
            segments_item = SegmentOutcomes.from_dict(segments_item_data)

            segments.append(segments_item)

        version = d.pop("version")

        model_outcomes = cls(
            bads=bads,
            digest=digest,
            known=known,
            label=label,
            name=name,
            segments=segments,
            version=version,
        )

        return model_outcomes
