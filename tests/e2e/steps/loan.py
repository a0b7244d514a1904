"""A loan from its contract to its relief, from both sides."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.e2e.browsing import Visitor
from tests.e2e.steps.proofs import verify_receipt

REASON = "订单延后 <img src=x onerror=\"document.title='taken'\"> 暂时周转困难"  # words, to whoever reads them


def sign_contract(enterprise: Visitor) -> None:
    """The enterprise reads what it costs, and signs."""
    page = enterprise.page
    enterprise.go("首页")
    page.get_by_role("link", name="去签署合同").click()
    expect(page.get_by_role("button", name="用密钥签署合同")).to_be_disabled()
    expect(page.get_by_text("综合年化成本", exact=True)).to_be_visible()
    enterprise.see("19-contract")
    enterprise.see_narrow("19-contract-phone")
    page.get_by_label("我已核对金额、利率与还款计划，同意签署").check()
    page.get_by_role("button", name="用密钥签署合同").click()
    expect(page.get_by_text("合同已签署，等待银行放款")).to_be_visible()
    enterprise.see("20-contracted")


def disburse(approver: Visitor, name: str) -> None:
    """The bank pays out."""
    page = approver.page
    page.get_by_role("button", name="放款").click()
    page.get_by_role("button", name=re.compile("确\\s?定")).click()
    expect(page.get_by_text("贷款已发放")).to_be_visible()
    approver.see("21-disbursed")
    approver.go("贷款")
    expect(page.get_by_role("table", name="贷款").get_by_text(name)).to_be_visible()
    approver.see("22-bank-loans")


def pay_first(enterprise: Visitor) -> None:
    """The enterprise sees what it owes and pays the first instalment."""
    page = enterprise.page
    page.get_by_role("link", name="查看还款计划").click()
    schedule = page.get_by_test_id("schedule")
    expect(schedule.locator("tr[data-row-key]")).to_have_count(12)
    enterprise.see("23-loan")
    enterprise.see_narrow("23-loan-phone")
    verify_receipt(enterprise, "24-receipt-loan", "贷款发放")
    page.get_by_test_id("pay-act").click()
    page.get_by_role("button", name=re.compile("确\\s?定")).dblclick()
    expect(schedule.get_by_text("已还", exact=True).nth(1)).to_be_visible()  # the first is the column's head
    expect(page.get_by_text("还款入账")).to_have_count(1)


def ask_relief(enterprise: Visitor) -> None:
    """A part is quoted for prepayment; then a deferral is asked for."""
    page = enterprise.page
    pay = page.get_by_test_id("pay")
    pay.get_by_label("还款金额").fill("50000")
    expect(pay.get_by_text("这是部分提前还本，此后的还款计划变为：")).to_be_visible()
    enterprise.see("24-prepayment")
    form = page.get_by_test_id("ask-relief")
    form.get_by_text("延期还本付息").click()
    form.get_by_label("方案").click()
    page.get_by_role("option").first.press("Enter")
    latest = form.get_by_label("新的到期日").get_attribute("max")
    assert latest
    form.get_by_label("新的到期日").fill(latest)
    form.get_by_label("申请原因").fill(REASON)
    enterprise.see("24-ask-relief")
    enterprise.see_narrow("24-ask-relief-phone")
    form.get_by_role("button", name="提交申请").click()
    expect(page.get_by_test_id("conditions")).to_contain_text("暂时困难，经营仍可持续")
    expect(page.get_by_text(REASON)).to_be_visible()
    enterprise.see("24-relief")
    enterprise.see_narrow("24-relief-phone")


def grant_relief(officer: Visitor, approver: Visitor, name: str) -> None:
    """The officer looks into it and proposes; the sum is above one person's say, and the approver confirms."""
    page = officer.page
    officer.go("纾困")
    expect(page.get_by_role("table", name="纾困").get_by_text(name)).to_be_visible()
    officer.see("24-bank-reliefs")
    page.get_by_role("link", name="延期还本付息").click()
    expect(page.get_by_text(REASON)).to_be_visible()
    decide = page.get_by_test_id("decide-relief")
    decide.get_by_label("符合", exact=True).check()
    decide.get_by_placeholder("怎样核实、所见为何").fill("已实地查看，订单真实")
    officer.see("24-decide-relief")
    decide.get_by_role("button", name=re.compile("^同\\s?意$")).click()
    expect(page.get_by_text("待复核").first).to_be_visible()
    approver.go("纾困")
    approver.page.get_by_role("link", name="延期还本付息").click()
    confirm = approver.page.get_by_test_id("confirm-relief")
    approver.see("24-confirm-relief")
    confirm.get_by_role("button", name="复核同意").click()
    approver.page.locator(".ant-popconfirm").get_by_role("button", name=re.compile("确\\s?定")).click()
    expect(approver.page.get_by_text("已生效").first).to_be_visible()
    approver.see("24-relief-granted")


def see_relief_granted(enterprise: Visitor) -> None:
    """The enterprise is told, and its bills have moved."""
    page = enterprise.page
    expect(page.get_by_text("已生效").first).to_be_visible()
    enterprise.see("24-relief-told")


def funnel(government: Visitor) -> dict[str, int]:
    """How many came how far, as the page tells it now."""
    page = government.page
    government.go("节点")
    government.page.reload()
    government.go("融资统计")
    expect(page.get_by_role("heading", name="全市融资统计")).to_be_visible()
    expect(page.locator(".ant-skeleton-active")).to_have_count(0)
    told: dict[str, Any] = {step: page.get_by_test_id(f"funnel-{step}") for step in ("applied", "approved", "drawn")}
    return {step: int(re.sub(r"\D", "", shown.inner_text())) if shown.count() else 0 for step, shown in told.items()}
