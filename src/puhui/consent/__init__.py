"""Grants from the enterprise's side and permits from the custodian's: no data moves without one counted use.

The room promises: a grant opens only under the enterprise's own signature over the words it was shown; one signature
covers one receiver; a use is final on the ledger before its answer leaves; the same request is the same use and the
same answer, whatever crashed in between; and who used what is numbered without gaps, denials and no-hits included.
What an institution lets be computed over its own data as a whole stands under its mandate, and is counted the same.
Where it is not certain that a use is counted, nothing leaves.

>>> from puhui.kernel import SeededEntropy, SystemClock, Text, suite
>>> from puhui.kernel.ids import DatasetId, OrgId, SubjectId
>>> invoices = DatasetOffer(
...     DatasetId("tax-bureau/vat"), OrgId("tax-bureau"), Text(zh="市税务局", en="Tax bureau"),
...     Text(zh="增值税发票指标", en="VAT indicators"), {"rev12_fen": Text(zh="近12月收入", en="revenue, 12 m")})
>>> bank = Recipient(OrgId("bank-a"), Text(zh="甲银行", en="Bank A"), "95500")
>>> draft, = draft_bundle([invoices], subject=SubjectId("ab" * 32), recipient=bank, purpose=purpose("application"),
...                       suite=suite("ed25519-sha256"), clock=SystemClock(), entropy=SeededEntropy(1))
>>> draft.terms.uses, draft.separate, "甲银行" in draft.notice.text.zh
(3, False, True)
"""

from puhui.consent.batches import PermitBatch
from puhui.consent.drafting import challenge, draft_bundle, revocation_challenge
from puhui.consent.errors import (
    AlreadyEnded,
    AnswerForgotten,
    BatchSize,
    ConsentOfItsOwn,
    DrawDenied,
    GrantExhausted,
    GrantExpired,
    GrantNotFound,
    GrantNotOpen,
    GrantNotYetValid,
    GrantRefusedByLedger,
    GrantRevoked,
    GrantUsedTooOften,
    LedgerUnsure,
    NothingToGrant,
    PermitNotOurs,
    RequestReused,
    UnknownPurpose,
    UseFailed,
    WrongCustodian,
    WrongFields,
    WrongProgram,
    WrongPurpose,
    WrongReceiver,
    WrongSubject,
)
from puhui.consent.history import Gap, UseHistory, UseRecord, uses_of
from puhui.consent.mandate_errors import (
    MandateDenied,
    MandateExhausted,
    MandateExpired,
    MandateForAnotherProgram,
    MandateForAnotherPurpose,
    MandateForAnotherReceiver,
    MandateForOtherFields,
    MandateNotFound,
    MandateNotOpen,
    MandateNotYetValid,
    MandateOfAnother,
    MandateReceiverInactive,
    MandateRefusedByLedger,
    MandateRequestReused,
    MandateWithdrawn,
)
from puhui.consent.mandates import Mandate, MandateDesk, MandateStanding, find_mandate, mandates_of
from puhui.consent.model import (
    ActiveGrant,
    DatasetOffer,
    DraftGrant,
    ExhaustedGrant,
    ExpiredGrant,
    Grant,
    Model,
    Purpose,
    Recipient,
    RevokedGrant,
    by_score,
    checks_only,
    for_checks,
    joint_only,
    law_text,
    milliseconds,
    moment,
    purpose,
    score_only,
    serves_any_application,
    within_sums,
)
from puhui.consent.notice import Notice
from puhui.consent.opening import ReadableLedger, Relay, find_grant, find_grants, grants_of
from puhui.consent.permit import MandatePermit, Permit
from puhui.consent.permits import Answer, Computed, PermitDesk
from puhui.consent.replaying import ReplayedLedger
from puhui.consent.seat import Outcome
from puhui.consent.store import keep_notice, notice
from puhui.ledger.contracts.grant_terms import GrantTerms
from puhui.ledger.contracts.mandate_terms import MandateTerms

__all__ = [
    "ActiveGrant",
    "AlreadyEnded",
    "Answer",
    "AnswerForgotten",
    "BatchSize",
    "Computed",
    "ConsentOfItsOwn",
    "DatasetOffer",
    "DraftGrant",
    "DrawDenied",
    "ExhaustedGrant",
    "ExpiredGrant",
    "Gap",
    "Grant",
    "GrantExhausted",
    "GrantExpired",
    "GrantNotFound",
    "GrantNotOpen",
    "GrantNotYetValid",
    "GrantRefusedByLedger",
    "GrantRevoked",
    "GrantTerms",
    "GrantUsedTooOften",
    "LedgerUnsure",
    "Mandate",
    "MandateDenied",
    "MandateDesk",
    "MandateExhausted",
    "MandateExpired",
    "MandateForAnotherProgram",
    "MandateForAnotherPurpose",
    "MandateForAnotherReceiver",
    "MandateForOtherFields",
    "MandateNotFound",
    "MandateNotOpen",
    "MandateNotYetValid",
    "MandateOfAnother",
    "MandatePermit",
    "MandateReceiverInactive",
    "MandateRefusedByLedger",
    "MandateRequestReused",
    "MandateStanding",
    "MandateTerms",
    "MandateWithdrawn",
    "Model",
    "NothingToGrant",
    "Notice",
    "Outcome",
    "Permit",
    "PermitBatch",
    "PermitDesk",
    "PermitNotOurs",
    "Purpose",
    "ReadableLedger",
    "Recipient",
    "Relay",
    "ReplayedLedger",
    "RequestReused",
    "RevokedGrant",
    "UnknownPurpose",
    "UseFailed",
    "UseHistory",
    "UseRecord",
    "WrongCustodian",
    "WrongFields",
    "WrongProgram",
    "WrongPurpose",
    "WrongReceiver",
    "WrongSubject",
    "by_score",
    "challenge",
    "checks_only",
    "draft_bundle",
    "find_grant",
    "find_grants",
    "find_mandate",
    "for_checks",
    "grants_of",
    "joint_only",
    "keep_notice",
    "law_text",
    "mandates_of",
    "milliseconds",
    "moment",
    "notice",
    "purpose",
    "revocation_challenge",
    "score_only",
    "serves_any_application",
    "uses_of",
    "within_sums",
]
