"""A bank fits a scorecard with the fund and the utility in the portal: what is wrong is told in place, what it takes is
told before it is done, and the card is downloaded and validated."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from playwright.sync_api import Page, expect

from puhui.city.desk import Person
from tests.api.test_modelling import BORROWERS, POWER, SOCIAL, bills, code, insured, newest
from tests.e2e import processes
from tests.e2e.browsing import Visitor

pytestmark = pytest.mark.spu

Visit = Callable[[str], Visitor]
_RUN_MS = 240_000  # three workers that compile a dozen programs, on a busy machine
_CUSTODIANS = {"power": POWER, "social": SOCIAL}


def _account(city: dict[str, Any], org: str) -> dict[str, Any]:
    return next(one for one in city["accounts"] if (one["org"], one["role"]) == (org, "steward"))


def _data(org: str) -> Path:
    """The data of a node of the city, by its process."""
    for _, folder in processes.nodes():
        if folder.name == org:
            return folder / "data"
    raise AssertionError(f"no node of {org}")


@pytest.fixture(scope="module")
def borrowers(city: dict[str, Any]) -> Iterator[str]:
    """More borrowers than the city has enterprises, known to the fund and the utility; how their loans ended."""
    rng = np.random.default_rng(5)
    staff, kwh, late = rng.poisson(12, BORROWERS) + 1, rng.gamma(3, 400, BORROWERS), rng.binomial(6, 0.3, BORROWERS)
    odds = 0.2 * (staff - 13) + 0.001 * (kwh - 1200) - 0.6 * (late - 1.8)
    ended = np.where(rng.random(BORROWERS) < 1 / (1 + np.exp(-odds)), "还清", "违约")
    with ExitStack() as held:
        tables = {"social": ("insured.parquet", insured(staff)), "power": ("consumption.parquet", bills(kwh, late))}
        for org, (file, rows) in tables.items():
            path = _data(org) / file
            held.callback(path.write_bytes, path.read_bytes())
            there = pl.read_parquet(path)
            pl.concat([there, pl.DataFrame(rows(newest(there)))], how="diagonal_relaxed").write_parquet(path)
        yield "\n".join(["uscc,结局", *(f"{code(at)},{ended[at]}" for at in range(BORROWERS)), ""])


@pytest.fixture(scope="module")
def mandates(city: dict[str, Any]) -> None:
    """For a training and a validation, of the fund and of the utility."""
    for org, terms in _CUSTODIANS.items():
        account = _account(city, org)
        with Person(account["url"], account, "zh-CN") as giver:
            for op in ("train", "validate"):
                giver.post("/mandates", terms | {"receiver": "bank-a", "op": op, "purpose": "model_development"})


@pytest.fixture
def bank(city: dict[str, Any], visit: Visit) -> Visitor:
    """The bank's steward, signed in."""
    visitor = visit(_account(city, "bank-a")["url"])
    visitor.sign_in(_account(city, "bank-a"))
    return visitor


def _begin(bank: Visitor, operation: str) -> Page:
    bank.go("隐私计算")
    bank.page.get_by_role("button", name="发起隐私计算").click()
    bank.page.get_by_role("radio", name=operation).check()
    return bank.page


def _choose_target(page: Page, column: str) -> None:
    page.get_by_role("combobox", name="结果列").click()
    page.locator(".ant-select-item-option", has_text=column).click()


def _say_bad(page: Page, word: str) -> None:
    page.get_by_label("表示“坏”的取值").fill(word)
    page.get_by_label("表示“坏”的取值").press("Enter")


def _propose(page: Page) -> None:
    page.get_by_role("button", name="发起计算").click()


def _done(page: Page) -> None:
    expect(page.get_by_test_id("computation-state")).to_have_text("已完成", timeout=_RUN_MS)


def _download(page: Page, path: Path) -> str:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载结果（JSON）").click()
    waiting.value.save_as(path)
    return path.read_text(encoding="utf-8")


def test_a_scorecard_is_fitted_and_validated_from_the_portal(
    bank: Visitor, mandates: None, borrowers: str, tmp_path: Path
) -> None:
    page = _begin(bank, "联合建模")
    expect(page.get_by_text("还有第四步")).to_be_visible()
    first, second = page.get_by_role("group", name="2. 依据哪份委托").get_by_role("checkbox").all()
    first.check()
    expect(page.get_by_text("联合建模至少要三家机构")).to_be_visible()
    expect(page.get_by_role("button", name="发起计算")).to_be_disabled()
    second.check()
    table = page.get_by_label("粘贴 CSV")
    few = "\n".join(borrowers.splitlines()[:300])
    table.fill(few)
    expect(page.get_by_text("列：uscc、结局 · 299 行")).to_be_visible()
    expect(page.get_by_text("还没有选择结果列")).to_be_visible()
    bank.see("90-training-form")
    _choose_target(page, "结局")
    _say_bad(page, "违约")
    _propose(page)
    expect(page.get_by_role("alert").filter(has_text="共同行数为 299，不得少于 500")).to_be_visible()
    expect(table).to_have_value(few)
    bank.see("91-training-refused")
    bank.see_narrow("91-training-refused-phone")

    table.fill(borrowers)
    page.get_by_label("最长等待").fill("10")
    bank.see("92-training-ready")
    _propose(page)
    expect(page.get_by_text("预计约")).to_be_visible()
    expect(page.get_by_test_id("flow")).to_be_visible()
    bank.see("93-training-under-way")
    _done(page)
    bank.see("94-trained")
    card = _download(page, tmp_path / "card.json")
    assert {one["source"] for one in json.loads(card)["attributes"]} == set(_CUSTODIANS)

    page = _begin(bank, "联合检验")
    for box in page.get_by_role("group", name="2. 依据哪份委托").get_by_role("checkbox").all():
        box.check()
    page.get_by_label("粘贴 CSV").fill(borrowers)
    _choose_target(page, "结局")
    expect(page.get_by_text("还没有提供评分卡")).to_be_visible()
    page.get_by_label("评分卡（JSON）").fill('{"format": "none"}')
    _say_bad(page, "违约")
    _propose(page)
    refused = page.get_by_role("alert").filter(has_text="评分卡")
    expect(refused.last).to_be_visible()
    bank.see("95-validation-refused")
    page.get_by_label("评分卡（JSON）").fill(card)
    _propose(page)
    expect(page.get_by_text("预计约")).to_be_visible()
    bank.see("96-validation-under-way")
    _done(page)
    figures = json.loads(_download(page, tmp_path / "measures.json"))
    assert figures["rows"] == BORROWERS
    assert figures["auc"] > 0.65
    bank.see("97-validated")
