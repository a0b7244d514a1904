from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ReconciliationItem")


@_attrs_define
class ReconciliationItem:
    """One difference of one loan. `here`: the loan is this bank's, and can be opened. `reference` is the core's own.

    Attributes:
        cause (str):
        core_fen (int): integer fen (0.01 yuan)
        difference_fen (int): integer fen (0.01 yuan)
        here (bool):
        label (str):
        loan (str):
        ours_fen (int): integer fen (0.01 yuan)
        reference (str):
        text (str):
        what (str):
    """

    cause: str
    core_fen: int
    difference_fen: int
    here: bool
    label: str
    loan: str
    ours_fen: int
    reference: str
    text: str
    what: str

    def to_dict(self) -> dict[str, Any]:
        cause = self.cause

        core_fen = self.core_fen

        difference_fen = self.difference_fen

        here = self.here

        label = self.label

        loan = self.loan

        ours_fen = self.ours_fen

        reference = self.reference

        text = self.text

        what = self.what

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "cause": cause,
                "core_fen": core_fen,
                "difference_fen": difference_fen,
                "here": here,
                "label": label,
                "loan": loan,
                "ours_fen": ours_fen,
                "reference": reference,
                "text": text,
                "what": what,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        cause = d.pop("cause")

        core_fen = d.pop("core_fen")

        difference_fen = d.pop("difference_fen")

        here = d.pop("here")

        label = d.pop("label")

        loan = d.pop("loan")

        ours_fen = d.pop("ours_fen")

        reference = d.pop("reference")

        text = d.pop("text")

        what = d.pop("what")

        reconciliation_item = cls(
            cause=cause,
            core_fen=core_fen,
            difference_fen=difference_fen,
            here=here,
            label=label,
            loan=loan,
            ours_fen=ours_fen,
            reference=reference,
            text=text,
            what=what,
        )

        return reconciliation_item
