"""What leaves a node as JSON: one model a thing, used by the portal's API and between nodes alike.

Names and fields are those of `docs/reference/rooms.md`. Money is integer fen under `_fen`, a yearly rate a decimal
string under `_rate`, a time RFC 3339 in UTC, bytes base64url without padding. A text is in the reader's language.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Fen = Annotated[int, Field(ge=-(2**53) + 1, le=2**53 - 1, description="integer fen (0.01 yuan)")]
Rate = Annotated[str, Field(pattern=r"^-?\d{1,4}(\.\d{1,12})?$", description="yearly rate as a decimal string")]
UsccText = Annotated[str, Field(pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}$", description="unified social credit code")]
Base64Url = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]*={0,2}$", max_length=8192)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="lower-case hex")]


class View(BaseModel):
    """Strict: an unknown field is a mistake of the sender, not something to ignore."""

    model_config = ConfigDict(extra="forbid")


# --- node and session -------------------------------------------------------------------------------------------


class LedgerHead(View):
    """The log and how many entries this node knows it to hold; null while the ledger does not answer."""

    origin: str
    size: int | None


class NodeView(View):
    """Who answers at this address."""

    org: str
    name_zh: str
    name_en: str
    role: str
    version: str
    ledger: LedgerHead


class Credentials(View):
    """What a person types to sign in."""

    login: Annotated[str, Field(min_length=1, max_length=128)]
    password: Annotated[str, Field(min_length=1, max_length=256)]


class PersonView(View):
    """A person as the portal shows it."""

    id: str
    name: str
    role: str
    org: str


class EnterpriseRef(View):
    """An enterprise by code and name."""

    uscc: str
    name: str


class SessionView(View):
    """A session; `enterprise` is there for owners."""

    person: PersonView
    enterprise: EnterpriseRef | None = None
    expires_at: datetime


class EnterpriseView(View):
    """The owner's own enterprise as the registry knows it."""

    uscc: str
    name: str
    segment: str
    industry: str
    established_on: date
    legal_representative: str
    region: str
    enrolled: bool
    key_kind: Literal["software", "webauthn"] | None


# --- keys and signatures ----------------------------------------------------------------------------------------


class SoftwareEnrolment(View):
    """A software key: `key` is a public key's text, `proof` its signature over the challenge of the options."""

    kind: Literal["software"]
    key: Annotated[str, Field(max_length=512)]
    proof: Base64Url


class WebAuthnEnrolment(View):
    """A passkey: `credential` is what `navigator.credentials.create()` returned, as JSON (WebAuthn 3, 5.1.8)."""

    kind: Literal["webauthn"]
    credential: dict[str, Any]


Enrolment = Annotated[SoftwareEnrolment | WebAuthnEnrolment, Field(discriminator="kind")]


class EnrolmentView(View):
    """The enrolled key: the subject on the ledger, the kind of key, the entry that says so."""

    subject: str
    key_kind: str
    entry: str


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


class Signed(View):
    """The subject's signature over the challenge it was given."""

    signature: Signature


# --- grants and uses --------------------------------------------------------------------------------------------


class DraftRequest(View):
    """What the enterprise wants to allow: its own score, or one bank's look at its application for one product."""

    purpose: Literal["score", "application"]
    receiver: Annotated[str, Field(max_length=40)] | None = None
    product: Annotated[str, Field(max_length=64)] | None = None
    datasets: Annotated[list[str], Field(max_length=64)] | None = (
        None  # only these; all that the purpose offers if null
    )


class Receiver(View):
    """Who will receive."""

    org: str
    name: str


class FieldView(View):
    """A field of a dataset and what people call it."""

    name: str
    label: str


class DraftItem(View):
    """One grant about to be signed. `separate`: to be agreed to on its own; declining it must not decline the rest."""

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
    notice: str


class DraftView(View):
    """Everything that one signature will cover. `webauthn`: the request options when the enrolled key is a passkey."""

    draft: str
    challenge: Base64Url
    receiver: Receiver
    items: list[DraftItem]
    webauthn: dict[str, Any] | None = None


class GrantView(View):
    """A grant with its state and how often it was used."""

    id: str
    state: Literal["active", "exhausted", "expired", "revoked"]
    custodian: str
    custodian_name: str
    receiver: str
    receiver_name: str
    dataset: str
    dataset_name: str
    fields: list[str]
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
    """One use or refusal of a grant. `n` is null for a refusal."""

    grant: str
    seq: int
    n: int | None
    at: datetime
    custodian_name: str
    receiver_name: str
    purpose_text: str
    outcome: str
    entry: str


class UsesView(View):
    """Who used my data. `complete` is false when a number is missing; `gaps` names it."""

    complete: bool
    gaps: list[str]
    items: list[UseView]


# --- scores -----------------------------------------------------------------------------------------------------


class ModelRef(View):
    """A scorecard by name and version."""

    name: str
    version: str


class RadarAxis(View):
    """One axis; `value` 0 to 100, null where there is no data (hollow, never zero)."""

    axis: str
    label: str
    value: float | None
    peer_median: float | None
    coverage: float


class Reason(View):
    """Why points were lost and what would bring them back."""

    code: str
    text: str
    points_lost: float
    cure: str


class Movement(View):
    """What moved the score since the one before."""

    name: str
    label: str
    before: float | None
    after: float | None
    points: float


class SourceView(View):
    """One source of the score: how fresh, how whole, and why it is absent if it is."""

    source: str
    label: str
    as_of: date | None
    coverage: float
    cause: Literal["granted", "not_granted", "source_down", "no_record"]


class ScoreView(View):
    """A score with what it was made of. `score`, `grade` and `pd` are null below the coverage that a score needs."""

    id: str
    at: datetime
    score: float | None
    grade: str | None
    pd: float | None
    low: float | None
    high: float | None
    coverage: float
    model: ModelRef
    radar: list[RadarAxis]
    reasons: list[Reason]
    moved: list[Movement]
    sources: list[SourceView]
    entry: str


class ScoreList(View):
    """Scores, newest first."""

    items: list[ScoreView]


# --- market -----------------------------------------------------------------------------------------------------


class ProductView(View):
    """A published loan product."""

    code: str
    lender: str
    lender_name: str
    name: str
    amount_min_fen: Fen
    amount_max_fen: Fen
    term_min_months: int
    term_max_months: int
    rate_min: Rate
    rate_max: Rate
    repayment: list[str]
    guarantee: list[str]
    days_to_decision: int


class ProductList(View):
    """Products on offer."""

    items: list[ProductView]


class MatchPart(View):
    """One part of the degree: `points` of at most `of`."""

    name: str
    label: str
    points: float
    of: float


class MatchNote(View):
    """A sentence with its code."""

    code: str
    text: str


class MatchView(View):
    """A product against this enterprise's need."""

    product: ProductView
    degree: float
    parts: list[MatchPart]
    reasons: list[MatchNote]
    asks: list[MatchNote]
    raises: list[MatchNote]
    verdict: Literal["pass", "fail", "ask"]


class MatchList(View):
    """Matches, best first."""

    items: list[MatchView]


# --- lending ----------------------------------------------------------------------------------------------------


class ApplicationRequest(View):
    """An application with the signed grants to its bank."""

    product: Annotated[str, Field(max_length=64)]
    amount_fen: Annotated[int, Field(gt=0, le=10**13)]
    term_months: Annotated[int, Field(gt=0, le=360)]
    repayment: Annotated[str, Field(max_length=64)]
    purpose: Annotated[str, Field(min_length=1, max_length=200)]
    draft: Annotated[str, Field(max_length=64)]
    signature: Signature


class Event(View):
    """A step that a thing has taken, and its ledger entry once there is one."""

    state: str
    at: datetime
    entry: str | None


class DecisionView(View):
    """A bank's decision."""

    id: str
    outcome: Literal["approve", "decline"]
    amount_fen: Fen | None
    annual_rate: Rate | None
    term_months: int | None
    repayment: str | None
    reasons: list[MatchNote]
    terms: list["TermView"]
    decided_at: datetime
    decided_by: str
    record_digest: Digest
    entry: str | None


class TermView(View):
    """One term of a number: an amount, a rate, or neither where it only explains."""

    name: str
    label: str
    amount_fen: Fen | None = None
    rate: Rate | None = None
    formula: str | None = None


class Portrait(View):
    """What a bank sees of an enterprise that has granted it."""

    score: ScoreView | None
    indicators: list["IndicatorView"]
    sources: list[SourceView]


class IndicatorView(View):
    """One indicator with its source. `value` is null with a cause; what is no number stands in `text`."""

    name: str
    label: str
    value: float | None
    text: str | None = None
    unit: str
    source: str
    as_of: date | None
    coverage: float
    cause: str


class ApplicationView(View):
    """An application as its enterprise and its bank see it; `portrait` and `recommendation` only at the bank."""

    id: str
    state: str
    enterprise: EnterpriseRef
    product: ProductView
    amount_fen: Fen
    term_months: int
    repayment: str
    purpose: str
    submitted_at: datetime
    decide_by: datetime
    decision: DecisionView | None = None
    loan: str | None = None
    history: list[Event]
    portrait: Portrait | None = None
    recommendation: "RecommendationView | None" = None


class ApplicationList(View):
    """Applications, newest first."""

    items: list[ApplicationView]


class ContractDraftView(View):
    """The contract about to be signed: its terms, and the challenge whose signature is the enterprise's assent."""

    draft: str
    challenge: Base64Url
    lender: Receiver
    amount_fen: Fen
    annual_rate: Rate
    term_months: int
    repayment: str
    contract_digest: Digest
    schedule: list["InstalmentView"]
    webauthn: dict[str, Any] | None = None


class LimitView(View):
    """The limit and the terms it was made of; `binding` names the term that decided it."""

    amount_fen: Fen
    terms: list[TermView]
    binding: str


class PriceView(View):
    """The rate and its terms; `clamped_by` names the cap or floor that bound it."""

    annual_rate: Rate
    terms: list[TermView]
    clamped_by: str | None


class RuleView(View):
    """A rule that spoke."""

    code: str
    text: str
    severity: str
    evidence: dict[str, Any]


class RecommendationView(View):
    """What the bank's rules say; an approver decides."""

    score: ScoreView
    outcome: Literal["approve", "refer", "decline"]
    limit: LimitView | None
    price: PriceView | None
    rules: list[RuleView]
    own_data: list[IndicatorView]


class DecisionRequest(View):
    """An approver's decision. A decline carries no terms."""

    outcome: Literal["approve", "decline"]
    amount_fen: Annotated[int, Field(gt=0, le=10**13)] | None = None
    annual_rate: Rate | None = None
    term_months: Annotated[int, Field(gt=0, le=360)] | None = None
    repayment: Annotated[str, Field(max_length=64)] | None = None
    comment: Annotated[str, Field(max_length=2000)] = ""


class ReplayView(View):
    """Whether the recorded rules and facts give the recorded outcome again."""

    identical: bool
    outcome: str


class InstalmentView(View):
    """One instalment of a schedule."""

    number: int
    due_on: date
    principal_fen: Fen
    interest_fen: Fen
    total_fen: Fen
    paid_fen: Fen
    state: str


class LoanView(View):
    """A loan and its schedule."""

    id: str
    application: str
    state: str
    principal_fen: Fen
    outstanding_fen: Fen
    annual_rate: Rate
    term_months: int
    repayment: str
    disbursed_on: date
    schedule: list[InstalmentView]
    history: list[Event]


class LoanList(View):
    """Loans, newest first."""

    items: list[LoanView]


class RepaymentRequest(View):
    """Money paid towards a loan."""

    amount_fen: Annotated[int, Field(gt=0, le=10**13)]


# --- receipts ---------------------------------------------------------------------------------------------------


class LogRef(View):
    """The log and the size of the tree that the proof is against."""

    origin: str
    size: int


class Cosigner(View):
    """An organisation that cosigned the checkpoint."""

    org: str
    name: str


class VerificationStep(View):
    """One numbered step of verification and whether it held."""

    number: int
    text: str
    ok: bool


class VerificationView(View):
    """A receipt verified step by step against this node's trust file."""

    entry: str
    index: int
    issuer: str
    issuer_name: str
    contract: str
    action: str
    at: datetime
    log: LogRef
    cosigned_by: list[Cosigner]
    quorum: int
    steps: list[VerificationStep]


class ErrorBody(View):
    """Who failed, where, why, what to do, and whether trying again helps."""

    code: str
    category: str
    party: str
    stage: str
    cause: str
    remedy: str
    retriable: bool
    details: list[dict[str, Any]] | None = None


class ErrorView(View):
    """The one shape of every error answer."""

    error: ErrorBody


DecisionView.model_rebuild()
Portrait.model_rebuild()
ContractDraftView.model_rebuild()
ApplicationView.model_rebuild()
ApplicationList.model_rebuild()
