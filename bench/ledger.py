"""Durable, verified entries a second of the embedded engine, beside its bounds in the same run.

Bounds: bare SQLite group commit of rows of the same size (groups of 1,000, WAL, synchronous=FULL), and bare signature
verification on one core. The engine does both for every entry, and the contracts, the Merkle log, the checkpoint and
seven witnesses besides.

    python bench/ledger.py [--entries 20000] [--json]
"""

import argparse
import json
import os
import sqlite3
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from puhui.kernel import ManualClock, SeededEntropy, SoftwareSigner, suite
from puhui.kernel.ids import OrgId
from puhui.ledger import build_statement, parse_statement
from puhui.ledger.engines.embedded import EmbeddedLedger
from puhui.ledger.trust import witness_name
from puhui.ledger.witness import KeptWitness

SUITE = suite("ed25519-sha256")
ORIGIN = "puhui.example/bench"
CLOCK = ManualClock(datetime(2026, 1, 1, tzinfo=UTC))
OPERATOR = OrgId("operator")
CONSENSUS = 7
GROUP = 1000
CALLERS = 4
PER_CALL = 250


def main() -> None:
    """Run all and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--entries", type=int, default=20_000)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    signers = {OrgId(f"org-{n}"): SoftwareSigner.from_seed(SUITE, bytes([n + 1]) * 32) for n in range(CONSENSUS - 1)}
    signers[OPERATOR] = SoftwareSigner.from_seed(SUITE, bytes([99]) * 32)
    issuer = OrgId("org-0")
    statements = _statements(signers[issuer], issuer, options.entries)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        verified = _bare_verification(statements, signers[issuer])
        committed = _bare_commit(folder / "bare.sqlite", statements)
        engine, single = _engine(folder, signers, statements)
    bound = min(verified, committed)
    report = {
        "entries": options.entries,
        "statement_bytes": len(statements[0]),
        "bare_verification_per_s": round(verified),
        "bare_group_commit_per_s": round(committed),
        "engine_per_s": round(engine),
        "engine_one_caller_one_entry_per_s": round(single),
        "ratio_to_smaller_bound": round(engine / bound, 3),
        "aim": 0.5,
        "cores": os.cpu_count(),
    }
    if options.json:
        print(json.dumps(report))
        return
    for key, value in report.items():
        print(f"{key:40} {value:>12,}")


def _statements(signer: SoftwareSigner, issuer: OrgId, count: int) -> list[bytes]:
    entropy = SeededEntropy(1)
    args = {"root": "ab" * 32, "count": 1000, "kind": "bench"}
    return [
        build_statement(signer, issuer, "anchors", "batch", args, clock=CLOCK, entropy=entropy) for _ in range(count)
    ]


def _bare_verification(statements: list[bytes], signer: SoftwareSigner) -> float:
    parsed = [parse_statement(raw) for raw in statements[:5000]]
    started = time.perf_counter()
    for one in parsed:
        assert signer.public_key.verifies(one.signature, one.signed)
    return len(parsed) / (time.perf_counter() - started)


def _bare_commit(path: Path, statements: list[bytes]) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE entries (idx INTEGER PRIMARY KEY, statement BLOB NOT NULL)")
    started = time.perf_counter()
    for at in range(0, len(statements), GROUP):
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO entries (statement) VALUES (?)", [(s,) for s in statements[at : at + GROUP]]
        )
        connection.execute("COMMIT")
    return len(statements) / (time.perf_counter() - started)


def _engine(folder: Path, signers: dict[OrgId, SoftwareSigner], statements: list[bytes]) -> tuple[float, float]:
    log = SoftwareSigner.from_seed(SUITE, bytes([200]) * 32)
    witnesses = {
        org: KeptWitness(
            folder / f"{org}.sqlite",
            signer=signer,
            name=witness_name(ORIGIN, org),
            logs={ORIGIN: log.public_key},
            clock=CLOCK,
        )
        for org, signer in signers.items()
    }
    organisations = [
        {
            "id": str(org),
            "name_zh": "机构",
            "name_en": "Organisation",
            "role": "operator" if org == OPERATOR else "bank",
            "key": str(signer.public_key),
            "consensus": True,
        }
        for org, signer in signers.items()
    ]
    genesis = {"origin": ORIGIN, "suite": SUITE.name, "organisations": organisations}
    singles, bulk = statements[:500], statements[500:]
    with EmbeddedLedger(folder / "ledger.sqlite", signer=log, clock=CLOCK, witnesses=witnesses) as ledger:
        ledger.submit(
            build_statement(
                signers[OPERATOR], OPERATOR, "membership", "genesis", genesis, clock=CLOCK, entropy=SeededEntropy(2)
            )
        )
        started = time.perf_counter()
        for raw in singles:
            ledger.submit(raw)
        single = len(singles) / (time.perf_counter() - started)
        calls = [bulk[at : at + PER_CALL] for at in range(0, len(bulk), PER_CALL)]
        shares = [calls[caller::CALLERS] for caller in range(CALLERS)]
        threads = [
            threading.Thread(target=lambda share=share: [ledger.submit_all(call) for call in share]) for share in shares
        ]
        started = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        elapsed = time.perf_counter() - started
        assert ledger.size == len(statements) + 1
    return len(bulk) / elapsed, single


if __name__ == "__main__":
    main()
