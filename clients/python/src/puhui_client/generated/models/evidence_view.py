from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="EvidenceView")


@_attrs_define
class EvidenceView:
    """Misbehaviour of which this node holds the proof.

    Attributes:
        kind (str):
        source (str):
        what (str):
    """

    kind: str
    source: str
    what: str

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        source = self.source

        what = self.what

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "source": source,
                "what": what,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = d.pop("kind")

        source = d.pop("source")

        what = d.pop("what")

        evidence_view = cls(
            kind=kind,
            source=source,
            what=what,
        )

        return evidence_view
