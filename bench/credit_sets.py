"""The public sets of `credit_tables.py`: columns, outcomes and bars. No command of its own.

What is known of a set is done for all alike: duplicate rows and row numbers go, codes for "unknown" become no value,
what is known only after the grant is left out. Rows stand in one order, so splits by position are the same every time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

Frame = dict[str, np.ndarray]


@dataclass(frozen=True)
class Task:
    """Columns, outcomes, splits, and the bars that the data's description gives (None: none is given)."""

    name: str
    frame: Frame
    bad: np.ndarray
    bar_lr: float | None
    bar_gb: float | None
    splits: str = "70/30"
    ranked: bool = False  # whether the bar's logistic regression was of ranks


def arrays(table: pl.DataFrame, left_out: list[str]) -> Frame:
    """Numbers as floats with NaN for none, all else as objects."""
    frame = {}
    for name in table.columns:
        if name not in left_out:
            series = table[name]
            frame[name] = (
                series.cast(pl.Float64).fill_null(float("nan")).to_numpy()
                if series.dtype.is_numeric()
                else np.array(series.to_list(), dtype=object)
            )
    return frame


def berka(data: Path) -> tuple[Frame, np.ndarray]:
    """What the bank knew when it granted: the loan, the account, the owner's age, cards issued before, the district,
    and the account's standing orders (undated) without that of the loan itself."""
    read = {name: pl.read_csv(data / "berka" / f"{name}.csv", null_values="?") for name in
            ("loan", "account", "disp", "client", "card", "district", "order")}  # fmt: skip
    date, month = pl.col("date").str.to_date(), pl.col("birth_number") // 100 % 100
    loans = read["loan"].filter(pl.col("status").is_not_null() & (date < pl.date(1997, 1, 1)))
    loans = loans.with_columns(granted=date).drop("date")
    accounts = read["account"].with_columns(opened=date).drop("date").rename({"district_id": "branch"})
    born = pl.date(1900 + pl.col("birth_number") // 10000, (month - 1) % 50 + 1, pl.col("birth_number") % 100)
    people = read["disp"].join(read["client"].with_columns(born=born), on="client_id")
    owners = people.filter(pl.col("type") == "OWNER").select("account_id", "born", "district_id")
    more = people.group_by("account_id").agg(people=pl.len())
    cards = read["card"].join(read["disp"], on="disp_id").select("account_id", issued=pl.col("issued").str.to_date())
    orders = read["order"].filter(pl.col("k_symbol") != "UVER").group_by("account_id")
    kinds = {"SIPO": "household", "POJISTNE": "insurance", "LEASING": "leasing"}
    cents = (pl.col("amount") * 100).round().cast(pl.Int64)  # a sum of floats would hang on the order of its parts
    sums = [cents.filter(pl.col("k_symbol") == kind).sum().alias(name) for kind, name in kinds.items()]
    standing = orders.agg(*sums, orders=pl.len(), ordered=cents.sum())
    table = (
        loans.join(accounts, on="account_id")
        .join(standing, on="account_id", how="left")
        .with_columns(pl.col("household", "insurance", "leasing", "orders", "ordered").fill_null(0))
        .join(owners, on="account_id")
        .join(more, on="account_id")
        .join(cards, on="account_id", how="left")
        .join(read["district"].rename({"A1": "district_id"}).drop("A2"), on="district_id")
        .with_columns(
            age=(pl.col("granted") - pl.col("born")).dt.total_days() / 365.25,
            account_days=(pl.col("granted") - pl.col("opened")).dt.total_days(),
            carded=(pl.col("issued") < pl.col("granted")).fill_null(False).cast(pl.Int8),
            moved=(pl.col("branch") != pl.col("district_id")).cast(pl.Int8),
        )
    )
    table = table.sort("loan_id")  # joins promise no order, and splits are by position
    bad = table["status"].is_in(["B", "D"]).to_numpy()
    left_out = ["loan_id", "account_id", "status", "granted", "opened", "born", "issued", "branch", "district_id"]
    return arrays(table, left_out), bad


def sba(data: Path) -> tuple[Frame, np.ndarray, np.ndarray, np.ndarray]:
    """Fifteen columns known at approval, codes for unknown as no value; outcomes, fiscal years, approval dates."""
    table = pl.read_parquet(data / "sba22k" / "loans_fy1972_2004.parquet")
    table = table.filter(pl.col("MIS_Status").is_not_null() & (pl.col("ApprovalFY") >= 1990))
    col = pl.col
    frame = table.select(
        "State",
        "BankState",
        "NoEmp",
        "CreateJob",
        "RetainedJob",
        "LowDoc",
        "GrAppv",
        "SBA_Appv",
        same_state=(col("State") == col("BankState")).cast(pl.Int8),
        sector=pl.when(col("NAICS") > 0).then((col("NAICS") // 10000).cast(pl.String)),
        new=pl.when(col("NewExist") > 0).then(col("NewExist").cast(pl.String)),
        franchise=(col("FranchiseCode") > 1).cast(pl.Int8),
        urban=pl.when(col("UrbanRural") > 0).then(col("UrbanRural").cast(pl.String)),
        revolving=pl.when(col("RevLineCr").is_in(["Y", "N"])).then(col("RevLineCr")),
        share=col("SBA_Appv") / col("GrAppv"),
    )
    bad = (table["MIS_Status"] == "CHGOFF").to_numpy()
    return arrays(frame, []), bad, table["ApprovalFY"].to_numpy(), table["ApprovalDate"].to_numpy()


def tasks(data: Path) -> Iterator[Task]:
    """The sets that are split by chance; `sba` by time stands apart."""
    german = pl.read_csv(data / "german" / "germancredit.csv")
    bad = (german["creditability"] == "bad").to_numpy()
    yield Task("german", arrays(german, ["creditability"]), bad, 0.788, 0.780)
    frame, bad = berka(data)
    yield Task("berka, 328 loans", frame, bad, 0.753, 0.780, splits="5x5")
    uci = pl.read_parquet(data / "uci_credit_card_default" / "clients.parquet").drop("ID").unique(maintain_order=True)
    bad = (uci["Y"] == 1).to_numpy()
    yield Task("uci card default", arrays(uci, ["Y"]), bad, 0.733, 0.780)
    yield Task("… without sex, marriage, age", arrays(uci, ["Y", "X2", "X4", "X5"]), bad, None, None)
    polish = pl.read_parquet(data / "polish_5year" / "5year.parquet").unique(maintain_order=True)
    bad = (polish["bankruptcy"] == 1).to_numpy()
    yield Task("polish, year 5", arrays(polish, ["bankruptcy"]), bad, 0.865, 0.952, ranked=True)
    frame, bad, *_ = sba(data)
    yield Task("sba22k, FY 1990–2004", frame, bad, 0.732, 0.747)
