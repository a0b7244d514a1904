"""What leaves a node as JSON: one model a thing, used by the portal's API and between nodes alike.

Names and fields are those of `docs/reference/rooms.md`. Money is integer fen under `_fen`, a yearly rate a decimal
string under `_rate`, a time RFC 3339 in UTC, bytes base64url without padding. A text is in the reader's language.

One module a noun; all names are here.
"""

from puhui.desks.views.applications import (
    ApplicationList,
    ApplicationRequest,
    ApplicationView,
    Event,
)
from puhui.desks.views.base import (
    Base64Url,
    Digest,
    Fen,
    Rate,
    View,
)
from puhui.desks.views.contracts import ContractDraftView
from puhui.desks.views.decisions import (
    DecisionRequest,
    DecisionView,
    LimitView,
    PriceView,
    RecommendationView,
    ReplayView,
    RuleView,
    TermView,
)
from puhui.desks.views.faults import (
    ErrorBody,
    ErrorView,
)
from puhui.desks.views.grants import (
    DraftItem,
    DraftRequest,
    DraftView,
    FieldView,
    GrantList,
    GrantView,
    OpenedGrants,
    Receiver,
    Revocation,
    RevocationOptions,
    UsesView,
    UseView,
)
from puhui.desks.views.keys import (
    ActivationRequest,
    ActivationView,
    Enrolment,
    EnrolmentView,
    Signature,
    SignedDraft,
    SoftwareEnrolment,
    SoftwareSignature,
    WebAuthnEnrolment,
    WebAuthnSignature,
)
from puhui.desks.views.loans import (
    InstalmentView,
    LoanList,
    LoanView,
    RepaymentRequest,
)
from puhui.desks.views.nodes import (
    LedgerHead,
    NodeView,
)
from puhui.desks.views.people import (
    Credentials,
    EnterpriseRef,
    EnterpriseView,
    PersonView,
    SessionView,
)
from puhui.desks.views.products import (
    FeeView,
    MatchList,
    MatchNote,
    MatchPart,
    MatchView,
    ProductList,
    ProductView,
)
from puhui.desks.views.receipts import (
    Cosigner,
    LogRef,
    VerificationStep,
    VerificationView,
)
from puhui.desks.views.scores import (
    IndicatorView,
    ModelRef,
    Movement,
    Portrait,
    RadarAxis,
    Reason,
    ScoreList,
    ScoreView,
    SourceView,
)

__all__ = [
    "ActivationRequest",
    "ActivationView",
    "ApplicationList",
    "ApplicationRequest",
    "ApplicationView",
    "Base64Url",
    "ContractDraftView",
    "Cosigner",
    "Credentials",
    "DecisionRequest",
    "DecisionView",
    "Digest",
    "DraftItem",
    "DraftRequest",
    "DraftView",
    "Enrolment",
    "EnrolmentView",
    "EnterpriseRef",
    "EnterpriseView",
    "ErrorBody",
    "ErrorView",
    "Event",
    "FeeView",
    "Fen",
    "FieldView",
    "GrantList",
    "GrantView",
    "IndicatorView",
    "InstalmentView",
    "LedgerHead",
    "LimitView",
    "LoanList",
    "LoanView",
    "LogRef",
    "MatchList",
    "MatchNote",
    "MatchPart",
    "MatchView",
    "ModelRef",
    "Movement",
    "NodeView",
    "OpenedGrants",
    "PersonView",
    "Portrait",
    "PriceView",
    "ProductList",
    "ProductView",
    "RadarAxis",
    "Rate",
    "Reason",
    "Receiver",
    "RecommendationView",
    "RepaymentRequest",
    "ReplayView",
    "Revocation",
    "RevocationOptions",
    "RuleView",
    "ScoreList",
    "ScoreView",
    "SessionView",
    "Signature",
    "SignedDraft",
    "SoftwareEnrolment",
    "SoftwareSignature",
    "SourceView",
    "TermView",
    "UseView",
    "UsesView",
    "VerificationStep",
    "VerificationView",
    "View",
    "WebAuthnEnrolment",
    "WebAuthnSignature",
]
