"""Planted frauds are in the data as the key says, look-alikes are not frauds, and both matter economically."""

import ast
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from puhui.city import economy
from puhui.city.economy.infecting import call_guarantees
from puhui.city.economy.population import populate
from puhui.city.economy.timeline import NEVER, Timeline
from puhui.city.economy.tying import tie

AS_OF = date(2026, 6, 30)
BANKS = ("bank-a", "bank-b", "bank-c")
PATTERNS = {"shell", "circular_trade", "guarantee_circle", "shared_device", "void_abuse"}


@pytest.fixture(scope="module")
def made() -> economy.Economy:
    return economy.make(seed=2, enterprises=500, as_of=AS_OF, months=24, frauds_per_1000=8)


@pytest.fixture(scope="module")
def folders(made: economy.Economy, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("planted")
    folders = {name: root / name for name in economy.CUSTODIANS}
    made.write(folders)
    return folders


@pytest.fixture(scope="module")
def key(folders: dict[str, Path]) -> pl.DataFrame:
    return table(folders, "city/planted")


def table(folders: dict[str, Path], name: str) -> pl.DataFrame:
    custodian, _, rest = name.partition("/")
    return pl.read_parquet(folders[custodian] / f"{rest}.parquet")


def groups(key: pl.DataFrame, pattern: str, *, fraud: bool) -> list[list[str]]:
    chosen = key.filter((pl.col("pattern") == pattern) & ((pl.col("role") != "lookalike") == fraud))
    return [members.to_list() for members in chosen.group_by("group", maintain_order=True).agg("member")["member"]]


def test_the_key_names_groups_of_each_pattern_and_as_many_lookalikes(key: pl.DataFrame) -> None:
    assert set(key["pattern"]) == PATTERNS
    for pattern in PATTERNS:
        assert len(groups(key, pattern, fraud=True)) == len(groups(key, pattern, fraud=False)) == 4
    assert key["member"].n_unique() == key.height  # nobody is in two groups
    assert key["strength"].is_between(0, 1).all()


def test_the_simulator_shares_nothing_with_those_who_look_for_frauds() -> None:
    for path in Path(economy.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            ours = [name for name in names if name.startswith("puhui")]
            assert all(name.startswith(("puhui.city.economy", "puhui.kernel")) for name in ours), path.name


def test_the_cast_takes_no_part(made: economy.Economy, key: pl.DataFrame) -> None:
    assert not set(made.cast.values()) & set(key["member"])


def test_no_node_sees_the_key(folders: dict[str, Path]) -> None:
    named = {path.parent.name for path in folders["city"].parent.rglob("planted.parquet")}
    assert named == {"city"}


def test_none_are_planted_where_none_are_wanted(tmp_path: Path) -> None:
    made = economy.make(seed=2, enterprises=300, as_of=AS_OF, months=24, frauds_per_1000=0)
    assert made.write({"city": tmp_path})["city/planted"] == 0


def test_shells_share_a_room_and_few_names_and_have_nobody(folders: dict[str, Path], key: pl.DataFrame) -> None:
    register = table(folders, "registry/enterprises")
    contacts = table(folders, "registry/contacts").filter(pl.col("kind") == "address")
    insured = table(folders, "social/insured")
    sales = table(folders, "tax/sales").filter(pl.col("status") == "valid")
    for members in groups(key, "shell", fraud=True):
        firms = register.filter(pl.col("uscc").is_in(members))
        assert contacts.filter(pl.col("uscc").is_in(members))["value"].n_unique() == 1
        assert firms["legal_representative_id"].n_unique() <= max(1, len(members) // 2)
        assert firms["established_on"].max() - firms["established_on"].min() < timedelta(days=220)
        staffed = insured.filter(pl.col("uscc").is_in(members) & (pl.col("insured") > 0))["uscc"].n_unique()
        assert staffed <= len(members) * 0.6
        sold = (
            sales.filter(pl.col("uscc").is_in(members)).group_by("uscc", pl.col("issued_on").dt.truncate("1mo")).len()
        )
        most = sold.group_by("uscc").agg((pl.col("len").max() / pl.col("len").sum()).alias("burst"))
        assert most["burst"].median() > 0.2


def test_a_loop_sells_round_and_the_blatant_within_thirty_days_at_like_amounts(
    folders: dict[str, Path], key: pl.DataFrame
) -> None:
    strength = dict(key.select("member", "strength").iter_rows())
    for members in groups(key, "circular_trade", fraud=True):
        assert rings(folders, members, days=60, spread=0.25) > 0
        if strength[members[0]] > 0.6:
            assert rings(folders, members) > 0
    honest = [rings(folders, members) for members in groups(key, "circular_trade", fraud=False)]
    assert np.mean([found > 1 for found in honest]) < 0.5


def rings(folders: dict[str, Path], members: list[str], *, days: int = 30, spread: float = 0.10) -> int:
    """How often a sale stands among others, near in days and amount, by which each member sells to the next."""
    sales = table(folders, "tax/sales").filter((pl.col("status") == "valid") & pl.col("uscc").is_in(members))
    legs = [
        sales.filter((pl.col("uscc") == one) & (pl.col("counterparty") == other))
        .group_by("issued_on")
        .agg(pl.col("amount_fen").sum())
        for one, other in [*pairwise(members), (members[-1], members[0])]
    ]
    found = 0
    for day, fen in legs[0].iter_rows():
        near = [
            leg.filter(
                ((pl.col("issued_on") - day).dt.total_days().abs() <= days)
                & ((pl.col("amount_fen") / fen - 1).abs() <= 2 * spread)
            ).height
            for leg in legs[1:]
        ]
        found += all(near)
    return found


def test_a_circle_guarantees_itself_and_a_lookalike_does_not(folders: dict[str, Path], key: pl.DataFrame) -> None:
    contracts = pl.concat([table(folders, f"{bank}/guarantees") for bank in BANKS])
    running = contracts.filter(pl.col("until").is_null() & pl.col("guarantor_uscc").is_not_null())
    closed = []
    for members in groups(key, "guarantee_circle", fraud=True):
        inside = running.filter(pl.col("guarantor_uscc").is_in(members) & pl.col("borrower_uscc").is_in(members))
        closed.append(set(inside["guarantor_uscc"]) == set(inside["borrower_uscc"]) == set(members))
    assert all(closed)
    for members in groups(key, "guarantee_circle", fraud=False):
        inside = running.filter(pl.col("guarantor_uscc").is_in(members) & pl.col("borrower_uscc").is_in(members))
        assert set(inside["guarantor_uscc"]) != set(members)


def test_one_device_applies_for_several_within_a_month(folders: dict[str, Path], key: pl.DataFrame) -> None:
    applied = table(folders, "platform/sessions").filter(pl.col("action") == "apply")
    for members in groups(key, "shared_device", fraud=True):
        mine = applied.filter(pl.col("uscc").is_in(members))
        by_device = mine.group_by("device").agg(pl.col("uscc").n_unique().alias("firms"))
        device = by_device.sort("firms")["device"][-1]
        shared = mine.filter(pl.col("device") == device)
        assert shared["uscc"].n_unique() >= 3
        assert shared["at"].max() - shared["at"].min() <= timedelta(days=31)


def test_an_abuser_voids_much_value_and_a_clumsy_till_many_small_ones(
    folders: dict[str, Path], key: pl.DataFrame
) -> None:
    sales = table(folders, "tax/sales").filter(pl.col("issued_on") > AS_OF - timedelta(days=365))

    def share(uscc: str) -> float:
        own = sales.filter((pl.col("uscc") == uscc) & (pl.col("amount_fen") > 0))
        return own.filter(pl.col("status") == "void")["amount_fen"].sum() / own["amount_fen"].sum()

    abused = [share(members[0]) for members in groups(key, "void_abuse", fraud=True)]
    honest = [share(members[0]) for members in groups(key, "void_abuse", fraud=False)]
    assert min(abused) > 0.10
    assert np.mean(abused) > np.mean(honest) + 0.1


def test_added_invoices_stand_in_both_books_with_numbers_of_their_own(folders: dict[str, Path]) -> None:
    sales, purchases = table(folders, "tax/sales"), table(folders, "tax/purchases")
    assert sales["invoice_no"].n_unique() == sales.height
    assert purchases["invoice_no"].n_unique() == purchases.height
    inside = sales.filter(pl.col("counterparty").is_in(sales["uscc"].unique().implode()))
    both = inside.join(purchases, on="invoice_no", suffix="_bought")
    assert both.height == inside.height
    assert (both["uscc"] == both["counterparty_bought"]).all()
    assert (both["status"] == both["status_bought"]).all()


def test_frauds_end_badly_more_often() -> None:
    made = economy.make(seed=1, enterprises=4000, as_of=AS_OF, frauds_per_1000=8)
    usccs = [str(made.population.uscc[row]) for plant in made.plants if plant.fraud for row in plant.members]
    since = AS_OF - timedelta(days=365)
    truth = made.truth.filter(pl.col("defaulted_on").is_null() | (pl.col("defaulted_on") > since))
    rate = truth.group_by(pl.col("uscc").is_in(usccs)).agg(pl.col("defaulted_on").is_not_null().mean())
    share = dict(rate.iter_rows())
    assert share[True] > 1.5 * share[False]


def test_a_failure_strikes_its_guarantors_and_nobody_else() -> None:
    people = populate(2, 4000, Timeline(AS_OF, 36))
    people, ties = tie(2, people, ())
    after = call_guarantees(2, people, ties.contracts)
    was, now = people.hidden.default_month, after.hidden.default_month
    changed = np.flatnonzero((people.hidden.distress != after.hidden.distress).any(axis=1))
    contracts = ties.contracts
    failed = now[contracts.borrower] < NEVER
    day = after.default_day[contracts.borrower]
    called = failed & (contracts.since <= day) & (day < contracts.until) & (contracts.guarantor >= 0)
    assert len(changed) > 5
    assert set(changed) <= set(contracts.guarantor[called])
    assert set(np.flatnonzero(after.called_day < NEVER)) == set(contracts.guarantor[called])
    assert (was[changed] == NEVER).all()
    assert (now[changed] < NEVER).any()
    for row in changed:  # the guarantor's distress begins with the borrower's failure
        months = now[contracts.borrower[called & (contracts.guarantor == row)]]
        assert after.hidden.distress_month[row] in months
