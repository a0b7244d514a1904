"""A loan by a score alone, through the pages: the sheet says so, one button computes it, and no figure is shown."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.browsing import Visitor

pytestmark = pytest.mark.spu

Visit = Callable[[str], Visitor]
_RUN_MS = 180_000  # six workers, each with the engine to load, on a busy machine
_BANK = "明澄农村商业银行"


def test_an_officer_asks_for_a_score_that_the_bureaus_compute_and_sees_nothing_else(
    city: dict[str, Any], visit: Visit
) -> None:
    owners = [account for account in city["accounts"] if account["role"] == "owner"]
    owner = owners[-2]  # the first is another walk's, and the last is handed another code
    enterprise = visit(owner["url"])
    enterprise.carry_device()
    enterprise.sign_in(owner)
    _enrol(enterprise, owner)
    _apply(enterprise, owner["url"])

    account = next(one for one in city["accounts"] if (one["org"], one["role"]) == ("bank-a", "officer"))
    officer = visit(account["url"])
    officer.sign_in(account)
    _score(officer, owner["enterprise"]["name"])

    page = enterprise.page
    enterprise.go("数据使用记录")
    expect(page.get_by_test_id("uses-complete")).to_be_visible()
    expect(page.get_by_text("仅信用分", exact=True)).to_have_count(5)
    enterprise.see("84-uses-score-only")


def _enrol(enterprise: Visitor, owner: dict[str, Any]) -> None:
    page = enterprise.page
    page.goto(f"{owner['url']}/enrolment")
    page.get_by_label("激活码").fill(owner["activation"])
    page.get_by_role("button", name="创建并登记密钥").click()
    expect(page.get_by_text("密钥已登记")).to_be_visible()


def _apply(enterprise: Visitor, url: str) -> None:
    page = enterprise.page
    page.goto(f"{url}/apply/score-only")
    expect(page.get_by_text("仅信用分，看不到任何一项数据")).to_be_visible()
    page.get_by_role("button", name="下一步：查看要授权的内容").click()
    sheet = page.get_by_test_id("score-only")
    expect(sheet).to_contain_text(f"{_BANK}只得到信用分、等级、违约概率和数据覆盖度")
    expect(sheet).to_contain_text("其中 5 家机构")
    page.get_by_text("查看告知书全文").first.click()
    expect(page.get_by_text("得不到下列任何一项数据").first).to_be_visible()
    enterprise.see("80-consent-score-only")
    enterprise.see_narrow("80-consent-score-only-phone")
    enterprise.consent()
    expect(page.get_by_text("申请已提交")).to_be_visible()


def _score(officer: Visitor, name: str) -> None:
    page = officer.page
    page.get_by_role("link", name=name).click()
    card = page.get_by_test_id("secret-score")
    expect(card.get_by_role("button", name="发起密算评分")).to_be_visible()
    expect(page.get_by_role("button", name="运行评估")).to_have_count(0)
    officer.see("81-secret-score")
    card.get_by_role("button", name="发起密算评分").click()
    expect(card.get_by_test_id("flow")).to_contain_text(_BANK)
    officer.see("82-secret-score-running")
    recommendation = page.get_by_test_id("recommendation")
    expect(recommendation).to_be_visible(timeout=_RUN_MS)
    expect(recommendation.get_by_text("缺依据").first).to_be_visible()
    portrait = page.get_by_test_id("portrait")
    expect(portrait).to_contain_text("本行得不到分数背后的任何一项数据")
    expect(portrait.get_by_role("img", name=re.compile(r"信用分 \d{3}"))).to_be_visible()
    expect(page.get_by_role("tab", name=re.compile("指标"))).to_have_count(0)
    officer.see("83-secret-score-done")
    officer.see_narrow("83-secret-score-done-phone")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_text("No figure behind it ever reaches us", exact=False)).to_be_visible()
    officer.see("83-secret-score-done-english")
