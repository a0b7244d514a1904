from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.draft_request_purpose import (
    DraftRequestPurpose,
    check_draft_request_purpose,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="DraftRequest")


@_attrs_define
class DraftRequest:
    """What the enterprise wants to allow: its own score, one bank's look at its application for one product, or the
    monitoring of its loans by their lender, the `receiver`.

        Attributes:
            purpose (DraftRequestPurpose):
            also (list[str] | Unset):
            datasets (list[str] | None | Unset):
            product (None | str | Unset):
            receiver (None | str | Unset):
    """

    purpose: DraftRequestPurpose
    also: list[str] | Unset = UNSET
    datasets: list[str] | None | Unset = UNSET
    product: None | str | Unset = UNSET
    receiver: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        purpose: str = self.purpose

        also: list[str] | Unset = UNSET
        if not isinstance(self.also, Unset):
            also = self.also

        datasets: list[str] | None | Unset
        if isinstance(self.datasets, Unset):
            datasets = UNSET
        elif isinstance(self.datasets, list):
            datasets = self.datasets

        else:
            datasets = self.datasets

        product: None | str | Unset
        if isinstance(self.product, Unset):
            product = UNSET
        else:
            product = self.product

        receiver: None | str | Unset
        if isinstance(self.receiver, Unset):
            receiver = UNSET
        else:
            receiver = self.receiver

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "purpose": purpose,
            }
        )
        if also is not UNSET:
            field_dict["also"] = also
        if datasets is not UNSET:
            field_dict["datasets"] = datasets
        if product is not UNSET:
            field_dict["product"] = product
        if receiver is not UNSET:
            field_dict["receiver"] = receiver

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        purpose = check_draft_request_purpose(d.pop("purpose"))

        also = cast(list[str], d.pop("also", UNSET))

        def _parse_datasets(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                datasets_type_0 = cast(list[str], data)

                return datasets_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        datasets = _parse_datasets(d.pop("datasets", UNSET))

        def _parse_product(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        product = _parse_product(d.pop("product", UNSET))

        def _parse_receiver(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        receiver = _parse_receiver(d.pop("receiver", UNSET))

        draft_request = cls(
            purpose=purpose,
            also=also,
            datasets=datasets,
            product=product,
            receiver=receiver,
        )

        return draft_request
