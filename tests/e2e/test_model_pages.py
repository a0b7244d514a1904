"""A bank's model through its portal: the steward registers, the validator measures, the approver lets it serve."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.e2e.browsing import Visitor
from tests.labelled import fitted_card, labelled_table

Visit = Callable[[str], Visitor]


def _enter(visit: Visit, city: dict[str, Any], role: str) -> Visitor:
    account = next(one for one in city["accounts"] if (one["org"], one["role"]) == ("bank-b", role))
    person = visit(account["url"])
    person.sign_in(account)
    person.go("模型")
    return person


def test_three_persons_bring_a_model_into_service(city: dict[str, Any], visit: Visit, tmp_path: Path) -> None:
    card = fitted_card("e2e")
    file, table = tmp_path / "card.json", tmp_path / "outcomes.csv"
    file.write_bytes(card.dump())
    table.write_text(labelled_table(card, 8), encoding="utf-8")

    steward = _enter(visit, city, "steward")
    expect(steward.page.get_by_text("还没有登记的模型")).to_be_visible()
    steward.page.get_by_role("link", name="登记模型").click()
    steward.page.locator("input[type=file]").first.set_input_files(file)
    expect(steward.page.get_by_text("card.json")).to_be_visible()
    steward.page.get_by_role("button", name="登 记").or_(
        steward.page.get_by_role("button", name="登记", exact=True)
    ).click()
    expect(steward.page.get_by_role("heading", level=1)).to_contain_text("bank-card e2e")
    steward.see("model-developed")

    steward.go("模型")
    steward.page.get_by_role("link", name="按本行结果调整").click()
    expect(steward.page.get_by_role("heading", level=1)).to_contain_text("按本行结果调整")
    steward.see("model-adjust")
    steward.see_narrow("model-adjust-narrow")

    validator = _enter(visit, city, "validator")
    validator.page.get_by_test_id("model").click()
    form = validator.page.get_by_test_id("validate")
    form.locator("input[type=file]").set_input_files(table)
    form.get_by_label("结果列", exact=True).fill("bad")
    form.get_by_text("通过", exact=True).click()
    form.get_by_label("理由").fill("与本行历史数据一致")
    form.get_by_role("button", name="测算并记录").click()
    expect(validator.page.get_by_role("heading", level=1)).to_contain_text("已验证")
    validator.see("model-validated")

    approver = _enter(visit, city, "approver")
    approver.page.get_by_test_id("model").click()
    approver.page.get_by_test_id("approve").get_by_role("button").click()
    approver.page.get_by_test_id("serve").get_by_role("button", name="作为冠军启用").click()
    expect(approver.page.get_by_role("heading", level=1)).to_contain_text("冠军")
    approver.see("model-champion")
    approver.go("模型")
    expect(approver.page.get_by_role("link", name="bank-card@e2e").first).to_be_visible()
    approver.see("models")
    approver.see_narrow("models-narrow")
    approver.page.get_by_role("link", name="监测与对比").click()
    expect(approver.page.get_by_text("还没有监测报告")).to_be_visible()
