from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="LikelihoodsView")


@_attrs_define
class LikelihoodsView:
    """By what a list says how likely lenders approve: the version, of how many decisions it was fitted and when; none
    and null are the documented default.

        Attributes:
            fitted_at (datetime.datetime | None):
            outcomes (int):
            version (str):
    """

    fitted_at: datetime.datetime | None
    outcomes: int
    version: str

    def to_dict(self) -> dict[str, Any]:
        fitted_at: None | str
        if isinstance(self.fitted_at, datetime.datetime):
            fitted_at = self.fitted_at.isoformat()
        else:
            fitted_at = self.fitted_at

        outcomes = self.outcomes

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "fitted_at": fitted_at,
                "outcomes": outcomes,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_fitted_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                fitted_at_type_0 = datetime.datetime.fromisoformat(data)

                return fitted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        fitted_at = _parse_fitted_at(d.pop("fitted_at"))

        outcomes = d.pop("outcomes")

        version = d.pop("version")

        likelihoods_view = cls(
            fitted_at=fitted_at,
            outcomes=outcomes,
            version=version,
        )

        return likelihoods_view
