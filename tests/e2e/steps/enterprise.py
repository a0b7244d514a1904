"""What an enterprise does in its portal, from its key to its first score, and on to who used its data."""

import re

from playwright.sync_api import expect

from tests.e2e.browsing import Visitor
from tests.e2e.steps.proofs import verify_receipt


def enrol(enterprise: Visitor, code: str) -> None:
    """The passkey is made and the registry attests it."""
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
    verify_receipt(enterprise, "05-receipt-enrolment", "登记企业密钥")
    page.get_by_role("link", name="继续：授权评分").click()


def score(enterprise: Visitor) -> None:
    """Consent is read and signed; score, portrait and opinion are there to see."""
    page = enterprise.page
    expect(page.get_by_test_id("sign")).to_be_disabled()
    enterprise.see("06-consent-score")
    enterprise.see_narrow("06-consent-score-phone")
    enterprise.consent()
    expect(page.get_by_test_id("score").get_by_role("img", name=re.compile(r"信用分 \d{3}"))).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("企业画像"))).to_be_visible()
    enterprise.see("07-home-score")
    enterprise.see_narrow("07-home-score-phone")
    enterprise.go("舆情")
    expect(page.get_by_test_id("opinion")).to_be_visible()
    enterprise.see("07-opinion")
    enterprise.see_narrow("07-opinion-phone")


def publish_need(enterprise: Visitor) -> None:
    """A need goes to the banks of the market, without a name."""
    page = enterprise.page
    enterprise.go("融资需求")
    page.get_by_role("button", name="新建需求").first.click()
    expect(page.get_by_test_id("draft")).to_be_visible()
    page.get_by_label("联系方式（仅告知您同意的银行）").fill("0369-5550101")
    enterprise.see("100-need-draft")
    enterprise.see_narrow("101-need-draft-phone")
    expect(page.get_by_text("草稿已自动保存")).to_be_visible()
    page.get_by_role("button", name="发 布").click()
    expect(page.get_by_test_id("need")).to_be_visible()


def agree_to_contact(enterprise: Visitor) -> None:
    """The bank that picked the need up may know who asks."""
    page = enterprise.page
    agree = page.get_by_role("button", name="同意联系")
    expect(agree).to_be_visible()
    enterprise.see("104-need-answered")
    agree.click()
    expect(agree).to_have_count(0)


def see_matches(enterprise: Visitor) -> str:
    """The products that fit, best first; the name of the best one's lender."""
    enterprise.go("融资匹配")
    match = enterprise.page.get_by_test_id("match").first
    expect(match.get_by_text("符合条件")).to_be_visible()
    enterprise.see("08-matches")
    enterprise.see_narrow("08-matches-phone")
    return str(match.get_by_test_id("lender").inner_text())


def fill_in(enterprise: Visitor) -> None:
    """The best match is applied for, with a paper and everything that may be granted besides: up to the signature."""
    page = enterprise.page
    page.get_by_test_id("match").first.get_by_role("link", name=re.compile("申\\s?请")).click()
    expect(page.get_by_label("金额")).to_be_visible()
    licence = {"name": "营业执照.pdf", "mimeType": "application/pdf", "buffer": b"made up"}
    page.get_by_test_id("papers").locator("input[type=file]").set_input_files(licence)
    expect(page.get_by_test_id("papers")).to_contain_text("营业执照.pdf")
    enterprise.see("09-apply")
    enterprise.see_narrow("09-apply-phone")
    page.get_by_role("button", name="下一步：查看要授权的内容").click()
    expect(page.get_by_test_id("sign")).to_be_visible()
    expect(page.locator(".consent-receiver").get_by_text("个人信息事宜联系")).to_be_visible()
    enterprise.see("10-apply-consent")
    if enterprise.grant_more():
        expect(page.get_by_role("region", name="企业主本人信用（本人单独授权）")).to_have_count(1)
        enterprise.see_narrow("10-apply-consent-more-phone")


def send(enterprise: Visitor) -> float:
    """Sign, and the application is on its way; when the portal had taken it, in milliseconds of the browser's clock."""
    page = enterprise.page
    with page.expect_response(
        lambda told: told.request.method == "POST" and told.url.endswith("/api/v1/applications")
    ) as taken:
        enterprise.consent()
    taken.value.finished()
    timing = taken.value.request.timing
    expect(page.get_by_text("申请已提交")).to_be_visible()
    expect(page.get_by_text(re.compile("剩余 \\d"))).to_be_visible()
    enterprise.see("11-application-submitted")
    enterprise.see_narrow("11-application-submitted-phone")
    return float(timing["startTime"] + timing["responseEnd"])


def see_uses(enterprise: Visitor) -> None:
    """Who used the data when, numbered; a grant is revoked, and the consequence told before."""
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
