"""Early warning after lending: granted on its own sheet, looked at, a task from opening to closing, and revoked.

It goes on with the enterprise of `story` and whichever loan it has running; the utility's table is put back at the end.
"""

import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from puhui.desks.warning.asked import AskedLooks
from puhui.desks.warning.errors import NobodyAnswered
from tests.api.answers import awaited, ok, refused
from tests.api.house import House, Person
from tests.api.lent import Lent


@pytest.fixture(scope="module")
def lent(house: House, story: dict[str, Any]) -> Lent:
    return Lent(house, story)


@pytest.fixture(scope="module")
def officer(house: House, lent: Lent) -> Person:
    return house.person(house.accounts("officer", lent.bank)[0])


@pytest.fixture(scope="module")
def approver(house: House, lent: Lent) -> Person:
    return house.person(house.accounts("approver", lent.bank)[0])


@pytest.fixture(scope="module")
def granted(lent: Lent) -> list[dict[str, Any]]:
    """The grants of the sheet, signed."""
    return lent.grant({"purpose": "monitoring", "receiver": lent.bank})


@pytest.fixture(scope="module")
def task(house: House, lent: Lent, officer: Person, granted: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What comes of a calm look, a table in which the power falls, and a second look."""
    path = house.folder / "nodes" / "power" / "data" / "consumption.parquet"
    table = pl.read_parquet(path)
    looked(officer, lent)
    power_falls(table, lent.uscc).write_parquet(path)
    looked(officer, lent)
    found = {one["rule"]: one for one in of(officer, lent)}
    yield found["POWER_DROP"]
    table.write_parquet(path)


def looked(officer: Person, lent: Lent) -> dict[str, Any]:
    """Have the debtor looked at, and wait until it was; what is told then."""
    assert ok(officer.post(f"{lent.path}/monitoring"), 202)["look"]["state"] == "running"
    told: dict[str, Any] = awaited(lambda: (now := ok(officer.get(f"{lent.path}/monitoring")))["look"] is None and now)
    return told


def of(person: Person, lent: Lent, **params: str) -> list[dict[str, Any]]:
    items = ok(person.get("/warnings", params=params))["items"]
    return [one for one in items if one["enterprise"]["uscc"] == lent.uscc]


def power_falls(table: pl.DataFrame, uscc: str) -> pl.DataFrame:
    """The last three months of one enterprise at a tenth of what they were."""
    months = table.get_column("month").unique().sort().to_list()
    lower = (pl.col("uscc") == uscc) & pl.col("month").is_in(months[-3:])
    kwh = pl.when(lower).then(pl.col("kwh") // 10).otherwise(pl.col("kwh")).cast(table.schema["kwh"]).alias("kwh")
    return table.with_columns(kwh)


def test_without_a_grant_nobody_looks(lent: Lent, officer: Person, house: House) -> None:
    told = ok(officer.get(f"{lent.path}/monitoring"))
    assert (told["granted"], told["looked_at"]) == (0, None)
    refused(officer.post(f"{lent.path}/monitoring"), 403, "not_granted_for_monitoring")
    few = ok(officer.post(f"{lent.path}/debts"), 202)
    assert (few["state"], few["problem"]["code"]) == ("failed", "too_few_banks")
    lookout = house.nodes[lent.bank].warning_desk().lookout
    assert lookout.settle() >= 0
    assert of(officer, lent, state="all") == []


def test_the_sheet_names_the_purpose_its_count_and_only_what_the_rules_read(lent: Lent) -> None:
    sheet = ok(lent.person.post("/consents/drafts", json={"purpose": "monitoring", "receiver": lent.bank}))
    items = {one["dataset"].partition("/")[2]: one for one in sheet["items"]}
    assert {"court-cases", "power-consumption", "registration", "public-opinion", "monthly-power"} <= items.keys()
    fields = [one["name"] for one in items["power-consumption"]["fields"]]
    assert fields == ["kwh_drop3", "kwh_zero_run12", "pay_late_cnt24"]
    assert items["power-consumption"]["uses"] == 130
    assert "early warning" in items["power-consumption"]["purpose_text"]
    other = lent.person.post("/consents/drafts", json={"purpose": "monitoring", "receiver": "bank-none"})
    refused(other, 409, "no_loan_there")


def test_a_fall_of_power_makes_a_task_with_what_triggered_it_and_how_it_moved(
    lent: Lent, officer: Person, task: dict[str, Any]
) -> None:
    assert (task["state"], task["level"], task["mark"], task["loan"]) == ("open", "orange", "J", lent.loan["id"])
    full = ok(officer.get(f"/warnings/{task['id']}"))
    (evidence,) = full["evidence"]
    assert (evidence["name"], evidence["source"]) == ("kwh_drop3", "power")
    assert float(evidence["value"]) <= -0.3
    assert evidence["as_of"]
    assert full["advice"]
    assert full["movement"]["name"] == "kwh_drop3"
    before, after = full["movement"]["points"][0]["value"], full["movement"]["points"][-1]["value"]
    assert after < before
    kwh = [month["values"][0] for month in full["series"]["months"]]
    assert kwh[-1] < kwh[-6] / 2
    assert full["may"] == ["take"]
    news = ok(officer.get("/notifications"))["items"]
    assert f"/warnings/{task['id']}" in [one["page"] for one in news]


def test_every_look_is_a_use_that_the_owner_sees(
    lent: Lent, granted: list[dict[str, Any]], task: dict[str, Any]
) -> None:
    uses = ok(lent.person.get("/uses"))
    assert uses["complete"]
    power = next(one["id"] for one in granted if one["dataset"] == "power/power-consumption")
    mine = [one for one in uses["items"] if one["grant"] == power]
    assert [one["n"] for one in mine] == [2, 1]
    assert all("early warning" in one["purpose_text"] for one in mine)


def test_a_stranger_sees_no_warning(lent: Lent, house: House, task: dict[str, Any]) -> None:
    assert house.anonymous(lent.bank).get("/warnings").status_code == 401
    elsewhere = house.person(next(one for one in house.accounts("officer") if one["org"] != lent.bank))
    assert elsewhere.get(f"/warnings/{task['id']}").status_code == 404
    assert elsewhere.get(f"{lent.path}/monitoring").status_code == 404
    assert lent.person.get("/warnings").status_code == 403


def test_the_task_is_taken_measured_and_closed_as_a_false_alarm_that_counts(
    lent: Lent, officer: Person, approver: Person, task: dict[str, Any], house: House
) -> None:
    path = f"/warnings/{task['id']}"
    refused(approver.post(f"{path}/taking", json={"version": task["version"]}), 403, "role_may_not")
    taken = ok(officer.post(f"{path}/taking", json={"version": task["version"]}))
    assert taken["may"] == ["measure", "close"]
    refused(officer.post(f"{path}/taking", json={"version": task["version"]}), 409, "changed_meanwhile")
    closing = {"version": taken["version"], "closing": "resolved", "note": "已恢复"}
    refused(officer.post(f"{path}/closing", json=closing), 409, "measure_first")
    measured = ok(officer.post(f"{path}/measures", json={"version": taken["version"], "text": "实地查看：设备检修"}))
    false = {"version": measured["version"], "closing": "false_alarm", "note": "季节性检修，下月恢复"}
    closed = ok(officer.post(f"{path}/closing", json=false))
    assert (closed["state"], closed["closing"], closed["may"]) == ("closed", "false_alarm", [])
    assert [one["state"] for one in closed["history"]] == ["raised", "take", "measure", "close"]
    rules = {one["rule"]: one for one in ok(officer.get("/warnings"))["rules"]}
    assert rules["POWER_DROP"]["false_alarms"] == 1
    assert rules["POWER_DROP"]["precision"] is None  # one is too few to say
    looked(officer, lent)
    assert "POWER_DROP" not in [one["rule"] for one in of(officer, lent)]
    house.nodes[lent.bank].flush()
    receipt = officer.get(f"/receipts/{closed['history'][0]['entry']}")
    assert receipt.status_code == 200


def test_a_look_is_asked_for_once_and_one_that_fails_says_why(
    house: House, lent: Lent, officer: Person, granted: list[dict[str, Any]]
) -> None:
    """The bank cannot reach a custodian; two people ask meanwhile, and later again."""
    desk = house.nodes[lent.bank].warning_desk()
    collect = desk.lookout._asker.collect
    asked: list[str] = []
    held = threading.Event()

    def nobody(*_: Any, progress: Callable[[int, int], None]) -> Any:
        asked.append("look")
        progress(3, 16)
        held.wait(30)
        raise NobodyAnswered(stage="desks.warning")

    desk.lookout._asker.collect = nobody
    try:
        for _ in range(2):
            assert ok(officer.post(f"{lent.path}/monitoring"), 202)["look"]["state"] == "running"
        look = awaited(lambda: (now := ok(officer.get(f"{lent.path}/monitoring"))["look"])["total"] and now)
        assert (look["state"], look["done"], look["total"]) == ("running", 3, 16)
        held.set()
        told = awaited(
            lambda: (now := ok(officer.get(f"{lent.path}/monitoring"))["look"])["state"] != "running" and now
        )
    finally:
        del desk.lookout._asker.collect
    assert (asked, told["problem"]["code"], told["problem"]["retriable"]) == (["look"], "nobody_answered", True)
    assert desk.lookout._asker.collect == collect
    assert looked(officer, lent)["look"] is None


def test_a_look_that_a_crash_cut_off_is_made_when_the_node_is_back(
    house: House, lent: Lent, officer: Person, granted: list[dict[str, Any]]
) -> None:
    before = ok(officer.get(f"{lent.path}/monitoring"))["looked_at"]
    old = house.nodes[lent.bank].warning_desk().asked
    old.stop()  # as a node that dies with the look before it
    assert ok(officer.post(f"{lent.path}/monitoring"), 202)["look"]["state"] == "running"
    again = AskedLooks(old._lookout, old._database, old._clock)
    assert again.look_due() == 1
    told = ok(officer.get(f"{lent.path}/monitoring"))
    assert (told["look"], told["looked_at"] > before) == (None, True)
    old._stopping.clear()
    old.start()


def test_all_banks_say_together_that_a_debtor_is_late_and_none_sees_anothers_part(
    house: House, lent: Lent, officer: Person, granted: list[dict[str, Any]]
) -> None:
    """Another bank has a large loan to it, four months late; the sum says so, and the rule."""
    records = [one for one in granted if one["shown"] == "sum"]
    assert len(records) >= 2
    assert {one["name"] for one in records[0]["fields"]} == {"outstanding_fen", "overdue_90_fen"}
    other = records[0]["custodian"]
    path = house.folder / "nodes" / other / "data" / "loans.parquet"
    table = pl.read_parquet(path)
    late = {"uscc": lent.uscc, "outstanding_fen": 900_000_000, "overdue_fen": 50_000_000, "days_past_due": 121}
    row = table.head(1).with_columns(pl.lit(v).cast(table.schema[name]).alias(name) for name, v in late.items())
    try:
        pl.concat([table, row]).write_parquet(path)
        ok(officer.post(f"{lent.path}/debts"), 202)
        told = awaited(lambda: (now := ok(officer.get(f"{lent.path}/debts")))["state"] != "running" and now)
    finally:
        table.write_parquet(path)
    assert told["state"] == "done", told
    figures = told["figures"]
    assert figures["holders"] == 1 + len(records)
    assert figures["elsewhere_late_fen"] == late["outstanding_fen"] <= figures["elsewhere_fen"]
    assert figures["late"] is True
    assert Decimal(figures["share"]) > Decimal("0.2")
    causes = {one["code"] for one in ok(officer.get(f"{lent.path}/quality"))["causes"]}
    assert ("cross_all_banks" in causes) == figures["applies"]
    used = {one["grant"]: one["n"] for one in ok(lent.person.get("/uses"))["items"]}
    assert all(used[one["id"]] == 1 for one in records)
    assert lent.person.get(f"{lent.path}/debts").status_code == 403


def test_after_revocation_nothing_is_looked_at_and_nothing_of_it_is_shown(
    lent: Lent, officer: Person, granted: list[dict[str, Any]], task: dict[str, Any]
) -> None:
    for grant in granted:
        lent.revoke(grant["id"])
    refused(officer.post(f"{lent.path}/monitoring"), 403, "not_granted_for_monitoring")
    told = ok(officer.get(f"{lent.path}/monitoring"))
    assert (told["granted"], told["looked_at"], told["sources"]) == (0, None, [])
    full = ok(officer.get(f"/warnings/{task['id']}"))
    assert full["withheld"]
    assert full["evidence"] is full["movement"] is full["series"] is None
    assert full["note"] == "季节性检修，下月恢复"
