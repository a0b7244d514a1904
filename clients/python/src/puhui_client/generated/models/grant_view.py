from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.grant_view_shown import GrantViewShown, check_grant_view_shown
from ..models.grant_view_state import GrantViewState, check_grant_view_state

if TYPE_CHECKING:
    from ..models.field_view import FieldView


T = TypeVar("T", bound="GrantView")


@_attrs_define
class GrantView:
    """A grant with its state and how often it was used. `shown`: what reaches the receiver: its fields, a score, a
    sum over several custodians, or its fields for checks against fraud alone.

        Attributes:
            custodian (str):
            custodian_name (str):
            dataset (str):
            dataset_name (str):
            entry (str):
            expires (datetime.datetime):
            fields (list[FieldView]):
            id (str):
            opened_at (datetime.datetime):
            purpose (str):
            purpose_text (str):
            receiver (str):
            receiver_name (str):
            shown (GrantViewShown):
            state (GrantViewState):
            used (int):
            uses (int):
    """

    custodian: str
    custodian_name: str
    dataset: str
    dataset_name: str
    entry: str
    expires: datetime.datetime
    fields: list[FieldView]
    id: str
    opened_at: datetime.datetime
    purpose: str
    purpose_text: str
    receiver: str
    receiver_name: str
    shown: GrantViewShown
    state: GrantViewState
    used: int
    uses: int

    def to_dict(self) -> dict[str, Any]:
        custodian = self.custodian

        custodian_name = self.custodian_name

        dataset = self.dataset

        dataset_name = self.dataset_name

        entry = self.entry

        expires = self.expires.isoformat()

        fields = []
        for fields_item_data in self.fields:
            fields_item = fields_item_data.to_dict()
            fields.append(fields_item)

        id = self.id

        opened_at = self.opened_at.isoformat()

        purpose = self.purpose

        purpose_text = self.purpose_text

        receiver = self.receiver

        receiver_name = self.receiver_name

        shown: str = self.shown

        state: str = self.state

        used = self.used

        uses = self.uses

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "custodian": custodian,
                "custodian_name": custodian_name,
                "dataset": dataset,
                "dataset_name": dataset_name,
                "entry": entry,
                "expires": expires,
                "fields": fields,
                "id": id,
                "opened_at": opened_at,
                "purpose": purpose,
                "purpose_text": purpose_text,
                "receiver": receiver,
                "receiver_name": receiver_name,
                "shown": shown,
                "state": state,
                "used": used,
                "uses": uses,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.field_view import FieldView

        d = dict(src_dict)
        custodian = d.pop("custodian")

        custodian_name = d.pop("custodian_name")

        dataset = d.pop("dataset")

        dataset_name = d.pop("dataset_name")

        entry = d.pop("entry")

        expires = datetime.datetime.fromisoformat(d.pop("expires"))

        fields = []
        _fields = d.pop("fields")
        for fields_item_data in _fields:
            fields_item = FieldView.from_dict(fields_item_data)

            fields.append(fields_item)

        id = d.pop("id")

        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))

        purpose = d.pop("purpose")

        purpose_text = d.pop("purpose_text")

        receiver = d.pop("receiver")

        receiver_name = d.pop("receiver_name")

        shown = check_grant_view_shown(d.pop("shown"))

        state = check_grant_view_state(d.pop("state"))

        used = d.pop("used")

        uses = d.pop("uses")

        grant_view = cls(
            custodian=custodian,
            custodian_name=custodian_name,
            dataset=dataset,
            dataset_name=dataset_name,
            entry=entry,
            expires=expires,
            fields=fields,
            id=id,
            opened_at=opened_at,
            purpose=purpose,
            purpose_text=purpose_text,
            receiver=receiver,
            receiver_name=receiver_name,
            shown=shown,
            state=state,
            used=used,
            uses=uses,
        )

        return grant_view
