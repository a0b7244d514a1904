"""`validate` of a card over several parties beside what the planner says of it: seconds, bytes and memory.

End to end on one machine: a process for each party with a job, mutual TLS, CSV files read, keys aligned by PSI, points
shared, and AUC and KS counted by bands in secret. The tables are made up: what a validation costs goes by rows, bands
and parties alone, not by values.

    python bench/privacy_validate.py [--rows 10000] [--custodians 2] [--columns 4] [--json]
"""

import argparse
import json
import resource
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

from puhui.credit import Scorecard
from puhui.kernel import SystemClock, SystemEntropy
from puhui.privacy import KeyKind, evaluating, plan_validate
from puhui.privacy.evaluating import Setting


def main() -> None:
    """Run one and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=10_000)
    arguments.add_argument("--custodians", type=int, default=2)
    arguments.add_argument("--columns", type=int, default=4, help="of each party")
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    parties = ["bank", *(f"custodian{at + 1}" for at in range(options.custodians))]
    with tempfile.TemporaryDirectory() as name:
        files = lay_out(Path(name), parties, options.rows, options.columns)
        begun = time.perf_counter()
        done = evaluating.validate(
            card_of(parties, options.columns),
            files[0],
            files[1:],
            key="id",
            kind=KeyKind.TEXT,
            target="status",
            bad=["bad"],
            out=Path(name) / "out",
            setting=Setting(SystemClock(), SystemEntropy()),
        )
        taken = time.perf_counter() - begun
    plan = plan_validate(options.rows)
    report = {
        "rows": options.rows,
        "parties": len(parties),
        "seconds": round(taken, 2),
        "sent_mb": round(sum(sent for sent, _ in done.traffic.values()) / 1e6, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "planned_seconds": plan.seconds,
        "planned_mb": round(plan.sent_bytes / 1e6, 1),
        "planned_peak_mb": plan.memory_bytes // 1_000_000,
    }
    print(json.dumps(report) if options.json else "\n".join(f"{key:>16} {value}" for key, value in report.items()))


def lay_out(folder: Path, parties: list[str], rows: int, columns: int) -> list[Path]:
    """A file a party, all with the same keys."""
    rng = np.random.default_rng(3)
    files = []
    for at, party in enumerate(parties):
        told = {"id": [f"R{row:07d}" for row in rng.permutation(rows)]}
        if at == 0:
            told["status"] = np.where(rng.random(rows) < 0.2, "bad", "good").tolist()
        told |= {f"x{at}_{column}": rng.normal(size=rows).round(3).tolist() for column in range(columns)}
        files.append(folder / f"{party}.csv")
        pl.DataFrame(told).write_csv(files[-1])
    return files


def card_of(parties: list[str], columns: int) -> Scorecard:
    """A card with an attribute for every column, cut at zero."""
    attributes = [
        {
            "name": f"x{at}_{column}",
            "label": {"zh": "变量", "en": "attribute"},
            "source": party,
            "type": "numeric",
            "bins": [
                {"kind": "interval", "from": None, "to": 0, "points": -10 - column},
                {"kind": "interval", "from": 0, "to": None, "points": 10 + column},
                {"kind": "missing", "points": 0},
                {"kind": "not_granted", "points": 0},
            ],
        }
        for at, party in enumerate(parties)
        for column in range(columns)
    ]
    raw = {
        "format": "puhui-scorecard/1",
        "kind": "expert",
        "name": "bench",
        "version": "1",
        "label": {"zh": "测", "en": "bench"},
        "base_points": 600,
        "sources": [{"source": party, "label": {"zh": party, "en": party}, "weight": 1} for party in parties],
        "attributes": attributes,
    }
    return Scorecard.parse(json.dumps(raw).encode())


if __name__ == "__main__":
    main()
