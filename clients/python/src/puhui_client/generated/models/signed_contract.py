from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.software_signature import SoftwareSignature
    from ..models.web_authn_signature import WebAuthnSignature


T = TypeVar("T", bound="SignedContract")


@_attrs_define
class SignedContract:
    """The signature over a contract, and the choice that it was drafted with.

    Attributes:
        draft (str):
        signature (SoftwareSignature | WebAuthnSignature):
        first_drawing_fen (int | None | Unset):
    """

    draft: str
    signature: SoftwareSignature | WebAuthnSignature
    first_drawing_fen: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.software_signature import SoftwareSignature

        draft = self.draft

        signature: dict[str, Any]
        if isinstance(self.signature, SoftwareSignature):
            signature = self.signature.to_dict()
        else:
            signature = self.signature.to_dict()

        first_drawing_fen: int | None | Unset
        if isinstance(self.first_drawing_fen, Unset):
            first_drawing_fen = UNSET
        else:
            first_drawing_fen = self.first_drawing_fen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "draft": draft,
                "signature": signature,
            }
        )
        if first_drawing_fen is not UNSET:
            field_dict["first_drawing_fen"] = first_drawing_fen

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

        def _parse_first_drawing_fen(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        first_drawing_fen = _parse_first_drawing_fen(d.pop("first_drawing_fen", UNSET))

        signed_contract = cls(
            draft=draft,
            signature=signature,
            first_drawing_fen=first_drawing_fen,
        )

        return signed_contract
