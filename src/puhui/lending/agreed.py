"""What was agreed and what happened: a loan's contract, its payments, and every later change of it. Pure types.

A change never rewrites what was: a `Revision` puts new bills in the place of open ones from its day on, a `Waiver`
forgives, a `Drawing` lends again out of a revolving line. Changes are numbered through all three kinds by `seq`, and
`payments_before` says where among the payments each stands, so that the loan's whole life can be walked again.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import ClassVar

from puhui.kernel.ids import ApplicationId, LoanId, OrgId, RequestId
from puhui.lending.penalty import Debt
from puhui.lending.schedule import DayCount, Instalment, schedule
from puhui.market import Repayment


class PrepaymentEffect(StrEnum):
    """What a partial prepayment does to the bills ahead: lower ones, or fewer."""

    LOWER_INSTALMENTS = "lower_instalments"
    SHORTEN_TERM = "shorten_term"


@dataclass(frozen=True, slots=True)
class PrepaymentTerms:
    """What the contract says of repaying early: the least principal, the fee on it, and what becomes of the bills."""

    least_fen: int
    fee_rate: Decimal
    effect: PrepaymentEffect


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received, and how it was used. `settles`: it paid all that was owed; a loan that lends once ended by it.

    `source` is `cash`, or `renewal` where a new loan took the place of this one.
    """

    request: RequestId
    on: date
    amount_fen: int
    used: Debt
    settles: bool
    source: str = "cash"


@dataclass(frozen=True, slots=True)
class PlannedBill:
    """A bill as agreed: `principal_fen` and `interest_fen` are its whole amounts, paid parts included.

    Its interest is earned from `starts_on` to `accrues_to`; without deferral that is the day it falls due.
    """

    number: int
    starts_on: date
    accrues_to: date
    due_on: date
    principal_fen: int
    interest_fen: int


class RevisionCause(StrEnum):
    """Why bills were agreed anew."""

    PREPAYMENT = "prepayment"
    DEFERRAL = "deferral"


@dataclass(frozen=True, slots=True)
class Revision:
    """Bills that replace those of the same number, or are new; `removed` fall away; `fee_fen` falls due that day."""

    seq: int
    on: date
    payments_before: int
    reference: str
    cause: RevisionCause
    bills: tuple[PlannedBill, ...]
    removed: tuple[int, ...] = ()
    fee_fen: int = 0


@dataclass(frozen=True, slots=True)
class Waiver:
    """Penalty and compound interest that the lender forgave."""

    seq: int
    on: date
    payments_before: int
    reference: str
    penalty_fen: int
    compound_fen: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Money lent again out of a revolving line."""

    seq: int
    on: date
    payments_before: int
    request: RequestId
    amount_fen: int


Change = Revision | Waiver | Drawing


@dataclass(frozen=True, slots=True)
class ReliefTerms:
    """What a granted relief means for the loan's class (`classification` reads it).

    `class_at_most`: frozen, no worse than that until `until`; `class_at_least`: no better than that while the loan is
    observed; `restructures`: terms were eased for a debtor in financial difficulty, which begins the observation.
    """

    case: str
    programme: str
    on: date
    until: date | None
    class_at_most: int | None
    class_at_least: int | None
    restructures: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedLoan:
    """A loan's contract and history; the types of its states add nothing but their name.

    `principal_fen` is what the contract lends; of a revolving line it is the limit, of which `first_drawing_fen` was
    paid out first (None: all of it).
    """

    id: LoanId
    application: ApplicationId
    uscc: str
    lender: OrgId
    contract_digest: str
    principal_fen: int
    annual_rate: Decimal
    term_months: int
    repayment: Repayment
    day_count: DayCount
    penalty_multiplier: Decimal
    disbursed_on: date
    disbursed_at: datetime
    payments: tuple[Payment, ...]
    version: int
    prepayment: PrepaymentTerms | None = None
    redraws: bool = False
    first_drawing_fen: int | None = None
    closed_on: date | None = None
    revisions: tuple[Revision, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    reliefs: tuple[ReliefTerms, ...] = ()
    renews: LoanId | None = None
    renewed_by: LoanId | None = None

    state: ClassVar[str]

    @property
    def paid_out_fen(self) -> int:
        """What was paid out on the first day: the principal, or the first drawing of a line."""
        return self.principal_fen if self.first_drawing_fen is None else self.first_drawing_fen

    @property
    def changes(self) -> list[Change]:
        """All changes in the order in which they were agreed."""
        every: list[Change] = [*self.revisions, *self.waivers, *self.drawings]
        return sorted(every, key=lambda change: change.seq)

    @property
    def next_seq(self) -> int:
        """The number of the next change."""
        return len(self.revisions) + len(self.waivers) + len(self.drawings) + 1

    @property
    def last_event_on(self) -> date:
        """The day of the latest payment or change; the disbursement's before the first."""
        return max(
            (one.on for many in (self.payments, self.changes) for one in many),
            default=self.disbursed_on,
        )

    @property
    def matures_on(self) -> date:
        """The day of the last bill, as agreed now."""
        return max(bill.due_on for bill in self.bills().values())

    def instalments(self) -> list[Instalment]:
        """The schedule of the contract."""
        plan = _planned(
            self.paid_out_fen,
            self.annual_rate,
            self.term_months,
            self.repayment,
            self.disbursed_on,
            self.day_count,
        )
        return list(plan)

    def bills(self) -> dict[int, PlannedBill]:
        """The bills as agreed now, by number."""
        held = {
            one.number: PlannedBill(
                one.number, one.starts_on, one.due_on, one.due_on, one.principal_fen, one.interest_fen
            )
            for one in self.instalments()
        }
        for revision in self.revisions:
            held = {number: bill for number, bill in held.items() if number not in revision.removed}
            held |= {bill.number: bill for bill in revision.bills}
        return held


@lru_cache(maxsize=1024)
def _planned(  # noqa: PLR0917 - the terms of a schedule
    principal_fen: int, annual_rate: Decimal, months: int, method: Repayment, start: date, day_count: DayCount
) -> tuple[Instalment, ...]:
    """A loan is walked several times for one request, and its schedule is what takes the time."""
    return tuple(schedule(principal_fen, annual_rate, months, method, start, day_count=day_count))
