"""How fast a simulated city's economy is made, and how much memory it needs, beside its bound in the same run.

Bound: writing the very same invoice tables, already in memory, as Parquet with the same compression. The economy draws
every row and writes twenty tables besides.

    python bench/economy.py [--enterprises 300] [--json]
"""

import argparse
import json
import resource
import tempfile
import time
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from puhui.city import economy

AS_OF = date(2026, 6, 30)


def main() -> None:
    """Make, write, write again bare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--enterprises", type=int, default=300)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        started = time.perf_counter()
        made = economy.make(seed=1, enterprises=chosen.enterprises, as_of=AS_OF)
        drawn = time.perf_counter()
        rows = made.write({name: root / name for name in economy.CUSTODIANS})
        done = time.perf_counter()
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size_mb = sum(path.stat().st_size for path in root.rglob("*.parquet")) / 1e6
        bound = sum(_write_again(root / "tax" / f"{name}.parquet", root / "bare.parquet") for name in _INVOICES)
    figures = {
        "enterprises": chosen.enterprises,
        "rows": sum(rows.values()),
        "invoices": rows["tax/sales"] + rows["tax/purchases"],
        "make_s": round(drawn - started, 3),
        "write_s": round(done - drawn, 2),
        "rows_per_s": round(sum(rows.values()) / (done - started)),
        "bound_write_invoices_s": round(bound, 2),
        "ratio_to_bound": round((done - started) / bound, 1),
        "peak_mb": round(peak_mb),
        "parquet_mb": round(size_mb),
    }
    print(
        json.dumps(figures) if chosen.json else "\n".join(f"{name:24} {value:>14,}" for name, value in figures.items())
    )


_INVOICES = ("sales", "purchases")


def _write_again(source: Path, target: Path) -> float:
    """Seconds to write a table that is in memory."""
    table = pl.read_parquet(source).to_arrow(compat_level=pl.CompatLevel.oldest())
    started = time.perf_counter()
    pq.write_table(table, target, compression="zstd")
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
