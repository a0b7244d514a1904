"""After the payout: the enterprise lets its lender watch, and the bank looks."""

from playwright.sync_api import expect

from tests.e2e.browsing import Visitor

_LOOK_MS = 120_000  # sixteen datasets are asked, each use final on the ledger before its answer


def watch(enterprise: Visitor, officer: Visitor) -> None:
    """The enterprise lets its lender watch; the bank looks, and sees what came of it."""
    page = enterprise.page
    enterprise.go("贷款")
    page.locator("a code").first.click()
    granting = page.get_by_test_id("monitoring-grant")
    granting.get_by_role("link").click()
    expect(page.get_by_test_id("sign")).to_be_visible()
    enterprise.see("26-monitoring-consent")
    enterprise.see_narrow("26-monitoring-consent-phone")
    enterprise.consent()
    page.locator("a code").first.click()
    expect(granting.get_by_text("您已授权")).to_be_visible()

    page = officer.page
    officer.go("贷款")
    page.locator("a code").first.click()
    card = page.get_by_test_id("monitoring")
    card.get_by_role("button", name="现在查看").click()
    expect(card.get_by_text("最近查看")).to_be_visible(timeout=_LOOK_MS)
    officer.see("27-monitoring")
    officer.go("贷后预警")
    expect(page.get_by_role("heading", name="贷后预警")).to_be_visible()
    officer.see("28-warnings")
    officer.see_narrow("28-warnings-phone")
    task = page.locator("a[href^='/warnings/']").first
    if task.count():
        task.click()
        expect(page.get_by_test_id("evidence")).to_be_visible()
        officer.see("29-warning")
        officer.see_narrow("29-warning-phone")
