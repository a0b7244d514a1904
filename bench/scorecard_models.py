"""Scorecards on real data beside logistic regression and LightGBM, on the same splits in one run.

    python bench/scorecard_models.py [--repeats 5] [--json FILE]

Needs the real data sets (PUHUI_DATA, or ../shared/data beside the checkout). Peers get plain features: numbers with
medians for gaps and scaled, categories of at least 20 rows one-hot (logistic regression), or as categories (LightGBM),
no tuning. Each column that a set's description says to leak, or to name rows, is left out for all alike.
"""

import argparse
import json
import os
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
from sklearn.model_selection import StratifiedShuffleSplit

from puhui.credit.fit import Recipe, fit
from puhui.credit.validation import auc

SBA_LEFT_OUT = [
    "LoanNr_ChkDgt",
    "Name",
    "Term",
    "ChgOffDate",
    "ChgOffPrinGr",
    "DisbursementDate",
    "DisbursementGross",
    "ApprovalDate",
    "MIS_Status",
]


@dataclass(frozen=True)
class Task:
    """Columns, outcomes, and the fair bars measured on the same file by plain means (None: none is known)."""

    name: str
    frame: dict[str, np.ndarray]
    bad: np.ndarray
    bar_lr: float | None
    bar_gb: float | None
    split: tuple[np.ndarray, np.ndarray] | None = None  # by time; else repeated 70/30


def arrays(table: pl.DataFrame, left_out: list[str]) -> dict[str, np.ndarray]:
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


def tasks(data: Path) -> list[Task]:
    sba = pl.read_parquet(data / "sba22k" / "loans_fy1972_2004.parquet")
    sba = sba.filter(pl.col("MIS_Status").is_not_null() & (pl.col("ApprovalFY") >= 1990))
    bad = (sba["MIS_Status"] == "CHGOFF").to_numpy()
    year = sba["ApprovalFY"].to_numpy()
    german = pl.read_csv(data / "german" / "germancredit.csv")
    uci = pl.read_parquet(data / "uci_credit_card_default" / "clients.parquet")
    by_time = (np.flatnonzero(year <= 2003), np.flatnonzero(year == 2004))
    return [
        Task("sba22k, 70/30", arrays(sba, SBA_LEFT_OUT), bad, 0.732, 0.747),
        Task("sba22k, to 2003 → 2004", arrays(sba, [*SBA_LEFT_OUT, "ApprovalFY"]), bad, 0.524, 0.556, by_time),
        Task(
            "german, 70/30",
            arrays(german, ["creditability"]),
            (german["creditability"] == "bad").to_numpy(),
            0.788,
            0.780,
        ),
        Task("uci card default, 70/30", arrays(uci, ["ID", "Y"]), (uci["Y"] == 1).to_numpy(), 0.733, 0.780),
    ]


def puhui(frame: dict[str, np.ndarray], bad: np.ndarray, train: np.ndarray, test: np.ndarray) -> np.ndarray:
    card = fit({name: values[train] for name, values in frame.items()}, bad[train], Recipe(name="bench")).card
    return card.score({name: values[test] for name, values in frame.items()}).pd


def logistic(frame: dict[str, np.ndarray], bad: np.ndarray, train: np.ndarray, test: np.ndarray) -> np.ndarray:
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    table = pd.DataFrame(frame)
    words = [name for name, values in frame.items() if values.dtype.kind == "O"]
    numbers = [name for name in frame if name not in words]
    table[words] = table[words].fillna("(none)").astype(str)
    encode = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
            ("words", OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=20), words),
        ]
    )
    model = make_pipeline(encode, LogisticRegression(max_iter=2000)).fit(table.iloc[train], bad[train])
    return model.predict_proba(table.iloc[test])[:, 1]


def boosted(frame: dict[str, np.ndarray], bad: np.ndarray, train: np.ndarray, test: np.ndarray) -> np.ndarray:
    from lightgbm import LGBMClassifier

    table = pd.DataFrame(frame)
    for name, values in frame.items():
        if values.dtype.kind == "O":
            table[name] = pd.Categorical(table[name].astype(object))
    table.columns = [f"x{number}" for number in range(len(frame))]  # LightGBM refuses some characters in names
    model = LGBMClassifier(verbose=-1, random_state=0, n_jobs=2).fit(table.iloc[train], bad[train])
    return model.predict_proba(table.iloc[test])[:, 1]


def main() -> None:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    beside = Path(__file__).resolve().parents[1].parent / "shared" / "data"
    contestants = {"puhui": puhui, "logistic regression": logistic, "LightGBM": boosted}
    out: dict[str, Any] = {}
    print(
        f"{'AUC (standard error of the mean)':28s}" + "".join(f"{name:>24s}" for name in contestants) + "   bars LR, GB"
    )
    for task in tasks(Path(os.environ.get("PUHUI_DATA", beside))):
        if task.split is not None:
            splits = [task.split]
        else:
            splitter = StratifiedShuffleSplit(options.repeats, test_size=0.3, random_state=0)
            splits = list(splitter.split(task.bad, task.bad))
        found: dict[str, list[float]] = {name: [] for name in contestants}
        seconds = dict.fromkeys(contestants, 0.0)
        for train, test in splits:
            for name, predict in contestants.items():
                started = time.perf_counter()
                pd_of_test = predict(task.frame, task.bad, train, test)
                seconds[name] += time.perf_counter() - started
                found[name].append(auc(pd_of_test, task.bad[test]))
        cells = []
        for name, aucs in found.items():
            error = np.std(aucs, ddof=1) / len(aucs) ** 0.5 if len(aucs) > 1 else float("nan")
            shown = f"{np.mean(aucs):.4f}" + (f" ({error:.4f})" if len(aucs) > 1 else "")
            cells.append(f"{shown:>17s} {seconds[name] / len(splits):4.1f} s")
        print(
            f"{task.name:28s}" + "".join(f"{cell:>24s}" for cell in cells) + f"   {task.bar_lr}, {task.bar_gb}",
            flush=True,
        )
        out[task.name] = {name: float(np.mean(aucs)) for name, aucs in found.items()} | {
            "bar_lr": task.bar_lr,
            "bar_gb": task.bar_gb,
        }
    if options.json:
        options.json.write_text(json.dumps(out) + "\n")


if __name__ == "__main__":
    main()
