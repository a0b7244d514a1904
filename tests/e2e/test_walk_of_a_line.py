"""A revolving line before the pages of its owner: how much is paid out first, what is left, and a drawing of it."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.e2e.borrower import Borrower
from tests.e2e.browsing import Visitor

Visit = Callable[[str], Visitor]
LIMIT_FEN, FIRST_FEN = 20_000_000, 8_000_000


def test_a_line_pays_out_what_its_owner_wants_first(city: dict[str, Any], visit: Visit) -> None:
    with Borrower(city, 1) as borrower:
        path = borrower.apply("tax-credit", LIMIT_FEN, "revolving")
        borrower.approved(path, "bank-a", LIMIT_FEN, "revolving")
        owner = visit(borrower.account["url"])
        owner.sign_in(borrower.account)
        page = owner.page
        page.goto(borrower.account["url"] + path)
        card = page.get_by_test_id("first-drawing")
        expect(card.get_by_text("未提用的部分不计息")).to_be_visible()
        card.get_by_text("先提用一部分").click()
        card.get_by_label("首次提用金额").fill("99")
        card.get_by_label("首次提用金额").press("Enter")
        expect(page.get_by_text("¥200,000.00").first).to_be_visible()
        card.get_by_label("首次提用金额").fill("8")
        card.get_by_label("首次提用金额").press("Enter")
        expect(page.get_by_text("¥80,000.00").first).to_be_visible()
        page.get_by_text("还款计划").first.click()
        owner.see("120-line-contract")
        owner.see_narrow("120-line-contract-phone")

        borrower.sign(path, first_drawing_fen=FIRST_FEN)
        loan = borrower.paid_out(path, "bank-a")
        page.goto(f"{borrower.account['url']}/loans/{loan['id']}")
        line = page.get_by_test_id("line")
        expect(line.get_by_text("¥120,000.00")).to_be_visible()
        line.get_by_label("提用金额").fill("20000")
        owner.see("121-line")
        owner.see_narrow("121-line-phone")
        line.get_by_role("button", name=re.compile("^提\\s?用$")).click()
        expect(line.get_by_text("¥100,000.00").first).to_be_visible()
        expect(page.get_by_test_id("statement").get_by_text("提用", exact=True)).to_be_visible()
