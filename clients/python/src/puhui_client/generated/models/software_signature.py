from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

T = TypeVar("T", bound="SoftwareSignature")


@_attrs_define
class SoftwareSignature:
    """A signature by the enrolled software key over the challenge's bytes.

    Attributes:
        kind (Literal['software']):
        signature (str):
    """

    kind: Literal["software"]
    signature: str

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        signature = self.signature

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "signature": signature,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = cast(Literal["software"], d.pop("kind"))
        if kind != "software":
            raise ValueError(f"kind must match const 'software', got '{kind}'")

        signature = d.pop("signature")

        software_signature = cls(
            kind=kind,
            signature=signature,
        )

        return software_signature
