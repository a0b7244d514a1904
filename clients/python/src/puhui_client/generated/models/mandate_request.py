from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.mandate_request_op import MandateRequestOp, check_mandate_request_op
from ..types import UNSET, Unset

T = TypeVar("T", bound="MandateRequest")


@_attrs_define
class MandateRequest:
    """A mandate to open over one of our lists, for one operation; `fields` are all columns when none are named.

    Attributes:
        dataset (str):
        op (MandateRequestOp):
        purpose (str):
        receiver (str):
        days (int | Unset):  Default: 365.
        fields (list[str] | Unset):
        uses (int | Unset):  Default: 12.
    """

    dataset: str
    op: MandateRequestOp
    purpose: str
    receiver: str
    days: int | Unset = 365
    fields: list[str] | Unset = UNSET
    uses: int | Unset = 12

    def to_dict(self) -> dict[str, Any]:
        dataset = self.dataset

        op: str = self.op

        purpose = self.purpose

        receiver = self.receiver

        days = self.days

        fields: list[str] | Unset = UNSET
        if not isinstance(self.fields, Unset):
            fields = self.fields

        uses = self.uses

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "dataset": dataset,
                "op": op,
                "purpose": purpose,
                "receiver": receiver,
            }
        )
        if days is not UNSET:
            field_dict["days"] = days
        if fields is not UNSET:
            field_dict["fields"] = fields
        if uses is not UNSET:
            field_dict["uses"] = uses

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        dataset = d.pop("dataset")

        op = check_mandate_request_op(d.pop("op"))

        purpose = d.pop("purpose")

        receiver = d.pop("receiver")

        days = d.pop("days", UNSET)

        fields = cast(list[str], d.pop("fields", UNSET))

        uses = d.pop("uses", UNSET)

        mandate_request = cls(
            dataset=dataset,
            op=op,
            purpose=purpose,
            receiver=receiver,
            days=days,
            fields=fields,
            uses=uses,
        )

        return mandate_request
