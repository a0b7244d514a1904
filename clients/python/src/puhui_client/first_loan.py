"""A whole loan in a sandbox: `python -m puhui_client.first_loan box/tokens.json`.

It reads the tokens that `puhui sandbox new` wrote, has an enterprise apply, decides, pays out, lets an instalment
become overdue, and has it paid. Read it before you write yours: what is `enterprise_…` here, enterprises do elsewhere.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from puhui_client.answers import expect
from puhui_client.generated.api.lending import assess, decide, disburse, read_loan
from puhui_client.generated.api.node import read_node
from puhui_client.generated.api.sandbox import (
    enterprise_applies,
    enterprise_pays,
    enterprise_signs,
    move_clock,
    read_sandbox,
)
from puhui_client.generated.api.servicing import quote_loan
from puhui_client.generated.client import AuthenticatedClient
from puhui_client.generated.models import DecisionRequest, SandboxApplicationRequest, SandboxMove, SandboxPayment
from puhui_client.program import connect

DAYS_LATE = 10
_DAYS_A_MOVE = 31


def walk(officer: AuthenticatedClient, approver: AuthenticatedClient, tell: Callable[[str], object]) -> str:
    """The loan's id, once it was late and is paid up; raises `Refused`."""
    applied = expect(enterprise_applies.sync(client=officer, body=SandboxApplicationRequest("approved")))
    tell(f"{applied.enterprise.name} applies for {applied.amount_fen / 100:,.2f} yuan: {applied.application}")
    recommended = expect(assess.sync(applied.application, client=officer))
    tell(f"the rules say {recommended.outcome}")
    assert recommended.limit
    assert recommended.price
    terms = DecisionRequest(
        outcome="approve",
        amount_fen=min(applied.amount_fen, recommended.limit.amount_fen),
        annual_rate=recommended.price.annual_rate,
        term_months=12,
        repayment="equal_instalments",
    )
    decided = expect(decide.sync(applied.application, client=approver, body=terms))
    signed = expect(enterprise_signs.sync(applied.application, client=officer))
    tell(f"approved at {decided.annual_rate} a year; the enterprise signs: {signed.state}")
    loan = expect(disburse.sync(applied.application, client=approver))
    due = loan.schedule[0]
    tell(f"paid out: {loan.id}; the first instalment, {due.total_fen / 100:,.2f} yuan, is due on {due.due_on}")
    today = expect(read_sandbox.sync(client=officer)).now.date()
    pass_days(officer, (due.due_on - today).days + DAYS_LATE)
    late = expect(quote_loan.sync(loan.id, client=officer))
    state = expect(read_loan.sync(loan.id, client=officer)).state
    tell(f"{late.days_past_due} days late ({state}): {late.due_fen / 100:,.2f} yuan is due, penalty included")
    paid = expect(enterprise_pays.sync(loan.id, client=officer, body=SandboxPayment()))
    tell(f"the enterprise pays: {paid.state}, {paid.outstanding_fen / 100:,.2f} yuan outstanding")
    return loan.id


def pass_days(client: AuthenticatedClient, days: int) -> None:
    """Let so many days pass in the sandbox; raises `TimeoutError` where a node does not get a day's work done."""
    while days > 0:
        moved = expect(move_clock.sync(client=client, body=SandboxMove(min(days, _DAYS_A_MOVE))))
        if moved.waits_for:
            raise TimeoutError(f"nodes that lag behind: {', '.join(moved.waits_for)}")
        days -= moved.moved_days


def main(tokens: Path) -> None:
    """Walk the loan at the bank whose tokens these are."""
    told = json.loads(tokens.read_text(encoding="utf-8"))
    with (
        connect(told["url"], told["tokens"]["officer"], english=True) as officer,
        connect(told["url"], told["tokens"]["approver"], english=True) as approver,
    ):
        if expect(read_node.sync(client=officer)).environment != "sandbox":
            sys.exit(f"{told['url']} is no sandbox")
        walk(officer, approver, lambda line: sys.stdout.write(f"{line}\n"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
