"""Receipts in the pages: whoever holds a number sees what it proves, and every step of the proof."""

import re

from playwright.sync_api import Locator, expect

from tests.e2e.browsing import Visitor


def verify_receipt(visitor: Visitor, name: str, proves: str) -> None:
    """Open the first receipt on the page and see what it proves."""
    visitor.page.get_by_role("button", name="查看回执").first.click()
    receipt = _proven(visitor)
    expect(receipt.get_by_test_id("receipt-step")).to_have_text(proves)
    visitor.see(name)
    _close(visitor)


def entries_on(visitor: Visitor) -> dict[str, str]:
    """Every receipt on the page, opened: the entry's number, and what it proves."""
    found: dict[str, str] = {}
    buttons = visitor.page.get_by_role("button", name="查看回执")
    for at in range(buttons.count()):
        buttons.nth(at).click()
        receipt = _proven(visitor)
        entry = receipt.locator("code").last.inner_text()
        assert re.fullmatch("[0-9a-f]{64}", entry), entry
        found[entry] = receipt.get_by_test_id("receipt-step").inner_text()
        _close(visitor)
    return found


def look_up(auditor: Visitor, entry: str, proves: str) -> None:
    """Find the receipt by its number, as one who was told nothing else."""
    auditor.go("审计")
    auditor.page.get_by_role("searchbox", name="存证条目编号（64 位）").fill(entry)
    auditor.page.keyboard.press("Enter")
    expect(auditor.page.get_by_role("heading", name="存证回执")).to_be_visible()
    expect(_proven(auditor).get_by_test_id("receipt-step")).to_have_text(proves)


def _proven(visitor: Visitor) -> Locator:
    receipt = visitor.page.get_by_test_id("receipt")
    expect(receipt).to_have_attribute("data-verified", "true")
    expect(receipt.get_by_text("核验通过")).to_be_visible()
    assert receipt.locator(".check-ok").count() == 8
    assert receipt.locator(".check-bad").count() == 0
    return receipt


def _close(visitor: Visitor) -> None:
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.get_by_test_id("receipt")).to_have_count(0)
