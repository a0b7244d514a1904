"""What a contract says of support: the letter that stands behind the loan, and the subsidy that was promised. Pure.

Both name documents whose digests their promisers put on the ledger. The subsidy is the office's to pay: it changes what
the loan costs its borrower and nothing that the borrower owes the bank.
"""

from dataclasses import dataclass
from decimal import Decimal

from puhui.credit.price_cover import RiskShare


@dataclass(frozen=True, slots=True)
class LetterTerms:
    """The guarantor's letter: its digest, who bears which share, and the guarantor's yearly fee."""

    guarantor: str
    guarantee: str
    letter: str
    fee_rate: Decimal
    shares: tuple[RiskShare, ...]


@dataclass(frozen=True, slots=True)
class SubsidyTerms:
    """The office's promise: its digest, the yearly rate that it bears, and the most that it pays in all."""

    office: str
    campaign: str
    subsidy: str
    promise: str
    rate: Decimal
    most_fen: int


@dataclass(frozen=True, slots=True)
class SupportTerms:
    """What others put into the loan; None where nobody did."""

    letter: LetterTerms | None = None
    subsidy: SubsidyTerms | None = None
