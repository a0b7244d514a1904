"""What came of a core's file is kept: once for a file and its outcome, with every difference."""

from dataclasses import replace
from datetime import timedelta

import pytest

from puhui.desks.servicing.reconciling import ReconcilingDesk
from puhui.desks.tables.opening import opened
from puhui.kernel import Language
from puhui.kernel.ids import ApplicationId, LoanId
from puhui.lending import repay, store
from puhui.lending.accruing.running import accrue, one_by_one
from puhui.lending.errors import CoreFileBroken, NotAccruedYet, ReconciliationUnknown
from puhui.lending.loan import Loan
from puhui.lending.reconciling.layout import BALANCES, BYTES_MAX, HEADER

from .conftest import Bank
from .test_loan import a_loan

ZH = Language.ZH_CN


def lend(bank: Bank) -> Loan:
    today = bank.office.today()
    loan = a_loan(
        id=LoanId.new(bank.clock, bank.entropy),
        application=ApplicationId.new(bank.clock, bank.entropy),
        disbursed_on=today - timedelta(days=10),
    )
    bank.do(store.insert_loan, loan)
    return loan


def core_file(bank: Bank, *loans: Loan, more: str = "") -> bytes:
    today = bank.office.today()
    rows = [f"B,{loan.id},{today},{what},{one_by_one(loan, today)[what]}," for loan in loans for what in BALANCES]
    return "\n".join([",".join(HEADER), *rows, more]).rstrip().encode()


@pytest.fixture
def desk(bank: Bank) -> ReconcilingDesk:
    return ReconcilingDesk(office=bank.office, database=bank.database)


def test_a_date_that_is_not_closed_is_not_reconciled(bank: Bank, desk: ReconcilingDesk) -> None:
    with pytest.raises(NotAccruedYet):
        desk.reconcile(core_file(bank, lend(bank)), "officer")
    assert desk.looks("", 10, ZH).total == 0


def test_sides_that_agree_are_kept_with_their_sums(bank: Bank, desk: ReconcilingDesk) -> None:
    loans = [lend(bank), lend(bank)]
    accrue(bank.database, bank.office, bank.office.today())
    look = desk.reconcile(core_file(bank, *loans), "officer")
    told = desk.look(look.id, ZH)
    assert (told.loans, told.differing, told.differences, told.items) == (2, 0, 0, [])
    assert {one.what: one.difference_fen for one in told.sums} == dict.fromkeys(BALANCES, 0)
    assert next(one for one in told.sums if one.what == "outstanding_fen").core_fen == 200_000_000


def test_the_same_file_is_one_look_however_often_it_comes_and_another_outcome_is_a_new_one(
    bank: Bank, desk: ReconcilingDesk
) -> None:
    loan = lend(bank)
    today = bank.office.today()
    accrue(bank.database, bank.office, today)
    file = core_file(bank, loan, more=f"M,{loan.id},{today},repaid,5000,core-9")
    first = desk.reconcile(file, "officer")
    bank.clock.advance(timedelta(minutes=5))
    assert desk.reconcile(file, "puhui lending reconcile") == first
    assert [one.cause for one in first.outcome.differences] == ["movement_not_here"]
    bank.do(repay, bank.office, loan.id, 5_000, request=bank.request_id())
    second = desk.reconcile(file, "officer")
    assert (second.id == first.id, second.outcome.differences) == (False, ())
    assert [one.id for one in desk.looks("", 1, ZH).items] == [second.id]
    assert [one.id for one in desk.looks(second.id, 1, ZH).items] == [first.id]


def test_a_loan_paid_out_after_the_close_is_told_apart_from_one_that_is_not_here(
    bank: Bank, desk: ReconcilingDesk
) -> None:
    accrue(bank.database, bank.office, bank.office.today())
    late, gone = lend(bank), "lon_00000000000000000000000000"
    day = bank.office.today()
    foreign = f"B,{gone},{day},outstanding_fen,70,\nM,{gone},{day},repaid,30,core-1"
    look = desk.reconcile(core_file(bank, late, more=foreign), "officer")
    found = {(one.loan, one.what): one.cause for one in look.outcome.differences}
    assert found[str(late.id), "outstanding_fen"] == "not_in_our_close"
    assert (found[gone, "outstanding_fen"], found[gone, "repaid"]) == ("loan_not_here", "loan_not_here")
    told = desk.look(look.id, Language.EN)
    assert {one.here for one in told.items if one.loan == gone} == {False}


def test_the_differences_go_out_as_a_table_in_which_nothing_runs(bank: Bank, desk: ReconcilingDesk) -> None:
    loan = lend(bank)
    accrue(bank.database, bank.office, bank.office.today())
    day = bank.office.today()
    look = desk.reconcile(core_file(bank, loan, more=f"M,{loan.id},{day},repaid,123456,=1+1"), "officer")
    heads, row = opened(desk.table(look.id, "csv", ZH))
    told = dict(zip(heads, row, strict=True))
    assert (told["ours_yuan"], told["core_yuan"], told["difference_yuan"]) == ("0.00", "1234.56", "1234.56")
    assert told["reference"] == "'=1+1"
    assert opened(desk.table(look.id, "xlsx", ZH))[0] == heads


def test_what_is_not_there_and_what_is_no_day_of_a_core_is_refused(bank: Bank, desk: ReconcilingDesk) -> None:
    for ask in (desk.look, lambda id_, language: desk.table(id_, "csv", language)):
        with pytest.raises(ReconciliationUnknown):
            ask("rcn_00000000000000000000000000", ZH)
    loan, day = lend(bank), bank.office.today()
    head = ",".join(HEADER)
    for row in (
        f"B,{loan.id},{day},outstanding_fen,1_000,",
        f"B,{loan.id},{day},outstanding_fen,{10**14},",
        f"B,{'x' * 65},{day},outstanding_fen,1,",
        f"M,{loan.id},{day},repaid,1,\x07",
        f'M,{loan.id},{day},repaid,1,"{"y" * 200_000}"',
    ):
        with pytest.raises(CoreFileBroken):
            desk.reconcile(f"{head}\n{row}".encode(), "officer")
    with pytest.raises(CoreFileBroken):
        desk.reconcile(b"x" * (BYTES_MAX + 1), "officer")


def test_a_loan_settled_on_the_day_agrees_where_the_core_has_its_last_payment(
    bank: Bank, desk: ReconcilingDesk
) -> None:
    loan = lend(bank)
    today = bank.office.today()
    owed = one_by_one(loan, today)
    all_of_it = owed["outstanding_fen"] + owed["accrued_fen"]
    bank.do(repay, bank.office, loan.id, all_of_it, request=bank.request_id())
    accrue(bank.database, bank.office, today)
    settled = bank.do(store.loan, loan.id)
    file = core_file(bank, replace(settled), more=f"M,{loan.id},{today},repaid,{all_of_it},core-2")
    assert desk.reconcile(file, "officer").outcome.differences == ()
