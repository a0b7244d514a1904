from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.grant_number_view import GrantNumberView


T = TypeVar("T", bound="GrantNumberingView")


@_attrs_define
class GrantNumberingView:
    """A grant's uses and denials by their numbers 1, 2, 3 …: complete, or with the gaps.

    Attributes:
        complete (bool):
        custodian (str):
        dataset (str):
        denied (int):
        gaps (list[int]):
        grant (str):
        numbers (list[GrantNumberView]):
        purpose (str):
        receiver (str):
        revoked_at (datetime.datetime | None):
        subject (str):
        used (int):
        uses_allowed (int):
    """

    complete: bool
    custodian: str
    dataset: str
    denied: int
    gaps: list[int]
    grant: str
    numbers: list[GrantNumberView]
    purpose: str
    receiver: str
    revoked_at: datetime.datetime | None
    subject: str
    used: int
    uses_allowed: int

    def to_dict(self) -> dict[str, Any]:
        complete = self.complete

        custodian = self.custodian

        dataset = self.dataset

        denied = self.denied

        gaps = self.gaps

        grant = self.grant

        numbers = []
        for numbers_item_data in self.numbers:
            numbers_item = numbers_item_data.to_dict()
            numbers.append(numbers_item)

        purpose = self.purpose

        receiver = self.receiver

        revoked_at: None | str
        if isinstance(self.revoked_at, datetime.datetime):
            revoked_at = self.revoked_at.isoformat()
        else:
            revoked_at = self.revoked_at

        subject = self.subject

        used = self.used

        uses_allowed = self.uses_allowed

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "complete": complete,
                "custodian": custodian,
                "dataset": dataset,
                "denied": denied,
                "gaps": gaps,
                "grant": grant,
                "numbers": numbers,
                "purpose": purpose,
                "receiver": receiver,
                "revoked_at": revoked_at,
                "subject": subject,
                "used": used,
                "uses_allowed": uses_allowed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.grant_number_view import GrantNumberView

        d = dict(src_dict)
        complete = d.pop("complete")

        custodian = d.pop("custodian")

        dataset = d.pop("dataset")

        denied = d.pop("denied")

        gaps = cast(list[int], d.pop("gaps"))

        grant = d.pop("grant")

        numbers = []
        _numbers = d.pop("numbers")
        for numbers_item_data in _numbers:
            numbers_item = GrantNumberView.from_dict(numbers_item_data)

            numbers.append(numbers_item)

        purpose = d.pop("purpose")

        receiver = d.pop("receiver")

        def _parse_revoked_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                revoked_at_type_0 = datetime.datetime.fromisoformat(data)

                return revoked_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        revoked_at = _parse_revoked_at(d.pop("revoked_at"))

        subject = d.pop("subject")

        used = d.pop("used")

        uses_allowed = d.pop("uses_allowed")

        grant_numbering_view = cls(
            complete=complete,
            custodian=custodian,
            dataset=dataset,
            denied=denied,
            gaps=gaps,
            grant=grant,
            numbers=numbers,
            purpose=purpose,
            receiver=receiver,
            revoked_at=revoked_at,
            subject=subject,
            used=used,
            uses_allowed=uses_allowed,
        )

        return grant_numbering_view
