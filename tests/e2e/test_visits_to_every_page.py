"""Every page of every portal, in both languages: no fault that a program can find, and fit for a phone.

The list is the application's own: a page that nobody here comes to fails the test.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from puhui.city.desk import Person
from puhui.city.running import nodes_of
from puhui.city.story import play
from tests.e2e import processes
from tests.e2e.browsing import Visitor
from tests.e2e.routes import Tour, routes
from tests.e2e.steps.arriving import account_of, arrive
from tests.e2e.steps.tables import core_day, own_customers
from tests.labelled import fitted_card

Visit = Callable[[str], Visitor]
_MATCH = {"dataset": "tax/tax-arrears", "op": "match", "purpose": "fraud_prevention", "uses": 2}
# Of the pages that stand beside the portals: who is shown them here.
_EVERYBODYS = {
    "owner": {"account", "notifications", "receipts/:entry"},
    "regulator": {"models", "people", "statistics"},
}


@pytest.fixture
def lent(city: dict[str, Any]) -> dict[str, Any]:
    """An owner with an application, a loan and a request for relief; made by a story where no walk has left one."""
    owners = [one for one in city["accounts"] if one["role"] == "owner"]
    found = next((one for one in owners if _loans(one)), None)
    if found is None:
        folder = next(folder for _, folder in processes.nodes()).parents[1]
        told = play(folder, nodes_of(folder), "zh-CN", None)
        found = next(one for one in owners if one["enterprise"]["uscc"] == told["enterprise"]["uscc"])
    loan = _loans(found)[0]
    with Person(found["url"], found, "zh-CN") as owner:
        if not owner.get("/reliefs")["items"]:
            options = owner.get(f"/loans/{loan['id']}/reliefs/options")["items"]
            until = next(one for one in options if one["kind"] == "deferral")["latest_day"]
            asked = {"kind": "deferral", "programme": "bank-own", "reason": "暂时困难", "parts": "both", "until": until}
            owner.post(f"/loans/{loan['id']}/reliefs", asked)
        application = owner.get(f"/applications/{loan['application']}")
    entry = application["history"][0]["entry"]
    return {"account": found, "bank": loan["lender"], "application": application["id"], "entry": entry}


def _loans(account: dict[str, Any]) -> list[dict[str, Any]]:
    with Person(account["url"], account, "zh-CN") as owner:
        found: list[dict[str, Any]] = owner.get("/loans")["items"]
    return found


@pytest.fixture
def furnished(city: dict[str, Any], lent: dict[str, Any]) -> dict[str, Any]:
    """Beside the loan: a model in the bank's registry, a computation that was refused for naming too few, a day of the
    core system, and the bank's own word on the debtor."""
    tax, steward = account_of(city, "tax", "steward"), account_of(city, lent["bank"], "steward")
    with Person(tax["url"], tax, "zh-CN") as giver:
        mandate = giver.post("/mandates", _MATCH | {"receiver": lent["bank"]})["mandate"]
    with Person(steward["url"], steward, "zh-CN") as asker:
        table = "uscc\n91110000600037341L\n"
        asker.post("/computations", {"op": "match", "mandates": [mandate], "table": table})
        card = fitted_card("every-page")
        asker.post("/models", {"use": "all", "file": card.dump().decode()})
        asker.send("/own/customers", own_customers(lent["account"]["enterprise"]["uscc"]))
    officer = account_of(city, lent["bank"], "officer")
    with Person(officer["url"], officer, "zh-CN") as lender:
        lender.send("/reconciliations", core_day(lender.get("/loans")["items"][0]["id"]))
    return lent


def test_every_page_is_free_of_faults_in_both_languages_and_fits_a_phone(
    city: dict[str, Any], visit: Visit, furnished: dict[str, Any]
) -> None:
    bank, all_routes = furnished["bank"], routes()
    groups = {group: [path for of, path in sorted(all_routes) if of == group] for group, _ in all_routes}
    owned = {"receipts/:entry": f"/receipts/{furnished['entry']}", "monitoring/:lender": f"/monitoring/{bank}"}
    # A calm city warns of nobody: the page says that there is no such warning.
    held = {"applications/:id": f"/applications/{furnished['application']}", "warnings/:id": "/warnings/none"}
    owner = visit(furnished["account"]["url"])
    owner.sign_in(furnished["account"])
    met: set[tuple[str, str]] = set()

    def tour(person: Visitor, name: str, *of: str, known: dict[str, str] | None = None) -> Tour:
        made = Tour(person, name)
        mine = [path for group in of for path in groups[group] if group != "Doors" or path in _EVERYBODYS[name]]
        made.visit(mine, known)
        made.in_english()
        met.update((group, path) for group in of for path in groups[group] if path in made.seen)
        return made

    tour(owner, "owner", "enterprise", "Doors", known=owned)
    lender = tour(arrive(city, visit, bank, "officer"), "bank", "bank", "STUDIO", "TABLES", "CORE", known=held)
    decision = {"decisions/:id": lender.seen["decisions/:id"]}
    tour(arrive(city, visit, bank, "auditor"), "audit", "audit", known=decision)
    tour(arrive(city, visit, bank, "steward"), "steward", "node", "COMPUTING", "STEERING", "MODELS", "TABLES")
    tour(arrive(city, visit, "pbc", "auditor"), "regulator", "Doors", "SUPPORT")
    tour(arrive(city, visit, "registry", "registrar"), "registrar", "node")
    outside = visit(city["nodes"][0]["url"])
    for path, name in (("/", "door"), ("/invitation", "invitation"), ("/sign-in/nobody", "provider")):
        outside.page.goto(city["nodes"][0]["url"] + path)
        expect(outside.page.locator("form, [role=alert]").first).to_be_visible()
        outside.see_narrow(f"page-{name}-phone")
        outside.page.get_by_role("button", name="English").click()
        outside.see(f"page-{name}-english")
        outside.page.get_by_role("button", name="中文").click()
        met.add(("App", "sign-in/:name") if name == "provider" else ("Doors", path.removeprefix("/")))
    assert all_routes - met == set(), "nobody here comes to these pages"
