"""Verification: what an enterprise or a person says, against a register's row.

Promises: only flags leave, never a register's value, nor what was asked; numbers of persons are compared and
forgotten, as keyed digests where a register keeps digests; names are one by a single written rule; a register that
may be behind is said to be; and whoever keeps being wrong is made to wait before it becomes guessing. Pure.
"""

from puhui.parties.verifying.documents import (
    DocumentFinding,
    DocumentKind,
    DocumentState,
    ShownDocument,
    document_state,
    least_days_left,
)
from puhui.parties.verifying.enterprises import (
    EnterpriseFactors,
    Level,
    RegisterRow,
    Result,
    Verification,
    check_factors,
    level_of,
    verifiable_from,
    verify_enterprise,
)
from puhui.parties.verifying.factors import Secret, factor_digest
from puhui.parties.verifying.names import normalised_name, same_name
from puhui.parties.verifying.persons import PersonFactors, PersonLevel, PersonRow, verify_person
from puhui.parties.verifying.settings import (
    SETTINGS,
    FactorMalformed,
    FactorMissing,
    MalformedVerificationSettings,
    VerificationSettings,
    VerificationThrottled,
)
from puhui.parties.verifying.throttling import Attempt, check_attempts

__all__ = [
    "SETTINGS",
    "Attempt",
    "DocumentFinding",
    "DocumentKind",
    "DocumentState",
    "EnterpriseFactors",
    "FactorMalformed",
    "FactorMissing",
    "Level",
    "MalformedVerificationSettings",
    "PersonFactors",
    "PersonLevel",
    "PersonRow",
    "RegisterRow",
    "Result",
    "Secret",
    "ShownDocument",
    "Verification",
    "VerificationSettings",
    "VerificationThrottled",
    "check_attempts",
    "check_factors",
    "document_state",
    "factor_digest",
    "least_days_left",
    "level_of",
    "normalised_name",
    "same_name",
    "verifiable_from",
    "verify_enterprise",
    "verify_person",
]
