"""One loan through every portal of a running city: enterprise, bank, government and auditor, each before its own pages.

The bank judges by rules that its people change on the way, at the bank where the enterprise fits best: what is
published there stays in force for the rest of the session.
"""

import os
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.e2e.browsing import Visitor
from tests.e2e.steps import bank, enterprise, loan, proofs, tables, warning
from tests.e2e.steps.arriving import arrive, org_of

Visit = Callable[[str], Visitor]
_ALERTED_WITHIN_MS = 2_000


def _crowding() -> float:
    """How many processes wait for each processor: with twice as many, whatever is timed may take twice as long."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def test_a_loan_walks_through_every_portal(city: dict[str, Any], visit: Visit) -> None:
    government = arrive(city, visit, "pbc", "auditor")
    before = loan.funnel(government)
    account = next(one for one in city["accounts"] if one["role"] == "owner")
    name = account["enterprise"]["name"]
    owner = visit(account["url"])
    owner.carry_device()
    owner.page.goto(account["url"])
    expect(owner.page.get_by_role("heading", level=2)).to_be_visible()
    owner.see("01-door")
    owner.see_narrow("01-door-phone")
    owner.sign_in(account)
    enterprise.enrol(owner, account["activation"])
    enterprise.score(owner)
    lender = org_of(city, enterprise.see_matches(owner))

    officer, approver = arrive(city, visit, lender, "officer"), arrive(city, visit, lender, "approver")
    enterprise.publish_need(owner)
    bank.pick_up_need(officer)
    owner.page.reload()
    enterprise.agree_to_contact(owner)
    bank.know_the_need(officer, name)

    enterprise.see_matches(owner)
    enterprise.fill_in(owner)
    bank.watch_bell(officer)
    taken_at = enterprise.send(owner)
    waited_ms = bank.rang_at(officer) - taken_at
    assert waited_ms <= _ALERTED_WITHIN_MS * _crowding()
    bank.open_application(officer, name)
    bank.assess(officer)
    bank.rewrite_rules(officer)
    bank.publish_rules(approver)
    bank.assess_again(officer, name)
    late = arrive(city, visit, lender, "approver")
    bank.hear_nothing(late)
    bank.look_at(late, name)
    bank.look_at(approver, name)
    decision = bank.decide(approver)
    bank.decide_too_late(late)

    loan.sign_contract(owner)
    loan.disburse(approver, name)
    loan.pay_first(owner)
    loan.ask_relief(owner)
    loan.grant_relief(officer, approver, name)
    loan.see_relief_granted(owner)
    warning.watch(owner, officer)
    tables.take_out(officer)
    tables.bring_in(arrive(city, visit, lender, "steward"), account["enterprise"]["uscc"])
    tables.reconcile(officer)

    after = loan.funnel(government)
    assert {step: after[step] - before[step] for step in after} == {"applied": 1, "approved": 1, "drawn": 1}
    government.see("106-statistics")
    government.see_narrow("107-statistics-phone")
    government.page.get_by_text("按银行").click()
    with government.page.expect_download() as download:
        government.page.get_by_role("button", name="下载 CSV").click()
    assert download.value.suggested_filename == "puhui-lender.csv"

    auditor = arrive(city, visit, lender, "auditor")
    approver.go("贷款")
    approver.page.get_by_role("table", name="贷款").get_by_role("link").first.click()
    expect(approver.page.get_by_test_id("schedule")).to_be_visible()
    approver.see("24-bank-loan")
    receipts = proofs.entries_on(approver)
    assert {"贷款发放"} < set(receipts.values())
    for entry, proves in receipts.items():
        proofs.look_up(auditor, entry, proves)
    auditor.see("34-auditors-receipt")
    bank.replay(auditor, decision)

    enterprise.see_uses(owner)
