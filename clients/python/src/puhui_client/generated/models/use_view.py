from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.use_view_shown import UseViewShown, check_use_view_shown

T = TypeVar("T", bound="UseView")


@_attrs_define
class UseView:
    """One use or refusal of a grant. `n` is null for a refusal. `shown`: what reached the receiver, if answered.

    Attributes:
        at (datetime.datetime):
        custodian_name (str):
        entry (str):
        grant (str):
        n (int | None):
        outcome (str):
        purpose_text (str):
        receiver_name (str):
        seq (int):
        shown (UseViewShown):
    """

    at: datetime.datetime
    custodian_name: str
    entry: str
    grant: str
    n: int | None
    outcome: str
    purpose_text: str
    receiver_name: str
    seq: int
    shown: UseViewShown

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        custodian_name = self.custodian_name

        entry = self.entry

        grant = self.grant

        n: int | None
        n = self.n

        outcome = self.outcome

        purpose_text = self.purpose_text

        receiver_name = self.receiver_name

        seq = self.seq

        shown: str = self.shown

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "custodian_name": custodian_name,
                "entry": entry,
                "grant": grant,
                "n": n,
                "outcome": outcome,
                "purpose_text": purpose_text,
                "receiver_name": receiver_name,
                "seq": seq,
                "shown": shown,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        custodian_name = d.pop("custodian_name")

        entry = d.pop("entry")

        grant = d.pop("grant")

        def _parse_n(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        n = _parse_n(d.pop("n"))

        outcome = d.pop("outcome")

        purpose_text = d.pop("purpose_text")

        receiver_name = d.pop("receiver_name")

        seq = d.pop("seq")

        shown = check_use_view_shown(d.pop("shown"))

        use_view = cls(
            at=at,
            custodian_name=custodian_name,
            entry=entry,
            grant=grant,
            n=n,
            outcome=outcome,
            purpose_text=purpose_text,
            receiver_name=receiver_name,
            seq=seq,
            shown=shown,
        )

        return use_view
