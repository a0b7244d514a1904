"""Durable, verified entries a second of the embedded engine, beside its bounds in the same run.

Bounds: bare SQLite group commit of rows of the same size (groups of 1,000, WAL, synchronous=FULL), and bare signature
verification on one core. The engine does both for every entry, and the contracts, the Merkle log, the signed head and
seven witnesses besides. Rounds alternate; the ratio is the median of the rounds' own.

    python bench/ledger.py [--entries 8000] [--rounds 5] [--suite sm2-sm3] [--json]
"""

import argparse
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from puhui.kernel.suites import DEFAULT_SUITE, SUITES
from puhui.ledger import parse_statement
from puhui.ledger.engines.embedded import EmbeddedLedger

sys.path.insert(0, str(Path(__file__).parent))
from consortium import Consortium

CONSENSUS = 7
GROUP = 1000
CALLERS = 2
PER_CALL = 250
SINGLES = 100


def main() -> None:
    """Run all and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--entries", type=int, default=8_000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--suite", choices=SUITES, default=DEFAULT_SUITE)
    options = arguments.parse_args()
    consortium = Consortium(CONSENSUS, options.suite)
    verified, committed, engine, single = [], [], [], []
    with tempfile.TemporaryDirectory() as name, consortium.ledger(Path(name)) as ledger:
        for number in range(options.rounds):
            statements = consortium.batches(options.entries + SINGLES)
            verified.append(_bare_verification(statements[:3000], consortium))
            committed.append(_bare_commit(Path(name) / f"bare-{number}.sqlite", statements))
            engine.append(_many_callers(ledger, statements[SINGLES:]))
            single.append(_one_caller(ledger, statements[:SINGLES]))
            verified[-1] = (verified[-1] + _bare_verification(statements[:3000], consortium)) / 2
        assert ledger.size == options.rounds * (options.entries + SINGLES) + 1
    ratios = [one / min(bounds) for one, *bounds in zip(engine, verified, committed, strict=True)]
    report = {
        "entries": options.rounds * options.entries,
        "statement_bytes": len(statements[0]),
        "bare_verification_per_s": round(statistics.median(verified)),
        "bare_group_commit_per_s": round(statistics.median(committed)),
        "engine_per_s": round(statistics.median(engine)),
        "ratio_to_smaller_bound": round(statistics.median(ratios), 3),
        "aim": 0.5,
        "one_caller_one_entry_at_a_time_per_s": round(statistics.median(single)),
        "cores": os.cpu_count(),
    }
    if options.json:
        print(json.dumps(report))
        return
    for key, value in report.items():
        print(f"{key:40} {value:>12,}")


def _bare_verification(statements: list[bytes], consortium: Consortium) -> float:
    key = consortium.signers[consortium.orgs[1]].public_key
    parsed = [parse_statement(raw, consortium.suite) for raw in statements]
    started = time.perf_counter()
    for one in parsed:
        assert key.verifies(one.signature, one.signed)
    return len(parsed) / (time.perf_counter() - started)


def _bare_commit(path: Path, statements: list[bytes]) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE entries (idx INTEGER PRIMARY KEY, statement BLOB NOT NULL)")
    started = time.perf_counter()
    for at in range(0, len(statements), GROUP):
        connection.execute("BEGIN")
        rows = [(raw,) for raw in statements[at : at + GROUP]]
        connection.executemany("INSERT INTO entries (statement) VALUES (?)", rows)
        connection.execute("COMMIT")
    elapsed = time.perf_counter() - started
    connection.close()
    return len(statements) / elapsed


def _many_callers(ledger: EmbeddedLedger, statements: list[bytes]) -> float:
    calls = [statements[at : at + PER_CALL] for at in range(0, len(statements), PER_CALL)]

    def send(share: list[list[bytes]]) -> None:
        for call in share:
            ledger.submit_all(call)

    threads = [threading.Thread(target=send, args=(calls[caller::CALLERS],)) for caller in range(CALLERS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(statements) / (time.perf_counter() - started)


def _one_caller(ledger: EmbeddedLedger, statements: list[bytes]) -> float:
    started = time.perf_counter()
    for raw in statements:
        ledger.submit(raw)
    return len(statements) / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
