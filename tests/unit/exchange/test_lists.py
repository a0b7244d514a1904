"""Lists that a custodian makes of its own tables for private computations."""

from datetime import date

import polars as pl
import pytest

from puhui.exchange import SourceDown, UnknownDataset, datasets_of, listed, lists_of
from puhui.exchange.connectors import Warehouse
from puhui.kernel import ManualClock, suite
from puhui.kernel.ids import DatasetId, OrgId
from tests.contract.consortium import START

BANK = OrgId("bank-one")


@pytest.fixture
def warehouse(tmp_path):
    made = Warehouse(tmp_path, ManualClock(START))
    yield made
    made.close()


def loans(folder, *rows):
    names = ["uscc", "product", "state", "late_instalments", "outstanding_fen", "overdue_fen"]
    pl.DataFrame(rows, schema=names, orient="row").write_parquet(folder / "loans.parquet")


def written(warehouse, slug, columns, path):
    rows = warehouse.write_list(listed(DatasetId(f"bank-one/{slug}")), columns, path)
    table = pl.read_csv(path)
    assert table.height == rows
    assert table.columns == columns
    return table.rows()


def test_a_watch_list_names_each_enterprise_once_at_its_worst_level(tmp_path, warehouse):
    loans(
        tmp_path,
        ("A", "x", "settled", 5, 0, 0),
        ("A", "x", "defaulted", 0, 9, 9),
        ("B", "x", "overdue", 1, 5, 1),
        ("C", "x", "active", 3, 5, 0),
        ("D", "x", "active", 2, 5, 0),
    )
    path = tmp_path / "list.csv"
    assert written(warehouse, "watchlist", ["uscc", "level"], path) == [
        ("A", "defaulted"),
        ("B", "overdue"),
        ("C", "late"),
    ]
    assert written(warehouse, "watchlist", ["uscc"], path) == [("A",), ("B",), ("C",)]


def test_exposures_are_whole_fen_a_product_and_enterprise(tmp_path, warehouse):
    loans(
        tmp_path,
        ("A", "x", "active", 0, 10**15, None),
        ("A", "x", "overdue", 0, 1, 1),
        ("A", "y", "settled", 0, 0, 0),
    )
    columns = ["product", "uscc", "outstanding_fen", "overdue_fen"]
    assert written(warehouse, "credit-exposures", columns, tmp_path / "list.csv") == [("x", "A", 10**15 + 1, 1)]


def test_a_list_that_cannot_be_read_now_is_said_to_be_down_without_naming_a_path(tmp_path, warehouse):
    with pytest.raises(SourceDown) as down:
        warehouse.write_list(lists_of("bank")[0], ["uscc"], tmp_path / "list.csv")
    assert str(tmp_path) not in str(down.value)


def test_lists_and_datasets_never_share_a_name_and_lists_are_none_of_the_enterprises_offers():
    slugs = [one.slug for role in ("bank", "tax", "court") for one in (*datasets_of(role), *lists_of(role))]
    assert len(slugs) == len(set(slugs))
    with pytest.raises(UnknownDataset):
        listed(DatasetId("bank-one/account-flows"))


def test_the_schema_digest_pins_how_a_list_is_made():
    suites = [suite("ed25519-sha256"), suite("sm2-sm3")]
    digests = {one.schema_digest(of) for of in suites for one in lists_of("bank")}
    assert len(digests) == 4
    assert lists_of("bank")[0].id_at(BANK) == "bank-one/watchlist"


def consumption(folder, *enterprises, months=26):
    """Each uses ten more a month than the one before it."""
    columns = {
        name: [] for name in ("uscc", "account_no", "month", "capacity_kva", "kwh", "fee_fen", "due_on", "paid_on")
    }
    for at, code in enumerate(enterprises):
        for ago in range(months):
            year, month = divmod(2026 * 12 + 5 - ago, 12)
            day = date(year, month + 1, 1)
            row = (code, "1", day, 100.0, 10.0 * (at + 1), 1000, day, day)
            for name, value in zip(columns, row, strict=True):
                columns[name].append(value)
    pl.DataFrame(columns | {"disconnections": [0] * len(columns["uscc"])}).write_parquet(folder / "consumption.parquet")


def test_a_list_for_modelling_has_every_enterprise_with_the_indicators_that_its_own_grant_would_give(
    tmp_path, warehouse
):
    consumption(tmp_path, "B", "A")
    kind = listed(DatasetId("power/power-modelling"))
    assert warehouse.count_list(kind) == 2
    columns = ["uscc", *kind.of.definitions]
    rows = written(warehouse, "power-modelling", columns, tmp_path / "list.csv")
    granted = warehouse.indicators(kind.of, ["A", "B"])
    assert [row[0] for row in rows] == ["A", "B"]
    for row in rows:
        told = {one.name: one.value for one in granted[row[0]].indicators}
        assert dict(zip(columns[1:], row[1:], strict=True)) == pytest.approx(told, nan_ok=True)
    assert dict(zip(columns, rows[0], strict=True))["kwh12"] == 240.0


def test_lists_for_modelling_are_made_of_datasets_and_have_their_fields():
    for role, slug in (("tax", "vat-modelling"), ("social", "insurance-modelling"), ("power", "power-modelling")):
        (one,) = (one for one in lists_of(role) if one.slug == slug)
        assert set(one.fields) == {"uscc", *one.of.fields}
        assert one.schema_digest(suite("ed25519-sha256")) != one.of.schema_digest(suite("ed25519-sha256"))
