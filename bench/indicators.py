"""`credit indicators` on 0.82 million invoices, beside reading and aggregating the same files with DuckDB alone.

    python bench/indicators.py [--rounds 5] [--json]

Two ratios, each of medians, the two sides taking turns in one run:

* `command`: the whole command in a process of its own (start, imports, checks of every row, indicators, writing),
  beside a process that imports DuckDB and aggregates by enterprise and month.
* `engine`: the same work inside one warm process: opening and checking, then the indicators, beside the aggregation.

Both are told in wall seconds and in CPU seconds; on a busy machine the second says more.

`bare` reads number, day, counterparty, amounts and status of every invoice: what any indicator needs. `bare_sums` reads
only what a monthly sum needs; it is shown because it is the least that could be called reading and aggregating.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

DATA = Path(os.environ.get("PUHUI_DATA", Path(__file__).resolve().parents[2] / "shared" / "data")) / "cumcm2020c"
INVOICES = 823_725
FILES = (("invoices_out.parquet", "购方单位代号"), ("invoices_in.parquet", "销方单位代号"))
BARE = """
import duckdb, sys
for file, other in {files!r}:
    duckdb.sql(f'''SELECT "企业代号", date_trunc('month', "开票日期"), count(*), sum("金额"), sum("税额"),
        sum("价税合计"), count(DISTINCT "{{other}}"), min("发票号码"), count(*) FILTER (trim("发票状态") = '有效发票')
        FROM '{data}/{{file}}' GROUP BY ALL''').fetchall()
"""
SUMS = """
import duckdb
for file, _ in {files!r}:
    duckdb.sql(f'''SELECT "企业代号", date_trunc('month', "开票日期"), count(*), sum("金额"), sum("税额")
        FROM '{data}/{{file}}' WHERE trim("发票状态") = '有效发票' GROUP BY ALL''').fetchall()
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    bare, sums = (text.format(files=FILES, data=DATA) for text in (BARE, SUMS))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "indicators.parquet"
        command = ["-c", "from puhui.cli import main; main()", "credit", "indicators", str(DATA), "--out", str(out)]
        processes = {
            "command": lambda: _process(command),
            "bare": lambda: _process(["-c", bare]),
            "bare_sums": lambda: _process(["-c", sums]),
        }
        engine = {"command": _indicators, "bare": lambda: exec(bare), "bare_sums": lambda: exec(sums)}
        told: dict[str, object] = {"invoices": INVOICES, "rounds": given.rounds}
        for name, sides in (("command", processes), ("engine", engine)):
            for clock, seconds in _take_turns(given.rounds, sides).items():
                ratios = {side: round(seconds["command"] / seconds[side], 2) for side in ("bare", "bare_sums")}
                told[f"{name}_{clock}"] = {"seconds": seconds, "ratio": ratios}
                if not given.json:
                    shown = "  ".join(f"{side} {value:.3f} s" for side, value in seconds.items())
                    print(f"{name}, {clock}: {shown}")
                    print(f"  ratio to bare {ratios['bare']} (aim: at most 5), to sums alone {ratios['bare_sums']}")
    if given.json:
        print(json.dumps(told))


def _take_turns(rounds: int, sides: dict[str, Callable[[], None]]) -> dict[str, dict[str, float]]:
    """Median seconds of each side by either clock, after an unmeasured turn; they alternate to share the noise."""
    times: dict[str, dict[str, list[float]]] = {clock: {side: [] for side in sides} for clock in ("wall", "cpu")}
    for turn in range(rounds + 1):
        for side, run in sides.items():
            wall, cpu = time.perf_counter(), _cpu()
            run()
            if turn:
                times["wall"][side].append(time.perf_counter() - wall)
                times["cpu"][side].append(_cpu() - cpu)
    return {clock: {side: statistics.median(t) for side, t in found.items()} for clock, found in times.items()}


def _cpu() -> float:
    """CPU seconds of this process and of the children that it has waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _process(words: list[str]) -> None:
    subprocess.run([sys.executable, *words], check=True, capture_output=True)


def _indicators() -> None:
    from puhui.cli.credit.indicators import compute

    assert len(compute(DATA).rows()) == 325


if __name__ == "__main__":
    main()
