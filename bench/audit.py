"""Entries a second that an audit executes again, beside bare verification of the same entries' signatures.

The auditor does all that a node did: reads each statement, checks its issuer and signature, runs the contract, rebuilds
the Merkle tree, state and journal, and compares them with what is stored. Rounds alternate; the ratio is the median of
the rounds' own.

    python bench/audit.py [--entries 8000] [--rounds 5] [--json]
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from puhui.kernel import SystemClock
from puhui.kernel.ids import OrgId
from puhui.ledger import parse_statement
from puhui.ledger.check import check_ledger
from puhui.ledger.following import FollowedLedger
from puhui.ledger.sources import FileSource
from puhui.ledger.trust import Trust

sys.path.insert(0, str(Path(__file__).parent))
from consortium import Consortium

CONSENSUS = 7
PER_CALL = 1000


def main() -> None:
    """Run all and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--entries", type=int, default=8_000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    consortium = Consortium(CONSENSUS)
    bare, executed, mirrored = [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        statements = consortium.batches(options.entries)
        with consortium.ledger(folder) as ledger:
            for at in range(0, len(statements), PER_CALL):
                verdicts = ledger.submit_all(statements[at : at + PER_CALL])
            ledger.receipt(verdicts[-1].entry)
            trust = Trust.parse(ledger.trust.to_bytes())
            path = folder / "ledger.sqlite"
        for number in range(options.rounds):
            before = _bare_verification(statements, consortium)
            executed.append(_executed(path, trust))
            mirrored.append(_mirrored(path, folder / f"mirror-{number}", trust))
            bare.append((before + _bare_verification(statements, consortium)) / 2)
    report = {
        "entries": options.entries,
        "bare_verification_per_s": round(statistics.median(bare)),
        "audit_executes_per_s": round(statistics.median(executed)),
        "mirror_verifies_executes_and_stores_per_s": round(statistics.median(mirrored)),
        "ratio_of_audit": round(statistics.median(one / other for one, other in zip(executed, bare, strict=True)), 3),
        "ratio_of_mirror": round(statistics.median(one / other for one, other in zip(mirrored, bare, strict=True)), 3),
        "cores": os.cpu_count(),
    }
    if options.json:
        print(json.dumps(report))
        return
    for key, value in report.items():
        print(f"{key:44} {value:>12,}")


def _bare_verification(statements: list[bytes], consortium: Consortium) -> float:
    key = consortium.signers[consortium.orgs[1]].public_key
    parsed = [parse_statement(raw) for raw in statements]
    started = time.perf_counter()
    for one in parsed:
        assert key.verifies(one.signature, one.signed)
    return len(parsed) / (time.perf_counter() - started)


def _executed(path: Path, trust: Trust) -> float:
    started = time.perf_counter()
    report = check_ledger(path, trust=trust)
    assert not report.findings
    return report.entries / (time.perf_counter() - started)


def _mirrored(path: Path, folder: Path, trust: Trust) -> float:
    folder.mkdir()
    source = FileSource(path, trust.suite, OrgId("operator"))
    with FollowedLedger(folder / "mirror.sqlite", sources=[source], trust=trust, clock=SystemClock()) as followed:
        started = time.perf_counter()
        size = followed.follow().size
        elapsed = time.perf_counter() - started
    source.close()
    return size / elapsed


if __name__ == "__main__":
    main()
