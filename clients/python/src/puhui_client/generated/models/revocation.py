from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.software_signature import SoftwareSignature
    from ..models.web_authn_signature import WebAuthnSignature


T = TypeVar("T", bound="Revocation")


@_attrs_define
class Revocation:
    """The subject's signature over the revocation's challenge.

    Attributes:
        at (datetime.datetime):
        signature (SoftwareSignature | WebAuthnSignature):
    """

    at: datetime.datetime
    signature: SoftwareSignature | WebAuthnSignature

    def to_dict(self) -> dict[str, Any]:
        from ..models.software_signature import SoftwareSignature

        at = self.at.isoformat()

        signature: dict[str, Any]
        if isinstance(self.signature, SoftwareSignature):
            signature = self.signature.to_dict()
        else:
            signature = self.signature.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "signature": signature,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.software_signature import SoftwareSignature
        from ..models.web_authn_signature import WebAuthnSignature

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_signature(data: object) -> SoftwareSignature | WebAuthnSignature:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                signature_type_0 = SoftwareSignature.from_dict(data)

                return signature_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            signature_type_1 = WebAuthnSignature.from_dict(data)

            return signature_type_1

        signature = _parse_signature(d.pop("signature"))

        revocation = cls(
            at=at,
            signature=signature,
        )

        return revocation
