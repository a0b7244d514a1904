"""The bank's own books as facts: complete about themselves, silent about strangers, clear when unreadable."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from puhui.lending import read_own_data, stranger
from puhui.lending.errors import OwnDataUnreadable

AS_OF = date(2026, 6, 30)
FLOWS = "uscc, month, in_fen, loan_in_fen, related_in_fen, balance_avg_fen"
LOANS = "uscc, outstanding_fen, overdue_fen, days_past_due_max, late_instalments, matures_on"


def write(folder: Path, name: str, columns: str, rows: list[str]) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT * FROM (VALUES {', '.join(rows)}) AS t({columns})) TO '{folder / name}' (FORMAT parquet)"
        )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    months = [
        f"('A', DATE '{2025 + (5 + k) // 12}-{(5 + k) % 12 + 1:02}-01', {1000 + k}, {100 if k == 3 else 0}, 0, 500)"
        for k in range(-1, 14)  # May 2025 … July 2026: the first lies before the window, the last after the date
    ]
    two_accounts = ["('B', DATE '2026-06-01', 300, 0, 0, 10)", "('B', DATE '2026-06-01', 500, 0, 200, 20)"]
    write(tmp_path, "flows.parquet", FLOWS, [*months, *two_accounts])
    write(
        tmp_path,
        "loans.parquet",
        LOANS,
        [
            "('A', 700, 50, 45, 2, DATE '2027-01-01')",
            "('A', 0, 0, 12, 3, DATE '2024-07-01')",
            "('A', 0, 0, 70, 9, DATE '2024-06-30')",
        ],
    )
    return tmp_path


def test_a_customer_with_a_loan(folder: Path) -> None:
    own = read_own_data(folder, "A", AS_OF)
    assert own.own_customer
    # July 2025 … June 2026 are k = 1 … 12; of k = 3 a loan of 100 is no income
    assert own.own_inflow_median_fen == 1006
    assert own.own_balance_avg_fen == 500
    assert (own.own_loans_count, own.own_exposure_fen, own.own_overdue_now_fen) == (3, 700, 50)
    assert (own.own_days_past_due_max, own.own_late_count24) == (70, 5)


def test_accounts_of_one_month_are_one_month_and_related_money_is_no_income(folder: Path) -> None:
    assert read_own_data(folder, "B", AS_OF).own_inflow_median_fen == 600


def test_a_stranger_owes_nothing_here_and_that_is_known(folder: Path) -> None:
    own = read_own_data(folder, "C", AS_OF)
    assert own == stranger(AS_OF)
    facts = own.facts()
    assert facts["own_overdue_now_fen"].value == "0"
    assert facts["own_inflow_median_fen"].absent
    assert {one.source for one in facts.values()} == {"own"}


def test_tables_that_are_not_there_or_not_readable_are_said(folder: Path) -> None:
    (folder / "loans.parquet").write_bytes(b"not parquet")
    with pytest.raises(OwnDataUnreadable, match=r"loans\.parquet"):
        read_own_data(folder, "A", AS_OF)
    (folder / "flows.parquet").unlink()
    with pytest.raises(OwnDataUnreadable, match=r"flows\.parquet"):
        read_own_data(folder, "A", AS_OF)
