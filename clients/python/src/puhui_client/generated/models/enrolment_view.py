from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="EnrolmentView")


@_attrs_define
class EnrolmentView:
    """The enrolled key: the subject on the ledger, the kind of key, the entry that says so.

    Attributes:
        entry (str):
        key_kind (str):
        subject (str):
    """

    entry: str
    key_kind: str
    subject: str

    def to_dict(self) -> dict[str, Any]:
        entry = self.entry

        key_kind = self.key_kind

        subject = self.subject

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "entry": entry,
                "key_kind": key_kind,
                "subject": subject,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        entry = d.pop("entry")

        key_kind = d.pop("key_kind")

        subject = d.pop("subject")

        enrolment_view = cls(
            entry=entry,
            key_kind=key_kind,
            subject=subject,
        )

        return enrolment_view
