"""Signing in by the bank's own identity provider, before a real browser that goes there and comes back."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.e2e.browsing import Visitor
from tests.identity_provider import IdentityProvider, User

Visit = Callable[[str], Visitor]
PROVIDER = "乙银行统一认证"


def test_invited_by_code_and_in_by_the_banks_own_sign_on(
    city: dict[str, Any], visit: Visit, identity_provider: IdentityProvider
) -> None:
    account = next(one for one in city["accounts"] if (one["org"], one["role"]) == ("bank-b", "administrator"))
    administrator = visit(account["url"])
    administrator.sign_in(account)
    administrator.go("人员与岗位")
    administrator.page.get_by_role("button", name="邀请人员").click()
    administrator.page.get_by_label("用户名").fill("single-sign-on")
    administrator.page.get_by_label("姓名").fill("郑一")
    administrator.page.get_by_role("combobox", name="岗位").click()
    administrator.page.get_by_title("客户经理", exact=True).click()
    administrator.page.get_by_role("button", name="邀请人员").last.click()
    code = administrator.page.get_by_test_id("invitation-code").inner_text()

    identity_provider.user = User(subject="E-1007")
    newcomer = visit(account["url"])
    newcomer.page.goto(account["url"])
    newcomer.page.get_by_role("link", name="收到邀请码？设置密码").click()
    join = newcomer.page.get_by_role("button", name=f"凭邀请码和{PROVIDER}账号加入，不设密码")
    expect(join).to_be_disabled()
    newcomer.page.get_by_label("邀请码").fill(code)
    newcomer.see("67-invitation-by-provider")
    join.click()
    newcomer.page.get_by_role("button", name="账户").click()
    newcomer.page.get_by_role("menuitem", name="账户与安全").click()
    expect(newcomer.page.get_by_text(f"已关联{PROVIDER}账号")).to_be_visible()
    newcomer.see("68-account-linked")

    again = visit(account["url"])
    again.page.goto(account["url"])
    expect(again.page.get_by_role("button", name=f"通过{PROVIDER}登录")).to_be_visible()
    again.see("69-door-with-provider")
    again.see_narrow("69-door-with-provider-narrow")
    identity_provider.user = User(subject="E-1007", amr=("pwd",))
    again.page.get_by_role("button", name=f"通过{PROVIDER}登录").click()
    expect(again.page.get_by_text("身份提供方未证明使用了第二因素")).to_be_visible()
    again.see("70-no-second-factor")
    assert "code=" not in again.page.url
    again.page.get_by_role("button", name="返回登录页").click()
    identity_provider.user = User(subject="E-1007", seconds_ago=3600)
    again.page.get_by_role("button", name=f"通过{PROVIDER}登录").click()
    again.page.get_by_role("button", name="账户").click()
    again.page.get_by_role("menuitem", name="账户与安全").click()
    again.page.get_by_role("button", name="启 用").click()  # too long ago for what needs it fresh
    identity_provider.user = User(subject="E-1007")
    again.see("71-confirm-by-provider")
    again.page.get_by_role("button", name=f"通过{PROVIDER}确认").click()
    expect(again.page.get_by_role("heading", name="我的账户")).to_be_visible()
    again.page.get_by_role("button", name="启 用").click()
    expect(again.page.get_by_test_id("factor-secret")).to_be_visible()

    administrator.page.reload()
    row = administrator.page.get_by_role("row").filter(has_text="single-sign-on").first
    expect(row.get_by_text("bank", exact=True)).to_be_visible()
    administrator.see("72-people-linked")
    row.get_by_role("button", name="解除关联").click()
    administrator.page.get_by_role("tooltip").get_by_role("button", name="确 定").click()
    expect(row.get_by_role("button", name="解除关联")).to_have_count(0)
    again.page.reload()
    again.page.get_by_role("button", name=f"通过{PROVIDER}登录").click()
    expect(again.page.get_by_text("没有关联到本机构可登录的人员")).to_be_visible()
