"""A guarantee from the bank's question to its end, and the letter that binds the guarantor. Pure values.

`liability_fen` is what the guarantor answers for now: the covered part of what was promised, later of what is still
owed. A letter is a document whose digest is on the ledger and in the loan contract.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from puhui.credit.price_cover import RiskShare
from puhui.kernel.moves import moved
from puhui.support.cover import Cover
from puhui.support.documents import document
from puhui.support.errors import SupportStepRefused
from puhui.support.states import GUARANTEE_MOVES, STATE_TEXTS


@dataclass(frozen=True, slots=True)
class Paid:
    """What one party of the agreement paid of a loss, and why less than its share where it did."""

    party: str
    share_fen: int
    pays_fen: int
    cut_by: str = ""


@dataclass(frozen=True, slots=True)
class Guarantee:
    """One guarantee. `group` names the borrower's group as the officer found it ("" for none known).

    `begun_fen` is the liability with which it came into force, `loss_fen` what the bank claims, `paid` how the claim
    went through the shares, `recovered_fen` what came back to those who paid.
    """

    id: str
    application: str
    bank: str
    product: str
    uscc: str
    name: str
    segment: str
    loan_fen: int
    term_months: int
    cover: Cover
    state: str
    asked_at: datetime
    version: int = 1
    liability_fen: int = 0
    begun_fen: int = 0
    group: str = ""
    controls_guarantor: bool = False
    proposed_by: str = ""
    decided_by: str = ""
    comment: str = ""
    reason: str = ""
    letter: str = ""
    valid_until: date | None = None
    loan: str = ""
    owed_fen: int = 0
    days_past_due: int = 0
    loss_fen: int = 0
    claim_request: str = ""
    checked_by: str = ""
    paid: tuple[Paid, ...] = field(default=())
    compensated_fen: int = 0
    recovered_fen: int = 0
    news: int = 0

    @property
    def pool(self) -> str:
        """The bank's product whose losses are counted together."""
        return f"{self.bank}/{self.product}"

    @property
    def covered_share(self) -> Decimal:
        """What others than the bank bear."""
        return self.cover.covered_share(self.bank)

    @property
    def wanted_fen(self) -> int:
        """What the guarantor would answer for were the loan made as it is asked for."""
        return self.cover.covered_fen(self.loan_fen, self.bank)

    def to(self, step: str, **parts: Any) -> "Guarantee":
        """The guarantee after a step; raises `SupportStepRefused` where the step is not allowed."""
        state = moved(GUARANTEE_MOVES, step, self.state)
        if state is None:
            text = STATE_TEXTS[self.state]
            raise SupportStepRefused(thing=self.id, state_zh=text.zh, state=text.en, stage="support.guarantee")
        return replace(self, state=state, **parts)


@dataclass(frozen=True, slots=True)
class Letter:
    """The guarantor's word: for which application, up to which loan, by which shares, until when."""

    guarantee: str
    guarantor: str
    application: str
    bank: str
    product: str
    borrower: str
    loan_fen: int
    term_months: int
    fee_rate: Decimal
    shares: tuple[RiskShare, ...]
    valid_until: date
    promised_by: str

    def document(self) -> dict[str, Any]:
        """What is digested, kept and sent."""
        return {"v": 1, "kind": "guarantee_letter", **document(self)}


def letter_of(one: Guarantee, *, valid_until: date, promised_by: str) -> Letter:
    """The letter of a guarantee that is about to be promised."""
    return Letter(
        guarantee=one.id,
        guarantor=one.cover.guarantor,
        application=one.application,
        bank=one.bank,
        product=one.product,
        borrower=one.uscc,
        loan_fen=one.loan_fen,
        term_months=one.term_months,
        fee_rate=one.cover.fee_rate,
        shares=one.cover.shares,
        valid_until=valid_until,
        promised_by=promised_by,
    )
