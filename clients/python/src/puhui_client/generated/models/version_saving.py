from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.case_sheet import CaseSheet
    from ..models.rule_sheet import RuleSheet
    from ..models.version_saving_product_type_0 import VersionSavingProductType0


T = TypeVar("T", bound="VersionSaving")


@_attrs_define
class VersionSaving:
    """What to save, and the revision that it was written on.

    Attributes:
        revision (int):
        cases (CaseSheet | None | Unset):
        product (None | Unset | VersionSavingProductType0):
        sheet (None | RuleSheet | Unset):
    """

    revision: int
    cases: CaseSheet | None | Unset = UNSET
    product: None | Unset | VersionSavingProductType0 = UNSET
    sheet: None | RuleSheet | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.case_sheet import CaseSheet
        from ..models.rule_sheet import RuleSheet
        from ..models.version_saving_product_type_0 import VersionSavingProductType0

        revision = self.revision

        cases: dict[str, Any] | None | Unset
        if isinstance(self.cases, Unset):
            cases = UNSET
        elif isinstance(self.cases, CaseSheet):
            cases = self.cases.to_dict()
        else:
            cases = self.cases

        product: dict[str, Any] | None | Unset
        if isinstance(self.product, Unset):
            product = UNSET
        elif isinstance(self.product, VersionSavingProductType0):
            product = self.product.to_dict()
        else:
            product = self.product

        sheet: dict[str, Any] | None | Unset
        if isinstance(self.sheet, Unset):
            sheet = UNSET
        elif isinstance(self.sheet, RuleSheet):
            sheet = self.sheet.to_dict()
        else:
            sheet = self.sheet

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "revision": revision,
            }
        )
        if cases is not UNSET:
            field_dict["cases"] = cases
        if product is not UNSET:
            field_dict["product"] = product
        if sheet is not UNSET:
            field_dict["sheet"] = sheet

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.case_sheet import CaseSheet
        from ..models.rule_sheet import RuleSheet
        from ..models.version_saving_product_type_0 import VersionSavingProductType0

        d = dict(src_dict)
        revision = d.pop("revision")

        def _parse_cases(data: object) -> CaseSheet | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                cases_type_0 = CaseSheet.from_dict(data)

                return cases_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CaseSheet | None | Unset, data)

        cases = _parse_cases(d.pop("cases", UNSET))

        def _parse_product(data: object) -> None | Unset | VersionSavingProductType0:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                product_type_0 = VersionSavingProductType0.from_dict(data)

                return product_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | VersionSavingProductType0, data)

        product = _parse_product(d.pop("product", UNSET))

        def _parse_sheet(data: object) -> None | RuleSheet | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                sheet_type_0 = RuleSheet.from_dict(data)

                return sheet_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RuleSheet | Unset, data)

        sheet = _parse_sheet(d.pop("sheet", UNSET))

        version_saving = cls(
            revision=revision,
            cases=cases,
            product=product,
            sheet=sheet,
        )

        return version_saving
