from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.import_fault import ImportFault


T = TypeVar("T", bound="ImportReport")


@_attrs_define
class ImportReport:
    """`kept` is all or nothing. `rows` are those without fault; of faults the first 200 are told.

    Attributes:
        faults (list[ImportFault]):
        kept (bool):
        rows (int):
    """

    faults: list[ImportFault]
    kept: bool
    rows: int

    def to_dict(self) -> dict[str, Any]:
        faults = []
        for faults_item_data in self.faults:
            faults_item = faults_item_data.to_dict()
            faults.append(faults_item)

        kept = self.kept

        rows = self.rows

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "faults": faults,
                "kept": kept,
                "rows": rows,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.import_fault import ImportFault

        d = dict(src_dict)
        faults = []
        _faults = d.pop("faults")
        for faults_item_data in _faults:
            faults_item = ImportFault.from_dict(faults_item_data)

            faults.append(faults_item)

        kept = d.pop("kept")

        rows = d.pop("rows")

        import_report = cls(
            faults=faults,
            kept=kept,
            rows=rows,
        )

        return import_report
