from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ModelRegistration")


@_attrs_define
class ModelRegistration:
    """A model to register: the file's text as training wrote it, and its training report's.

    Attributes:
        file (str):
        use (str):
        report (str | Unset):  Default: ''.
    """

    file: str
    use: str
    report: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        file = self.file

        use = self.use

        report = self.report

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "file": file,
                "use": use,
            }
        )
        if report is not UNSET:
            field_dict["report"] = report

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        file = d.pop("file")

        use = d.pop("use")

        report = d.pop("report", UNSET)

        model_registration = cls(
            file=file,
            use=use,
            report=report,
        )

        return model_registration
