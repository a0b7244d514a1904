"""The bank's tables out and in, and its core system's day."""

import re
from datetime import UTC, datetime

from playwright.sync_api import expect

from puhui.lending.office import day_in_china
from puhui.lending.reconciling.layout import HEADER
from tests.e2e.browsing import Visitor

_HEADS = "uscc,as_of,rating,limit_yuan,watched,note\r\n"


def own_customers(uscc: str) -> bytes:
    """The bank's own word on one customer."""
    return f"{_HEADS}{uscc},2026-11-01,A2,300000.50,是,老客户，往来八年\r\n".encode()


def core_day(loan: str) -> bytes:
    """A file of today's business date: the core has the loan, and one that is nowhere else."""
    day = day_in_china(datetime.now(UTC))
    rows = [f"B,{loan},{day},outstanding_fen,12345678,", f"M,{loan},{day},repaid,2500,core-77"]
    rows.append(f"B,lon_01J00000000000000000000000,{day},accrued_fen,1208,")
    return "\n".join([",".join(HEADER), *rows, ""]).encode()


def _give(person: Visitor, name: str, file: bytes) -> None:
    given = {"name": name, "mimeType": "text/csv", "buffer": file}
    person.page.locator("input[type=file]").set_input_files(given)  # type: ignore[arg-type]


def take_out(officer: Visitor) -> None:
    """How many repayments there are is told beforehand; the file holds them."""
    page = officer.page
    officer.go("表格往来")
    card = page.get_by_test_id("export")
    card.get_by_role("combobox", name="表").click()
    page.get_by_title("还款", exact=True).click()
    card.get_by_text("本月", exact=True).click()
    expect(card.get_by_test_id("rows")).to_have_text(re.compile(r"共 \d+ 行"))
    officer.see("108-export")
    officer.see_narrow("108-export-phone")
    with page.expect_download() as download:
        card.get_by_role("button", name="下载 CSV").click()
    assert download.value.suggested_filename.startswith("repayments-")
    card.get_by_label("止").fill("2020-01-01")
    expect(page.get_by_text("早于开始日")).to_be_visible()
    card.get_by_text("全部", exact=True).click()
    expect(card.get_by_role("button", name="下载 Excel")).to_be_enabled()


def bring_in(steward: Visitor, uscc: str) -> None:
    """A file with faults is told cell by cell and kept nowhere; without them it is looked at, kept, and forgotten."""
    page = steward.page
    steward.go("表格往来")
    expect(page.get_by_text("还没有导入过本行客户数据")).to_be_visible()
    _give(steward, "客户.csv", own_customers(uscc) + b"91110000600037341M,x,,-1,maybe,=1+1\r\n")
    expect(page.get_by_text("有 6 处错误")).to_be_visible()
    steward.see("109-import-faults")
    steward.see_narrow("109-import-faults-phone")
    _give(steward, "客户.csv", own_customers(uscc))
    page.get_by_role("button", name="保存 1 行").click()
    expect(page.get_by_text("已保存 1 行")).to_be_visible()
    kept = page.get_by_test_id("kept")
    expect(kept.get_by_text(uscc)).to_be_visible()
    steward.see("110-imported")
    steward.see_narrow("110-imported-phone")
    kept.get_by_role("row", name=uscc).get_by_role("button").click()
    page.locator(".ant-popconfirm").get_by_role("button", name=re.compile("确\\s?定")).click()
    expect(page.get_by_text("还没有导入过本行客户数据")).to_be_visible()


def reconcile(officer: Visitor) -> None:
    """The core's file of today, in which two loans differ: each difference with its cause, and all of them to keep."""
    page = officer.page
    officer.go("贷款")
    loan = page.locator("a code").first.inner_text()
    officer.go("核心对账")
    expect(page.get_by_text("选择核心系统的当日文件，即可看到两边是否一致")).to_be_visible()
    officer.see("111-core-empty")
    _give(officer, "core.csv", b"loan,amount\n")
    expect(page.get_by_text("表头应为")).to_be_visible()
    _give(officer, "core.csv", core_day(loan))
    expect(page.get_by_text("笔不一致")).to_be_visible()
    found = page.get_by_test_id("differences")
    expect(found.get_by_role("link", name=loan)).to_be_visible()
    expect(found.get_by_text("本系统没有该贷款")).to_be_visible()
    officer.see("112-reconciliation")
    officer.see_narrow("112-reconciliation-phone")
    with page.expect_download() as download:
        found.get_by_role("button", name="下载差异 CSV").click()
    assert download.value.suggested_filename.startswith("core-")
    page.get_by_role("link", name="返回对账历史").click()
    expect(page.get_by_text("笔贷款有差异")).to_be_visible()
    officer.see("113-core")
    officer.see_narrow("113-core-phone")
