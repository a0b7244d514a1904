"""Who does not lend sees what the node is and finds things by number; mistakes at the door are told with their cure."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.e2e.browsing import Visitor

Visit = Callable[[str], Visitor]


def _account(city: dict[str, Any], org: str, role: str) -> dict[str, Any]:
    return next(one for one in city["accounts"] if one["org"] == org and one["role"] == role)


def test_a_custodian_sees_its_node_and_the_head_of_the_ledger(city: dict[str, Any], visit: Visit) -> None:
    account = _account(city, "tax", "steward")
    steward = visit(account["url"])
    steward.sign_in(account)
    expect(steward.page.get_by_text("已存证条目")).to_be_visible()
    expect(steward.page.get_by_text("在本地计算开票与纳税指标，凭授权答复")).to_be_visible()
    steward.see("30-tax-node")


def test_a_registrar_hands_out_an_activation_code(city: dict[str, Any], visit: Visit) -> None:
    account = _account(city, "registry", "registrar")
    unserved = [one for one in city["accounts"] if one["role"] == "owner"][-1]["enterprise"]
    registrar = visit(account["url"])
    registrar.sign_in(account)
    registrar.page.get_by_role("searchbox", name="统一社会信用代码").fill(unserved["uscc"])
    registrar.page.get_by_role("button", name="签发激活码").click()
    expect(registrar.page.get_by_text(unserved["name"])).to_be_visible()
    expect(registrar.page.get_by_test_id("activation-code")).to_have_text(re.compile(r"^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$"))
    registrar.see("35-registrar")


def test_an_auditor_of_a_bank_finds_decisions_and_no_inbox(city: dict[str, Any], visit: Visit) -> None:
    account = _account(city, "bank-a", "auditor")
    auditor = visit(account["url"])
    auditor.sign_in(account)
    expect(auditor.page.get_by_role("searchbox", name="决策编号")).to_be_visible()
    expect(auditor.page.get_by_role("link", name="待办申请")).to_have_count(0)
    auditor.see("31-auditor")


def test_a_wrong_password_is_told_with_its_cure(city: dict[str, Any], visit: Visit) -> None:
    account = _account(city, "bank-a", "officer")
    visitor = visit(account["url"])
    visitor.page.goto(account["url"])
    visitor.page.get_by_label("用户名").fill(account["login"])
    visitor.page.get_by_label("密码", exact=True).fill("not the password")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_role("alert")).to_be_visible()
    visitor.see("32-wrong-password")


def test_a_page_that_is_not_there_says_so(city: dict[str, Any], visit: Visit) -> None:
    account = _account(city, "bank-a", "officer")
    officer = visit(account["url"])
    officer.sign_in(account)
    officer.page.goto(f"{account['url']}/no-such-page")
    expect(officer.page.get_by_text("没有这个页面")).to_be_visible()
    officer.go("本行产品")
    expect(officer.page.get_by_text("年化利率").first).to_be_visible()
    officer.see("33-bank-products")
    officer.page.goto(f"{account['url']}/receipts/{'0' * 64}")
    expect(officer.page.get_by_role("heading", name="存证回执")).to_be_visible()
    expect(officer.page.get_by_role("alert")).to_be_visible()
    officer.see("34-receipt-page")
