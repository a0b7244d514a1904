"""Rows scored a second: Puhui beside optbinning and scorecardpy, on the same rows in one run.

    python bench/scorecard_throughput.py [--rows 100000] [--columns 30] [--json FILE]

The cards are trained on the same rows by each library's own way; time is of scoring alone, best of several rounds,
the contestants taking turns. "Plain arrays" is a dict of NumPy arrays for Puhui, and the DataFrame that each peer asks
for, made before the clock starts. "In bulk" is the card as Polars expressions and as DuckDB SQL over a table in memory.
Scores alone are compared with scores alone; what coverage, intervals, grades and reasons cost is shown beside.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from puhui.credit.fit import Recipe, fit

ROUNDS = 7
SCORECARDPY_ROWS = 5_000  # it scores a few thousand rows a second: its rate is measured on fewer
SCORECARDPY_NEEDS = ("scorecardpy==0.1.9.7", "pandas<3", "numpy<2", "setuptools<81")
TRAINING_ROWS = 20_000


def population(rows: int, columns: int) -> tuple[dict[str, np.ndarray], np.ndarray]:
    rng = np.random.default_rng(1)
    frame = {f"x{number}": rng.normal(size=rows) for number in range(columns)}
    risk = -2.0 + 0.25 * sum(frame.values())
    bad = rng.random(rows) < 1 / (1 + np.exp(-risk))
    for number in range(0, columns, 5):  # a tenth of the values of every fifth column is missing
        frame[f"x{number}"][rng.random(rows) < 0.1] = np.nan
    return frame, bad


def optbinning_card(data: pd.DataFrame, bad: np.ndarray) -> Any:
    from optbinning import BinningProcess, Scorecard
    from sklearn.linear_model import LogisticRegression

    process = BinningProcess(list(data.columns), max_n_prebins=15, max_n_bins=8)
    card = Scorecard(
        process, LogisticRegression(), scaling_method="min_max", scaling_method_params={"min": 300, "max": 900}
    )
    return card.fit(data, bad.astype(int))


def scorecardpy_rate(frame: dict[str, np.ndarray], bad: np.ndarray) -> float | None:
    """Rows a second of scorecardpy, in an environment that uv makes for it; None where there is no uv."""
    uv = shutil.which("uv")
    if uv is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.npz"
        np.savez(path, bad=bad, **frame)
        needs = [part for need in SCORECARDPY_NEEDS for part in ("--with", need)]
        peer = Path(__file__).with_name("scorecardpy_peer.py")
        command = [uv, "run", "--quiet", "--no-project", "--python", "3.11", *needs, "python", str(peer), str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def best(contestants: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The shortest time of each, the contestants taking turns."""
    found = dict.fromkeys(contestants, float("inf"))
    for _ in range(rounds):
        for name, call in contestants.items():
            started = time.perf_counter()
            call()
            found[name] = min(found[name], time.perf_counter() - started)
    return found


def main() -> None:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--columns", type=int, default=30)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    frame, bad = population(options.rows, options.columns)
    few = slice(0, min(TRAINING_ROWS, options.rows))
    card = fit({name: values[few] for name, values in frame.items()}, bad[few], Recipe(name="throughput")).card
    data = pd.DataFrame(frame)
    optbinning = optbinning_card(data[few], bad[few])
    rows = pl.DataFrame(frame)
    connection = duckdb.connect()
    connection.execute("CREATE TABLE firms AS SELECT * FROM rows")
    scores_sql = f"SELECT sum(score) FROM ({card.to_sql('firms')})"

    np.testing.assert_array_equal(card.scorer.totals(frame), card.to_polars(rows)["score"].to_numpy())

    took = best(
        {
            "optbinning": lambda: optbinning.score(data),
            "puhui, plain arrays": lambda: card.scorer.totals(frame),
            "puhui, plain arrays, all of it": lambda: card.score(frame),
            "puhui, Polars": lambda: card.to_polars(rows.lazy()).select("score").collect(),
            "puhui, Polars, all but reasons": lambda: card.to_polars(rows),
            "puhui, DuckDB": lambda: connection.sql(scores_sql).fetchall(),
        },
        ROUNDS,
    )
    rates = {name: options.rows / seconds for name, seconds in took.items()}
    some = slice(0, SCORECARDPY_ROWS)
    rate = scorecardpy_rate({name: values[some] for name, values in frame.items()}, bad[some])
    if rate is None:
        print("scorecardpy: not measured, there is no uv to make its environment (it needs pandas < 3)")
    else:
        rates["scorecardpy"] = rate
    bound = max(rates[name] for name in ("optbinning", "scorecardpy") if name in rates)
    print(f"{options.rows:,} rows, {len(card.attributes)} attributes of {options.columns} columns")
    for name, found in sorted(rates.items(), key=lambda pair: pair[1]):
        print(f"{name:34s} {found:14,.0f} rows/s {found / bound:8.1f} ×")
    if options.json:
        options.json.write_text(
            json.dumps({name: {"rows_per_s": rate, "ratio": rate / bound} for name, rate in rates.items()}) + "\n"
        )


if __name__ == "__main__":
    main()
