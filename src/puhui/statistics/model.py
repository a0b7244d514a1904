"""Steps that applications take, and the tables that are told of them."""

from dataclasses import dataclass
from datetime import date, datetime

WHAT = ("applied", "approved", "declined", "drawn")
BREAKDOWNS = ("month", "county", "industry", "segment", "lender")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of one application.

    `enterprise` only tells enterprises apart. `amount_fen`: asked for, approved, refused or paid out, as `what` says;
    `rate`: yearly, decimal, of approvals and draws; `hours` since the application; `unsecured`: neither guaranteed nor
    against collateral; `reasons`: codes of a refusal.
    """

    what: str
    at: datetime
    enterprise: str
    county: str  # six digits of GB/T 2260
    industry: str  # section letter of GB/T 4754
    segment: str
    lender: str
    amount_fen: int
    rate: float | None = None
    hours: float | None = None
    unsecured: bool = False
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.what not in WHAT:
            raise ValueError(f"what: one of {', '.join(WHAT)}, not {self.what!r}")
        if self.at.tzinfo is None:
            raise ValueError("a step's time must be aware")


@dataclass(frozen=True, slots=True)
class Cell:
    """What is told of one kind of step in one group; None where it is withheld, or where there is nothing to tell.

    `rate` is weighted by amount; `hours_median` and `hours_p90` are of the time since the application;
    `unsecured_share` of the amount.
    """

    count: int | None = None
    enterprises: int | None = None
    amount_fen: int | None = None
    rate: float | None = None
    hours_median: float | None = None
    hours_p90: float | None = None
    unsecured_share: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One group of a breakdown; of a total, `group` is empty."""

    group: str
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
