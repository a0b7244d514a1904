"""What an enterprise is about to allow, has allowed, and what became of it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from puhui.desks.views.base import Base64Url, Digest, View
from puhui.desks.views.keys import Signature


class DraftRequest(View):
    """What the enterprise wants to allow: its own score, one bank's look at its application for one product, or the
    monitoring of its loans by their lender, the `receiver`."""

    purpose: Literal["score", "application", "monitoring"]
    receiver: Annotated[str, Field(max_length=40)] | None = None
    product: Annotated[str, Field(max_length=64)] | None = None
    datasets: Annotated[list[str], Field(max_length=64)] | None = (
        None  # only these; if null, all that the purpose always asks for
    )
    also: Annotated[list[str], Field(max_length=64)] = Field(default_factory=list)  # besides those, by choice


class Receiver(View):
    """Who will receive, and how to reach who answers there for personal information (PIPL article 23)."""

    org: str
    name: str
    contact: str


class FieldView(View):
    """A field of a dataset and what people call it."""

    name: str
    label: str


Shown = Literal["indicators", "score", "sum", "checks"]


class DraftItem(View):
    """One grant about to be signed. `separate`: to be agreed to on its own; declining it must not decline the rest.

    `shown`: what reaches the receiver, as of a grant that stands.
    """

    grant: str
    custodian: str
    custodian_name: str
    dataset: str
    dataset_name: str
    fields: list[FieldView]
    purpose_text: str
    uses: int
    expires: datetime
    law: list[str]
    separate: bool
    shown: Shown
    notice: str


class OfferView(View):
    """A dataset that could be granted beside the drafted ones. `alone`: by a draft and a signature of its own."""

    custodian: str
    custodian_name: str
    dataset: str
    dataset_name: str
    fields: list[FieldView]
    separate: bool
    alone: bool


class GrantedModel(View):
    """The scorecard that grants name by its digest: the receiver gets its score, and not one field."""

    name: str
    version: str
    label: str
    digest: Digest


class DraftView(View):
    """Everything that one signature will cover. `webauthn`: the request options when the enrolled key is a passkey.

    `model` is set where the receiver will be shown a score alone. `also` is what may be granted besides: for an
    application what its product welcomes; whoever leaves it out loses nothing of the rest.
    """

    draft: str
    challenge: Base64Url
    receiver: Receiver
    items: list[DraftItem]
    also: list[OfferView] = Field(default_factory=list)
    model: GrantedModel | None = None
    webauthn: dict[str, Any] | None = None


class GrantView(View):
    """A grant with its state and how often it was used. `shown`: what reaches the receiver: its fields, a score, a
    sum over several custodians, or its fields for checks against fraud alone."""

    id: str
    state: Literal["active", "exhausted", "expired", "revoked"]
    custodian: str
    custodian_name: str
    receiver: str
    receiver_name: str
    dataset: str
    dataset_name: str
    fields: list[FieldView]
    shown: Shown
    purpose: str
    purpose_text: str
    uses: int
    used: int
    expires: datetime
    opened_at: datetime
    entry: str


class GrantList(View):
    """Grants, newest first."""

    items: list[GrantView]


class OpenedGrants(View):
    """The grants that one signature opened."""

    grants: list[GrantView]


class RevocationOptions(View):
    """What the subject signs to revoke; `at` belongs to the signed bytes and comes back with the signature."""

    challenge: Base64Url
    at: datetime
    webauthn: dict[str, Any] | None = None


class Revocation(View):
    """The subject's signature over the revocation's challenge."""

    at: datetime
    signature: Signature


class UseView(View):
    """One use or refusal of a grant. `n` is null for a refusal. `shown`: what reached the receiver, if answered."""

    grant: str
    seq: int
    n: int | None
    at: datetime
    custodian_name: str
    receiver_name: str
    purpose_text: str
    shown: Shown
    outcome: str
    entry: str


class UsesView(View):
    """Who used my data. `complete` is false when a number is missing; `gaps` names it."""

    complete: bool
    gaps: list[str]
    items: list[UseView]
