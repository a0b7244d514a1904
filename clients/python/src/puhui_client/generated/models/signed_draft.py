from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.software_signature import SoftwareSignature
    from ..models.web_authn_signature import WebAuthnSignature


T = TypeVar("T", bound="SignedDraft")


@_attrs_define
class SignedDraft:
    """A draft and the subject's signature over its challenge.

    Attributes:
        draft (str):
        signature (SoftwareSignature | WebAuthnSignature):
    """

    draft: str
    signature: SoftwareSignature | WebAuthnSignature

    def to_dict(self) -> dict[str, Any]:
        from ..models.software_signature import SoftwareSignature

        draft = self.draft

        signature: dict[str, Any]
        if isinstance(self.signature, SoftwareSignature):
            signature = self.signature.to_dict()
        else:
            signature = self.signature.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "draft": draft,
                "signature": signature,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.software_signature import SoftwareSignature
        from ..models.web_authn_signature import WebAuthnSignature

        d = dict(src_dict)
        draft = d.pop("draft")

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

        signed_draft = cls(
            draft=draft,
            signature=signature,
        )

        return signed_draft
