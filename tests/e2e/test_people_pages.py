"""People and roles, one's own account, and the bell, before a real browser."""

import base64
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from puhui.kernel.one_time_codes import code_at
from tests.e2e.browsing import Visitor

Visit = Callable[[str], Visitor]
PASSWORD = "chosen by its owner"


def _administrators(city: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in city["accounts"] if one["org"] == "bank-b" and one["role"] == "administrator"]


def test_a_new_approver_comes_in_by_two_administrators(city: dict[str, Any], visit: Visit) -> None:
    accounts = _administrators(city)
    second = visit(accounts[1]["url"])
    second.sign_in(accounts[1])
    expect(second.page.get_by_test_id("bell")).to_have_attribute("data-unread", "0")
    first = visit(accounts[0]["url"])
    first.sign_in(accounts[0])
    first.go("人员与岗位")
    first.page.get_by_role("button", name="邀请人员").click()
    first.page.get_by_label("用户名").fill("newcomer")
    first.page.get_by_label("姓名").fill("周新")
    first.page.get_by_role("combobox", name="岗位").click()
    first.page.get_by_title("审批人 · 须另一位管理员复核").click()
    first.page.get_by_role("button", name="邀请人员").last.click()
    expect(first.page.get_by_text("已提出，等待另一位管理员复核")).to_be_visible()
    first.see("60-people-proposed")
    expect(second.page.get_by_test_id("bell")).to_have_attribute("data-unread", "1", timeout=5_000)
    second.page.get_by_test_id("bell").click()
    expect(second.page.get_by_text("提出的人员变更等待复核：周新")).to_be_visible()
    second.see("61-notifications")
    second.page.get_by_role("link", name="提出的人员变更等待复核：周新").click()
    second.page.get_by_role("button", name="复核同意").click()
    code = second.page.get_by_test_id("invitation-code").inner_text()
    expect(second.page.get_by_test_id("bell")).to_have_attribute("data-unread", "0")
    second.see("62-people-confirmed")
    second.see_narrow("63-people-narrow")

    newcomer = visit(accounts[0]["url"])
    newcomer.page.goto(accounts[0]["url"])
    newcomer.page.get_by_role("link", name="收到邀请码？设置密码").click()
    newcomer.page.get_by_label("邀请码").fill(code)
    newcomer.page.get_by_label("密码（至少 10 个字符）").fill(PASSWORD)
    newcomer.see("64-invitation")
    newcomer.page.get_by_role("button", name="设置密码").click()
    newcomer.page.get_by_role("link", name="去登录").click()
    account = {"login": "newcomer", "password": PASSWORD}
    newcomer.sign_in(account)

    newcomer.page.get_by_role("button", name="账户").click()
    newcomer.page.get_by_role("menuitem", name="账户与安全").click()
    newcomer.page.get_by_role("button", name="启 用").click()
    text = newcomer.page.get_by_test_id("factor-secret").inner_text()
    secret = base64.b32decode(text + "=" * (-len(text) % 8))
    expect(newcomer.page.get_by_role("img", name="供验证器应用扫描的图案")).to_be_visible()
    newcomer.see("65-account-factor")
    step = int(time.time()) // 30
    newcomer.page.get_by_label("验证码", exact=True).fill(code_at(secret, step))
    newcomer.page.get_by_role("button", name="确认启用").click()
    expect(newcomer.page.get_by_text("请抄在纸上妥善保管")).to_be_visible()
    newcomer.see("66-account")
    newcomer.see_narrow("67-account-narrow")
    newcomer.sign_out()
    newcomer.page.get_by_label("用户名").fill(account["login"])
    newcomer.page.get_by_label("密码", exact=True).fill(PASSWORD)
    newcomer.page.keyboard.press("Enter")
    newcomer.page.get_by_label("动态验证码或恢复码").fill(code_at(secret, step + 1))
    newcomer.see("68-door-code")
    newcomer.page.keyboard.press("Enter")
    expect(newcomer.page.get_by_role("navigation", name="主导航")).to_be_visible()
    newcomer.page.goto(f"{accounts[0]['url']}/notifications")
    newcomer.see_narrow("69-notifications-narrow")

    first.page.reload()
    row = first.page.get_by_role("row", name="newcomer").filter(has_text="在岗")
    row.get_by_role("button", name="停 用").click()
    first.page.locator(".ant-popconfirm").get_by_role("button", name="确 定").click()
    expect(first.page.get_by_role("row", name="newcomer").filter(has_text="已停用")).to_be_visible()
    newcomer.page.reload()
    expect(newcomer.page.get_by_label("用户名")).to_be_visible()
