"""A sandbox's portal says on every page, the door too, that nothing is real; a real node's says nothing of the kind."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from puhui.city.accounts import load_accounts
from puhui.city.running import nodes_of, running
from puhui.city.sandbox import make_sandbox
from tests.e2e.browsing import Visitor

Visit = Callable[[str], Visitor]
ZH = "沙箱环境：企业、资金与时间均为模拟"


@pytest.fixture(scope="module")
def officer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """An officer's account at a sandbox's bank, whose node alone runs."""
    folder: Path = tmp_path_factory.mktemp("sandbox") / "box"
    make_sandbox(folder, bank="bank-a", base_port=24_600)
    with running([one for one in nodes_of(folder) if one.org == "bank-a"]):
        found = load_accounts(folder)
        yield next(one for one in found if (one["org"], one["role"]) == ("bank-a", "officer"))


def test_every_page_of_a_sandbox_says_that_nothing_is_real(officer: dict[str, Any], visit: Visit) -> None:
    visitor = visit(officer["url"])
    visitor.page.goto(officer["url"])
    expect(visitor.page.get_by_role("status").filter(has_text=ZH)).to_be_visible()
    visitor.sign_in(officer)
    expect(visitor.page.get_by_role("status").filter(has_text=ZH)).to_be_visible()
    visitor.see("90-sandbox")


def test_a_real_node_says_nothing_of_the_kind(city: dict[str, Any], visit: Visit) -> None:
    account = next(one for one in city["accounts"] if (one["org"], one["role"]) == ("bank-a", "officer"))
    visitor = visit(account["url"])
    visitor.sign_in(account)
    expect(visitor.page.get_by_text(ZH)).to_have_count(0)
