from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.model_service_role import ModelServiceRole, check_model_service_role

T = TypeVar("T", bound="ModelService")


@_attrs_define
class ModelService:
    """Let an approved model score.

    Attributes:
        role (ModelServiceRole):
    """

    role: ModelServiceRole

    def to_dict(self) -> dict[str, Any]:
        role: str = self.role

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "role": role,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        role = check_model_service_role(d.pop("role"))

        model_service = cls(
            role=role,
        )

        return model_service
