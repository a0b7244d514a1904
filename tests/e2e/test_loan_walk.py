"""One loan through the pages: an enterprise with a passkey, a bank's officer and approver, and each step's proof."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.browsing import Visitor

Visit = Callable[[str], Visitor]


def test_an_enterprise_walks_to_its_loan(city: dict[str, Any], visit: Visit) -> None:
    owner = next(account for account in city["accounts"] if account["role"] == "owner")
    enterprise = visit(owner["url"])
    enterprise.carry_device()
    enterprise.page.goto(owner["url"])
    expect(enterprise.page.get_by_role("heading", level=2)).to_be_visible()
    enterprise.see("01-door")
    enterprise.see_narrow("01-door-phone")
    enterprise.sign_in(owner)

    _enrol(enterprise, owner["activation"])
    _score(enterprise)
    lender = _apply(enterprise)
    enterprise.sign_out()

    staff = {account["role"]: account for account in city["accounts"] if account["org"] == _org_of(city, lender)}
    officer = visit(staff["officer"]["url"])
    _assess(officer, staff["officer"], owner["enterprise"]["name"])
    approver = visit(staff["approver"]["url"])
    _decide(approver, staff["approver"], owner["enterprise"]["name"])

    enterprise.sign_in(owner)
    _sign_contract(enterprise)
    _disburse(approver, owner["enterprise"]["name"])
    _see_loan(enterprise)
    _see_uses(enterprise)


def _enrol(enterprise: Visitor, code: str) -> None:
    page = enterprise.page
    expect(page.get_by_text("第一步：登记企业签名密钥")).to_be_visible()
    enterprise.see("02-home-new")
    page.get_by_role("link", name="创建并登记密钥").click()
    expect(page.get_by_label("激活码")).to_be_visible()
    enterprise.see("03-enrolment")
    expect(page.get_by_role("button", name="创建并登记密钥")).to_be_disabled()
    page.get_by_label("激活码").fill(code.lower())
    page.get_by_role("button", name="创建并登记密钥").click()
    expect(page.get_by_text("密钥已登记")).to_be_visible()
    enterprise.see("04-enrolled")
    _verify_receipt(enterprise, page, "05-receipt-enrolment", "登记企业密钥")
    page.get_by_role("link", name="继续：授权评分").click()


def _score(enterprise: Visitor) -> None:
    page = enterprise.page
    expect(page.get_by_test_id("sign")).to_be_disabled()
    enterprise.see("06-consent-score")
    enterprise.see_narrow("06-consent-score-phone")
    enterprise.consent()
    score = page.get_by_test_id("score")
    expect(score).to_be_visible()
    expect(score.get_by_role("img", name=re.compile(r"信用分 \d{3}"))).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("企业画像"))).to_be_visible()
    enterprise.see("07-home-score")
    enterprise.go("舆情")
    expect(page.get_by_test_id("opinion")).to_be_visible()
    enterprise.see("07-opinion")
    enterprise.see_narrow("07-opinion-phone")
    enterprise.go("首页")
    enterprise.see_narrow("07-home-score-phone")


def _apply(enterprise: Visitor) -> str:
    """Apply for the best match; the lender's name."""
    page = enterprise.page
    page.get_by_role("link", name="匹配贷款产品").click()
    match = page.get_by_test_id("match").first
    expect(match.get_by_text("符合条件")).to_be_visible()
    enterprise.see("08-matches")
    enterprise.see_narrow("08-matches-phone")
    match.get_by_role("link", name=re.compile("申\\s?请")).click()
    expect(page.get_by_label("金额")).to_be_visible()
    enterprise.see("09-apply")
    enterprise.see_narrow("09-apply-phone")
    page.get_by_role("button", name="下一步：查看要授权的内容").click()
    expect(page.get_by_test_id("sign")).to_be_visible()
    enterprise.see("10-apply-consent")
    lender = page.locator(".consent-receiver strong").inner_text()
    expect(page.locator(".consent-receiver").get_by_text("个人信息事宜联系")).to_be_visible()
    if enterprise.grant_more():
        sheets = page.get_by_role("region", name="企业主本人信用（本人单独授权）")
        expect(sheets).to_have_count(1)
        enterprise.see("10-apply-consent-more")
        enterprise.see_narrow("10-apply-consent-more-phone")
    enterprise.consent()
    expect(page.get_by_text("申请已提交")).to_be_visible()
    expect(page.get_by_text(re.compile("剩余 \\d"))).to_be_visible()
    enterprise.see("11-application-submitted")
    enterprise.see_narrow("11-application-submitted-phone")
    return lender


def _assess(officer: Visitor, account: dict[str, Any], name: str) -> None:
    page = officer.page
    officer.sign_in(account)
    expect(page.get_by_role("link", name=name)).to_be_visible()
    officer.see("12-inbox")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("button", name="运行评估")).to_be_visible()
    expect(page.get_by_test_id("decide")).to_have_count(0)  # who assesses does not decide
    officer.see("13-review-before")
    page.get_by_role("button", name="运行评估").click()
    recommendation = page.get_by_test_id("recommendation")
    expect(recommendation).to_be_visible()
    expect(recommendation.get_by_text("决定项")).to_be_visible()
    expect(page.get_by_test_id("portrait")).to_be_visible()
    officer.see("14-review-assessed")
    _settle_screening(officer)
    page.get_by_role("tab", name="关联发现").click()
    officer.see("14-review-relations")
    page.get_by_role("tab", name="交叉核对").click()
    expect(page.get_by_role("table", name="交叉核对")).to_contain_text("申报与开票")
    officer.see("14-review-cross-checks")
    page.get_by_role("tab", name=re.compile("舆情")).click()
    opinion = page.get_by_test_id("opinion")
    expect(opinion.get_by_role("img", name=re.compile("三年舆情"))).to_be_visible()
    expect(opinion.get_by_text("不计入信用分")).to_be_visible()
    officer.see("14-review-opinion")
    page.get_by_role("tab", name=re.compile("指标")).click()
    groups = page.get_by_test_id("indicator-groups")
    expect(groups).to_contain_text("登记与变更指标")
    for heading in groups.get_by_role("button").all()[1:3]:
        heading.click()
    officer.see("15-review-indicators")


def _settle_screening(officer: Visitor) -> None:
    """Each sign that screening asks to verify is recorded: a form a sign, until none is left."""
    screening = officer.page.get_by_test_id("screening")
    expect(screening).to_contain_text(re.compile("通过|待核实"))
    officer.see("14-review-screening")
    forms = screening.get_by_role("button", name="记录核实结果")
    for left in range(forms.count(), 0, -1):
        expect(forms).to_have_count(left)
        screening.get_by_label("核实方式与所见").first.fill("电话回访法定代表人，确系本人申请")
        forms.first.click()
    expect(screening).to_contain_text(re.compile("通过|已核实"))
    officer.see("14-review-screening-settled")


def _decide(approver: Visitor, account: dict[str, Any], name: str) -> None:
    page = approver.page
    approver.sign_in(account)
    page.get_by_role("link", name=name).click()
    decide = page.get_by_test_id("decide")
    expect(decide).to_be_visible()
    decide.get_by_label("审批意见").fill("经营稳定，同意。")
    approver.see("16-decide")
    decide.get_by_role("button", name="批准并通知企业").click()
    expect(page.get_by_test_id("decision")).to_be_visible()
    approver.see("17-decided")
    page.get_by_role("link", name="重放决策").click()
    page.get_by_role("button", name="开始重放").click()
    expect(page.get_by_test_id("replay").get_by_text("结果完全一致")).to_be_visible()
    approver.see("18-replay")


def _sign_contract(enterprise: Visitor) -> None:
    page = enterprise.page
    page.get_by_role("link", name="去签署合同").click()
    expect(page.get_by_role("button", name="用密钥签署合同")).to_be_disabled()
    expect(page.get_by_text("综合年化成本", exact=True)).to_be_visible()
    enterprise.see("19-contract")
    enterprise.see_narrow("19-contract-phone")
    page.get_by_label("我已核对金额、利率与还款计划，同意签署").check()
    page.get_by_role("button", name="用密钥签署合同").click()
    expect(page.get_by_text("合同已签署，等待银行放款")).to_be_visible()
    enterprise.see("20-contracted")


def _disburse(approver: Visitor, name: str) -> None:
    page = approver.page
    page.go_back()
    page.get_by_role("button", name="放款").click()
    page.get_by_role("button", name=re.compile("确\\s?定")).click()
    expect(page.get_by_text("贷款已发放")).to_be_visible()
    approver.see("21-disbursed")
    approver.go("贷款")
    expect(page.get_by_role("table", name="贷款").get_by_text(name)).to_be_visible()
    approver.see("22-bank-loans")


def _see_loan(enterprise: Visitor) -> None:
    page = enterprise.page
    page.get_by_role("link", name="查看还款计划").click()
    schedule = page.get_by_test_id("schedule")
    expect(schedule.locator("tr[data-row-key]")).to_have_count(12)
    enterprise.see("23-loan")
    enterprise.see_narrow("23-loan-phone")
    _verify_receipt(enterprise, page, "24-receipt-loan", "贷款发放")
    page.get_by_role("button", name=re.compile("^还\\s?款$")).click()
    page.get_by_role("button", name=re.compile("确\\s?定")).click()
    expect(schedule.get_by_text("已还", exact=True).nth(1)).to_be_visible()  # the first is the column's head


def _see_uses(enterprise: Visitor) -> None:
    page = enterprise.page
    enterprise.go("授权管理")
    expect(page.get_by_text("有效期至").first).to_be_visible()
    enterprise.see("25-grants")
    enterprise.see_narrow("25-grants-phone")
    active = page.get_by_role("button", name="撤回").count()
    page.get_by_role("button", name="撤回").first.click()
    expect(page.get_by_text("立即生效：从下一次使用起一律拒绝。")).to_be_visible()
    enterprise.see("25-revocation")
    page.get_by_role("button", name="用密钥签署撤回").click()
    expect(page.get_by_role("button", name="撤回")).to_have_count(active - 1)
    enterprise.go("数据使用记录")
    expect(page.get_by_test_id("uses-complete")).to_be_visible()
    enterprise.see("26-uses")
    enterprise.see_narrow("26-uses-phone")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Who used my data")).to_be_visible()
    enterprise.see("27-uses-english")
    page.get_by_role("link", name="Home").first.click()
    expect(page.get_by_test_id("score")).to_be_visible()
    enterprise.see("28-home-english")
    enterprise.see_narrow("28-home-english-phone")


def _verify_receipt(visitor: Visitor, page: Page, name: str, proves: str) -> None:
    """Open the first receipt on the page and see what it proves, and every step of it ticked."""
    page.get_by_role("button", name="查看回执").first.click()
    receipt = page.get_by_test_id("receipt")
    expect(receipt).to_have_attribute("data-verified", "true")
    expect(receipt.get_by_text("核验通过")).to_be_visible()
    expect(receipt.get_by_test_id("receipt-step")).to_have_text(proves)
    assert receipt.locator(".check-ok").count() >= 3
    assert receipt.locator(".check-bad").count() == 0
    visitor.see(name)
    page.keyboard.press("Escape")
    expect(receipt).to_have_count(0)


def _org_of(city: dict[str, Any], name: str) -> str:
    return next(node["org"] for node in city["nodes"] if node["name_zh"] == name)
