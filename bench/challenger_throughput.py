"""Rows scored a second by a challenger, beside bare LightGBM on the same trees and rows in one run.

    python bench/challenger_throughput.py [--rows 1000000] [--columns 30] [--rounds 3] [--json FILE]

Bare LightGBM answers raw log odds of a matrix that is ready; ours starts from columns and answers scores on the scale:
alone, with coverage, interval and grade, and (of fewer rows) with its reasons, whose TreeSHAP is compared with bare
`pred_contrib`. Best of several rounds, the contestants taking turns. One thread; rates are of the processor's seconds,
which others on the machine disturb least, with the wall clock's beside.
"""

import argparse
import json
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import lightgbm
import numpy as np
from scorecard_throughput import TRAINING_ROWS, population

from puhui.credit.challenger import Challenger, fit_challenger
from puhui.credit.fit import Recipe

REASONED = 20_000


def best(contestants: dict[str, Callable[[], object]], rounds: int) -> dict[str, tuple[float, float]]:
    """The fewest seconds of each, of the processor and of the clock, the contestants taking turns."""
    found = dict.fromkeys(contestants, (float("inf"), float("inf")))
    for _ in range(rounds):
        for name, call in contestants.items():
            worked, started = time.process_time(), time.perf_counter()
            call()
            took = time.process_time() - worked, time.perf_counter() - started
            found[name] = min(found[name][0], took[0]), min(found[name][1], took[1])
    return found


def main() -> None:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--columns", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    frame, bad = population(options.rows, options.columns)
    few = slice(0, min(TRAINING_ROWS, options.rows))
    made = fit_challenger({name: values[few] for name, values in frame.items()}, bad[few], Recipe(name="throughput"))
    model = Challenger.parse(made.model.dump())
    trees = lightgbm.Booster(model_str=model.trees + "\n")
    matrix = np.column_stack(list(frame.values()))
    some = slice(0, min(REASONED, options.rows))
    part = {name: values[some] for name, values in frame.items()}
    took = best(
        {
            "bare LightGBM": lambda: trees.predict(matrix, raw_score=True, num_threads=1),
            "puhui, scores alone": lambda: model.scorer.totals(frame),
            "puhui, all but reasons": lambda: model.score(frame, reasons=False),
            "bare LightGBM, contributions": lambda: trees.predict(matrix[some], pred_contrib=True, num_threads=1),
            "puhui, all of it": lambda: model.score(part),
        },
        options.rounds,
    )
    print(f"{options.rows:,} rows, {len(model.features)} features, {made.choices['trees']} trees of", end=" ")
    print(f"{made.choices['leaves']} leaves; contributions of {len(part['x0']):,} rows")
    out = {}
    for name, (seconds, wall) in took.items():
        reasoned = name in ("bare LightGBM, contributions", "puhui, all of it")
        bare = took["bare LightGBM, contributions" if reasoned else "bare LightGBM"][0]
        rate = (len(part["x0"]) if reasoned else options.rows) / seconds
        out[name] = {"rows_per_s": rate, "times_bare": seconds / bare, "cpu_s": seconds, "wall_s": wall}
        print(f"{name:32s} {rate:14,.0f} rows/s {seconds / bare:8.2f} × the time of bare, wall {wall:.1f} s")
    if options.json:
        options.json.write_text(json.dumps(out) + "\n")


if __name__ == "__main__":
    main()
