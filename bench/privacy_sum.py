"""A sum over 15 banks, 10,000 enterprises, 24 months, beside the same in the open, in the same run.

Ours: a whole job of a worker process a bank: files read and added up by group, parts shared to three computing nodes,
thresholds and totals computed on shares, opened to one. Groups are months, a subject is an enterprise; with `--by
enterprise` every enterprise of every month is a group of its own (240,000). In the open: Polars over the same files in
one process. Once from nothing, all workers of all banks starting on this one machine, and once with workers that wait,
as nodes have them. Stages are when the slowest party reached them.

    python bench/privacy_sum.py [--banks 15] [--enterprises 10000] [--months 24] [--by month] [--json]
"""

import argparse
import json
import resource
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from puhui.kernel import SystemClock, SystemEntropy
from puhui.privacy import KeyKind, evaluating
from puhui.privacy.evaluating import Setting, SumTerms
from puhui.privacy.starting import Waiting
from puhui.privacy.supervising import Progress

SETTLE_S = 300


def main() -> None:
    """Run both and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--banks", type=int, default=15)
    arguments.add_argument("--enterprises", type=int, default=10_000)
    arguments.add_argument("--months", type=int, default=24)
    arguments.add_argument("--by", choices=["month", "enterprise"], default="month")
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = _write(folder, options.banks, options.enterprises, options.months)
        key = "month" if options.by == "month" else "both"
        begun = time.perf_counter()
        frame = pl.concat([pl.read_csv(path, schema_overrides={"both": pl.String}) for path in files])
        plain = frame.group_by(key).agg(pl.col("fen").sum()).sort(key)
        open_s = time.perf_counter() - begun
        subject = "enterprise" if options.by == "month" else ""
        terms = SumTerms(key, KeyKind.TEXT, ("fen",), subject=subject)
        alone = Setting(SystemClock(), SystemEntropy(), connect_s=120)
        cold = _ours(files, terms, folder / "cold", alone)
        with Waiting(options.banks) as waiting:
            assert waiting.settle(SETTLE_S)
            warm = _ours(files, terms, folder / "warm", replace(alone, waiting=waiting))
        for out in ("cold", "warm"):
            said = pl.read_csv(folder / out / "bank0/sums.csv", schema_overrides={key: pl.String}).sort(key)
            assert said["shown"].to_list() == ["yes"] * plain.height
            assert said["fen"].to_list() == plain["fen"].to_list()
    report = {
        "banks": options.banks,
        "rows": frame.height,
        "groups": plain.height,
        "ours_s": cold.seconds,
        "waiting_s": warm.seconds,
        "aim_s": 10,
        "open_s": round(open_s, 2),
        "reached_s": cold.reached,
        "waiting_reached_s": warm.reached,
        "bytes": cold.sent_bytes,
        "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }
    if options.json:
        print(json.dumps(report))
        return
    for field, value in report.items():
        print(f"{field:>18}  {value}")


class _Run(NamedTuple):
    seconds: float
    reached: dict[str, float]
    sent_bytes: int


def _ours(files: list[Path], terms: SumTerms, out: Path, setting: Setting) -> _Run:
    reached: dict[str, float] = {}
    begun = time.perf_counter()

    def told(progress: Progress) -> None:
        reached[progress.stage] = round(time.perf_counter() - begun, 2)

    done = evaluating.sums(files, terms, "bank0", out, replace(setting, told=told))
    seconds = round(time.perf_counter() - begun, 2)
    return _Run(seconds, reached, sum(sent for sent, _ in done.traffic.values()))


def _write(folder: Path, banks: int, enterprises: int, months: int) -> list[Path]:
    draw = np.random.default_rng(4)
    who = np.repeat(np.arange(enterprises), months)
    when = np.tile(np.arange(months), enterprises)
    table = pl.DataFrame({"who": who, "when": when}).select(
        enterprise=pl.format("91{}", pl.col("who").cast(pl.String).str.zfill(16)),
        month=pl.format("2025M{}", pl.col("when").cast(pl.String).str.zfill(2)),
    )
    table = table.with_columns(both=pl.format("{} {}", "enterprise", "month"))
    files = []
    for bank in range(banks):
        files.append(folder / f"bank{bank}.csv")
        table.with_columns(fen=pl.Series(draw.integers(0, 10**9, who.size))).write_csv(files[-1])
    return files


if __name__ == "__main__":
    main()
