"""Whatever people try, in whatever order: a step happens whole or not at all, and the books stay sound."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.kernel import PuhuiError
from puhui.kernel.subject_keys import software_signature
from puhui.lending import (
    Choice,
    DecisionRequest,
    assess,
    decide,
    disburse,
    draft_contract,
    repay,
    review,
    sign_contract,
    standing,
    store,
    submit,
    withdraw,
)
from puhui.lending.checking import faults
from puhui.storage import Database, waiting

from .conftest import PRODUCT, RULES, SUITE, Bank, evidence


class Walk:
    """One bank and one enterprise; each step acts on the last application and loan there are."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.submit(0.3)

    @property
    def application(self) -> Any:
        return self.bank.do(store.application_of_request, self.request.request)

    def submit(self, share: float) -> None:
        request = self.bank.request(amount_fen=round(PRODUCT.amount_max_fen * share * 1.2))
        self.bank.do(submit, self.bank.office, request, PRODUCT)
        self.request = request

    def submit_again(self, _: float) -> None:
        self.bank.do(submit, self.bank.office, self.request, PRODUCT)

    def assess(self, share: float) -> None:
        given = evidence(arrears_now_fen=5 if share > 0.8 else 0, dishonest_now=None if share < 0.1 else 0)
        self.bank.do(
            assess,
            self.bank.office,
            self.application.id,
            product=PRODUCT,
            rules=RULES,
            evidence=given,
            assessed_by="officer-1",
        )

    def approve(self, share: float) -> None:
        amount = round(self.application.amount_fen * share * 1.1)
        request = DecisionRequest(Choice.APPROVE, amount_fen=amount, comment="同意" if share > 0.3 else "")
        self.bank.do(decide, self.bank.office, self.application.id, request, product=PRODUCT, decided_by="approver-1")

    def decline(self, share: float) -> None:
        request = DecisionRequest(Choice.DECLINE, comment="不同意" if share > 0.3 else "")
        self.bank.do(decide, self.bank.office, self.application.id, request, product=PRODUCT, decided_by="approver-1")

    def withdraw(self, _: float) -> None:
        self.bank.do(withdraw, self.bank.office, self.application.id, reason="不再需要")

    def sign(self, share: float) -> None:
        draft = self.bank.do(draft_contract, self.bank.office, self.application.id)
        challenge = draft.challenge if share > 0.2 else b"something else"
        signature = software_signature(self.bank.device, challenge)
        self.bank.do(
            sign_contract, self.bank.office, self.application.id, key=self.bank.subject_key, signature=signature
        )

    def disburse(self, _: float) -> None:
        self.bank.do(disburse, self.bank.office, self.application.id, disbursed_by="approver-1")

    def repay(self, share: float) -> None:
        loan = self.bank.do(store.loan, getattr(self.application, "loan", self.bank.loan_id()))
        now = standing(loan, self.bank.office.today())
        amount = now.payoff_fen if share > 0.9 else round(now.bill_fen * share * 1.3) - 1
        self.bank.do(repay, self.bank.office, loan.id, amount, request=self.bank.request_id())

    def review(self, share: float) -> None:
        self.bank.clock.advance(timedelta(days=round(40 * share)))
        self.bank.do(review, self.bank.office, getattr(self.application, "loan", self.bank.loan_id()))


STEPS = ["submit", "submit_again", "assess", "approve", "decline", "withdraw", "sign", "disburse", "repay", "review"]
WAY = ["assess", "approve", "sign", "disburse", "repay", "review"]


def snapshot(bank: Bank) -> list[Any]:
    tables = ("lending_applications", "lending_loans", "lending_events", "outbox")
    with bank.database.transaction() as connection:
        return [connection.execute(sa.text(f"SELECT * FROM {table}")).all() for table in tables]


@given(st.lists(st.tuples(st.sampled_from([*STEPS, *WAY]), st.floats(0, 1)), min_size=1, max_size=20))
@settings(max_examples=50, deadline=None)
def test_a_step_happens_whole_or_not_at_all(steps: list[tuple[str, float]]) -> None:
    database = Database.in_memory()
    database.create()
    bank = Bank(database)
    walk = Walk(bank)
    for name, share in steps:
        before = snapshot(bank)
        step: Callable[[float], None] = getattr(walk, name)
        try:
            step(share)
        except PuhuiError:
            after = snapshot(bank)
            assert after == before
        assert bank.do(faults, SUITE) == []
    events = [event for stream in bank.do(store.streams) for event in bank.do(store.events, stream)]
    assert waiting(database) == len(events)
    database.close()


EMPTY_MAP = {"sqlite": "x'a0'", "postgresql": "decode('a0', 'hex')"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE lending_events SET document = {empty_map} WHERE seq = 1", "not the one on the ledger"),
        ("DELETE FROM lending_events WHERE seq = 2", "stands where 2 should"),
        ("UPDATE lending_applications SET state = 'approved'", "cannot be read"),
        ("DELETE FROM lending_applications", "no application"),
        ("DELETE FROM lending_rules", "differs from the record"),
        ("UPDATE lending_events SET kind = 'loan.settled' WHERE kind = 'repayment.received'", "differ in number"),
    ],
)
def test_a_tampered_row_is_found(bank: Bank, change: str, fault: str) -> None:
    loan = bank.lent()
    bank.do(repay, bank.office, loan.id, 1000, request=bank.request_id())
    assert bank.do(faults, SUITE) == []
    bank.do(lambda connection: connection.execute(sa.text(change.format(empty_map=EMPTY_MAP[connection.dialect.name]))))
    assert any(fault in one for one in bank.do(faults, SUITE)), bank.do(faults, SUITE)


def test_a_payment_that_was_used_otherwise_is_found(bank: Bank) -> None:
    loan = bank.lent()
    paid = bank.do(repay, bank.office, loan.id, 300_000, request=bank.request_id())
    (payment,) = paid.payments
    used = payment.used
    moved = replace(used, interest_fen=used.interest_fen - 5, principal_fen=used.principal_fen + 5)
    forged = replace(paid, payments=(replace(payment, used=moved),))
    bank.do(store.save_loan, forged)
    assert bank.do(faults, SUITE) == [f"{loan.id}: payment 1 was not used as the contract says"]


def test_a_decision_replays_after_the_bank_changed_its_rules(bank: Bank) -> None:
    from puhui.decisions import shipped
    from puhui.lending import replay_decision

    assessed = bank.assessed()
    outcome = bank.do(replay_decision, assessed.assessment.record_digest, shipped("cautious"))
    assert outcome.verdict.value == assessed.assessment.verdict
