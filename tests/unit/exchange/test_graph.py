"""Custodians' graphs behind permits: what each says of one enterprise, and what of others may leave with it."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from puhui.city import economy
from puhui.credit.indicator import DOCUMENT, Cause
from puhui.exchange import Dataset, all_definitions, datasets_of, described
from puhui.exchange.connectors import VIEWS, KeptView, ViewConnector, Warehouse
from puhui.exchange.errors import PermitDoesNotCover, SourceDown
from puhui.exchange.fields import FINDINGS, RELATIONS
from puhui.kernel import ManualClock
from puhui.kernel.identifiers import uscc
from puhui.kernel.ids import DatasetId, OrgId
from puhui.relations import read_findings

NOW = datetime(2026, 7, 1, 4, tzinfo=UTC)
CUSTODIANS = {"registry": "registry", "tax": "tax", "bank": "bank-a", "operator": "platform"}
GRAPHS = [one for role in CUSTODIANS for one in datasets_of(role) if one.source == RELATIONS]
SLUGS = [one.slug for one in GRAPHS]
RARE = {
    "rel_chain_cnt",
    "rel_chain_rank",
    "rel_related_flow_rank",
    "rel_change_rank",
}  # in a city of 300: made up below
PUBLIC = {"holds", "legal_rep", "director", "supervisor", "executive", "controls"}
PUBLIC |= {"at_address", "uses_phone", "uses_email", "uses_agent"}


class Shown:
    """One custodian's answers about everybody of the city."""

    def __init__(self, folder: Path, dataset: Dataset, everybody: list[Any]) -> None:
        view = VIEWS[RELATIONS](Warehouse(folder, ManualClock(NOW)), dataset, NOW)
        self.dataset, self.folder, self.everybody = dataset, folder, everybody
        self.told = {code: view.told(code) for code in everybody}
        self.documents = {
            code: str(one.value(FINDINGS)) for code, one in self.told.items() if one.value(FINDINGS) is not None
        }

    @property
    def text(self) -> str:
        return "".join(self.documents.values())

    def findings(self) -> list[tuple[str, dict[str, Any]]]:
        return [(code, found) for code, text in self.documents.items() for found in json.loads(text)]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city")
    made = economy.make(seed=4, enterprises=300, as_of=date(2026, 6, 30), frauds_per_1000=8)
    made.write({custodian: folder / custodian for custodian in CUSTODIANS.values()})
    return folder


@pytest.fixture(scope="module")
def all_shown(city: Path) -> dict[str, Shown]:
    everybody = [uscc(code) for code in pl.read_parquet(city / "registry/enterprises.parquet")["uscc"]]
    return {one.slug: Shown(city / CUSTODIANS[one.role], one, everybody) for one in GRAPHS}


@pytest.fixture(params=SLUGS)
def shown(request: pytest.FixtureRequest, all_shown: dict[str, Shown]) -> Shown:
    return all_shown[request.param]


def test_each_custodian_of_a_graph_has_its_dataset() -> None:
    assert SLUGS == ["relations", "invoice-findings", "guarantee-findings", "access-findings"]
    for dataset in GRAPHS:
        assert FINDINGS in dataset.fields
        assert set(dataset.fields) <= set(all_definitions())
        assert described(DatasetId(f"some-node/{dataset.slug}")) is dataset
    assert all_definitions()[FINDINGS].unit == DOCUMENT


def test_every_field_is_known_of_whom_the_custodian_has_records_of_and_tells_some_apart(shown: Shown) -> None:
    told = [shown.told[code] for code in shown.documents]
    for field in shown.dataset.fields:
        values = [one.value(field) for one in told]
        known = [value for value in values if value is not None]
        assert len(set(known)) > 1 or field in RARE, field
        if field != "rel_top_holder_share":  # a farmers' collective has no shares
            assert len(known) == len(values), field


def test_whoever_a_custodian_has_no_records_of_is_no_record_and_not_zero(shown: Shown) -> None:
    strangers = [code for code in shown.everybody if code not in shown.documents]
    known = {code for table, column in shown.dataset.known_by for code in _column(shown, table, column)}
    assert set(shown.documents) == known & set(shown.everybody)
    for code in [*strangers, uscc("91110000600037341L")]:
        held = shown.told.get(code)
        assert held is None or {item.cause for item in held.values()} == {Cause.NO_RECORD}


def _column(shown: Shown, table: str, column: str) -> list[str]:
    return pl.read_parquet(shown.folder / shown.dataset.tables[table].file)[column].drop_nulls().to_list()


def test_findings_are_told_of_whom_they_are_about_and_counted_for_them(shown: Shown) -> None:
    codes = set()
    for code, text in shown.documents.items():
        found = read_findings(text)
        codes |= {one.code for one in found}
        assert all(code in one.subjects for one in found)
        for rule in shown.dataset.rules:
            named = [one for one in found if one.code == rule]
            held = shown.told[code]
            for field, value in (("cnt", len(named)), ("rank", max((one.rank for one in named), default=0))):
                name = f"rel_{rule.lower()}_{field}"
                assert name not in held or held.value(name) == value
    assert codes
    assert codes <= set(shown.dataset.rules)


def test_nothing_by_which_a_person_a_phone_or_a_device_could_be_found_elsewhere_leaves(
    shown: Shown, city: Path
) -> None:
    """Every identity number, phone, e-mail, device and net of all tables is searched in what leaves."""
    people = pl.read_parquet(city / "registry/stakeholders.parquet")["person_id"].drop_nulls()
    guarantors = pl.read_parquet(city / "bank-a/guarantees.parquet")["guarantor_person_id"].drop_nulls()
    contacts = pl.read_parquet(city / "registry/contacts.parquet").filter(pl.col("kind").is_in(["phone", "email"]))
    sessions = pl.read_parquet(city / "platform/sessions.parquet")
    hidden = {*people, *guarantors, *contacts["value"], *sessions["device"], *sessions["ip_block"], *sessions["phone"]}
    assert not [one for one in hidden if one in shown.text]
    control = {"relations": "address", "access-findings": "uses_device"}.get(shown.dataset.slug, "enterprise")
    assert control in shown.text


def test_of_others_only_what_the_public_register_shows_leaves(shown: Shown) -> None:
    """What others did among themselves has no amount, part or day; a value about another is in no evidence."""
    foreign = own = 0
    for code, found in shown.findings():
        others = {node["id"] for node in found["subgraph"]["nodes"] if node["kind"] == "enterprise"} - {code}
        assert not [item for item in found["evidence"] if any(one in item["name"] for one in others)]
        assert found["measures"] == {}
        for edge in found["subgraph"]["edges"]:
            if edge["kind"] in PUBLIC:
                continue
            told = [edge[name] for name in ("ratio", "amount_fen", "since", "until") if edge[name] is not None]
            if code in (edge["source"], edge["target"]):
                own += 1
            else:
                foreign += 1
                assert (told, edge["count"]) == ([], 1)
    if shown.dataset.slug != "relations":
        assert own
        assert foreign or shown.dataset.slug == "invoice-findings"


def test_a_small_circles_money_is_not_told_for_it_would_tell_the_others(all_shown: dict[str, Shown]) -> None:
    """From a sum over three members and one's own part the other two are guessed; over four or more they are not."""
    seen = set()
    for code, found in all_shown["guarantee-findings"].findings():
        others = {node["id"] for node in found["subgraph"]["nodes"]} - {code}
        names = {item["name"] for item in found["evidence"]}
        if found["code"] in ("CIRCLE", "CHAIN"):
            seen.add(len(others) >= 3)
            assert ("exposure_fen" in names) == (len(others) >= 3)
            assert ("元" in found["text"]["zh"]) <= ("exposure_fen" in names)
    assert seen


def test_the_names_are_the_registers_and_the_graph_is_the_custodians_alone(all_shown: dict[str, Shown]) -> None:
    names = dict(
        pl.read_parquet(all_shown["relations"].folder / "enterprises.parquet").select("uscc", "name").iter_rows()
    )
    kinds = {"invoice-findings": {"invoices"}, "guarantee-findings": {"guarantees", "pays"}}
    kinds["access-findings"] = {"uses_device", "uses_ip", "uses_login_phone"}
    for slug, allowed in kinds.items():
        for _, found in all_shown[slug].findings():
            assert {edge["kind"] for edge in found["subgraph"]["edges"]} <= allowed
            for node in found["subgraph"]["nodes"]:
                assert node["kind"] != "enterprise" or node["name"] == names.get(node["id"])


def test_a_banks_own_book_shows_people_by_number_and_its_own_mark_of_related_parties(tmp_path: Path) -> None:
    """A circle with two people in it, and a firm that lives on what its own group pays in."""
    firms, day = [f"9113020000000000{at}X" for at in range(4)], date(2026, 5, 4)
    person = "369802198411170032"
    given = [(firms[0], None, firms[1]), (firms[1], None, firms[2]), (firms[2], None, firms[0])]
    given += [(None, person, firms[0]), (None, person, firms[1])]
    rows = [(*one, 90_000_00, "joint", day, None) for one in given]
    kinds = dict.fromkeys(("guarantor_uscc", "guarantor_person_id", "borrower_uscc"), pl.String)
    kinds |= {"amount_fen": pl.Int64, "kind": pl.String, "since": pl.Date, "until": pl.Date}
    pl.DataFrame(rows, schema=kinds, orient="row").write_parquet(tmp_path / "guarantees.parquet")
    paid = [(firms[1], firms[3], day, 900_00, "related"), (firms[2], firms[3], day, 300_00, "trade")]
    columns = ["payer", "payee", "on_day", "amount_fen", "tag"]
    pl.DataFrame(paid, schema=columns, orient="row").write_parquet(tmp_path / "transfers.parquet")
    pl.DataFrame({"uscc": firms}).write_parquet(tmp_path / "flows.parquet")
    loans = {"uscc": firms[:1], "outstanding_fen": [500_00], "days_past_due": [0], "state": ["active"]}
    pl.DataFrame(loans).write_parquet(tmp_path / "loans.parquet")
    stated = {"uscc": firms[:1], "period_end": [date(2025, 12, 31)], "net_assets_fen": [100_000_00]}
    pl.DataFrame(stated).write_parquet(tmp_path / "statements.parquet")
    names = {"uscc": firms, "name": ["甲", "乙", "丙", "丁"], "status": ["存续"] * 4, "established_on": [day] * 4}
    pl.DataFrame(names).write_parquet(tmp_path / "register.parquet")
    told = Shown(tmp_path, described(DatasetId("bank-a/guarantee-findings")), firms)
    assert person not in told.text
    (circle,) = json.loads(told.documents[firms[0]])
    assert (circle["code"], circle["severity"]) == ("CIRCLE", "critical")
    assert [node for node in circle["subgraph"]["nodes"] if node["kind"] == "person"] == [
        {"id": "1", "kind": "person", "name": None, "status": None}
    ]
    assert [edge["amount_fen"] for edge in circle["subgraph"]["edges"] if firms[0] not in edge.values()] == [None] * 2
    (flow,) = json.loads(told.documents[firms[3]])
    assert (flow["code"], flow["evidence"][0]["value"]) == ("RELATED_FLOW", 0.75)
    assert "关联方" in flow["text"]["zh"]
    assert told.told[firms[3]].value("rel_related_flow_rank") == 2


def test_coverage_is_how_far_the_tables_reach_and_not_zero(all_shown: dict[str, Shown], tmp_path: Path) -> None:
    """What holds on a day is known whole; what looks a year back, as far as the tables do."""
    for shown in all_shown.values():
        known = [item for code in shown.documents for item in shown.told[code].values() if item.value is not None]
        assert {item.coverage for item in known} == {1.0}
    whole = all_shown["invoice-findings"]
    for file in whole.folder.glob("*.parquet"):
        frame = pl.read_parquet(file)
        recent = frame.filter(pl.col("issued_on") >= date(2026, 5, 1)) if "issued_on" in frame.columns else frame
        recent.write_parquet(tmp_path / file.name)
    told = next(iter(Shown(tmp_path, whole.dataset, whole.everybody).told.values()))
    assert {name: told[name].coverage for name in ("rel_buyers", "rel_loop_cnt")} == {
        "rel_buyers": pytest.approx(3 / 12),
        "rel_loop_cnt": 1.0,
    }


def test_tables_that_cannot_be_read_are_a_source_that_is_down(city: Path, tmp_path: Path) -> None:
    clock = ManualClock(NOW)
    for file in (city / "registry").glob("*.parquet"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    view = KeptView(Warehouse(tmp_path, clock), GRAPHS[0], clock, VIEWS[RELATIONS], patience_seconds=0.0)
    connector = ViewConnector(view, GRAPHS[0], OrgId("registry"))
    view.renew()
    connector.check()
    (tmp_path / "contacts.parquet").unlink()
    view.renew()
    connector.check()  # what was read before still answers
    clock.advance(timedelta(minutes=61))
    view.start()
    view._patience = 20.0
    with pytest.raises(SourceDown):
        connector.check()
    view.stop()


@pytest.mark.parametrize("dataset", GRAPHS, ids=SLUGS)
def test_nothing_is_read_without_a_permit(city: Path, dataset: Dataset) -> None:
    clock = ManualClock(NOW)
    folder = city / CUSTODIANS[dataset.role]
    view = KeptView(Warehouse(folder, clock), dataset, clock, VIEWS[RELATIONS])
    connector = ViewConnector(view, dataset, OrgId("some-node"))
    with pytest.raises(PermitDoesNotCover):
        connector.fetch(object(), uscc("91110000600037341L"), [dataset.fields[0]])  # type: ignore[arg-type]
