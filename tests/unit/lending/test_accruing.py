"""The night's run: the same however often, whole after a kill at any point, and what each loan owes alone."""

import contextlib
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from puhui.kernel.ids import ApplicationId, LoanId
from puhui.lending import repay, review, standing, store
from puhui.lending.accruing import running
from puhui.lending.accruing import store as nights
from puhui.lending.accruing.running import accruals, accrue, accrue_due, one_by_one
from puhui.lending.accruing.vectorised import accrue_all
from puhui.lending.checking import faults
from puhui.lending.errors import AccrualOfTheFuture
from puhui.market import Repayment
from puhui.storage import waiting

from .conftest import SUITE, Bank
from .test_loan import a_loan


class Killed(Exception):
    """The process ends here."""


def lend(bank: Bank, count: int) -> list[LoanId]:
    """So many loans of all methods, some of them late by now."""
    made = []
    for number in range(count):
        loan = a_loan(
            id=LoanId.new(bank.clock, bank.entropy),
            application=ApplicationId.new(bank.clock, bank.entropy),
            repayment=list(Repayment)[number % 7],
            principal_fen=10_000_000 + number * 12_345,
            disbursed_on=bank.office.today() - timedelta(days=number * 5),
        )
        bank.do(store.insert_loan, loan)
        made.append(loan.id)
    return made


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PART", 4)


def test_a_night_holds_what_each_loan_owes_and_is_one_entry(bank: Bank, small_parts: None) -> None:
    ids = lend(bank, 21)
    today = bank.office.today()
    before = waiting(bank.database)
    done = accrue(bank.database, bank.office, today)
    rows = bank.do(accruals, today)
    assert sorted(rows["loan"]) == sorted(ids)
    for row in rows.to_dicts():
        loan = bank.do(store.loan, LoanId(row.pop("loan")))
        assert row.pop("loan_class") == int(standing(loan, today).loan_class)
        assert row == one_by_one(loan, today)
    assert done.sums["outstanding_fen"] == int(rows["outstanding_fen"].sum())
    assert sum(done.by_class.values()) == done.loans == 21
    assert waiting(bank.database) == before + 1
    (event,) = bank.do(store.events, running.STREAM)
    assert (event.kind, event.digest) == ("accrual.closed", done.digest)


def test_again_is_the_same_and_changes_nothing(bank: Bank) -> None:
    lend(bank, 5)
    today = bank.office.today()
    first = accrue(bank.database, bank.office, today)
    parts = bank.do(nights.parts, today)
    lend(bank, 1)  # after the date was closed
    assert accrue(bank.database, bank.office, today) == first
    assert bank.do(nights.parts, today) == parts
    assert len(bank.do(store.events, running.STREAM)) == 1


@pytest.mark.parametrize("at", range(8))
def test_killed_at_any_point_it_goes_on_and_ends_the_same(
    bank: Bank, small_parts: None, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    lend(bank, 14)
    today = bank.office.today()
    steps = iter(range(100))

    def dying(real: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            result = real(*args, **kwargs)
            if next(steps) == at:
                raise Killed
            return result

        return call

    with monkeypatch.context() as patch:
        for name in ("begin_run", "add_part", "close_run"):
            patch.setattr(nights, name, dying(getattr(nights, name)))
        with contextlib.suppress(Killed):
            accrue(bank.database, bank.office, today)
    done = accrue(bank.database, bank.office, today)
    rows = bank.do(accruals, today)
    assert (done.loans, rows["loan"].n_unique(), len(rows)) == (14, 14, 14)
    assert len(bank.do(store.events, running.STREAM)) == 1


def test_a_past_date_is_accrued_from_what_was_known_then(bank: Bank) -> None:
    loan = bank.lent()
    bank.clock.advance(timedelta(days=20))
    past = bank.office.today()
    owed = one_by_one(loan, past)
    bank.clock.advance(timedelta(days=2))
    payoff = standing(loan, bank.office.today()).payoff_fen
    bank.do(repay, bank.office, loan.id, payoff, request=bank.request_id())
    accrue(bank.database, bank.office, past)
    (row,) = bank.do(accruals, past).to_dicts()
    assert {name: row[name] for name in owed} == owed
    accrue(bank.database, bank.office, bank.office.today())
    assert bank.do(accruals, bank.office.today()).is_empty()
    with pytest.raises(AccrualOfTheFuture):
        accrue(bank.database, bank.office, bank.office.today() + timedelta(days=1))


def test_nights_that_were_missed_are_made_up_for_oldest_first(bank: Bank) -> None:
    lend(bank, 2)
    assert accrue_due(bank.database, bank.office) == 1
    assert accrue_due(bank.database, bank.office) == 0
    bank.clock.advance(timedelta(days=3))
    assert accrue_due(bank.database, bank.office) == 3
    dates = [event.document for event in bank.do(store.events, running.STREAM)]
    assert len(dates) == 4
    assert bank.do(faults, SUITE) == []


def test_what_64_bits_do_not_hold_goes_the_single_way(bank: Bank) -> None:
    odd = a_loan(annual_rate=Decimal("0.0435123456789123"), principal_fen=10**9)
    bank.do(store.insert_loan, odd)
    bank.clock.advance(timedelta(days=50))
    today = bank.office.today()
    accrue(bank.database, bank.office, today)
    (row,) = bank.do(accruals, today).to_dicts()
    assert row["penalty_fen"] == one_by_one(odd, today)["penalty_fen"] > 0


def test_no_loans_are_no_rows() -> None:
    assert [len(column) for column in accrue_all([], 1).columns().values()] == [0] * 8


def test_an_empty_line_that_matures_ends_by_itself(bank: Bank) -> None:
    line = a_loan(repayment=Repayment.REVOLVING, redraws=True)
    bank.do(store.insert_loan, line)
    owed = standing(line, bank.office.today()).payoff_fen
    paid = bank.do(repay, bank.office, line.id, owed, request=bank.request_id())
    assert (paid.state, standing(paid, bank.office.today()).outstanding_fen) == ("active", 0)
    bank.clock.advance(timedelta(days=365))
    assert bank.do(review, bank.office, line.id).state == "settled"
    assert replace(line).state == "active"
