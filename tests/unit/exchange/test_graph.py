"""A registry's graph behind permits: what it says of one enterprise, and what of others may leave with it."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from puhui.city import economy
from puhui.credit.indicator import DOCUMENT, Cause
from puhui.exchange import all_definitions, datasets_of, described
from puhui.exchange.connectors import GraphConnector, Warehouse, view_of
from puhui.exchange.errors import PermitDoesNotCover, SourceDown
from puhui.exchange.fields import FINDINGS, RELATIONS
from puhui.kernel import ManualClock
from puhui.kernel.identifiers import uscc
from puhui.kernel.ids import DatasetId, OrgId

NOW = datetime(2026, 7, 1, 4, tzinfo=UTC)
(DATASET,) = [one for one in datasets_of("registry") if one.source == RELATIONS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("registry")
    made = economy.make(seed=4, enterprises=300, as_of=date(2026, 6, 30), frauds_per_1000=8)
    made.write({"registry": folder})
    return folder


@pytest.fixture(scope="module")
def view(folder: Path) -> Any:
    return view_of(Warehouse(folder, ManualClock(NOW)), DATASET, NOW)


def everyone(folder: Path) -> list[Any]:
    return [uscc(code) for code in pl.read_parquet(folder / "enterprises.parquet")["uscc"]]


def test_the_dataset_is_what_the_registry_alone_can_tell() -> None:
    assert DATASET.fields[0] == FINDINGS
    assert set(DATASET.fields) <= set(all_definitions())
    assert all_definitions()[FINDINGS].unit == DOCUMENT
    assert described(DatasetId("registry/relations")) is DATASET


def test_every_field_is_known_of_every_enterprise_and_tells_some_apart(view: Any, folder: Path) -> None:
    told = [view.told(code) for code in everyone(folder)]
    for field in DATASET.fields:
        values = [one.value(field) for one in told]
        known = [value for value in values if value is not None]
        assert len(set(known)) > 1, field
        if field != "rel_top_holder_share":  # a farmers' collective has no shares
            assert len(known) == len(values), field


def test_findings_are_told_of_whom_they_are_about(view: Any, folder: Path) -> None:
    told = {code: json.loads(str(view.told(code).value(FINDINGS))) for code in everyone(folder)}
    assert any(told.values())
    assert all(code in found["subjects"] for code, many in told.items() for found in many)


def test_nothing_by_which_a_person_could_be_found_elsewhere_leaves(view: Any, folder: Path) -> None:
    people = pl.read_parquet(folder / "stakeholders.parquet")["person_id"].drop_nulls().to_list()
    contacts = pl.read_parquet(folder / "contacts.parquet").filter(pl.col("kind").is_in(["phone", "email"]))["value"]
    text = "".join(str(view.told(code).value(FINDINGS)) for code in everyone(folder))
    assert "address" in text  # the control: other contacts are in it
    assert not [one for one in {*people, *contacts} if one in text]


def test_an_enterprise_that_the_registry_does_not_know_has_no_record(view: Any) -> None:
    held = view.told(uscc("91110000600037341L"))
    assert {item.cause for item in held.values()} == {Cause.NO_RECORD}


def test_a_graph_is_kept_for_a_while_and_read_anew_after_it(folder: Path, tmp_path: Path) -> None:
    clock = ManualClock(NOW)
    for file in folder.glob("*.parquet"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    connector = GraphConnector(Warehouse(tmp_path, clock), DATASET, OrgId("registry"), clock)
    connector.check()
    (tmp_path / "contacts.parquet").unlink()
    connector.check()
    clock.advance(timedelta(minutes=16))
    with pytest.raises(SourceDown):
        connector.check()


def test_nothing_is_read_without_a_permit(folder: Path) -> None:
    clock = ManualClock(NOW)
    connector = GraphConnector(Warehouse(folder, clock), DATASET, OrgId("registry"), clock)
    with pytest.raises(PermitDoesNotCover):
        connector.fetch(object(), everyone(folder)[0], ["rel_linked"])  # type: ignore[arg-type]
