from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.mandate_view_direction import (
    MandateViewDirection,
    check_mandate_view_direction,
)
from ..models.mandate_view_standing import (
    MandateViewStanding,
    check_mandate_view_standing,
)

T = TypeVar("T", bound="MandateView")


@_attrs_define
class MandateView:
    """What `custodian` lets `receiver` have computed over `dataset`. `direction` says whether we gave it or have it.

    Attributes:
        custodian (str):
        custodian_name (str):
        dataset (str):
        dataset_name (str):
        direction (MandateViewDirection):
        entry (str):
        expires (datetime.datetime):
        fields (list[str]):
        mandate (str):
        not_before (datetime.datetime):
        op (str):
        op_text (str):
        opened_at (datetime.datetime):
        purpose (str):
        purpose_text (str):
        receiver (str):
        receiver_name (str):
        standing (MandateViewStanding):
        used (int):
        uses (int):
    """

    custodian: str
    custodian_name: str
    dataset: str
    dataset_name: str
    direction: MandateViewDirection
    entry: str
    expires: datetime.datetime
    fields: list[str]
    mandate: str
    not_before: datetime.datetime
    op: str
    op_text: str
    opened_at: datetime.datetime
    purpose: str
    purpose_text: str
    receiver: str
    receiver_name: str
    standing: MandateViewStanding
    used: int
    uses: int

    def to_dict(self) -> dict[str, Any]:
        custodian = self.custodian

        custodian_name = self.custodian_name

        dataset = self.dataset

        dataset_name = self.dataset_name

        direction: str = self.direction

        entry = self.entry

        expires = self.expires.isoformat()

        fields = self.fields

        mandate = self.mandate

        not_before = self.not_before.isoformat()

        op = self.op

        op_text = self.op_text

        opened_at = self.opened_at.isoformat()

        purpose = self.purpose

        purpose_text = self.purpose_text

        receiver = self.receiver

        receiver_name = self.receiver_name

        standing: str = self.standing

        used = self.used

        uses = self.uses

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "custodian": custodian,
                "custodian_name": custodian_name,
                "dataset": dataset,
                "dataset_name": dataset_name,
                "direction": direction,
                "entry": entry,
                "expires": expires,
                "fields": fields,
                "mandate": mandate,
                "not_before": not_before,
                "op": op,
                "op_text": op_text,
                "opened_at": opened_at,
                "purpose": purpose,
                "purpose_text": purpose_text,
                "receiver": receiver,
                "receiver_name": receiver_name,
                "standing": standing,
                "used": used,
                "uses": uses,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        custodian = d.pop("custodian")

        custodian_name = d.pop("custodian_name")

        dataset = d.pop("dataset")

        dataset_name = d.pop("dataset_name")

        direction = check_mandate_view_direction(d.pop("direction"))

        entry = d.pop("entry")

        expires = datetime.datetime.fromisoformat(d.pop("expires"))

        fields = cast(list[str], d.pop("fields"))

        mandate = d.pop("mandate")

        not_before = datetime.datetime.fromisoformat(d.pop("not_before"))

        op = d.pop("op")

        op_text = d.pop("op_text")

        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))

        purpose = d.pop("purpose")

        purpose_text = d.pop("purpose_text")

        receiver = d.pop("receiver")

        receiver_name = d.pop("receiver_name")

        standing = check_mandate_view_standing(d.pop("standing"))

        used = d.pop("used")

        uses = d.pop("uses")

        mandate_view = cls(
            custodian=custodian,
            custodian_name=custodian_name,
            dataset=dataset,
            dataset_name=dataset_name,
            direction=direction,
            entry=entry,
            expires=expires,
            fields=fields,
            mandate=mandate,
            not_before=not_before,
            op=op,
            op_text=op_text,
            opened_at=opened_at,
            purpose=purpose,
            purpose_text=purpose_text,
            receiver=receiver,
            receiver_name=receiver_name,
            standing=standing,
            used=used,
            uses=uses,
        )

        return mandate_view
