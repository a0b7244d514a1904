from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.product_opening_product_type_0 import ProductOpeningProductType0


T = TypeVar("T", bound="ProductOpening")


@_attrs_define
class ProductOpening:
    """A draft of a product: after a version, or a new one of its JSON.

    Attributes:
        based_on (None | str | Unset):
        product (None | ProductOpeningProductType0 | Unset):
    """

    based_on: None | str | Unset = UNSET
    product: None | ProductOpeningProductType0 | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.product_opening_product_type_0 import ProductOpeningProductType0

        based_on: None | str | Unset
        if isinstance(self.based_on, Unset):
            based_on = UNSET
        else:
            based_on = self.based_on

        product: dict[str, Any] | None | Unset
        if isinstance(self.product, Unset):
            product = UNSET
        elif isinstance(self.product, ProductOpeningProductType0):
            product = self.product.to_dict()
        else:
            product = self.product

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if based_on is not UNSET:
            field_dict["based_on"] = based_on
        if product is not UNSET:
            field_dict["product"] = product

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.product_opening_product_type_0 import ProductOpeningProductType0

        d = dict(src_dict)

        def _parse_based_on(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        based_on = _parse_based_on(d.pop("based_on", UNSET))

        def _parse_product(data: object) -> None | ProductOpeningProductType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                product_type_0 = ProductOpeningProductType0.from_dict(data)

                return product_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProductOpeningProductType0 | Unset, data)

        product = _parse_product(d.pop("product", UNSET))

        product_opening = cls(
            based_on=based_on,
            product=product,
        )

        return product_opening
