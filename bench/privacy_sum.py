"""A sum over 15 banks, 10,000 enterprises, 24 months, beside the same in the open, in the same run.

Ours: a whole job of a worker process a bank: files read and added up by group, parts shared to three computing nodes,
thresholds and totals computed on shares, opened to one. Groups are months, a subject is an enterprise; with `--by
enterprise` every enterprise of every month is a group of its own (240,000). In the open: Polars over the same files in
one process. Stages are when the slowest party reached them.

    python bench/privacy_sum.py [--banks 15] [--enterprises 10000] [--months 24] [--by month] [--json]
"""

import argparse
import json
import resource
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

from puhui.kernel import SystemClock, SystemEntropy
from puhui.privacy import KeyKind, evaluating
from puhui.privacy.evaluating import Setting, SumTerms
from puhui.privacy.supervising import Progress


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
        reached: dict[str, float] = {}
        begun = time.perf_counter()

        def told(progress: Progress) -> None:
            reached[progress.stage] = round(time.perf_counter() - begun, 2)

        subject = "enterprise" if options.by == "month" else ""
        terms = SumTerms(key, KeyKind.TEXT, ("fen",), subject=subject)
        setting = Setting(SystemClock(), SystemEntropy(), told=told, connect_s=120)
        done = evaluating.sums(files, terms, "bank0", folder / "out", setting)
        ours_s = time.perf_counter() - begun
        said = pl.read_csv(folder / "out/bank0/sums.csv", schema_overrides={key: pl.String}).sort(key)
        assert said["shown"].to_list() == ["yes"] * plain.height
        assert said["fen"].to_list() == plain["fen"].to_list()
    report = {
        "banks": options.banks,
        "rows": frame.height,
        "groups": plain.height,
        "ours_s": round(ours_s, 2),
        "aim_s": 10,
        "open_s": round(open_s, 2),
        "reached_s": reached,
        "bytes": sum(sent for sent, _ in done.traffic.values()),
        "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }
    if options.json:
        print(json.dumps(report))
        return
    for field, value in report.items():
        print(f"{field:>12}  {value}")


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
