from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.grant_number_view import GrantNumberView


T = TypeVar("T", bound="MandateNumberingView")


@_attrs_define
class MandateNumberingView:
    """A mandate's uses and denials by their numbers 1, 2, 3 …: complete, or with the gaps.

    Attributes:
        complete (bool):
        custodian (str):
        dataset (str):
        denied (int):
        gaps (list[int]):
        mandate (str):
        numbers (list[GrantNumberView]):
        program (str):
        purpose (str):
        receiver (str):
        used (int):
        uses_allowed (int):
        withdrawn_at (datetime.datetime | None):
    """

    complete: bool
    custodian: str
    dataset: str
    denied: int
    gaps: list[int]
    mandate: str
    numbers: list[GrantNumberView]
    program: str
    purpose: str
    receiver: str
    used: int
    uses_allowed: int
    withdrawn_at: datetime.datetime | None

    def to_dict(self) -> dict[str, Any]:
        complete = self.complete

        custodian = self.custodian

        dataset = self.dataset

        denied = self.denied

        gaps = self.gaps

        mandate = self.mandate

        numbers = []
        for numbers_item_data in self.numbers:
            numbers_item = numbers_item_data.to_dict()
            numbers.append(numbers_item)

        program = self.program

        purpose = self.purpose

        receiver = self.receiver

        used = self.used

        uses_allowed = self.uses_allowed

        withdrawn_at: None | str
        if isinstance(self.withdrawn_at, datetime.datetime):
            withdrawn_at = self.withdrawn_at.isoformat()
        else:
            withdrawn_at = self.withdrawn_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "complete": complete,
                "custodian": custodian,
                "dataset": dataset,
                "denied": denied,
                "gaps": gaps,
                "mandate": mandate,
                "numbers": numbers,
                "program": program,
                "purpose": purpose,
                "receiver": receiver,
                "used": used,
                "uses_allowed": uses_allowed,
                "withdrawn_at": withdrawn_at,
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

        mandate = d.pop("mandate")

        numbers = []
        _numbers = d.pop("numbers")
        for numbers_item_data in _numbers:
            numbers_item = GrantNumberView.from_dict(numbers_item_data)

            numbers.append(numbers_item)

        program = d.pop("program")

        purpose = d.pop("purpose")

        receiver = d.pop("receiver")

        used = d.pop("used")

        uses_allowed = d.pop("uses_allowed")

        def _parse_withdrawn_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                withdrawn_at_type_0 = datetime.datetime.fromisoformat(data)

                return withdrawn_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        withdrawn_at = _parse_withdrawn_at(d.pop("withdrawn_at"))

        mandate_numbering_view = cls(
            complete=complete,
            custodian=custodian,
            dataset=dataset,
            denied=denied,
            gaps=gaps,
            mandate=mandate,
            numbers=numbers,
            program=program,
            purpose=purpose,
            receiver=receiver,
            used=used,
            uses_allowed=uses_allowed,
            withdrawn_at=withdrawn_at,
        )

        return mandate_numbering_view
