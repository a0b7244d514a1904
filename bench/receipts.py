"""Size of a receipt at seven cosigners, and the time to verify it offline.

python bench/receipts.py [--entries 2000] [--suite sm2-sm3] [--json]
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from puhui.kernel.suites import DEFAULT_SUITE, SUITES
from puhui.ledger.cose import transparent_statement
from puhui.ledger.receipt import parse_receipt
from puhui.ledger.verify import Trust, verify_receipt

sys.path.insert(0, str(Path(__file__).parent))
from consortium import Consortium

CONSENSUS = 7


def main() -> None:
    """Run all and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--entries", type=int, default=2_000)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--suite", choices=SUITES, default=DEFAULT_SUITE)
    options = arguments.parse_args()
    consortium = Consortium(CONSENSUS, options.suite)
    with tempfile.TemporaryDirectory() as name, consortium.ledger(Path(name)) as ledger:
        verdicts = ledger.submit_all(consortium.batches(options.entries))
        ledger.receipt(verdicts[-1].entry)
        started = time.perf_counter()
        receipts = [ledger.receipt(verdict.entry) for verdict in verdicts[:: max(1, options.entries // 200)]]
        issued = (time.perf_counter() - started) / len(receipts)
        assert ledger.trust is not None
        trust = Trust.parse(ledger.trust.to_bytes())
    times = []
    for receipt in receipts:
        started = time.perf_counter()
        verified = verify_receipt(receipt, trust)
        times.append(time.perf_counter() - started)
    longest = max(receipts, key=len)
    report = {
        "log_size": options.entries + 1,
        "consensus_nodes": CONSENSUS,
        "cosigners": len(verified.cosigned_by),
        "statement_bytes": len(parse_receipt(longest).statement),
        "receipt_bytes": len(longest),
        "verify_ms_median": round(statistics.median(times) * 1000, 2),
        "issue_ms": round(issued * 1000, 2),
    }
    if options.suite == DEFAULT_SUITE:  # COSE has no number for another tree
        report["cose_export_bytes"] = len(transparent_statement(longest, trust))
    if options.json:
        print(json.dumps(report))
        return
    for key, value in report.items():
        print(f"{key:40} {value:>12,}")


if __name__ == "__main__":
    main()
