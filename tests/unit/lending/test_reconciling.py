"""Our books beside a core's: what agrees is silent, and each planted difference is found to the fen with its cause."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from puhui.kernel.ids import ApplicationId, LoanId
from puhui.lending import Loan
from puhui.lending.accruing.running import one_by_one
from puhui.lending.errors import CoreFileBroken
from puhui.lending.reconciling import CoreDay, parse_core_day, reconcile
from puhui.lending.reconciling.layout import BALANCES, HEADER
from puhui.lending.schedule import DayCount

from .test_loan import CLOCK, DAY, ENTROPY, a_loan, pay

ON = DAY + timedelta(days=45)


def three() -> dict[str, Loan]:
    made = [a_loan(id=LoanId.new(CLOCK, ENTROPY), application=ApplicationId.new(CLOCK, ENTROPY)) for _ in range(3)]
    made[1] = pay(made[1], 5_000, ON)  # type: ignore[call-overload]
    return {str(loan.id): loan for loan in made}


def core_file(loans: dict[str, Loan], on: date = ON) -> bytes:
    """What a core that agrees with us would send."""
    lines = [",".join(HEADER)]
    for id, loan in loans.items():
        told = one_by_one(loan, on)
        lines += [f"B,{id},{on},{what},{told[what]}," for what in BALANCES]
        lines += [f"M,{id},{on},repaid,{one.amount_fen},core-1" for one in loan.payments if one.on == on]
    return "\n".join(lines).encode()


def differences(core: CoreDay, loans: dict[str, Loan]) -> list[tuple[str, str, int]]:
    ours = {id: one_by_one(loan, core.business_date) for id, loan in loans.items()}
    return [(one.what, one.cause, one.difference_fen) for one in reconcile(core, ours, loans.get)]


def test_a_core_that_agrees_leaves_nothing_to_say() -> None:
    loans = three()
    assert differences(parse_core_day(core_file(loans)), loans) == []


def test_a_payment_that_the_core_has_and_we_do_not_is_named_with_all_that_follows() -> None:
    loans = three()
    id = next(iter(loans))
    theirs = loans | {id: pay(loans[id], 700, ON)}
    found = differences(parse_core_day(core_file(theirs)), loans)
    assert ("repaid", "movement_not_here", 700) in found
    assert {cause for what, cause, _ in found if what != "repaid"} == {"unmatched_movement"}


def test_a_payment_that_only_we_have_is_named_too() -> None:
    loans = three()
    paid = next(id for id, loan in loans.items() if loan.payments)
    found = differences(parse_core_day(core_file(loans | {paid: replace(loans[paid], payments=())})), loans)
    assert ("repaid", "movement_not_in_core", -5_000) in found


@pytest.mark.parametrize(("days", "cause"), [(1, "day_more"), (-1, "day_less")])
def test_a_core_that_counts_another_day_is_told_so(days: int, cause: str) -> None:
    loans = {id: loan for id, loan in three().items() if not loan.payments}
    file = core_file(loans, ON + timedelta(days=days)).decode().replace(str(ON + timedelta(days=days)), str(ON))
    found = differences(parse_core_day(file.encode()), loans)
    assert {one[1] for one in found} == {cause}
    assert "accrued_fen" in {one[0] for one in found}


def test_the_other_day_count_a_rounding_and_the_unexplained() -> None:
    loans = {id: loan for id, loan in three().items() if not loan.payments}
    first, second = loans
    theirs = loans | {first: replace(loans[first], day_count=DayCount.ACT_365)}
    assert {one[1] for one in differences(parse_core_day(core_file(theirs)), loans)} == {"day_count"}
    accrued = one_by_one(loans[second], ON)["accrued_fen"]
    for off, cause in ((3, "rounding"), (9_999, "unexplained")):
        row = f"{second},{ON},accrued_fen,"
        file = core_file(loans).decode().replace(f"{row}{accrued}", f"{row}{accrued + off}")
        assert differences(parse_core_day(file.encode()), loans) == [("accrued_fen", cause, off)]


def test_a_loan_that_one_side_does_not_have() -> None:
    loans = three()
    gone = next(iter(loans))
    fewer = {id: loan for id, loan in loans.items() if id != gone}
    assert {one[1] for one in differences(parse_core_day(core_file(fewer)), loans)} == {"loan_not_in_core"}
    assert {one[1] for one in differences(parse_core_day(core_file(loans)), fewer)} == {"loan_not_here"}


@pytest.mark.parametrize(
    ("file", "line"),
    [
        (b"", 1),
        (b"loan,amount\n", 1),
        (b"\xff\xfe", 0),
        (",".join(HEADER).encode(), 2),
        (",".join(HEADER).encode() + b"\nB,lon,2026-07-01,outstanding_fen,1.5,", 2),
        (",".join(HEADER).encode() + b"\nX,lon,2026-07-01,outstanding_fen,1,", 2),
        (",".join(HEADER).encode() + b"\nM,lon,2026-07-01,stolen,1,", 2),
        (",".join(HEADER).encode() + b"\nM,l,2026-07-01,repaid,1,\nM,l,2026-07-02,repaid,1,", 3),
        (",".join(HEADER).encode() + b"\nB,l,2026-07-01,accrued_fen,1,\nB,l,2026-07-01,accrued_fen,2,", 3),
    ],
)
def test_a_broken_file_is_refused_with_its_line(file: bytes, line: int) -> None:
    with pytest.raises(CoreFileBroken) as refused:
        parse_core_day(file)
    assert refused.value.data["line"] == line
