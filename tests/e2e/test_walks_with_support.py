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
    entry = {"code": "key-firms", "title_zh": "重点企业", "title_en": "Key firms", "uscc": borrower.code}
    entry |= {"name": borrower.name, "reason": "县域龙头", "source": "工信局 2026 年第 3 号"}
    with staff(city, OFFICE, "officer") as officer, staff(city, OFFICE, "approver") as approver:
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
