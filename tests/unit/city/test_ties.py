"""People and ties in the simulated economy: holdings, contacts, guarantees, transfers, visits, statements."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from puhui.city import economy

AS_OF = date(2026, 6, 30)
BANKS = ("bank-a", "bank-b", "bank-c")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("ties")
    folders = {name: root / name for name in economy.CUSTODIANS}
    economy.make(seed=11, enterprises=500, as_of=AS_OF, months=24).write(folders)
    return folders


def table(folders: dict[str, Path], name: str) -> pl.DataFrame:
    custodian, _, rest = name.partition("/")
    return pl.read_parquet(folders[custodian] / f"{rest}.parquet")


def of_banks(folders: dict[str, Path], name: str) -> pl.DataFrame:
    return pl.concat([table(folders, f"{bank}/{name}") for bank in BANKS])


def test_the_shares_of_an_enterprise_add_up(folders: dict[str, Path]) -> None:
    ever = table(folders, "registry/stakeholders").filter(pl.col("role") == "shareholder")
    held = ever.filter(pl.col("until").is_null())
    whole = held.group_by("uscc").agg(pl.col("ratio").sum())["ratio"]
    assert ((whole - 1).abs() < 1e-4).all()
    assert (held["ratio"] > 0).all()


def test_who_sold_his_part_did_so_on_the_day_of_a_registered_change(folders: dict[str, Path]) -> None:
    ever = table(folders, "registry/stakeholders").filter(pl.col("role") == "shareholder")
    changed = table(folders, "registry/changes").filter(pl.col("item") == "shareholder")
    former = ever.filter(pl.col("until").is_not_null())
    assert 0 < former.height < changed["uscc"].n_unique()  # where one person holds all, nothing is sold
    assert former.join(changed, left_on=["uscc", "until"], right_on=["uscc", "changed_on"], how="anti").is_empty()
    taken = ever.filter(pl.col("until").is_null()).select("uscc", "ratio", until="since")
    assert former.join(taken, on=["uscc", "until", "ratio"], how="anti").is_empty()


def test_companies_hold_companies_and_people_lead_several(folders: dict[str, Path]) -> None:
    people = table(folders, "registry/stakeholders")
    companies = people.filter(pl.col("party_uscc").is_not_null())
    assert companies.filter(pl.col("ratio") > 0.5).height > 3
    assert (companies["uscc"] != companies["party_uscc"]).all()
    leaders = people.filter(pl.col("role") == "legal_representative")
    assert leaders["uscc"].n_unique() == leaders.height == 500
    assert (leaders["person_id"].value_counts()["count"] > 1).sum() > 3
    assert {"supervisor", "executive", "director", "guarantor"} <= set(people["role"])


def test_the_representative_is_the_same_in_both_tables(folders: dict[str, Path]) -> None:
    register = table(folders, "registry/enterprises")
    leaders = table(folders, "registry/stakeholders").filter(pl.col("role") == "legal_representative")
    both = leaders.join(register, on="uscc")
    assert (both["person_id"] == both["legal_representative_id"]).all()
    assert (both["person_name"] == both["legal_representative"]).all()


def test_many_share_an_address_only_by_leave_or_by_fraud_or_family(folders: dict[str, Path]) -> None:
    contacts = table(folders, "registry/contacts")
    assert set(contacts["kind"]) == {"address", "phone", "email", "agent"}
    assert contacts.filter(pl.col("kind") == "address").height == 500
    crowded = (
        contacts.filter(pl.col("kind") == "address")
        .group_by("value")
        .agg(pl.len(), pl.col("uscc"))
        .filter(pl.col("len") > 5)
    )
    registered = set(table(folders, "registry/incubators")["value"])
    planted = set(table(folders, "city/planted")["member"])
    assert crowded.height > 0
    for address, _, usccs in crowded.iter_rows():
        assert address in registered or set(usccs) <= planted
    agents = contacts.filter(pl.col("kind") == "agent").group_by("value").len()
    assert agents["len"].max() > 5  # honest: an agent serves many


def test_telephones_and_mails_belong_to_nobody(folders: dict[str, Path]) -> None:
    contacts = table(folders, "registry/contacts")
    phones = contacts.filter(pl.col("kind") == "phone")["value"]
    assert (phones.str.starts_with("100") & (phones.str.len_chars() == 11)).all()
    assert contacts.filter(pl.col("kind") == "email")["value"].str.ends_with(".example").all()


def test_a_guarantor_is_an_enterprise_or_a_person(folders: dict[str, Path]) -> None:
    contracts = of_banks(folders, "guarantees")
    assert (contracts["guarantor_uscc"].is_null() != contracts["guarantor_person_id"].is_null()).all()
    assert (contracts["guarantor_uscc"].fill_null("") != contracts["borrower_uscc"]).all()
    assert (contracts["amount_fen"] > 0).all()
    assert set(contracts["kind"]) <= {"general", "joint", "pledge", "mortgage"}


@pytest.mark.parametrize("bank", BANKS)
def test_guarantees_are_held_for_customers(folders: dict[str, Path], bank: str) -> None:
    contracts, accounts = table(folders, f"{bank}/guarantees"), table(folders, f"{bank}/flows")
    founded = table(folders, "registry/enterprises").filter(pl.col("status") == "存续")
    borrowers = contracts.filter(pl.col("borrower_uscc").is_in(founded["uscc"].implode()))["borrower_uscc"]
    assert borrowers.is_in(accounts["uscc"].implode()).all()


def test_a_transfer_between_banks_stands_in_both(folders: dict[str, Path]) -> None:
    for bank in BANKS:
        customers = set(table(folders, f"{bank}/flows")["uscc"])
        transfers = table(folders, f"{bank}/transfers")
        mine = transfers.filter(pl.col("payer").is_in(list(customers)) | pl.col("payee").is_in(list(customers)))
        assert mine.height > 0.99 * transfers.height
    once = pl.concat([table(folders, f"{bank}/transfers").unique() for bank in BANKS])
    assert once.is_duplicated().any()


def test_what_is_invoiced_in_the_city_is_mostly_paid(folders: dict[str, Path]) -> None:
    transfers = of_banks(folders, "transfers").filter(pl.col("tag") == "trade").unique()
    sales = table(folders, "tax/sales").filter(pl.col("status") == "valid")
    register = table(folders, "registry/enterprises")["uscc"].implode()
    inside = sales.filter(pl.col("counterparty").is_in(register))
    invoiced = inside.group_by("uscc", "counterparty").agg(pl.col("total_fen").sum())
    paid = transfers.drop_nulls().group_by("payee", "payer").agg(pl.col("amount_fen").sum())
    both = invoiced.join(paid, left_on=["uscc", "counterparty"], right_on=["payee", "payer"])
    assert both.height > 200
    # Bar what nobody's bank is asked about (no account), what is not yet due, and what is never paid.
    assert 0.5 < both["amount_fen"].sum() / both["total_fen"].sum() < 1.1


def test_statements_balance(folders: dict[str, Path]) -> None:
    stated = of_banks(folders, "statements")
    assert stated.height > 50
    assert (stated["assets_fen"] - stated["liabilities_fen"] == stated["net_assets_fen"]).all()
    parts = ("cash_fen", "receivables_fen", "inventory_fen", "prepaid_fen")
    assert (stated.select(pl.sum_horizontal(parts)).to_series() <= stated["assets_fen"]).all()
    assert (stated["payables_fen"] + stated["advances_fen"] <= stated["liabilities_fen"]).all()
    assert (stated.group_by("uscc", "period_end").len()["len"] <= len(BANKS)).all()


def test_the_owner_is_described_by_borrowing_alone(folders: dict[str, Path]) -> None:
    owners, enquiries = table(folders, "pbc/owner_credit"), table(folders, "pbc/owner_enquiries")
    assert set(owners.columns) == {
        *("uscc", "owner", "reported_on", "born_on", "shareholding", "lenders", "card_used_fen", "card_limit_fen"),
        *("overdue_now_fen", "overdue_months_24", "days_past_due_max_24"),
    }
    assert set(enquiries.columns) == {"uscc", "owner", "asker_kind", "asked_on"}
    assert (owners["card_used_fen"] <= owners["card_limit_fen"]).all()
    assert ((owners["overdue_months_24"] == 0) == (owners["days_past_due_max_24"] == 0)).all()
    leaders = table(folders, "registry/enterprises").select("uscc", owner="legal_representative_id")
    assert owners.join(leaders, on=["uscc", "owner"]).height == owners.height
    # One person, one record, wherever it stands.
    assert owners.drop("uscc", "shareholding").unique().height == owners["owner"].n_unique() < owners.height


def test_the_credit_centre_knows_what_the_banks_lent(folders: dict[str, Path]) -> None:
    facilities, arrears = table(folders, "pbc/facilities"), table(folders, "pbc/arrears")
    for bank in BANKS:
        loans = table(folders, f"{bank}/loans")
        reported = facilities.filter(pl.col("lender") == bank)
        assert reported.height == loans.height
        assert reported["balance_fen"].sum() == loans["outstanding_fen"].sum()
        assert reported.filter(pl.col("closed_on").is_null())["balance_fen"].sum() == loans["outstanding_fen"].sum()
        late = table(folders, f"{bank}/instalments").filter(pl.col("days_late") > 31)["uscc"].unique()
        assert set(late) <= set(arrears.filter(pl.col("lender") == bank)["uscc"])
    assert set(facilities["lender_kind"]) == {"bank", "nonbank"}
    assert (arrears["days_past_due"] > 0).all()
    given = table(folders, "pbc/guarantees_given")
    held = of_banks(folders, "guarantees").drop_nulls("guarantor_uscc")
    assert given["amount_fen"].sum() == held["amount_fen"].sum()


def test_bills_are_paid_late_and_lines_cut_in_arrears(folders: dict[str, Path]) -> None:
    for kind in ("water", "gas", "telecom"):
        bills = table(folders, f"data-bureau/{kind}_bills")
        assert bills.group_by("account_no", "month").len()["len"].max() == 1
        assert (bills["usage"] >= 0).all()
        paid = bills.drop_nulls("paid_on")
        assert 0.01 < (paid["paid_on"] > paid["due_on"]).mean() < 0.4
        cut = bills.filter(pl.col("cuts") > 0)
        assert (cut["arrears_fen"] > 0).all()


def test_a_repaired_penalty_has_its_day(folders: dict[str, Path]) -> None:
    penalties = table(folders, "data-bureau/penalties")
    assert (penalties["repaired"] == penalties["repaired_on"].is_not_null()).all()
    both = penalties.drop_nulls("repaired_on")
    assert (both["repaired_on"] > both["decided_on"]).all()


def test_visits_come_from_helpers_relatives_and_counters_too(folders: dict[str, Path]) -> None:
    visits = table(folders, "platform/sessions")
    assert set(visits["action"]) == {"enrol", "need", "apply"}
    shared = visits.group_by("device").agg(pl.col("uscc").n_unique().alias("many"))
    assert 0.5 < (shared["many"] == 1).mean() < 0.99
    for column in ("device", "ip_block", "phone"):
        assert visits[column].str.contains("^[0-9a-f]{16}$").all()
    assert not set(visits["device"]) & set(visits["phone"])
