"""The VAT indicators of very many invoices, beside bare DuckDB on the same files with the same memory.

    python bench/indicators_large.py [--rows 10000000] [--memory 6GB] [--folder /tmp] [--json]

Invoices are made on the fly, about 10 bytes each on disk, and removed in the end: three years of them in the order of
issue, one enterprise for 400, about a microsecond of the processor each. Each side is a process of its own that may use
`--memory` and spills beyond it.

* `bare` reads the same columns and aggregates them by enterprise and month: counts, sums, distinct counterparties, the
  first number, valid ones. It is what any indicator needs, and less than all of them.
* `indicators` is the compiled statement over the same files: each invoice once, 38 indicators an enterprise, written as
  Parquet.

Told are wall and CPU seconds and the most memory that each process held.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ENTERPRISES_EACH = 400
SIDES = {"sales": 0.6, "purchases": 0.4}
LAST = "DATE '2026-06-30'"
MAKE = """
COPY (
  SELECT
    '913' || (600000000000000 + whose)::VARCHAR AS enterprise,
    '2' || (6000000000000000000 + i + {salt})::VARCHAR AS invoice_no,
    {last} - ((({rows} - i) * 1096) // {rows})::INTEGER AS issued_on,
    '9' || (10000000000000000 + whose * 97 + other)::VARCHAR AS counterparty,
    price * 10 + CASE WHEN hash(i * 11) % 97 = 0 THEN -60000000 ELSE 100 END AS amount_fen,
    price // 3 AS tax_fen,
    CASE WHEN hash(i * 17) % 31 = 0 THEN 'void' ELSE 'valid' END AS status
  FROM (
    SELECT i,
      (hash(i * 7 + {salt}) % {enterprises})::BIGINT AS whose,
      (hash(i * 13 + 5) % 40)::BIGINT AS other,
      (hash(i * 3 + 1) % 5000000)::BIGINT AS price
    FROM range({rows}) AS made(i)
  )
) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""
BARE = """
SELECT enterprise, date_trunc('month', issued_on), count(*), sum(amount_fen), sum(tax_fen),
  count(DISTINCT counterparty), min(invoice_no), count(*) FILTER (status = 'valid')
FROM read_parquet('{path}') GROUP BY ALL
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--memory", default="6GB")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--side", choices=["make", "bare", "indicators"], help="what a process of this bench does")
    given = parser.parse_args()
    if given.side:
        _side(given.side, given.folder, given.rows, given.memory)
        return
    folder = Path(tempfile.mkdtemp(prefix="puhui-bench-", dir=given.folder))
    try:
        told: dict[str, object] = {"rows": given.rows, "memory": given.memory}
        for side in ("make", "bare", "indicators"):
            told[side] = _measured(side, folder, given.rows, given.memory)
            if not given.json:
                print(side, told[side], flush=True)
        told["bytes"] = sum(path.stat().st_size for path in folder.glob("*.parquet"))
    finally:
        shutil.rmtree(folder)
    bare, ours = told["bare"], told["indicators"]
    assert isinstance(bare, dict)
    assert isinstance(ours, dict)
    told["ratio"] = {clock: round(ours[clock] / bare[clock], 2) for clock in ("wall_s", "cpu_s")}
    print(json.dumps(told) if given.json else f"ratio {told['ratio']} (aim: at most 3)")


def _measured(side: str, folder: Path, rows: int, memory: str) -> dict[str, float]:
    words = [sys.executable, __file__, "--side", side, "--folder", str(folder), "--rows", str(rows), "--memory", memory]
    start = time.perf_counter()
    child = subprocess.Popen(words)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, side
    return {
        "wall_s": round(time.perf_counter() - start, 2),
        "cpu_s": round(used.ru_utime + used.ru_stime, 2),
        "memory_mb": used.ru_maxrss // 1024,
    }


def _side(side: str, folder: Path, rows: int, memory: str) -> None:
    import duckdb

    spill = folder / "spill"
    config = {"memory_limit": memory, "temp_directory": str(spill), "preserve_insertion_order": False, "threads": 2}
    connection = duckdb.connect(config=config)
    files = {name: folder / f"{name}.parquet" for name in SIDES}
    if side == "make":
        for salt, (name, share) in enumerate(SIDES.items()):
            some = int(rows * share)
            words = {"rows": some, "enterprises": max(rows // ENTERPRISES_EACH, 1), "salt": salt, "last": LAST}
            connection.execute(MAKE.format(path=files[name], **words))
    elif side == "bare":
        for path in files.values():
            connection.execute(f"CREATE TABLE {path.stem} AS {BARE.format(path=path)}")
    else:
        from puhui.credit.indicators import vat_sql

        for name, path in files.items():
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}')")
        connection.execute(
            f"CREATE TABLE subjects AS SELECT enterprise, {LAST} AS as_of"
            " FROM (SELECT enterprise FROM sales UNION SELECT enterprise FROM purchases)"
        )
        connection.execute(f"COPY ({vat_sql()}) TO '{folder / 'indicators.out'}' (FORMAT parquet)")
        count, turnover = connection.execute(
            f"SELECT count(*), sum(rev12_fen) FROM read_parquet('{folder / 'indicators.out'}')"
        ).fetchall()[0]
        assert count > 0.9 * rows / ENTERPRISES_EACH, count
        assert turnover > 0


if __name__ == "__main__":
    main()
