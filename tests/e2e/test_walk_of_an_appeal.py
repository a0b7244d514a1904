"""An application that is supplemented, refused, appealed against and decided anew, before the pages of both sides."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.api.answers import awaited
from tests.e2e.borrower import Borrower, staff
from tests.e2e.browsing import Visitor
from tests.e2e.steps.arriving import arrive

Visit = Callable[[str], Visitor]
BANK, LOAN_FEN = "bank-a", 20_000_000
LICENCE = {"name": "新营业执照.pdf", "mimeType": "application/pdf", "buffer": b"made up, again"}


def _assessed(city: dict[str, Any], path: str) -> None:
    with staff(city, BANK, "officer") as officer:
        awaited(lambda: officer.find(path))
        officer.post(f"{path}/assessment")
        for code in officer.get(f"{path}/screening")["open"]:
            officer.post(f"{path}/screening/steps", {"code": code, "seen": "已核对"})


def _second(city: dict[str, Any], visit: Visit) -> Visitor:
    """Another approver than the first."""
    _, account = [one for one in city["accounts"] if (one["org"], one["role"]) == (BANK, "approver")]
    person = visit(account["url"])
    person.sign_in(account)
    return person


def test_an_appeal_is_answered_by_somebody_else_and_the_application_decided_anew(
    city: dict[str, Any], visit: Visit
) -> None:
    with Borrower(city, 4) as borrower:
        path = borrower.apply("tax-credit", LOAN_FEN, "equal_instalments")
        _assessed(city, path)
        owner = visit(borrower.account["url"])
        owner.sign_in(borrower.account)
        owner.page.goto(borrower.account["url"] + path)
        _supplement(owner)
        approver = arrive(city, visit, BANK, "approver")
        approver.page.goto(approver.page.url.rstrip("/") + path)
        _decline(approver)
        _appeal(owner)
        approver.page.reload()
        approver.page.get_by_label("答复（企业可见）").fill("已核对")
        approver.page.get_by_role("button", name="维持原决定").click()
        expect(approver.page.get_by_text("由您本人评估或拒绝").first).to_be_visible()
        approver.see("163-own-decline")
        second = _second(city, visit)
        second.page.goto(second.page.url.rstrip("/") + path)
        _set_aside(second)
        _read_answer(owner)


def _supplement(owner: Visitor) -> None:
    page = owner.page
    card = page.get_by_test_id("supplement")
    card.get_by_role("button", name=re.compile(r"^补\s?充$")).click()
    expect(card.get_by_role("button", name="提交补充材料")).to_be_disabled()
    card.locator("input[type=file]").set_input_files(LICENCE)
    card.get_by_label("说明（选填，银行可见）").fill("营业执照已换发")
    owner.see("160-supplement")
    owner.see_narrow("160-supplement-phone")
    card.get_by_text("重新授权", exact=True).click()
    expect(card.get_by_test_id("sign")).to_be_visible()
    owner.see("160-supplement-grants")
    card.get_by_text("补充材料", exact=True).click()
    card.get_by_role("button", name="提交补充材料").click()
    expect(page.get_by_text("已补充材料")).to_be_visible()


def _decline(approver: Visitor) -> None:
    page = approver.page
    expect(page.get_by_text("评估之后，企业又补充了材料或授权")).to_be_visible()
    approver.see("161-review-supplemented")
    decide = page.get_by_test_id("decide")
    decide.get_by_text("拒绝", exact=True).click()
    decide.get_by_role("textbox").last.fill("订单真实性存疑")
    decide.locator("button[type=submit]").click()
    expect(page.get_by_test_id("decision")).to_be_visible()


def _appeal(owner: Visitor) -> None:
    page = owner.page
    page.reload()
    expect(page.get_by_text("对结果有异议？可申请复议一次")).to_be_visible()
    owner.see("162-refused")
    owner.see_narrow("162-refused-phone")
    page.get_by_role("button", name="申请复议").click()
    page.get_by_label("复议理由").fill("订单合同已签，原件可供核对")
    page.get_by_role("dialog").get_by_role("button", name="提交复议").click()
    expect(page.get_by_test_id("appeal")).to_contain_text("订单合同已签，原件可供核对")
    expect(page.get_by_text("复议中").first).to_be_visible()
    owner.see("162-appealed")
    owner.see_narrow("162-appealed-phone")


def _set_aside(second: Visitor) -> None:
    page = second.page
    page.get_by_label("答复（企业可见）").fill("已核对合同原件，重新审批")
    second.see("164-answer")
    second.see_narrow("164-answer-phone")
    page.get_by_role("button", name="撤销原决定，重新审批").click()
    expect(page.get_by_test_id("decide")).to_be_visible()
    second.see("165-reopened")


def _read_answer(owner: Visitor) -> None:
    page = owner.page
    page.reload()
    expect(page.get_by_test_id("appeal")).to_contain_text("已核对合同原件，重新审批")
    expect(page.get_by_text("对结果有异议？可申请复议一次")).to_have_count(0)
    owner.see("166-answered")
