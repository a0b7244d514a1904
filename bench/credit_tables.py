"""One table: our card and our challenger beside logistic regression and LightGBM, on every public set, in one run.

    python bench/credit_tables.py [--repeats 5] [--json FILE] [--only NAME]

Every contestant sees the same columns, rows and splits; the peers are untuned, as in the data's description, whose
bars are printed beside. Nothing of ours looks at a test row: bins, penalties, tree sizes and the columns that look too
good are found on training rows alone. What is known of a set is done for all alike: duplicate rows and row numbers go,
codes for "unknown" become no value, what is known only after the grant is left out.

Then `sba22k` by time: fitted up to FY 2003, tried on FY 2004, where the rate of bads is three times as high. The PDs
are measured on the second half of FY 2004 as they come, and recalibrated on the first half.

Needs the real data sets (PUHUI_DATA, or ../shared/data beside the checkout).
"""

import argparse
import json
import os
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scorecard_models import arrays, boosted, logistic
from sklearn.model_selection import RepeatedStratifiedKFold, StratifiedShuffleSplit

from puhui.credit.calibration import recalibration
from puhui.credit.challenger import Challenger, fit_challenger
from puhui.credit.errors import DiscriminationLost
from puhui.credit.fit import Recipe, fit
from puhui.credit.grades import Scaling
from puhui.credit.scorecard import Scorecard
from puhui.credit.validation import auc, ks, measure

Frame = dict[str, np.ndarray]
Rows = np.ndarray
Predict = Callable[[Frame, np.ndarray, Rows, Rows], np.ndarray]


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
    sums = [pl.col("amount").filter(pl.col("k_symbol") == kind).sum().alias(name) for kind, name in kinds.items()]
    standing = orders.agg(*sums, orders=pl.len(), ordered=pl.col("amount").sum())
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


def card(frame: Frame, bad: np.ndarray, train: Rows, recipe: Recipe) -> Scorecard:
    return fit({name: values[train] for name, values in frame.items()}, bad[train], recipe).card


def challenger(frame: Frame, bad: np.ndarray, train: Rows, recipe: Recipe) -> Challenger:
    found = fit_challenger({name: values[train] for name, values in frame.items()}, bad[train], recipe)
    return Challenger.parse(found.model.dump())


def by(make: Callable[..., Any], *, without_doubtful: bool = False) -> Predict:
    """The PDs of a model of ours on the test rows."""

    def predict(frame: Frame, bad: np.ndarray, train: Rows, test: Rows) -> np.ndarray:
        model = make(frame, bad, train, Recipe(name="bench", without_doubtful=without_doubtful))
        return Scaling().pd(model.scorer.totals({name: values[test] for name, values in frame.items()}))

    return predict


def ranks(frame: Frame, bad: np.ndarray, train: Rows, test: Rows) -> np.ndarray:
    """Logistic regression of each number's rank among the training rows."""
    ranked = {}
    for name, values in frame.items():
        known = np.sort(values[train][np.isfinite(values[train])])
        place = np.searchsorted(known, values) / max(len(known), 1)
        ranked[name] = np.where(np.isfinite(values), place, np.nan)
    return logistic(ranked, bad, train, test)


def splits(task: Task, repeats: int) -> list[tuple[Rows, Rows]]:
    if task.splits == "5x5":
        splitter: Any = RepeatedStratifiedKFold(n_splits=5, n_repeats=5, random_state=0)
    else:
        splitter = StratifiedShuffleSplit(repeats, test_size=0.3, random_state=0)
    return list(splitter.split(task.bad, task.bad))


def compare(task: Task, repeats: int) -> dict[str, Any]:
    """Each contestant's mean AUC over the splits, its standard error, KS and seconds a split."""
    contestants = {
        "our card": by(card),
        "our challenger": by(challenger),
        "LR": ranks if task.ranked else logistic,
        "LightGBM": boosted,
    }
    parts = splits(task, repeats)
    out: dict[str, Any] = {
        "rows": len(task.bad),
        "bads": int(task.bad.sum()),
        "splits": f"{task.splits} × {len(parts)}",
    }
    for name, predict in contestants.items():
        started = time.perf_counter()
        found = [(predict(task.frame, task.bad, *part), task.bad[part[1]]) for part in parts]
        aucs = [auc(pd, bad) for pd, bad in found]
        out[name] = {
            "auc": float(np.mean(aucs)),
            "error": float(np.std(aucs, ddof=1) / len(aucs) ** 0.5),
            "ks": float(np.mean([ks(pd, bad) for pd, bad in found])),
            "seconds": (time.perf_counter() - started) / len(parts),
        }
    return out | {"bar_lr": task.bar_lr, "bar_gb": task.bar_gb}


def out_of_time(data: Path) -> dict[str, Any]:
    """`sba22k`: fitted to FY 2003, tried on FY 2004; calibration of its second half before and after the first."""
    frame, bad, year, day = sba(data)
    train, test = np.flatnonzero((year >= 1990) & (year <= 2003)), np.flatnonzero(year == 2004)
    middle = np.sort(day[test])[len(test) // 2]
    early = day[test] < middle
    contestants = {
        "our card": by(card, without_doubtful=True),
        "our card, doubtful columns kept": by(card),
        "our challenger": by(challenger, without_doubtful=True),
        "our challenger, doubtful columns kept": by(challenger),
        "LR": logistic,
        "LightGBM": boosted,
    }
    out: dict[str, Any] = {"middle": str(middle)}
    for name, predict in contestants.items():
        pd = np.clip(predict(frame, bad, train, test), 1e-6, 1 - 1e-6)
        first, second = bad[test][early], bad[test][~early]
        lost = ""
        try:
            found = recalibration(pd[early], first)
        except DiscriminationLost as refused:
            lost = f"slope refused, its interval is {refused.data['low']} to {refused.data['high']}"
            found = recalibration(pd[early], first, "intercept")
        out[name] = {
            "auc": auc(pd, bad[test]),
            "before": measure(pd[~early], second, development=False).as_dict(),
            "after": measure(found.pd(pd[~early]), second, development=False).as_dict(),
            "map": found.as_dict(),
            "lost": lost,
        }
    return out


def told(found: dict[str, Any]) -> str:
    def cell(name: str) -> str:
        one = found[name]
        return f"{one['auc']:.4f} ±{one['error']:.4f} {one['seconds']:5.1f} s"

    bars = "  ".join("–" if found[bar] is None else f"{found[bar]:.3f}" for bar in ("bar_lr", "bar_gb"))
    return "".join(f"{cell(name):>26s}" for name in ("our card", "our challenger", "LR", "LightGBM")) + f"   {bars}"


def main() -> None:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--only", help="one set: the start of its name")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    data = Path(os.environ.get("PUHUI_DATA", Path(__file__).resolve().parents[1].parent / "shared" / "data"))
    out: dict[str, Any] = {}
    heads = "".join(f"{name:>26s}" for name in ("our card", "our challenger", "LR", "LightGBM untuned"))
    print(f"{'AUC ± standard error':32s}{heads}   bars LR, GB")
    for task in tasks(data):
        if options.only and not task.name.startswith(options.only):
            continue
        out[task.name] = compare(task, options.repeats)
        print(f"{task.name:32s}{told(out[task.name])}", flush=True)
    if not options.only or "sba22k".startswith(options.only):
        out["sba22k, FY 1990–2003 → FY 2004"] = found = out_of_time(data)
        print("\nsba22k, FY 1990–2003 → FY 2004 (bars: LR 0.524, GB 0.556); PDs on approvals from", found.pop("middle"))
        head = "".join(f"{name:>24s}" for name in ("mean PD → observed", "Brier", "Hosmer–Lemeshow", "after: mean PD"))
        print(f"{'':40s}{'AUC 2004':>10s}{head}{'Brier':>10s}{'Hosmer–L.':>12s}  map")
        for name, one in found.items():
            before, after, how = one["before"], one["after"], one["map"]
            print(
                f"{name:40s}{one['auc']:10.4f}"
                f"{before['mean_pd']:15.2%} → {before['bad_rate']:.2%}{before['brier']:24.4f}"
                f"{before['hosmer_lemeshow']['statistic']:24.0f}{after['mean_pd']:24.2%}{after['brier']:10.4f}"
                f"{after['hosmer_lemeshow']['statistic']:12.1f}  {how['method']} "
                f"{how['intercept']['value']:+.2f}, slope {how['slope']['value']:.2f} "
                f"({how['slope']['low']:.2f}–{how['slope']['high']:.2f}){'; ' if one['lost'] else ''}{one['lost']}"
            )
    if options.json:
        options.json.write_text(json.dumps(out, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
