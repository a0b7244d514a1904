from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="GuaranteeProposal")


@_attrs_define
class GuaranteeProposal:
    """An officer would guarantee it. `group` names the borrower's group, `controls_guarantor` what excludes it.

    Attributes:
        comment (str | Unset):  Default: ''.
        controls_guarantor (bool | Unset):  Default: False.
        group (str | Unset):  Default: ''.
    """

    comment: str | Unset = ""
    controls_guarantor: bool | Unset = False
    group: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        comment = self.comment

        controls_guarantor = self.controls_guarantor

        group = self.group

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if comment is not UNSET:
            field_dict["comment"] = comment
        if controls_guarantor is not UNSET:
            field_dict["controls_guarantor"] = controls_guarantor
        if group is not UNSET:
            field_dict["group"] = group

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        comment = d.pop("comment", UNSET)

        controls_guarantor = d.pop("controls_guarantor", UNSET)

        group = d.pop("group", UNSET)

        guarantee_proposal = cls(
            comment=comment,
            controls_guarantor=controls_guarantor,
            group=group,
        )

        return guarantee_proposal
