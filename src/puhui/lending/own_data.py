"""What the bank knows of an enterprise from its own books: facts that no grant is needed for.

Read from the node's own `flows.parquet` and `loans.parquet` (docs/reference/city-data.md). About itself the bank
knows everything: an enterprise without a loan here has no overdue sum here, and that is a value, not an absence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import duckdb

from puhui.decisions import Fact, fact
from puhui.kernel import Text
from puhui.lending.errors import OwnDataUnreadable

_MONTHS = 12
_LATE_MONTHS = 24
_FLOWS = """
    WITH months AS (
        SELECT month, sum(in_fen - loan_in_fen - related_in_fen) AS effective_fen, sum(balance_avg_fen) AS balance_fen
        FROM read_parquet($path)
        WHERE uscc = $uscc AND month < date_trunc('month', $as_of::DATE + INTERVAL 1 DAY)
          AND month >= date_trunc('month', $as_of::DATE + INTERVAL 1 DAY) - to_months($months)
        GROUP BY month
    )
    SELECT count(*), median(effective_fen)::BIGINT, avg(balance_fen)::BIGINT FROM months
"""
_LOANS = """
    SELECT count(*), coalesce(sum(outstanding_fen), 0)::BIGINT, coalesce(sum(overdue_fen), 0)::BIGINT,
           coalesce(max(days_past_due_max), 0)::BIGINT,
           coalesce(sum(late_instalments) FILTER (matures_on > $as_of::DATE - to_months($months)), 0)::BIGINT
    FROM read_parquet($path) WHERE uscc = $uscc
"""

_LATE_90 = """
    SELECT coalesce(sum(outstanding_fen) FILTER (days_past_due > 90), 0)::BIGINT
    FROM read_parquet($path) WHERE uscc = $uscc
"""

LABELS = {
    "own_customer": Text(zh="本行存量客户", en="customer of this bank"),
    "own_inflow_median_fen": Text(
        zh="本行账户月有效流入中位数（近12月）", en="effective monthly inflow here, median of 12 months"
    ),
    "own_balance_avg_fen": Text(zh="本行账户日均余额（近12月）", en="average balance here, 12 months"),
    "own_loans_count": Text(zh="本行历史贷款笔数", en="loans so far at this bank"),
    "own_exposure_fen": Text(zh="本行贷款余额", en="outstanding at this bank"),
    "own_overdue_now_fen": Text(zh="本行当前逾期金额", en="overdue now at this bank"),
    "own_days_past_due_max": Text(zh="本行历史最长逾期天数", en="most days ever past due at this bank"),
    "own_late_count24": Text(zh="本行近24月逾期期数", en="late instalments at this bank, 24 months"),
}
"""What people call these facts."""


@dataclass(frozen=True, slots=True)
class OwnData:
    """One enterprise in the bank's books on a day. None: not a customer with an account, so nothing is recorded."""

    as_of: date
    own_customer: bool
    own_inflow_median_fen: int | None
    own_balance_avg_fen: int | None
    own_loans_count: int
    own_exposure_fen: int
    own_overdue_now_fen: int
    own_days_past_due_max: int
    own_late_count24: int

    def facts(self) -> dict[str, Fact]:
        """The facts, by the names that rules and products use; source `own`."""
        return {
            item.name: fact(getattr(self, item.name), source="own", as_of=self.as_of, name=item.name)
            for item in fields(self)
            if item.name != "as_of"
        }

    def inputs(self) -> dict[str, float | None]:
        """The same as a model reads them: flags are 0 or 1."""
        values = {item.name: getattr(self, item.name) for item in fields(self) if item.name != "as_of"}
        return {name: None if value is None else float(value) for name, value in values.items()}


def stranger(as_of: date) -> OwnData:
    """An enterprise that the bank has never met."""
    return OwnData(as_of, False, None, None, 0, 0, 0, 0, 0)


def read_own_data(folder: Path, uscc: str, as_of: date) -> OwnData:
    """What the tables in `folder` say of the enterprise; raises `OwnDataUnreadable`."""
    months, inflow, balance = _row(folder, "flows.parquet", _FLOWS, {"uscc": uscc, "as_of": as_of, "months": _MONTHS})
    loans, exposure, overdue, days, late = _row(
        folder, "loans.parquet", _LOANS, {"uscc": uscc, "as_of": as_of, "months": _LATE_MONTHS}
    )
    return OwnData(
        as_of=as_of,
        own_customer=bool(months or loans),
        own_inflow_median_fen=inflow,
        own_balance_avg_fen=balance,
        own_loans_count=loans,
        own_exposure_fen=exposure,
        own_overdue_now_fen=overdue,
        own_days_past_due_max=days,
        own_late_count24=late,
    )


def read_overdue_90(folder: Path, uscc: str) -> int:
    """What is outstanding of its loans in the tables of `folder` that are overdue for more than 90 days, in fen.

    Raises `OwnDataUnreadable`.
    """
    (outstanding,) = _row(folder, "loans.parquet", _LATE_90, {"uscc": uscc})
    return outstanding


def _row(folder: Path, table: str, query: str, parameters: Mapping[str, object]) -> tuple[int, ...]:
    path = folder / table
    try:
        with duckdb.connect() as connection:
            row = connection.execute(query, {"path": str(path), **parameters}).fetchone()
    except duckdb.Error as reason:
        raise OwnDataUnreadable(table=table, reason=str(reason).split("\n", 1)[0], stage="lending.own_data") from None
    if row is None:
        raise OwnDataUnreadable(table=table, reason=Text(zh="没有应答", en="no answer"), stage="lending.own_data")
    return tuple(row)
