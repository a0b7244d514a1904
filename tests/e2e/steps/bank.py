"""What a bank's officer and approver do with an application, and with the rules that it is judged by."""

import re
from typing import Any

from playwright.sync_api import Route, expect

from tests.e2e.browsing import Visitor

_RUN_MS = 120_000
_WATCH = """() => {
  const bell = document.querySelector("[data-testid=bell]");
  const before = Number(bell.dataset.unread);
  const watcher = new MutationObserver(() => {
    if (Number(bell.dataset.unread) <= before || bell.dataset.rang) return;
    bell.dataset.rang = String(Date.now());
  });
  watcher.observe(bell, { attributes: true, attributeFilter: ["data-unread"] });
}"""


def pick_up_need(officer: Visitor) -> None:
    """The bank takes up the need of an enterprise that it does not know."""
    page = officer.page
    officer.go("需求看板")
    expect(page.get_by_text("匿名企业")).to_be_visible()
    officer.see("102-board")
    officer.see_narrow("103-board-phone")
    page.get_by_role("button", name="接 单").click()
    expect(page.get_by_role("button", name="接 单")).to_have_count(0)


def know_the_need(officer: Visitor, name: str) -> None:
    """Once the enterprise agreed, the bank sees whose need it is."""
    officer.page.reload()
    expect(officer.page.get_by_text(name)).to_be_visible()
    officer.see("105-board-agreed")


def watch_bell(officer: Visitor) -> None:
    """Wait before the inbox; whatever the node pushes into the page is timed by the page itself."""
    officer.go("待办申请")
    expect(officer.page.get_by_role("heading", name="待办申请")).to_be_visible()
    officer.page.evaluate(_WATCH)


def rang_at(officer: Visitor) -> float:
    """When the bell rang, in milliseconds of the browser's clock; waits until it does."""
    bell = officer.page.get_by_test_id("bell")
    expect(bell).to_have_attribute("data-rang", re.compile(r"^\d+$"))
    return float(bell.get_attribute("data-rang") or 0)


def open_application(officer: Visitor, name: str) -> None:
    """From the inbox, where it has come in by itself, to the review."""
    page = officer.page
    expect(page.get_by_role("link", name=name)).to_be_visible()
    officer.see("12-inbox")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("button", name="运行评估")).to_be_visible()
    expect(page.get_by_test_id("decide")).to_have_count(0)  # who assesses does not decide
    officer.see("13-review-before")


def assess(officer: Visitor) -> None:
    """The custodians answer, the rules speak, and the portrait is read leaf by leaf."""
    page = officer.page
    page.get_by_role("button", name="运行评估").click()
    recommendation = page.get_by_test_id("recommendation")
    expect(recommendation).to_be_visible(timeout=_RUN_MS)
    expect(recommendation.get_by_text("决定项")).to_be_visible()
    expect(recommendation).not_to_contain_text("EVIDENCE_THIN")
    expect(page.get_by_test_id("portrait")).to_be_visible()
    officer.see("14-review-assessed")
    checks = page.get_by_test_id("checks")
    expect(checks).to_contain_text("三要素 · 一致")
    expect(checks).to_contain_text("营业执照长期有效")
    expect(page.get_by_test_id("watch")).to_contain_text("涉诈名单")
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
    expect(screening).to_contain_text(re.compile("通过|待核实|已核实"))
    forms = screening.get_by_role("button", name="记录核实结果")
    for left in range(forms.count(), 0, -1):
        expect(forms).to_have_count(left)
        screening.get_by_label("核实方式与所见").first.fill("电话回访法定代表人，确系本人申请")
        forms.first.click()
    expect(screening).to_contain_text(re.compile("通过|已核实"))
    officer.see("14-review-screening-settled")


def assess_again(officer: Visitor, name: str) -> None:
    """The rules in force now speak over the same application, and the changed one is among them."""
    page = officer.page
    officer.go("待办申请")
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="重新评估").click()
    expect(page.get_by_test_id("recommendation")).to_contain_text("EVIDENCE_THIN", timeout=_RUN_MS)
    _settle_screening(officer)
    officer.see("96-decided-by-the-new-rule")


def rewrite_rules(officer: Visitor) -> None:
    """A fault is told in its cell; then one threshold is moved, the worked cases agree, and the past is tried."""
    page = officer.page
    officer.go("规则工作室")
    expect(page.get_by_test_id("draft-rules")).to_be_visible()
    officer.see("90-studio")
    page.get_by_test_id("draft-rules").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("草稿")
    _write_condition(officer, "agem < at.age_m_min")
    page.get_by_test_id("save").click()
    expect(page.get_by_test_id("verdict")).to_contain_text("条件引用了未声明的事实：agem")
    expect(page.get_by_test_id("test")).to_be_disabled()
    officer.see("91-a-fault-in-its-cell")
    _write_condition(officer, "age_m < at.age_m_min")
    page.get_by_role("tab", name=re.compile("阈值")).click()
    page.locator(".ant-pagination-item-2:visible").click()
    page.get_by_test_id("at-coverage_min").fill("1")
    officer.see("92-thresholds")
    page.get_by_test_id("save").click()
    expect(page.get_by_test_id("verdict")).to_contain_text("收紧")
    page.get_by_role("tab", name=re.compile("案例")).click()
    taken = page.get_by_role("button", name="以实际结果为准")
    while taken.count():
        taken.first.click()
    officer.see("93-cases")
    page.get_by_test_id("save").click()
    expect(page.get_by_test_id("verdict")).to_contain_text("没有错误，案例全部相符")
    page.get_by_test_id("test").click()
    page.get_by_test_id("backtest").click()
    report = page.get_by_test_id("report")
    expect(report).to_be_visible(timeout=_RUN_MS)
    expect(report).to_contain_text("1 笔历史申请")
    expect(page.get_by_test_id("approve")).to_have_count(0)
    officer.see("94-backtest")


def _write_condition(officer: Visitor, condition: str) -> None:
    page = officer.page
    page.get_by_test_id("rule-AGE_TOO_YOUNG").click()
    page.get_by_label("何时算违反（条件为真即违反）").fill(condition)
    page.get_by_role("dialog").get_by_role("button", name=re.compile("关\\s?闭")).last.click()


def publish_rules(approver: Visitor) -> None:
    """Another person reads the version and puts it in force."""
    page = approver.page
    approver.go("规则工作室")
    page.get_by_role("row").filter(has_text="已回测").get_by_role("link").click()
    expect(page.get_by_test_id("save")).to_have_count(0)
    page.get_by_test_id("approve").click()
    page.get_by_test_id("publish").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("生效中")
    approver.see("95-published")


def look_at(approver: Visitor, name: str) -> None:
    """The approver has the form for the decision open."""
    approver.go("待办申请")
    approver.page.get_by_role("link", name=name).click()
    form = approver.page.get_by_test_id("decide")
    expect(form).to_be_visible()
    form.get_by_label("审批意见").fill("经营稳定，同意。")


def hear_nothing(late: Visitor) -> None:
    """From now on this window is told of applications what it was told first, until it asks for something itself."""
    held: dict[str, Any] = {}
    asked = False

    def answer(route: Route) -> None:
        nonlocal asked
        asked = asked or route.request.method == "POST"
        if asked:
            route.continue_()
            return
        held.setdefault(route.request.url, route.fetch() if route.request.url not in held else None)
        route.fulfill(response=held[route.request.url])

    late.page.route(re.compile(r"/api/v1/applications/[^/?]+(/decision)?$"), answer)


def decide_too_late(late: Visitor) -> None:
    """Somebody else was first: the page says so, and shows what was decided."""
    late.page.get_by_role("button", name="批准并通知企业").click()
    expect(late.page.get_by_text("情况有变，页面已更新")).to_be_visible()
    expect(late.page.get_by_test_id("decision")).to_be_visible()
    expect(late.page.get_by_test_id("decide")).to_have_count(0)
    late.see("17-decided-by-another")


def decide(approver: Visitor) -> str:
    """The approver decides what another assessed; the number of the decision."""
    page = approver.page
    approver.see("16-decide")
    page.get_by_role("button", name="批准并通知企业").dblclick()
    expect(page.get_by_test_id("decision")).to_be_visible()
    approver.see("17-decided")
    address: Any = page.get_by_role("link", name="重放决策").get_attribute("href")
    return str(address).rsplit("/", 1)[-1]


def replay(auditor: Visitor, decision: str) -> None:
    """The bank's auditor has the decision computed again from what was recorded."""
    page = auditor.page
    auditor.go("审计")
    page.get_by_role("searchbox", name="决策编号").fill(decision)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="开始重放").click()
    expect(page.get_by_test_id("replay").get_by_text("结果完全一致")).to_be_visible()
    auditor.see("18-replay")
