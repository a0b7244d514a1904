from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="FactorEnrolment")


@_attrs_define
class FactorEnrolment:
    """What an app needs, shown once: typed, or read from a picture of `uri`.

    Attributes:
        secret (str):
        uri (str):
    """

    secret: str
    uri: str

    def to_dict(self) -> dict[str, Any]:
        secret = self.secret

        uri = self.uri

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "secret": secret,
                "uri": uri,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        secret = d.pop("secret")

        uri = d.pop("uri")

        factor_enrolment = cls(
            secret=secret,
            uri=uri,
        )

        return factor_enrolment
