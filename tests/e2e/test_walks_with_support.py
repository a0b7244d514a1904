"""Support and early warning with something in them, from every side, and a bank's programs."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import polars as pl
from playwright.sync_api import expect

from puhui.city.desk import Person
from puhui.kernel import SystemClock
from tests.api.answers import awaited
from tests.api.test_warnings import power_falls
from tests.e2e.borrower import Borrower, city_folder, staff
from tests.e2e.browsing import Visitor
from tests.e2e.steps.arriving import arrive

Visit = Callable[[str], Visitor]
BANK, OFFICE, LOAN_FEN = "bank-a", "pbc", 30_000_000


def _terms(today: date) -> dict[str, Any]:
    return {
        "name_zh": "春雨行动",
        "name_en": "Spring Rain",
        "about_zh": "支持小微企业春耕备货",
        "funder_zh": "市财政局",
        "funder_en": "Finance Bureau",
        "opens_on": (today - timedelta(days=1)).isoformat(),
        "ends_on": (today + timedelta(days=60)).isoformat(),
        "subsidy_rate": "0.01",
        "budget_fen": 10_000_000,
        "client_most_fen": 5_000_000,
        "quota": 3,
        "products": [f"{BANK}/guaranteed"],
        "listed": "key-firms",
    }


def _promised(city: dict[str, Any], borrower: Borrower) -> tuple[str, dict[str, Any]]:
    """A campaign for firms of a white list, and the application of one of them, guaranteed and subsidised."""
    today = SystemClock().now().date()
    demanded = {"code": "key-firms", "title_zh": "重点企业", "title_en": "Key firms"}
    demanded |= {
        "words_zh": "县域龙头企业，近两年持续经营",
        "words_en": "A leading firm of its county, two years in business",
    }
    entry = {"code": "key-firms", "uscc": borrower.code, "name": borrower.name}
    entry |= {"reason": "县域龙头", "source": "工信局 2026 年第 3 号"}
    with staff(city, OFFICE, "officer") as officer, staff(city, OFFICE, "approver") as approver:
        criteria = officer.post("/white-lists/criteria", demanded)
        approver.post(f"/white-lists/criteria/{criteria['id']}/publication")
        listed = officer.post("/white-lists", entry | {"expires_on": (today + timedelta(days=90)).isoformat()})
        approver.post(f"/white-lists/{listed['id']}/confirmation")
        made = officer.post("/campaigns", _terms(today))
        approver.post(f"/campaigns/{made['id']}/publication", {"version": made["version"]})
        officer.post("/campaigns", _terms(today) | {"name_zh": "秋收行动", "name_en": "Autumn Harvest", "listed": ""})
        awaited(lambda: [one for one in borrower.person.get("/campaigns/fitting")["items"] if one["id"] == made["id"]])
        support = {"campaign": made["id"], "lists": True}
        path = borrower.apply("guaranteed", LOAN_FEN, "equal_principal", support=support)
        awaited(lambda: officer.get("/guarantees")["items"])
    return path, made


def test_support_is_seen_from_every_side(city: dict[str, Any], visit: Visit) -> None:
    with Borrower(city, 2) as borrower:
        path, _ = _promised(city, borrower)
        office = arrive(city, visit, OFFICE, "officer")
        for place, name in (("担保业务", "guarantees"), ("专项活动", "campaigns"), ("白名单", "lists")):
            office.go(place)
            expect(office.page.get_by_role("heading", name=place).first).to_be_visible()
            office.see(f"130-{name}")
            office.see_narrow(f"130-{name}-phone")
        officer = arrive(city, visit, BANK, "officer")
        officer.page.goto(f"{officer.page.url.rstrip('/')}{path}")
        expect(officer.page.get_by_text("县域龙头")).to_be_visible()
        officer.see("131-review-with-support")
        officer.see_narrow("131-review-with-support-phone")
        owner = visit(borrower.account["url"])
        owner.sign_in(borrower.account)
        owner.page.goto(borrower.account["url"] + path)
        expect(owner.page.get_by_text("春雨行动").first).to_be_visible()
        owner.see("132-application-with-support")
        owner.see_narrow("132-application-with-support-phone")
        owner.go("融资匹配")
        expect(owner.page.get_by_test_id("fitting").get_by_text("春雨行动")).to_be_visible()
        owner.see("133-matches-with-campaign")


def test_an_enterprise_objects_to_a_list_and_reads_the_answer(city: dict[str, Any], visit: Visit) -> None:
    demanded = {"code": "green-firms", "title_zh": "绿色工厂", "title_en": "Green factories"}
    demanded |= {
        "words_zh": "取得市级以上绿色工厂认定且在有效期内",
        "words_en": "Holds a green factory certificate in force",
    }
    account = [one for one in city["accounts"] if one["role"] == "owner"][4]
    with staff(city, OFFICE, "officer") as officer:
        officer.post("/white-lists/criteria", demanded)
    # An approver publishes what the officer wrote.
    approver = arrive(city, visit, OFFICE, "approver")
    approver.go("白名单")
    drafted = approver.page.get_by_test_id("criteria").get_by_role("row").filter(has_text="绿色工厂")
    approver.see("134-criteria-drafted")
    drafted.get_by_role("button", name="发 布").click()
    approver.page.get_by_role("tooltip").get_by_role("button", name="确 定").click()
    expect(drafted.get_by_text("已发布")).to_be_visible()
    # The enterprise reads them and objects.
    owner = visit(account["url"])
    owner.sign_in(account)
    owner.go("融资匹配")
    owner.page.get_by_role("link", name="白名单").click()
    card = owner.page.get_by_test_id("list-green-firms")
    expect(card.get_by_text("不在名单上")).to_be_visible()
    card.get_by_role("button", name="提出异议").click()
    owner.page.get_by_label("异议理由").fill("认定证书有效期至明年")
    owner.see("135-objecting")
    owner.page.get_by_role("button", name="提交异议").click()
    expect(card.get_by_text("异议待答复")).to_be_visible()
    owner.see("136-objected")
    owner.see_narrow("136-objected-phone")
    # Whoever wrote the criteria does not judge; another person does.
    officer_page = arrive(city, visit, OFFICE, "officer")
    officer_page.go("白名单")
    expect(officer_page.page.get_by_text("须由另一人答复")).to_be_visible()
    line = approver.page.get_by_test_id("objections").get_by_role("region").filter(has_text="认定证书有效期至明年")
    line.get_by_label("答复理由").fill("证书核对无误，符合标准")
    approver.see("137-objection")
    approver.see_narrow("137-objection-phone")
    line.get_by_role("button", name="异议成立").click()
    expect(line.get_by_text("证书核对无误")).to_be_visible()
    # The name is proposed and confirmed like any other.
    officer_page.page.get_by_role("button", name="提出列入名单").click()
    officer_page.page.get_by_label("列入依据").fill("绿色工厂认定")
    officer_page.page.get_by_label("有效期至").fill((SystemClock().now().date() + timedelta(days=60)).isoformat())
    officer_page.see("138-listing-after-objection")
    officer_page.page.get_by_role("button", name="提交确认").click()
    approver.page.reload()
    approver.page.get_by_role("button", name="确认列入").click()
    owner.page.reload()
    expect(card.get_by_text("在名单上", exact=True)).to_be_visible()
    expect(card.get_by_text("证书核对无误")).to_be_visible()
    owner.see("139-listed")
    owner.see_narrow("139-listed-phone")


def _looked(watcher: Person, path: str) -> None:
    """Have a debtor looked at, and wait until it was."""
    watcher.post(path)
    awaited(lambda: watcher.get(path)["look"] is None)


def test_a_warning_is_seen_with_its_evidence_and_taken(city: dict[str, Any], visit: Visit) -> None:
    consumption = city_folder() / "nodes" / "power" / "data" / "consumption.parquet"
    table = pl.read_parquet(consumption)
    with Borrower(city, 3) as borrower, staff(city, BANK, "officer") as watcher:
        path = borrower.apply("tax-credit", LOAN_FEN, "equal_instalments")
        borrower.approved(path, BANK, LOAN_FEN, "equal_instalments")
        borrower.sign(path)
        loan = borrower.paid_out(path, BANK)
        borrower.grant({"purpose": "monitoring", "receiver": BANK})
        looking = f"/loans/{loan['id']}/monitoring"
        _looked(watcher, looking)
        power_falls(table, borrower.code).write_parquet(consumption)
        try:
            _looked(watcher, looking)
        finally:
            table.write_parquet(consumption)
    officer = arrive(city, visit, BANK, "officer")
    page = officer.page
    officer.go("贷后预警")
    expect(page.get_by_role("table").get_by_text(borrower.name).first).to_be_visible()
    officer.see("140-warnings")
    officer.see_narrow("140-warnings-phone")
    page.locator("a[href^='/warnings/']").first.click()
    expect(page.get_by_test_id("evidence")).to_be_visible()
    officer.see("141-warning")
    officer.see_narrow("141-warning-phone")
    page.get_by_role("button", name="领取任务").click()
    expect(page.get_by_text("处理中").first).to_be_visible()
    officer.see("142-warning-taken")


def test_a_bank_sees_its_programs(city: dict[str, Any], visit: Visit) -> None:
    with staff(city, BANK, "administrator") as administrator:
        administrator.post("/tokens", {"name": "core-officer", "role": "officer", "days": 90})
        administrator.post("/tokens", {"name": "core-approver", "role": "approver", "days": 90})
    person = arrive(city, visit, BANK, "administrator")
    person.go("人员与岗位")
    expect(person.page.get_by_text("core-officer").first).to_be_visible()
    person.see("150-programs")
    person.see_narrow("150-programs-phone")
