from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.error_body_details_type_0_item import ErrorBodyDetailsType0Item


T = TypeVar("T", bound="ErrorBody")


@_attrs_define
class ErrorBody:
    """Who failed, where, why, what to do, and whether trying again helps.

    Attributes:
        category (str):
        cause (str):
        code (str):
        party (str):
        remedy (str):
        retriable (bool):
        stage (str):
        details (list[ErrorBodyDetailsType0Item] | None | Unset):
    """

    category: str
    cause: str
    code: str
    party: str
    remedy: str
    retriable: bool
    stage: str
    details: list[ErrorBodyDetailsType0Item] | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        category = self.category

        cause = self.cause

        code = self.code

        party = self.party

        remedy = self.remedy

        retriable = self.retriable

        stage = self.stage

        details: list[dict[str, Any]] | None | Unset
        if isinstance(self.details, Unset):
            details = UNSET
        elif isinstance(self.details, list):
            details = []
            for details_type_0_item_data in self.details:
                details_type_0_item = details_type_0_item_data.to_dict()
                details.append(details_type_0_item)

        else:
            details = self.details

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "category": category,
                "cause": cause,
                "code": code,
                "party": party,
                "remedy": remedy,
                "retriable": retriable,
                "stage": stage,
            }
        )
        if details is not UNSET:
            field_dict["details"] = details

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.error_body_details_type_0_item import ErrorBodyDetailsType0Item

        d = dict(src_dict)
        category = d.pop("category")

        cause = d.pop("cause")

        code = d.pop("code")

        party = d.pop("party")

        remedy = d.pop("remedy")

        retriable = d.pop("retriable")

        stage = d.pop("stage")

        def _parse_details(
            data: object,
        ) -> list[ErrorBodyDetailsType0Item] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                details_type_0 = []
                _details_type_0 = data
                for details_type_0_item_data in _details_type_0:
                    details_type_0_item = ErrorBodyDetailsType0Item.from_dict(
                        details_type_0_item_data
                    )

                    details_type_0.append(details_type_0_item)

                return details_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ErrorBodyDetailsType0Item] | None | Unset, data)

        details = _parse_details(d.pop("details", UNSET))

        error_body = cls(
            category=category,
            cause=cause,
            code=code,
            party=party,
            remedy=remedy,
            retriable=retriable,
            stage=stage,
            details=details,
        )

        return error_body
