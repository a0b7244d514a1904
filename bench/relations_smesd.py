"""What relations add on `smesd`: firm-only, with lawsuits, with relations; fitted on its train split, judged on its
validate split.

    python bench/relations_smesd.py [--json]

The graph and the indicators are the product's (`puhui relations build --recipe smesd`, `puhui relations
indicators`); the models are a
logistic regression and LightGBM as they come, nothing tuned, with capital, counts and amounts as log(1 + x), and the
product's card on the same columns, which chooses its bins, columns and penalty inside train.

No feature counts months or years, none is a node's number: both tell the outcome by how the sample was drawn (data
README). The 34 firms of
both splits are taken out of the training. What lies beyond one link is left out too: the graph of one split has
four times as many firms as
that of the other, so longer reaches and whole sets are not comparable between them. A firm's number of relations on
record may itself follow from its failure
(what a failed firm's register still shows): the row without the plain counts says how much is left without them.
"""

import argparse
import json
import os
import time
import warnings
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import polars as pl
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from puhui.credit.fit import Recipe as Fitting
from puhui.credit.fit import fit
from puhui.relations.building.recipe import Recipe, shipped
from puhui.relations.folder import facts_frame
from puhui.relations.graph import Graph
from puhui.relations.indicators import indicators

DATA = Path(os.environ.get("PUHUI_DATA", Path(__file__).resolve().parents[2] / "shared" / "data")) / "smesd"
BARS = {"capital + lawsuits": (0.714, 0.743), "+ relations": (0.862, 0.852)}
FIRM = ["reg_capital", "paid_capital", "paid_share"]
BEYOND = ("rel_linked_2", "rel_neighbours_sued_share_2", "rel_group_size")  # what lies beyond one link
SEEDS = 5
SHARES = ("share", "hhi", "rep_holds", "rep_executes")  # of 0 to 1, as they are


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    told = measure()
    if given.json:
        print(json.dumps(told))
        return
    print(
        f"train {told['train']} firms ({told['in_both_left_out_of_train']} of both splits left out), "
        f"validate {told['validate']}; "
        f"both graphs and all indicators in {told['build_and_indicators_s']:.2f} s"
    )
    print(f"{'features':36}{'columns':>8}{'LR':>8}{'GB':>8}{'card':>8}   bar LR  GB")
    for name, row in told["auc"].items():
        bar = "   {:.3f}  {:.3f}".format(*BARS[name]) if name in BARS else ""
        print(f"{name:36}{row['columns']:8}{row['lr']:8.3f}{row['gb']:8.3f}{row['card']:8.3f}{bar}")


def measure() -> dict[str, Any]:
    """The whole table, as JSON has it."""
    warnings.filterwarnings("ignore", message="X does not have valid feature names")
    tables = {name: pl.read_parquet(DATA / f"{name}.parquet") for name in ("nodes", "edges", "firms", "lawsuits")}
    began = time.perf_counter()
    frames = {split: frame(tables, split) for split in ("train", "validate")}
    seconds = time.perf_counter() - began
    both = frames["train"].join(frames["validate"], on="enterprise", how="semi").height
    train = frames["train"].join(frames["validate"], on="enterprise", how="anti")
    validate = frames["validate"]
    suits = [name for name in train.columns if name.startswith("suits")]
    told_apart = [name for name in train.columns if name.startswith("rel_") and train[name].drop_nulls().n_unique() > 1]
    relations = [name for name in told_apart if name not in BEYOND]
    flows = [name for name in relations if "neighbour" in name]
    shape = [
        name for name in relations if name.startswith(("rel_rep_", "rel_top", "rel_holder_hhi", "rel_executives_hold"))
    ]
    sets = {
        "capital": FIRM,
        "capital + lawsuits": FIRM + suits,
        "+ risk of neighbours": FIRM + suits + flows,
        "+ relations without plain counts": FIRM + suits + flows + shape,
        "+ relations": FIRM + suits + relations,
    }
    return {
        "train": train.height,
        "validate": validate.height,
        "in_both_left_out_of_train": both,
        "build_and_indicators_s": round(seconds, 2),
        "features": sets["+ relations"],
        "auc": {name: judge(train, validate, columns) for name, columns in sets.items()},
        "bars_of_the_data_readme": BARS,
    }


def frame(tables: dict[str, pl.DataFrame], split: str) -> pl.DataFrame:
    """One row a firm of the split: outcome, capital, lawsuits, relations."""
    graph: Graph = Recipe.parse(shipped("smesd")).build(tables, chosen={"graph": split})
    own = graph.nodes.select(
        pl.col("id").alias("enterprise"),
        (pl.col("reg_capital_fen") / 1e6).alias("reg_capital"),
        (pl.col("paid_capital_fen") / 1e6).alias("paid_capital"),
        (pl.col("paid_capital_fen") / pl.col("reg_capital_fen")).clip(0, 2).alias("paid_share"),
    )
    suits = facts_frame(graph).pivot("fact", index="id", values="value").rename({"id": "enterprise"})
    outcome = tables["firms"].select(pl.col("firm").cast(pl.String).alias("enterprise"), "bankrupt")
    made = indicators(graph).join(own, on="enterprise").join(suits, on="enterprise").join(outcome, on="enterprise")
    return made.sort("enterprise")


def judge(train: pl.DataFrame, validate: pl.DataFrame, columns: list[str]) -> dict[str, float]:
    """AUC of both models; of the boosted trees the mean over seeds."""
    target, outcome = train["bankrupt"].to_numpy(), validate["bankrupt"].to_numpy()
    one, other = matrix(train, columns), matrix(validate, columns)
    linear = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000)).fit(one, target)
    boosted = []
    for seed in range(SEEDS):
        model = lightgbm.LGBMClassifier(
            n_estimators=200, learning_rate=0.03, num_leaves=15, subsample=0.8, subsample_freq=1, colsample_bytree=0.7,
            random_state=seed, n_jobs=1, verbose=-1,
        ).fit(one, target)  # fmt: skip
        boosted.append(roc_auc_score(outcome, model.predict_proba(other)[:, 1]))
    return {
        "columns": len(columns),
        "lr": round(float(roc_auc_score(outcome, linear.predict_proba(other)[:, 1])), 4),
        "gb": round(float(np.mean(boosted)), 4),
        "card": round(by_card(train, validate, columns), 4),
    }


def by_card(train: pl.DataFrame, validate: pl.DataFrame, columns: list[str]) -> float:
    """AUC of the product's card on the same columns."""
    one, other = ({name: plain(table, name) for name in columns} for table in (train, validate))
    card = fit(one, train["bankrupt"].to_numpy() != 0, Fitting(name="smesd")).card
    return float(roc_auc_score(validate["bankrupt"].to_numpy(), -card.scorer.totals(other)))


def plain(table: pl.DataFrame, column: str) -> np.ndarray:
    """The column as it stands, no value as 0 like in `matrix`."""
    return table[column].fill_null(0.0).to_numpy().astype(np.float64)


def matrix(table: pl.DataFrame, columns: list[str]) -> np.ndarray:
    """The columns as numbers: no value is 0 (a share of neighbours where there is none), all but shares as
    logarithms."""
    parts = []
    for name in columns:
        value = plain(table, name)
        parts.append(value if any(word in name for word in SHARES) else np.log1p(np.maximum(value, 0)))
    return np.column_stack(parts)


if __name__ == "__main__":
    main()
