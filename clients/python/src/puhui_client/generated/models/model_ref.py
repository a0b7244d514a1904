from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.model_ref_basis_type_0 import (
    ModelRefBasisType0,
    check_model_ref_basis_type_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="ModelRef")


@_attrs_define
class ModelRef:
    """A scorecard by name, version and the digest of its file, and why it serves.

    `basis`: `own` to the segment or `pooled`, by the registry; `expert`: shipped, and never validated here. What a
    score of an earlier release did not say is null.

        Attributes:
            name (str):
            version (str):
            basis (ModelRefBasisType0 | None | Unset):
            digest (None | str | Unset):
            label (None | str | Unset):
            uncalibrated (bool | None | Unset):
            why (None | str | Unset):
    """

    name: str
    version: str
    basis: ModelRefBasisType0 | None | Unset = UNSET
    digest: None | str | Unset = UNSET
    label: None | str | Unset = UNSET
    uncalibrated: bool | None | Unset = UNSET
    why: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        version = self.version

        basis: None | str | Unset
        if isinstance(self.basis, Unset):
            basis = UNSET
        elif isinstance(self.basis, str):
            basis = self.basis
        else:
            basis = self.basis

        digest: None | str | Unset
        if isinstance(self.digest, Unset):
            digest = UNSET
        else:
            digest = self.digest

        label: None | str | Unset
        if isinstance(self.label, Unset):
            label = UNSET
        else:
            label = self.label

        uncalibrated: bool | None | Unset
        if isinstance(self.uncalibrated, Unset):
            uncalibrated = UNSET
        else:
            uncalibrated = self.uncalibrated

        why: None | str | Unset
        if isinstance(self.why, Unset):
            why = UNSET
        else:
            why = self.why

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "version": version,
            }
        )
        if basis is not UNSET:
            field_dict["basis"] = basis
        if digest is not UNSET:
            field_dict["digest"] = digest
        if label is not UNSET:
            field_dict["label"] = label
        if uncalibrated is not UNSET:
            field_dict["uncalibrated"] = uncalibrated
        if why is not UNSET:
            field_dict["why"] = why

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        version = d.pop("version")

        def _parse_basis(data: object) -> ModelRefBasisType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                basis_type_0 = check_model_ref_basis_type_0(data)

                return basis_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ModelRefBasisType0 | None | Unset, data)

        basis = _parse_basis(d.pop("basis", UNSET))

        def _parse_digest(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        digest = _parse_digest(d.pop("digest", UNSET))

        def _parse_label(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        label = _parse_label(d.pop("label", UNSET))

        def _parse_uncalibrated(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        uncalibrated = _parse_uncalibrated(d.pop("uncalibrated", UNSET))

        def _parse_why(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        why = _parse_why(d.pop("why", UNSET))

        model_ref = cls(
            name=name,
            version=version,
            basis=basis,
            digest=digest,
            label=label,
            uncalibrated=uncalibrated,
            why=why,
        )

        return model_ref
