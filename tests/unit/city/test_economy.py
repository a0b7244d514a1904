"""What the simulated economy writes: keys, codes, money and time hold together in every table."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import ibis
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.city import economy
from puhui.city.economy.making import BANKS
from puhui.credit.indicators.vat import INVOICES, vat_indicators
from puhui.kernel.identifiers import is_resident_id, is_uscc

AS_OF = date(2026, 6, 17)  # in the middle of a month

_BANK = {"flows", "loans", "instalments", "guarantees", "transfers", "statements", "register"}
TABLES = {
    "registry": {
        *("enterprises", "stakeholders", "changes", "contacts", "incubators", "encumbrances"),
    },
    "tax": {
        *("sales", "purchases", "declarations", "ratings", "taxpayers"),
        "register",
    },
    "social": {"insured"},
    "power": {"consumption"},
    "data-bureau": {
        *("penalties", "estates", "rights", "qualifications", "bids", "awards", "deposits"),
        *(
            "customs_trade",
            "customs_traders",
            "customs_breaches",
            "water_bills",
            "gas_bills",
            "telecom_bills",
        ),
        "fraud_list",
    },
    "court": {"cases", "representatives", "representative_cases"},
    "bank-a": _BANK,
    "bank-b": _BANK,
    "bank-c": _BANK,
    "platform": {"sessions", "news", "register"},
    "pbc": {"facilities", "arrears", "enquiries", "guarantees_given", "owner_credit", "owner_enquiries"},
    "city": {"truth", "health", "planted", "news_key"},
}
_KEYS = ("uscc", "payer", "payee", "guarantor_uscc", "borrower_uscc", "party_uscc", "member")


@pytest.fixture(scope="module")
def made() -> economy.Economy:
    return economy.make(seed=7, enterprises=260, as_of=AS_OF)


@pytest.fixture(scope="module")
def folders(made: economy.Economy, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("city")
    folders = {name: root / name for name in economy.CUSTODIANS}
    made.write(folders)
    return folders


def table(folders: dict[str, Path], name: str) -> pl.DataFrame:
    custodian, _, rest = name.partition("/")
    return pl.read_parquet(folders[custodian] / f"{rest}.parquet")


def all_tables(folders: dict[str, Path]) -> Iterator[tuple[str, pl.DataFrame]]:
    for custodian, names in TABLES.items():
        for name in names:
            yield f"{custodian}/{name}", table(folders, f"{custodian}/{name}")


def test_each_custodian_gets_its_tables_and_nothing_else(folders: dict[str, Path]) -> None:
    for custodian, names in TABLES.items():
        assert {path.name for path in folders[custodian].iterdir()} == {f"{name}.parquet" for name in names}
        assert all(table(folders, f"{custodian}/{name}").height > 0 for name in names)


def test_every_key_is_an_enterprise_of_the_register(folders: dict[str, Path]) -> None:
    register = table(folders, "registry/enterprises")
    assert register["uscc"].n_unique() == register.height == 260
    assert register["name"].n_unique() == 260
    for name, rows in all_tables(folders):
        for key in set(_KEYS) & set(rows.columns):
            assert rows[key].drop_nulls().is_in(register["uscc"].implode()).all(), (name, key)


def test_codes_are_valid_and_belong_to_nobody(folders: dict[str, Path]) -> None:
    register = table(folders, "registry/enterprises")
    stakeholders = table(folders, "registry/stakeholders")
    parties = pl.concat([table(folders, f"tax/{side}")["counterparty"] for side in ("sales", "purchases")]).unique()
    codes = [*register["uscc"], *parties, *stakeholders["party_uscc"].drop_nulls()]
    assert all(is_uscc(code) and code[2:6] == "3698" for code in codes)
    people = [*register["legal_representative_id"], *stakeholders["person_id"].drop_nulls()]
    assert all(is_resident_id(code, AS_OF) and code.startswith("3698") for code in people)


def test_changes_lead_to_the_register_of_today(folders: dict[str, Path]) -> None:
    register, changes = table(folders, "registry/enterprises"), table(folders, "registry/changes")
    both = changes.join(register, on="uscc")
    assert (both["changed_on"] <= both["approved_on"]).all()
    for item, column in (("legal_representative", "legal_representative"), ("address", "address")):
        of_item = both.filter(pl.col("item") == item).sort("uscc", "changed_on")
        last = of_item.group_by("uscc", maintain_order=True).last()
        assert last.height > 0
        assert (last["after"] == last[column]).all()
        chain = of_item.with_columns(following=pl.col("before").shift(-1).over("uscc")).drop_nulls("following")
        assert (chain["after"] == chain["following"]).all()


def test_registering_authorities_vary() -> None:
    made = economy.make(seed=1, enterprises=2000, as_of=AS_OF)
    assert set(made.enterprises["uscc"].str.head(2)) == {"91", "92", "93", "N2"}
    assert set(made.enterprises["segment"]) == {"sole_proprietor", "small_micro", "medium", "farmer"}


def test_nothing_has_happened_after_the_day_of_the_data(folders: dict[str, Path]) -> None:
    forward = {"due_on", "matures_on", "ends_on"}  # what is yet to come by contract or law
    for name, rows in all_tables(folders):
        if name.startswith("city/"):
            continue
        if "at" in rows.columns:
            assert rows["at"].dt.date().max() <= AS_OF, name
        for column, kind in rows.schema.items():
            if kind == pl.Date and column not in forward:
                last = rows[column].max()
                assert last is None or last <= AS_OF, (name, column)


def test_money_is_integer_fen_and_months_are_first_days(folders: dict[str, Path]) -> None:
    for name, rows in all_tables(folders):
        for column, kind in rows.schema.items():
            if column.endswith("_fen"):
                assert kind == pl.Int64, (name, column)
            if column in {"month", "period"}:
                assert kind == pl.Date, (name, column)
                assert (rows[column].dt.day() == 1).all(), (name, column)


def test_invoices_add_up_and_local_trade_stands_in_both_books(folders: dict[str, Path]) -> None:
    sales, purchases = table(folders, "tax/sales"), table(folders, "tax/purchases")
    for side in (sales, purchases):
        assert (side["amount_fen"] + side["tax_fen"] == side["total_fen"]).all()
        assert set(side["status"]) == {"valid", "void"}
        assert (side["uscc"] != side["counterparty"]).all()
    assert sales["invoice_no"].n_unique() == sales.height
    inside = purchases.filter(pl.col("counterparty").is_in(sales["uscc"].unique().implode()))
    both = inside.join(sales, on="invoice_no", suffix="_sale")
    assert both.height == inside.height > 0
    assert (both["uscc"] == both["counterparty_sale"]).all()
    assert (both["total_fen"] == both["total_fen_sale"]).all()


def test_accounts_balance_to_the_fen(folders: dict[str, Path]) -> None:
    for bank in BANKS:
        flows = table(folders, f"{bank}/flows").sort("account_no", "month")
        before = pl.col("balance_end_fen").shift(1).over("account_no")
        off = flows.with_columns(before=before).drop_nulls("before")
        assert (off["before"] + off["in_fen"] - off["out_fen"] == off["balance_end_fen"]).all()
        spent = flows["salary_fen"] + flows["tax_fen"] + flows["utility_fen"] + flows["loan_out_fen"]
        assert (spent <= flows["out_fen"]).all()
        assert (flows["balance_end_fen"] >= 0).all()
        assert (flows["balance_min_fen"] <= flows["balance_avg_fen"]).all()


def test_loans_are_what_their_instalments_say(folders: dict[str, Path]) -> None:
    for bank in BANKS:
        loans, instalments = table(folders, f"{bank}/loans"), table(folders, f"{bank}/instalments")
        worst = instalments.group_by("loan_no").agg(pl.col("days_late").max(), pl.len())
        both = loans.join(worst, on="loan_no")
        assert (both["days_late"] == both["days_past_due_max"]).all()
        assert (both["len"] <= both["term_months"]).all()
        assert (loans.filter(pl.col("state") == "settled")["outstanding_fen"] == 0).all()
        assert ((loans["outstanding_fen"] >= 0) & (loans["outstanding_fen"] <= loans["principal_fen"])).all()
        assert loans.filter((pl.col("state") == "defaulted") != pl.col("defaulted_on").is_not_null()).is_empty()


def test_a_loan_defaults_on_the_day_of_the_truth(folders: dict[str, Path]) -> None:
    loans = pl.concat([table(folders, f"{bank}/loans") for bank in BANKS])
    truth = table(folders, "city/truth").select("uscc", truth="defaulted_on")
    failed = loans.filter(pl.col("defaulted_on").is_not_null()).join(truth, on="uscc")
    assert failed.height > 0
    late_by = (failed["defaulted_on"] - failed["truth"]).dt.total_days()
    # The first instalment missed is the next one due: at the day of the truth, or a month after for a younger loan.
    assert late_by.min() == 0
    assert late_by.max() <= 31


def test_the_cast_plays_its_part(made: economy.Economy, folders: dict[str, Path]) -> None:
    truth = {row["uscc"]: row for row in table(folders, "city/truth").to_dicts()}
    steady, failing, seasonal = (made.cast[name] for name in ("steady", "failing", "seasonal"))
    assert truth[steady]["defaulted_on"] is None
    assert AS_OF < truth[failing]["defaulted_on"] < AS_OF + timedelta(days=200)
    assert truth[seasonal]["archetype"] == "seasonal"
    for name in ("tax/sales", "tax/ratings", "social/insured", "power/consumption", "bank-a/flows"):
        assert {steady, failing, seasonal} <= set(table(folders, name)["uscc"]), name
    loans = table(folders, "bank-a/loans")
    assert loans.filter(pl.col("uscc") == steady)["outstanding_fen"].sum() == 0
    assert loans.filter(pl.col("uscc") == failing)["state"].to_list()[-1] in {"active", "overdue"}


def test_sales_fall_asleep_at_the_spring_festival(folders: dict[str, Path]) -> None:
    query = """select count(*) filter (issued_on between date '2026-02-15' and date '2026-02-22') as festival,
        count(*) filter (issued_on between date '2026-04-12' and date '2026-04-19') as spring from read_parquet(?)"""
    rows = duckdb.connect().execute(query, [str(folders["tax"] / "sales.parquet")]).fetchall()
    festival, spring = rows[0]
    assert festival < 0.15 * spring


def test_the_invoices_are_such_as_the_indicators_ask_for(made: economy.Economy, folders: dict[str, Path]) -> None:
    connection = ibis.duckdb.connect()
    sales, purchases = (
        connection.read_parquet(folders["tax"] / f"{side}.parquet").rename(enterprise="uscc").select(*INVOICES)
        for side in ("sales", "purchases")
    )
    found = {row["enterprise"]: row for row in vat_indicators(sales, purchases, AS_OF).to_pyarrow().to_pylist()}
    assert found[made.cast["failing"]]["rev3_yoy"] < -0.2
    assert found[made.cast["steady"]]["rev12_fen"] > 0


@given(
    seed=st.integers(0, 2**63 - 1),
    count=st.integers(20, 150),
    as_of=st.dates(date(2018, 1, 1), date(2030, 12, 31)),
    frauds=st.floats(0, 8),
)
@settings(max_examples=8, deadline=None)
def test_any_economy_within_the_limits_can_be_written(
    tmp_path_factory: pytest.TempPathFactory, seed: int, count: int, as_of: date, frauds: float
) -> None:
    root = tmp_path_factory.mktemp("any")
    made = economy.make(seed=seed, enterprises=count, as_of=as_of, months=24, frauds_per_1000=frauds)
    rows = made.write({name: root / name for name in economy.CUSTODIANS})
    assert rows["tax/taxpayers"] == count
    last = pl.read_parquet(root / "tax" / "sales.parquet")["issued_on"].max()
    assert last <= as_of


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    for run in ("one", "two"):
        made = economy.make(seed=3, enterprises=130, as_of=AS_OF, months=24, frauds_per_1000=8)
        made.write({name: tmp_path / run / name for name in economy.CUSTODIANS})
    for custodian, names in TABLES.items():
        for name in names:
            one, two = (tmp_path / run / custodian / f"{name}.parquet" for run in ("one", "two"))
            assert one.read_bytes() == two.read_bytes(), f"{custodian}/{name}"


def test_another_seed_gives_another_city() -> None:
    one, two = (economy.make(seed=seed, enterprises=30, as_of=AS_OF) for seed in (1, 2))
    assert one.enterprises["name"].to_list() != two.enterprises["name"].to_list()


@pytest.mark.parametrize(
    "wrong",
    [
        {"enterprises": 19},
        {"enterprises": 20_001},
        {"months": 23},
        {"seed": -1},
        {"as_of": date(2015, 1, 1)},
        {"frauds_per_1000": 8.5},
    ],
)
def test_refuses_what_it_cannot_make(wrong: dict[str, object]) -> None:
    arguments = {"seed": 1, "enterprises": 20, "as_of": AS_OF, "months": 24} | wrong
    with pytest.raises(economy.EconomyRefused) as refused:
        economy.make(**arguments)  # type: ignore[arg-type]
    assert refused.value.data["name"] == next(iter(wrong))


def test_an_unknown_custodian_is_refused_before_anything_is_written(made: economy.Economy, tmp_path: Path) -> None:
    with pytest.raises(economy.UnknownCustodian):
        made.write({"tax": tmp_path / "tax", "bank-z": tmp_path / "bank-z"})
    assert list(tmp_path.iterdir()) == []


def test_a_crash_leaves_no_half_table(made: economy.Economy, tmp_path: Path) -> None:
    def crash(stage: str, done: int, total: int) -> None:
        if stage == "records":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made.write({"tax": tmp_path}, progress=crash)
    assert list(tmp_path.iterdir()) == []


def test_progress_reaches_its_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []

    def tell(stage: str, done: int, total: int) -> None:
        told.append((stage, done, total))

    made = economy.make(seed=1, enterprises=20, as_of=AS_OF, progress=tell)
    made.write({"court": tmp_path}, progress=tell)
    assert {stage for stage, *_ in told} == {"economy", "registry", "records"}
    assert all(done <= total for _, done, total in told)
    assert {stage for stage, done, total in told if done == total} == {"economy", "registry", "records"}
