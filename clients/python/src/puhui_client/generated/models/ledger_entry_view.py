from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="LedgerEntryView")


@_attrs_define
class LedgerEntryView:
    """One entry by its metadata. The ledger holds no personal data: `subject` is the enterprise's pseudonym, if any.

    `kind` is an anchor's kind, a change's or an outcome's; `fields` are names, and `bytes` the statement's size.

        Attributes:
            action (str):
            at (datetime.datetime):
            bytes_ (int):
            contract (str):
            custodian (None | str):
            dataset (None | str):
            entry (str):
            fields (list[str]):
            grant (None | str):
            index (int):
            issuer (str):
            issuer_name (str):
            kind (None | str):
            mandate (None | str):
            purpose (None | str):
            receiver (None | str):
            subject (None | str):
    """

    action: str
    at: datetime.datetime
    bytes_: int
    contract: str
    custodian: None | str
    dataset: None | str
    entry: str
    fields: list[str]
    grant: None | str
    index: int
    issuer: str
    issuer_name: str
    kind: None | str
    mandate: None | str
    purpose: None | str
    receiver: None | str
    subject: None | str

    def to_dict(self) -> dict[str, Any]:
        action = self.action

        at = self.at.isoformat()

        bytes_ = self.bytes_

        contract = self.contract

        custodian: None | str
        custodian = self.custodian

        dataset: None | str
        dataset = self.dataset

        entry = self.entry

        fields = self.fields

        grant: None | str
        grant = self.grant

        index = self.index

        issuer = self.issuer

        issuer_name = self.issuer_name

        kind: None | str
        kind = self.kind

        mandate: None | str
        mandate = self.mandate

        purpose: None | str
        purpose = self.purpose

        receiver: None | str
        receiver = self.receiver

        subject: None | str
        subject = self.subject

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "action": action,
                "at": at,
                "bytes": bytes_,
                "contract": contract,
                "custodian": custodian,
                "dataset": dataset,
                "entry": entry,
                "fields": fields,
                "grant": grant,
                "index": index,
                "issuer": issuer,
                "issuer_name": issuer_name,
                "kind": kind,
                "mandate": mandate,
                "purpose": purpose,
                "receiver": receiver,
                "subject": subject,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        action = d.pop("action")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        bytes_ = d.pop("bytes")

        contract = d.pop("contract")

        def _parse_custodian(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        custodian = _parse_custodian(d.pop("custodian"))

        def _parse_dataset(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        dataset = _parse_dataset(d.pop("dataset"))

        entry = d.pop("entry")

        fields = cast(list[str], d.pop("fields"))

        def _parse_grant(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        grant = _parse_grant(d.pop("grant"))

        index = d.pop("index")

        issuer = d.pop("issuer")

        issuer_name = d.pop("issuer_name")

        def _parse_kind(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        kind = _parse_kind(d.pop("kind"))

        def _parse_mandate(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        mandate = _parse_mandate(d.pop("mandate"))

        def _parse_purpose(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        purpose = _parse_purpose(d.pop("purpose"))

        def _parse_receiver(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        receiver = _parse_receiver(d.pop("receiver"))

        def _parse_subject(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subject = _parse_subject(d.pop("subject"))

        ledger_entry_view = cls(
            action=action,
            at=at,
            bytes_=bytes_,
            contract=contract,
            custodian=custodian,
            dataset=dataset,
            entry=entry,
            fields=fields,
            grant=grant,
            index=index,
            issuer=issuer,
            issuer_name=issuer_name,
            kind=kind,
            mandate=mandate,
            purpose=purpose,
            receiver=receiver,
            subject=subject,
        )

        return ledger_entry_view
