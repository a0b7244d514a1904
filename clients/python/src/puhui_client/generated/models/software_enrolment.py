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

T = TypeVar("T", bound="SoftwareEnrolment")


@_attrs_define
class SoftwareEnrolment:
    """A software key: `key` is a public key's text, `proof` its signature over the challenge of the options.

    Attributes:
        activation (str):
        key (str):
        kind (Literal['software']):
        proof (str):
    """

    activation: str
    key: str
    kind: Literal["software"]
    proof: str

    def to_dict(self) -> dict[str, Any]:
        activation = self.activation

        key = self.key

        kind = self.kind

        proof = self.proof

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "activation": activation,
                "key": key,
                "kind": kind,
                "proof": proof,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        activation = d.pop("activation")

        key = d.pop("key")

        kind = cast(Literal["software"], d.pop("kind"))
        if kind != "software":
            raise ValueError(f"kind must match const 'software', got '{kind}'")

        proof = d.pop("proof")

        software_enrolment = cls(
            activation=activation,
            key=key,
            kind=kind,
            proof=proof,
        )

        return software_enrolment
