from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="ComputationParty")


@_attrs_define
class ComputationParty:
    """A party of a computation, its part, and the last that is known of it.

    Attributes:
        at (datetime.datetime | None):
        columns (list[str]):
        dataset (str):
        dataset_name (str):
        name (str):
        org (str):
        receives (bool):
        rows (int):
        said (str):
    """

    at: datetime.datetime | None
    columns: list[str]
    dataset: str
    dataset_name: str
    name: str
    org: str
    receives: bool
    rows: int
    said: str

    def to_dict(self) -> dict[str, Any]:
        at: None | str
        if isinstance(self.at, datetime.datetime):
            at = self.at.isoformat()
        else:
            at = self.at

        columns = self.columns

        dataset = self.dataset

        dataset_name = self.dataset_name

        name = self.name

        org = self.org

        receives = self.receives

        rows = self.rows

        said = self.said

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "columns": columns,
                "dataset": dataset,
                "dataset_name": dataset_name,
                "name": name,
                "org": org,
                "receives": receives,
                "rows": rows,
                "said": said,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                at_type_0 = datetime.datetime.fromisoformat(data)

                return at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        at = _parse_at(d.pop("at"))

        columns = cast(list[str], d.pop("columns"))

        dataset = d.pop("dataset")

        dataset_name = d.pop("dataset_name")

        name = d.pop("name")

        org = d.pop("org")

        receives = d.pop("receives")

        rows = d.pop("rows")

        said = d.pop("said")

        computation_party = cls(
            at=at,
            columns=columns,
            dataset=dataset,
            dataset_name=dataset_name,
            name=name,
            org=org,
            receives=receives,
            rows=rows,
            said=said,
        )

        return computation_party
