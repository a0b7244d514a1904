"""A bank's programs in a sandbox: a whole loan through the typed client alone, the cases, and what keeps it apart.

The sandbox is this module's own, made by what `puhui sandbox new` calls. Its nodes run in this process.
"""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from puhui.city.sandbox import make_sandbox
from puhui.city.sandbox_cases import START, cases
from puhui.city.street import with_street
from puhui_client import Refused, connect, expect
from puhui_client.generated.api.lending import (
    assess,
    decide,
    disburse,
    list_applications,
    read_application,
    read_loan,
    read_screening,
)
from puhui_client.generated.api.node import read_node
from puhui_client.generated.api.sandbox import (
    enterprise_applies,
    enterprise_asks_relief,
    enterprise_pays,
    enterprise_signs,
    enterprise_takes_back,
    enterprise_withdraws_relief,
    move_clock,
    read_sandbox,
)
from puhui_client.generated.api.servicing import quote_loan, read_quality, read_statement
from puhui_client.generated.api.session import read_session
from puhui_client.generated.client import AuthenticatedClient
from puhui_client.generated.models import (
    DecisionRequest,
    SandboxApplicationRequest,
    SandboxMove,
    SandboxPayment,
    SandboxReliefRequest,
)
from tests.api.house import House

BANK = "bank-a"


@dataclass
class Sandbox:
    """A running sandbox and the clients of its bank's programs."""

    house: House
    secrets: dict[str, str]
    officer: AuthenticatedClient
    approver: AuthenticatedClient

    def applies(self, case: str) -> str:
        """An application of that case."""
        return expect(enterprise_applies.sync(client=self.officer, body=SandboxApplicationRequest(case))).application


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("sandbox") / "box"
    made = make_sandbox(folder, bank=BANK, base_port=21_400)
    house = House(folder).open()
    for node in house.nodes.values():
        with_street(node, house.transport)
    with ExitStack() as stack:
        stack.callback(house.close)
        officer, approver = (
            stack.enter_context(
                connect("http://bank.test", made["tokens"][role], english=True, transport=house.transport(BANK))
            )
            for role in ("officer", "approver")
        )
        yield Sandbox(house, made["tokens"], officer, approver)


def test_a_loan_from_application_to_a_late_repayment_through_the_client_alone(sandbox: Sandbox) -> None:
    officer, approver = sandbox.officer, sandbox.approver
    began = expect(read_sandbox.sync(client=officer))
    assert {one.code for one in began.cases} == {"approved", "referred", "refused", "contradiction", "grants_run_out"}

    applied = expect(enterprise_applies.sync(client=officer, body=SandboxApplicationRequest("approved")))
    id_ = applied.application
    recommended = expect(assess.sync(id_, client=officer))
    assert recommended.outcome == "approve"
    assert recommended.limit
    assert recommended.price
    with pytest.raises(Refused):  # nobody signs before the bank has approved
        expect(enterprise_signs.sync(id_, client=officer))
    terms = DecisionRequest(
        outcome="approve",
        amount_fen=min(applied.amount_fen, recommended.limit.amount_fen),
        annual_rate=recommended.price.annual_rate,
        term_months=12,
        repayment="equal_instalments",
    )
    expect(decide.sync(id_, client=approver, body=terms))
    assert expect(enterprise_signs.sync(id_, client=officer)).state == "contracted"
    loan = expect(disburse.sync(id_, client=approver)).id

    first = expect(read_loan.sync(loan, client=officer)).schedule[0]
    days = (first.due_on - began.now.date()).days + 12
    started = time.perf_counter()
    moved = expect(move_clock.sync(client=officer, body=SandboxMove(days)))
    print(f"{days} days in {time.perf_counter() - started:.1f} s")
    assert (moved.moved_days, moved.waits_for) == (days, [])
    assert moved.now - began.now >= timedelta(days=days)
    late = expect(quote_loan.sync(loan, client=officer))
    assert late.days_past_due > 5
    assert late.due.penalty_fen > 0
    assert expect(read_loan.sync(loan, client=officer)).state == "overdue"
    assert expect(read_quality.sync(loan, client=officer))

    paid = expect(enterprise_pays.sync(loan, client=officer, body=SandboxPayment()))
    assert paid.state == "active"
    assert expect(quote_loan.sync(loan, client=officer)).days_past_due == 0
    statement = expect(read_statement.sync(loan, client=officer))
    assert [one.kind for one in statement.movements].count("repaid") == 1

    relief = expect(enterprise_asks_relief.sync(loan, client=officer, body=SandboxReliefRequest()))
    assert expect(enterprise_withdraws_relief.sync(relief.id, client=officer)).state == "withdrawn"
