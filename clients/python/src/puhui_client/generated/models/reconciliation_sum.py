from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ReconciliationSum")


@_attrs_define
class ReconciliationSum:
    """One balance over all loans of the day. `difference_fen` is the core's less ours.

    Attributes:
        core_fen (int): integer fen (0.01 yuan)
        difference_fen (int): integer fen (0.01 yuan)
        label (str):
        ours_fen (int): integer fen (0.01 yuan)
        what (str):
    """

    core_fen: int
    difference_fen: int
    label: str
    ours_fen: int
    what: str

    def to_dict(self) -> dict[str, Any]:
        core_fen = self.core_fen

        difference_fen = self.difference_fen

        label = self.label

        ours_fen = self.ours_fen

        what = self.what

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "core_fen": core_fen,
                "difference_fen": difference_fen,
                "label": label,
                "ours_fen": ours_fen,
                "what": what,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        core_fen = d.pop("core_fen")

        difference_fen = d.pop("difference_fen")

        label = d.pop("label")

        ours_fen = d.pop("ours_fen")

        what = d.pop("what")

        reconciliation_sum = cls(
            core_fen=core_fen,
            difference_fen=difference_fen,
            label=label,
            ours_fen=ours_fen,
            what=what,
        )

        return reconciliation_sum
