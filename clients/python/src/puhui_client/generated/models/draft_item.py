from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.draft_item_shown import DraftItemShown, check_draft_item_shown

if TYPE_CHECKING:
    from ..models.field_view import FieldView


T = TypeVar("T", bound="DraftItem")


@_attrs_define
class DraftItem:
    """One grant about to be signed. `separate`: to be agreed to on its own; declining it must not decline the rest.

    `shown`: what reaches the receiver, as of a grant that stands.

        Attributes:
            custodian (str):
            custodian_name (str):
            dataset (str):
            dataset_name (str):
            expires (datetime.datetime):
            fields (list[FieldView]):
            grant (str):
            law (list[str]):
            notice (str):
            purpose_text (str):
            separate (bool):
            shown (DraftItemShown):
            uses (int):
    """

    custodian: str
    custodian_name: str
    dataset: str
    dataset_name: str
    expires: datetime.datetime
    fields: list[FieldView]
    grant: str
    law: list[str]
    notice: str
    purpose_text: str
    separate: bool
    shown: DraftItemShown
    uses: int

    def to_dict(self) -> dict[str, Any]:
        custodian = self.custodian

        custodian_name = self.custodian_name

        dataset = self.dataset

        dataset_name = self.dataset_name

        expires = self.expires.isoformat()

        fields = []
        for fields_item_data in self.fields:
            fields_item = fields_item_data.to_dict()
            fields.append(fields_item)

        grant = self.grant

        law = self.law

        notice = self.notice

        purpose_text = self.purpose_text

        separate = self.separate

        shown: str = self.shown

        uses = self.uses

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "custodian": custodian,
                "custodian_name": custodian_name,
                "dataset": dataset,
                "dataset_name": dataset_name,
                "expires": expires,
                "fields": fields,
                "grant": grant,
                "law": law,
                "notice": notice,
                "purpose_text": purpose_text,
                "separate": separate,
                "shown": shown,
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

        expires = datetime.datetime.fromisoformat(d.pop("expires"))

        fields = []
        _fields = d.pop("fields")
        for fields_item_data in _fields:
            fields_item = FieldView.from_dict(fields_item_data)

            fields.append(fields_item)

        grant = d.pop("grant")

        law = cast(list[str], d.pop("law"))

        notice = d.pop("notice")

        purpose_text = d.pop("purpose_text")

        separate = d.pop("separate")

        shown = check_draft_item_shown(d.pop("shown"))

        uses = d.pop("uses")

        draft_item = cls(
            custodian=custodian,
            custodian_name=custodian_name,
            dataset=dataset,
            dataset_name=dataset_name,
            expires=expires,
            fields=fields,
            grant=grant,
            law=law,
            notice=notice,
            purpose_text=purpose_text,
            separate=separate,
            shown=shown,
            uses=uses,
        )

        return draft_item
