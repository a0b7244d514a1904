"""A court lets a bank match its list of debtors; the bank begins, watches, downloads; the court sees no result."""

import contextlib
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.e2e import processes
from tests.e2e.browsing import Visitor

pytestmark = pytest.mark.spu

Visit = Callable[[str], Visitor]
_RUN_MS = 120_000  # two workers, each with the engine to load, on a busy machine
_LIST = "失信与限制消费名单"
_STRANGER = "91110000600037341L"


_PRODUCTS = ("税易贷", "普惠经营贷", "流动资金贷款")


def _table(city: dict[str, Any]) -> str:
    """The enterprises that have an account, as a table of the bank's own."""
    owners = [one["enterprise"]["uscc"] for one in city["accounts"] if one["role"] == "owner"]
    return "\n".join(["uscc", *owners, ""])


def _account(city: dict[str, Any], org: str, role: str) -> dict[str, Any]:
    return next(one for one in city["accounts"] if one["org"] == org and one["role"] == role)


def _arrive(city: dict[str, Any], visit: Visit, org: str, role: str) -> Visitor:
    account = _account(city, org, role)
    visitor = visit(account["url"])
    visitor.sign_in(account)
    return visitor


@pytest.fixture
def court(city: dict[str, Any], visit: Visit) -> Visitor:
    """The court's steward, signed in."""
    return _arrive(city, visit, "court", "steward")


@pytest.fixture
def bank(city: dict[str, Any], visit: Visit) -> Visitor:
    """The bank's steward, signed in."""
    return _arrive(city, visit, "bank-a", "steward")


def _choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.locator(".ant-select-item-option", has_text=option).click()


def _open_mandate(court: Visitor, operation: str) -> None:
    page = court.page
    court.go("委托")
    page.get_by_role("button", name="出具委托").click()
    _choose(page, "给哪家机构", "明澄农村商业银行")
    page.get_by_role("radio", name=operation).check()
    _choose(page, "用途", "识别欺诈与多头借贷")


def _sign_mandate(court: Visitor) -> None:
    court.page.get_by_role("button", name="出具委托").click()
    expect(court.page.get_by_test_id("mandate").first).to_be_visible()


def _wait_done(page: Page) -> None:
    expect(page.get_by_test_id("computation-state")).to_have_text("已完成", timeout=_RUN_MS)


def _download(page: Page, folder: Path) -> list[str]:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载结果").click()
    waiting.value.save_as(folder / "result.csv")
    return (folder / "result.csv").read_text(encoding="utf-8").split()


def _in_english(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("button", name="English").click()
    expect(visitor.page.get_by_role("button", name="中文")).to_be_visible()
    visitor.page.wait_for_load_state("networkidle")
    visitor.see(name)
    visitor.page.get_by_role("button", name="中文").click()


def test_a_bank_matches_a_list_of_its_own_with_the_courts_and_the_court_sees_no_result(
    city: dict[str, Any], court: Visitor, bank: Visitor, tmp_path: Path
) -> None:
    bank.go("隐私计算")
    expect(bank.page.get_by_text("还没有隐私计算")).to_be_visible()
    bank.see("70-no-computation")
    bank.page.get_by_role("button", name="发起隐私计算").click()
    bank.page.get_by_role("radio", name="隐私求交").check()
    expect(bank.page.get_by_text("没有可用于此运算的委托")).to_be_visible()
    bank.see("71-no-mandate")

    _open_mandate(court, "隐私求交")
    expect(court.page.get_by_test_id("letting")).to_contain_text(f"也在“{_LIST}”上。最多 12 次")
    expect(court.page.get_by_role("checkbox", name="统一社会信用代码")).to_be_disabled()
    expect(court.page.get_by_role("checkbox", name="dishonest")).not_to_be_checked()
    court.see("72-open-mandate")
    court.see_narrow("72-open-mandate-phone")
    _in_english(court, "72-open-mandate-en")
    _sign_mandate(court)
    court.see("73-mandates-given")

    bank.go("委托")
    expect(bank.page.get_by_test_id("mandate")).to_contain_text("还可使用 12 次")
    bank.see("74-mandates-received")
    bank.see_narrow("74-mandates-received-phone")
    _in_english(bank, "74-mandates-received-en")
    bank.page.get_by_role("button", name="用它发起计算").click()
    _choose(bank.page, "名单", "风险关注名单")
    bank.page.get_by_text("自带 CSV").click()
    bank.page.get_by_label("粘贴 CSV").fill(_table(city))
    bank.see("75-propose")
    bank.see_narrow("75-propose-phone")
    _in_english(bank, "75-propose-en")
    bank.page.get_by_role("button", name="发起计算").click()
    expect(bank.page.get_by_test_id("flow")).to_contain_text(_LIST)
    bank.see("76-under-way")
    _wait_done(bank.page)
    bank.page.get_by_text("技术信息").click()
    bank.see("77-done")
    bank.see_narrow("77-done-phone")
    _in_english(bank, "77-done-en")
    header, *matched = _download(bank.page, tmp_path)
    assert header == "uscc"
    assert set(matched) <= set(_table(city).split())

    court.go("隐私计算")
    expect(court.page.get_by_test_id("computation")).to_contain_text("明澄农村商业银行")
    court.see("78-computations")
    court.see_narrow("78-computations-phone")
    _in_english(court, "78-computations-en")
    court.page.get_by_test_id("computation").click()
    _wait_done(court.page)
    expect(court.page.get_by_text("结果只交给明澄农村商业银行")).to_be_visible()
    expect(court.page.get_by_role("link", name="下载结果")).to_have_count(0)
    court.see("79-done-at-the-court")

    court.go("委托")
    expect(court.page.get_by_test_id("mandate")).to_contain_text("还可使用 11 次")
    court.page.get_by_role("button", name="撤回委托").click()
    court.see("80-withdraw")
    court.page.get_by_role("dialog").get_by_role("button", name="撤回委托").click()
    expect(court.page.get_by_test_id("mandate")).to_contain_text("已撤回")


def test_what_is_wrong_with_ones_own_list_is_told_in_place_and_nothing_that_was_typed_is_lost(
    court: Visitor, bank: Visitor, tmp_path: Path
) -> None:
    _open_mandate(court, "隐私查询")
    _sign_mandate(court)
    bank.go("委托")
    asking = bank.page.get_by_test_id("mandate").filter(has_text="隐私查询")
    asking.get_by_role("button", name="用它发起计算").click()
    bank.page.get_by_text("自带 CSV").click()
    table = bank.page.get_by_label("粘贴 CSV")
    table.fill(f"code\n{_STRANGER}\n")
    bank.page.get_by_role("button", name="发起计算").click()
    expect(bank.page.get_by_role("alert").filter(has_text="缺少列 uscc")).to_be_visible()
    expect(table).to_have_value(f"code\n{_STRANGER}\n")
    bank.see("81-not-clear")
    table.fill(f"uscc\n{_STRANGER}\n")
    expect(bank.page.get_by_text("列：uscc · 1 行")).to_be_visible()
    bank.page.get_by_role("button", name="发起计算").click()
    _wait_done(bank.page)
    assert _download(bank.page, tmp_path) == ["uscc,on_list,level", f"{_STRANGER},no,"]


def _waiting_worker(org: str) -> psutil.Process:
    """The worker that a node of the city keeps warm; one comes after its first job.

    The worker of that first job was told to wait, too, and may still be leaving: at its job it moved into the job's
    folder, so only one that stands at the root has no job yet.
    """
    nothing = threading.Event()
    for _ in range(300):
        for process in [child for node, folder in processes.nodes() if folder.name == org for child in node.children()]:
            with contextlib.suppress(psutil.NoSuchProcess):
                if "--wait" in process.cmdline() and process.cwd() == "/":
                    return process
        nothing.wait(0.1)
    raise AssertionError(f"{org} keeps no worker warm")


def _match_own_table(bank: Visitor, table: str) -> None:
    bank.go("委托")
    usable = bank.page.get_by_test_id("mandate").filter(has_text="隐私求交").filter(has_text="还可使用")
    usable.first.get_by_role("button", name="用它发起计算").click()
    bank.page.get_by_text("自带 CSV").click()
    bank.page.get_by_label("粘贴 CSV").fill(table)
    bank.page.get_by_role("button", name="发起计算").click()


def test_a_computation_that_is_ended_shows_why(city: dict[str, Any], court: Visitor, bank: Visitor) -> None:
    _open_mandate(court, "隐私求交")
    _sign_mandate(court)
    _match_own_table(bank, _table(city))
    _wait_done(bank.page)
    _waiting_worker("court").suspend()  # the court's part in the next one never begins
    _match_own_table(bank, _table(city))
    bank.page.get_by_role("button", name="终止计算").click()
    bank.see("82-end")
    bank.page.get_by_role("dialog").get_by_role("button", name="终止计算").click()
    expect(bank.page.get_by_test_id("computation-state")).to_have_text("已终止")
    bank.see("83-ended")


def test_three_banks_add_up_what_they_have_lent_and_none_sees_anothers_figures(
    city: dict[str, Any], visit: Visit, bank: Visitor, tmp_path: Path
) -> None:
    for other in ("bank-b", "bank-c"):
        lender = _arrive(city, visit, other, "steward")
        lender.go("委托")
        lender.page.get_by_role("button", name="出具委托").click()
        _choose(lender.page, "名单", "授信余额")
        _choose(lender.page, "给哪家机构", "明澄农村商业银行")
        lender.page.get_by_role("radio", name="安全汇总").check()
        _choose(lender.page, "用途", "统计分析")
        expect(lender.page.get_by_role("checkbox", name="outstanding_fen")).to_be_checked()
        lender.see(f"85-mandate-for-a-sum-{other}")
        _sign_mandate(lender)

    bank.go("隐私计算")
    bank.page.get_by_role("button", name="发起隐私计算").click()
    bank.page.get_by_role("radio", name="安全汇总").check()
    for name in ("青湖银行", "兴农村镇银行"):
        bank.page.get_by_role("checkbox", name=name).check()
    _choose(bank.page, "名单", "授信余额")
    bank.page.get_by_role("checkbox", name="余额（分）").check()
    groups = bank.page.get_by_label("分组")
    for product in _PRODUCTS:
        groups.fill(product)
        groups.press("Enter")
    bank.see("86-propose-a-sum")
    bank.see_narrow("86-propose-a-sum-phone")
    bank.page.get_by_role("button", name="发起计算").click()
    _wait_done(bank.page)
    bank.see("87-summed")
    header, *rows = _download(bank.page, tmp_path)
    assert header.split(",")[0] == "product"
    assert sorted(row.split(",")[0] for row in rows) == sorted(_PRODUCTS)


def test_an_auditor_looks_on_and_has_no_button(city: dict[str, Any], visit: Visit) -> None:
    auditor = _arrive(city, visit, "bank-a", "auditor")
    auditor.go("委托")
    expect(auditor.page.get_by_role("region", name="别人给本机构的")).to_be_visible()
    expect(auditor.page.get_by_role("button", name=re.compile("出具委托|撤回|发起"))).to_have_count(0)
    auditor.go("隐私计算")
    expect(auditor.page.get_by_role("heading", name="隐私计算")).to_be_visible()
    expect(auditor.page.get_by_role("button", name="发起隐私计算")).to_have_count(0)
    auditor.see("84-auditor")
