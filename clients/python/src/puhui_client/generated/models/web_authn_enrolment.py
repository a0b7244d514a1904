from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.web_authn_enrolment_credential import WebAuthnEnrolmentCredential


T = TypeVar("T", bound="WebAuthnEnrolment")


@_attrs_define
class WebAuthnEnrolment:
    """A passkey: `credential` is what `navigator.credentials.create()` returned, as JSON (WebAuthn 3, 5.1.8).

    Attributes:
        activation (str):
        credential (WebAuthnEnrolmentCredential):
        kind (Literal['webauthn']):
    """

    activation: str
    credential: WebAuthnEnrolmentCredential
    kind: Literal["webauthn"]

    def to_dict(self) -> dict[str, Any]:
        activation = self.activation

        credential = self.credential.to_dict()

        kind = self.kind

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "activation": activation,
                "credential": credential,
                "kind": kind,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.web_authn_enrolment_credential import WebAuthnEnrolmentCredential

        d = dict(src_dict)
        activation = d.pop("activation")

        credential = WebAuthnEnrolmentCredential.from_dict(d.pop("credential"))

        kind = cast(Literal["webauthn"], d.pop("kind"))
        if kind != "webauthn":
            raise ValueError(f"kind must match const 'webauthn', got '{kind}'")

        web_authn_enrolment = cls(
            activation=activation,
            credential=credential,
            kind=kind,
        )

        return web_authn_enrolment
