"""Steps that enterprises, their needs and their applications take, and the tables that are told of them."""

from dataclasses import dataclass
from datetime import date, datetime

BEFORE = ("scored", "needed", "answered")
"""Steps before there is an application: the first score, a need that was published, the first bank that took it up."""

WHAT = (*BEFORE, "applied", "approved", "declined", "drawn")
BREAKDOWNS = ("month", "county", "industry", "segment", "lender", "campaign")
OF_APPLICATIONS = ("lender", "campaign")
"""Breakdowns by what a step before an application does not have yet."""

NO_CAMPAIGN = "none"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of one enterprise, need or application.

    `enterprise` only tells enterprises apart. `amount_fen`: asked for, approved, refused or paid out, as `what` says;
    `rate`: yearly, decimal, of approvals and draws; `hours` since the application, of an answer since the need;
    `unsecured`: neither guaranteed nor against collateral; `reasons`: codes of a refusal; `campaign`: the policy tool
    that was asked for; `first_loan`: whether the credit reference system had no record of the enterprise when it
    applied (首贷户), None where that was not told.
    """

    what: str
    at: datetime
    enterprise: str
    county: str  # six digits of GB/T 2260
    industry: str  # section letter of GB/T 4754
    segment: str
    lender: str = ""
    amount_fen: int = 0
    rate: float | None = None
    hours: float | None = None
    unsecured: bool = False
    reasons: tuple[str, ...] = ()
    campaign: str = NO_CAMPAIGN
    first_loan: bool | None = None

    def __post_init__(self) -> None:
        if self.what not in WHAT:
            raise ValueError(f"what: one of {', '.join(WHAT)}, not {self.what!r}")
        if self.at.tzinfo is None:
            raise ValueError("a step's time must be aware")


@dataclass(frozen=True, slots=True)
class Cell:
    """What is told of one kind of step in one group; None where it is withheld, or where there is nothing to tell.

    `rate` is weighted by amount; `hours_median` and `hours_p90` are of the time since the application (of answers:
    since the need); `unsecured_share` of the amount; `first_loans` of the count, by enterprises without a loan before.
    """

    count: int | None = None
    enterprises: int | None = None
    amount_fen: int | None = None
    rate: float | None = None
    hours_median: float | None = None
    hours_p90: float | None = None
    unsecured_share: float | None = None
    first_loans: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One group of a breakdown; of a total, `group` is empty."""

    group: str
    scored: Cell
    needed: Cell
    answered: Cell
    applied: Cell
    approved: Cell
    declined: Cell
    drawn: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """A breakdown with its total. Amounts, rates and times are of steps before `closed_before` alone."""

    by: str
    rows: tuple[Row, ...]
    total: Row
    closed_before: date
    minimum: int
    withheld: int
