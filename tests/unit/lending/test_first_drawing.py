"""A revolving line pays out what its owner wants first: interest counts what is drawn, the rest stays to be drawn."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from puhui.kernel.subject_keys import software_signature
from puhui.lending import Loan, disburse, draft_contract, relief, repay, sign_contract, standing, store
from puhui.lending.accruing.running import accruals, accrue, one_by_one
from puhui.lending.checking import faults
from puhui.lending.drawing import available_fen, draw
from puhui.lending.errors import ContractNotSigned, DrawingRefused, FirstDrawingRefused
from puhui.lending.schedule import round_half_up
from puhui.lending.statement import movements
from puhui.market import Repayment

from .conftest import SUITE, Bank
from .test_loan import DAY, a_loan

LINE = {"repayment": Repayment.REVOLVING, "redraws": True}


def approved(bank: Bank, repayment: Repayment = Repayment.REVOLVING) -> Any:
    return bank.decided(repayment=repayment)


def signed(bank: Bank, application: Any, first_fen: int | None) -> Any:
    draft = bank.do(draft_contract, bank.office, application.id, first_drawing_fen=first_fen)
    given = {"key": bank.subject_key, "signature": software_signature(bank.device, draft.challenge)}
    return bank.do(sign_contract, bank.office, application.id, first_drawing_fen=first_fen, **given)


def lent(bank: Bank, first_fen: int | None) -> Loan:
    contracted = signed(bank, approved(bank), first_fen)
    loan: Loan = bank.do(disburse, bank.office, contracted.id, disbursed_by="approver-1")
    return loan


def test_interest_is_that_of_the_days_and_amounts_drawn_to_the_fen() -> None:
    line = a_loan(**LINE, first_drawing_fen=40_000_000)
    assert [one.principal_fen for one in line.instalments()] == [40_000_000]
    after = standing(line, DAY + timedelta(days=30))
    assert (after.outstanding_fen, after.accrued_fen) == (40_000_000, 145_000)  # 400,000 × 4.35 % × 30/360
    year = (line.matures_on - DAY).days
    assert year == 365
    due = standing(line, line.matures_on).due
    assert due.interest_fen == 1_764_167  # 400,000 × 4.35 % × 365/360 = 17,641.666…
    assert due.principal_fen == 40_000_000
    whole = standing(a_loan(**LINE), line.matures_on).due
    assert whole.interest_fen == 4_410_417  # the vector of the whole limit: 44,104.17


def test_the_rest_of_the_limit_is_drawn_later_and_earns_from_its_own_day(bank: Bank) -> None:
    loan = lent(bank, 20_000_000)
    limit, rate = loan.principal_fen, Fraction(loan.annual_rate)
    assert (loan.paid_out_fen, standing(loan, bank.office.today()).outstanding_fen) == (20_000_000, 20_000_000)
    assert available_fen(loan, 20_000_000) == limit - 20_000_000
    bank.clock.advance(timedelta(days=10))
    with pytest.raises(DrawingRefused):
        bank.do(draw, bank.office, loan.id, limit - 20_000_000 + 1, request=bank.request_id())
    drawn = bank.do(draw, bank.office, loan.id, 5_000_000, request=bank.request_id())
    bank.clock.advance(timedelta(days=20))
    now = standing(drawn, bank.office.today())
    assert now.outstanding_fen == 25_000_000
    assert now.accrued_fen == round_half_up(Fraction(20_000_000 * 10 + 25_000_000 * 20) * rate / 360)
    assert [(one.kind, one.amount_fen, one.balance_fen) for one in movements(drawn)] == [
        ("disbursed", 20_000_000, 20_000_000),
        ("drawn", 5_000_000, 25_000_000),
    ]
    bank.do(repay, bank.office, loan.id, now.payoff_fen, request=bank.request_id())
    paid = bank.do(store.loan, loan.id)
    assert (paid.state, available_fen(paid, 0)) == ("active", limit)
    assert bank.do(faults, SUITE) == []


def test_the_night_counts_what_is_drawn(bank: Bank) -> None:
    loan = lent(bank, 12_345_678)
    bank.clock.advance(timedelta(days=7))
    today = bank.office.today()
    accrue(bank.database, bank.office, today)
    (row,) = bank.do(accruals, today).to_dicts()
    assert {name: row[name] for name in one_by_one(loan, today)} == one_by_one(loan, today)
    assert row["outstanding_fen"] == 12_345_678


def test_a_renewed_line_begins_with_all_that_is_drawn_and_no_first_drawing(bank: Bank) -> None:
    loan = lent(bank, 20_000_000)
    bank.clock.advance(timedelta(days=10))
    asked = relief.Asked(relief.ReliefKind.RENEWAL, "renewal-2024", "暂时周转困难", term_months=6)
    case = bank.do(relief.ask_relief, bank.office, relief.ReliefRequest(bank.request_id(), loan.id, asked))
    found = bank.do(relief.checked, bank.office, case)
    answers = [
        relief.Answer(one.code, True, "已实地查看", "officer-1", bank.office.now())
        for one in found
        if one.verdict is relief.Verdict.ASK
    ]
    terms = relief.RenewalTerms(Decimal("0.04"), 6, Repayment.INTEREST_MONTHLY)
    rules = replace(relief.shipped_rules(), four_eyes_above_fen=10**12)
    given = {"answers": answers, "renewal": terms, "by": "officer-1", "rules": rules}
    bank.do(relief.propose_relief, bank.office, case.id, **given)
    now = standing(loan, bank.office.today())
    bank.do(repay, bank.office, loan.id, now.payoff_fen - now.outstanding_fen, request=bank.request_id())
    draft = bank.do(relief.draft_renewal, bank.office, case.id)
    assert (draft.contract.principal_fen, draft.contract.first_drawing_fen) == (20_000_000, None)


def test_what_is_signed_is_the_first_drawing_that_was_shown(bank: Bank) -> None:
    application = approved(bank)
    shown = bank.do(draft_contract, bank.office, application.id, first_drawing_fen=10_000_000)
    assert (shown.contract.principal_fen, shown.contract.first_drawing_fen) == (
        application.terms.amount_fen,
        10_000_000,
    )
    assert sum(one.principal_fen for one in shown.instalments) == 10_000_000
    signature = software_signature(bank.device, shown.challenge)
    for other in (None, 10_000_001):
        with pytest.raises(ContractNotSigned):
            bank.do(
                sign_contract,
                bank.office,
                application.id,
                key=bank.subject_key,
                signature=signature,
                first_drawing_fen=other,
            )
    assert signed(bank, application, 10_000_000).state == "contracted"


def test_all_of_the_limit_is_the_contract_as_ever(bank: Bank) -> None:
    application = approved(bank)
    whole = bank.do(draft_contract, bank.office, application.id)
    assert bank.do(draft_contract, bank.office, application.id, first_drawing_fen=application.terms.amount_fen) == whole
    assert lent(bank, None).first_drawing_fen is None


@pytest.mark.parametrize("first_fen", [0, -1, 10**13])
def test_nothing_and_more_than_the_limit_is_no_first_drawing(bank: Bank, first_fen: int) -> None:
    with pytest.raises(FirstDrawingRefused):
        bank.do(draft_contract, bank.office, approved(bank).id, first_drawing_fen=first_fen)


def test_a_loan_that_is_no_line_is_paid_out_at_once(bank: Bank) -> None:
    application = approved(bank, Repayment.EQUAL_INSTALMENTS)
    with pytest.raises(FirstDrawingRefused):
        bank.do(draft_contract, bank.office, application.id, first_drawing_fen=application.terms.amount_fen)


def test_a_loan_kept_before_there_were_first_drawings_was_paid_out_whole() -> None:
    old = a_loan(**LINE)
    assert (old.first_drawing_fen, old.paid_out_fen) == (None, old.principal_fen)
    assert replace(old, first_drawing_fen=1).paid_out_fen == 1
