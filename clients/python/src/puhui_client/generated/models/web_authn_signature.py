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

T = TypeVar("T", bound="WebAuthnSignature")


@_attrs_define
class WebAuthnSignature:
    """An assertion by the enrolled passkey over the challenge (WebAuthn 3, 6.3.3).

    Attributes:
        authenticator_data (str):
        client_data_json (str):
        credential_id (str):
        kind (Literal['webauthn']):
        signature (str):
    """

    authenticator_data: str
    client_data_json: str
    credential_id: str
    kind: Literal["webauthn"]
    signature: str

    def to_dict(self) -> dict[str, Any]:
        authenticator_data = self.authenticator_data

        client_data_json = self.client_data_json

        credential_id = self.credential_id

        kind = self.kind

        signature = self.signature

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "authenticator_data": authenticator_data,
                "client_data_json": client_data_json,
                "credential_id": credential_id,
                "kind": kind,
                "signature": signature,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        authenticator_data = d.pop("authenticator_data")

        client_data_json = d.pop("client_data_json")

        credential_id = d.pop("credential_id")

        kind = cast(Literal["webauthn"], d.pop("kind"))
        if kind != "webauthn":
            raise ValueError(f"kind must match const 'webauthn', got '{kind}'")

        signature = d.pop("signature")

        web_authn_signature = cls(
            authenticator_data=authenticator_data,
            client_data_json=client_data_json,
            credential_id=credential_id,
            kind=kind,
            signature=signature,
        )

        return web_authn_signature
