from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.model_approval_role import ModelApprovalRole, check_model_approval_role
from ..types import UNSET, Unset

T = TypeVar("T", bound="ModelApproval")


@_attrs_define
class ModelApproval:
    """An approval: as what, for its order only or not, up to which day (by default a year after validation).

    Attributes:
        role (ModelApprovalRole):
        expires (datetime.date | None | Unset):
        order_only (bool | Unset):  Default: False.
    """

    role: ModelApprovalRole
    expires: datetime.date | None | Unset = UNSET
    order_only: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        role: str = self.role

        expires: None | str | Unset
        if isinstance(self.expires, Unset):
            expires = UNSET
        elif isinstance(self.expires, datetime.date):
            expires = self.expires.isoformat()
        else:
            expires = self.expires

        order_only = self.order_only

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "role": role,
            }
        )
        if expires is not UNSET:
            field_dict["expires"] = expires
        if order_only is not UNSET:
            field_dict["order_only"] = order_only

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        role = check_model_approval_role(d.pop("role"))

        def _parse_expires(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_type_0 = datetime.date.fromisoformat(data)

                return expires_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        expires = _parse_expires(d.pop("expires", UNSET))

        order_only = d.pop("order_only", UNSET)

        model_approval = cls(
            role=role,
            expires=expires,
            order_only=order_only,
        )

        return model_approval
