"""`train` over three parties beside the same training in the open and beside the house's own fit, in one run.

Secret: `puhui privacy train` end to end: three party processes with a job, mutual TLS, CSV files read, keys aligned by
PSI, bins counted, the regression fitted, 30 % of the rows held out and validated on. Open: the same in one process
over NumPy (`open_training.py`). House: `puhui.credit.fit` on the same rows, which bins with outcomes at hand. Columns
and outcomes are of real loans (`sba22k`) where PUHUI_DATA is, split over a bank, an agency and a bureau; else made up.

    python bench/privacy_train.py [--rows 12888] [--rounds 1] [--json]
"""

import argparse
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).parent))

from open_training import Opened, train_in_the_open

from puhui.credit import Scorecard
from puhui.credit.fit import Recipe, fit
from puhui.kernel import SystemClock, SystemEntropy
from puhui.privacy import KeyKind, evaluating
from puhui.privacy.evaluating import Setting, TrainTerms

TERMS = TrainTerms("loan", KeyKind.TEXT, "status", bad=("CHGOFF",), categories=("naics", "zip"), seed=4, name="loans")
PARTIES = {
    "bank": ["loan", "status", "year", "month", "approved", "line", "lowdoc", "bank"],
    "agency": ["loan", "guaranteed", "share", "franchise", "urban", "state", "bank_state", "zip"],
    "bureau": ["loan", "naics", "staff", "new", "created", "retained", "city", "per_head"],
}


def main() -> None:
    """Run all and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=12_888)
    arguments.add_argument("--rounds", type=int, default=1)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    data = Path(os.environ.get("PUHUI_DATA", "")) / "sba22k"
    with tempfile.TemporaryDirectory() as name:
        files = lay_out(Path(name), loans(data) if data.is_dir() else made_up(options.rows), options.rows)
        times: dict[str, list[float]] = {"secret": [], "open": [], "house": []}
        for number in range(options.rounds):
            begun = time.perf_counter()
            done = evaluating.train(
                files[0], files[1:], TERMS, Path(name) / f"out{number}", Setting(SystemClock(), SystemEntropy())
            )
            times["secret"].append(time.perf_counter() - begun)
            begun = time.perf_counter()
            opened = train_in_the_open(files[0], files[1:], TERMS)
            times["open"].append(time.perf_counter() - begun)
            begun = time.perf_counter()
            house = _house(opened)
            times["house"].append(time.perf_counter() - begun)
        secret = Scorecard.parse((Path(name) / f"out{number}/bank/model.json").read_bytes())
        steps = json.loads((Path(name) / f"out{number}/bank/report.json").read_text())["result"]["steps"]
    median = {each: statistics.median(taken) for each, taken in times.items()}
    aucs = {each: opened.measures(card)[0] for each, card in (("secret", secret), ("open", opened.card))}
    report = {
        "data": "sba22k" if data.is_dir() else "made up",
        "rows": len(opened.good),
        "columns": sum(map(len, PARTIES.values())) - 4,
        "attributes": len(secret.attributes),
        "steps": steps,
        **{f"{each}_s": round(taken, 2) for each, taken in median.items()},
        "ratio_to_open": round(median["secret"] / median["open"], 1),
        "sent_mb": round(sum(sent for sent, _ in done.traffic.values()) / 1e6),
        "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "auc_secret": round(aucs["secret"], 4),
        "auc_open": round(aucs["open"], 4),
        "auc_house": round(opened.measures(house)[0], 4),
        "auc_by_bands": secret.metrics["auc"],
        "auc_difference": round(abs(aucs["secret"] - aucs["open"]), 5),
        "score_difference": round(float(np.abs(opened.scores(secret) - opened.scores(opened.card)).max()), 2),
    }
    if options.json:
        print(json.dumps(report))
        return
    for field, value in report.items():
        print(f"{field:>20}  {value}")


def loans(folder: Path) -> pl.DataFrame:
    """The labelled loans, with the columns that are known when one applies."""
    raw = pl.read_parquet(folder / "loans_fy1972_2004.parquet").drop_nulls("MIS_Status")
    return raw.select(
        loan=pl.col("LoanNr_ChkDgt"),
        status=pl.col("MIS_Status"),
        year=pl.col("ApprovalFY"),
        month=pl.col("ApprovalDate").dt.month(),
        approved=pl.col("GrAppv"),
        line=pl.col("RevLineCr"),
        lowdoc=pl.col("LowDoc"),
        bank=pl.col("Bank"),
        guaranteed=pl.col("SBA_Appv"),
        share=(pl.col("SBA_Appv") / pl.col("GrAppv")).round(3),
        franchise=pl.col("FranchiseCode").clip(upper_bound=2),
        urban=pl.col("UrbanRural"),
        state=pl.col("State"),
        bank_state=pl.col("BankState"),
        zip=pl.col("Zip") // 1000,
        naics=pl.col("NAICS") // 10000,
        staff=pl.col("NoEmp"),
        new=pl.col("NewExist"),
        created=pl.col("CreateJob"),
        retained=pl.col("RetainedJob"),
        city=pl.col("City"),
        per_head=(pl.col("GrAppv") / (pl.col("NoEmp") + 1)).round(0),
    )


def made_up(rows: int) -> pl.DataFrame:
    """Loans of the same columns, a few of which matter."""
    rng = np.random.default_rng(1)
    columns = [name for party in PARTIES.values() for name in party[1:] if name != "status"]
    values = {name: rng.normal(size=rows).round(3) for name in columns}
    odds = 2 + sum(0.3 * values[name] for name in columns[::3])
    bad = rng.random(rows) < 1 / (1 + np.exp(odds))
    return pl.DataFrame({"loan": np.arange(10**9, 10**9 + rows), "status": np.where(bad, "CHGOFF", "P I F"), **values})


def lay_out(folder: Path, table: pl.DataFrame, rows: int) -> list[Path]:
    """A file for each party, each in an order of its own."""
    files = []
    for seed, (name, columns) in enumerate(PARTIES.items()):
        files.append(folder / f"{name}.csv")
        table.head(rows).select(columns).sample(fraction=1, shuffle=True, seed=seed).write_csv(files[-1])
    return files


def _house(opened: Opened) -> Scorecard:
    rows = opened.fitted
    frame = {name: values[rows] for name, values in opened.frame.items()}
    card = fit(frame, ~opened.good[rows], Recipe(name="house")).card
    return replace(card, training={"rows": len(rows)})


if __name__ == "__main__":
    main()
