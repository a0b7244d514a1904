"""Keys that an enterprise enrols, and the signatures it makes with them.

`activation` authorises an enrolment: the MAC of `puhui.parties.activation_mac` over the new key, made on the
enterprise's device under the code that the registry handed to it.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from puhui.desks.views.base import Base64Url, View


class SoftwareEnrolment(View):
    """A software key: `key` is a public key's text, `proof` its signature over the challenge of the options."""

    kind: Literal["software"]
    key: Annotated[str, Field(max_length=512)]
    proof: Base64Url
    activation: Base64Url


class WebAuthnEnrolment(View):
    """A passkey: `credential` is what `navigator.credentials.create()` returned, as JSON (WebAuthn 3, 5.1.8)."""

    kind: Literal["webauthn"]
    credential: dict[str, Any]
    activation: Base64Url


Enrolment = Annotated[SoftwareEnrolment | WebAuthnEnrolment, Field(discriminator="kind")]


class EnrolmentView(View):
    """The enrolled key: the subject on the ledger, the kind of key, the entry that says so."""

    subject: str
    key_kind: str
    entry: str


class ActivationRequest(View):
    """The enterprise that asks for a code at the registry's desk."""

    uscc: Annotated[str, Field(min_length=18, max_length=18)]


class ActivationView(View):
    """A fresh activation code, shown this once, to be handed to the enterprise. The one before is void."""

    uscc: str
    name: str
    code: str


class SoftwareSignature(View):
    """A signature by the enrolled software key over the challenge's bytes."""

    kind: Literal["software"]
    signature: Base64Url


class WebAuthnSignature(View):
    """An assertion by the enrolled passkey over the challenge (WebAuthn 3, 6.3.3)."""

    kind: Literal["webauthn"]
    credential_id: Base64Url
    authenticator_data: Base64Url
    client_data_json: Base64Url
    signature: Base64Url


Signature = Annotated[SoftwareSignature | WebAuthnSignature, Field(discriminator="kind")]


class SignedDraft(View):
    """A draft and the subject's signature over its challenge."""

    draft: Annotated[str, Field(max_length=64)]
    signature: Signature
