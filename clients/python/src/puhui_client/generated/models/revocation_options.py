from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.revocation_options_webauthn_type_0 import (
        RevocationOptionsWebauthnType0,
    )


T = TypeVar("T", bound="RevocationOptions")


@_attrs_define
class RevocationOptions:
    """What the subject signs to revoke; `at` belongs to the signed bytes and comes back with the signature.

    Attributes:
        at (datetime.datetime):
        challenge (str):
        webauthn (None | RevocationOptionsWebauthnType0 | Unset):
    """

    at: datetime.datetime
    challenge: str
    webauthn: None | RevocationOptionsWebauthnType0 | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.revocation_options_webauthn_type_0 import (
            RevocationOptionsWebauthnType0,
        )

        at = self.at.isoformat()

        challenge = self.challenge

        webauthn: dict[str, Any] | None | Unset
        if isinstance(self.webauthn, Unset):
            webauthn = UNSET
        elif isinstance(self.webauthn, RevocationOptionsWebauthnType0):
            webauthn = self.webauthn.to_dict()
        else:
            webauthn = self.webauthn

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "challenge": challenge,
            }
        )
        if webauthn is not UNSET:
            field_dict["webauthn"] = webauthn

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.revocation_options_webauthn_type_0 import (
            RevocationOptionsWebauthnType0,
        )

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        challenge = d.pop("challenge")

        def _parse_webauthn(
            data: object,
        ) -> None | RevocationOptionsWebauthnType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                webauthn_type_0 = RevocationOptionsWebauthnType0.from_dict(data)

                return webauthn_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RevocationOptionsWebauthnType0 | Unset, data)

        webauthn = _parse_webauthn(d.pop("webauthn", UNSET))

        revocation_options = cls(
            at=at,
            challenge=challenge,
            webauthn=webauthn,
        )

        return revocation_options
