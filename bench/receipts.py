"""Size of a receipt at seven consensus nodes, and the time to verify it offline: with a log key, and without one.

`log_key_...` are receipts of the embedded engine: the log's own line, then its cosigners'. `keyless_...`
are those of a log that the nodes write together: blocks are handed to one node's replica as consensus would, with the
words of all seven, and each receipt carries them all.

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
from puhui.ledger.contracts import standard_contracts
from puhui.ledger.cose import transparent_statement
from puhui.ledger.disk import Disk
from puhui.ledger.engines.cometbft.blocks import Block
from puhui.ledger.engines.cometbft.cosigning import hear, say, write_record
from puhui.ledger.engines.cometbft.replica import Replica
from puhui.ledger.engines.store import Reader
from puhui.ledger.receipt import parse_receipt
from puhui.ledger.statement import entry_id
from puhui.ledger.trust import witness_name
from puhui.ledger.verify import Trust, verify_receipt

sys.path.insert(0, str(Path(__file__).parent))
from consortium import ORIGIN, Consortium

CONSENSUS = 7
READ = 200  # so many receipts are asked for


def with_log_key(consortium: Consortium, folder: Path, entries: int) -> tuple[list[bytes], Trust, float]:
    """Receipts, their trust file, and the milliseconds to give one."""
    with consortium.ledger(folder) as ledger:
        verdicts = ledger.submit_all(consortium.batches(entries))
        ledger.receipt(verdicts[-1].entry)
        started = time.perf_counter()
        receipts = [ledger.receipt(verdict.entry) for verdict in verdicts[:: max(1, entries // READ)]]
        issued = time.perf_counter() - started
        assert ledger.trust is not None
        return receipts, Trust.parse(ledger.trust.to_bytes()), 1000 * issued / len(receipts)


def keyless(consortium: Consortium, folder: Path, entries: int) -> tuple[list[bytes], Trust, float]:
    """The same of a log that its consensus nodes write together."""
    path = folder / "keyless.sqlite"
    replica = Replica(path, suite=consortium.suite, contracts=standard_contracts(), disk=Disk())
    now_ms = int(consortium.clock.now().timestamp() * 1000)

    def add(height: int, transactions: list[bytes]) -> None:
        replica.execute(Block(height, now_ms, transactions))
        replica.commit()

    statements = consortium.batches(entries)
    replica.found({})
    add(1, [consortium.genesis()])
    add(2, statements)
    head, trust = replica.head_to_cosign(), replica.trust
    assert head is not None
    assert trust is not None
    keys = {witness_name(ORIGIN, org): [signer.public_key] for org, signer in consortium.signers.items()}
    said = [say(signer, witness_name(ORIGIN, org), head, now_ms // 1000) for org, signer in consortium.signers.items()]
    add(3, [write_record([word for raw in said if (word := hear(raw, keys)) is not None])])
    reader = Reader(path, replica.suite.digest)
    asked = [entry_id(raw) for raw in statements[:: max(1, entries // READ)]]
    started = time.perf_counter()
    receipts = [reader.receipt(entry, trust) for entry in asked]
    issued = time.perf_counter() - started
    reader.close()
    replica.close()
    return receipts, Trust.parse(trust.to_bytes()), 1000 * issued / len(receipts)


def report(name: str, receipts: list[bytes], trust: Trust, issue_ms: float) -> dict[str, float]:
    """The figures of one kind of receipt."""
    times, processor_times = [], []
    for receipt in receipts:
        started, used = time.perf_counter(), time.process_time()
        verified = verify_receipt(receipt, trust)
        times.append(time.perf_counter() - started)
        processor_times.append(time.process_time() - used)
    longest = max(receipts, key=len)
    figures: dict[str, float] = {
        f"{name}_cosigners": len(verified.cosigned_by),
        f"{name}_statement_bytes": len(parse_receipt(longest).statement),
        f"{name}_receipt_bytes": len(longest),
        f"{name}_verify_ms_median": round(statistics.median(times) * 1000, 2),
        f"{name}_verify_processor_ms_median": round(statistics.median(processor_times) * 1000, 2),
        f"{name}_issue_ms": round(issue_ms, 2),
    }
    if trust.suite.name == DEFAULT_SUITE:  # COSE has no number for another tree
        figures[f"{name}_cose_export_bytes"] = len(transparent_statement(longest, trust))
    return figures


def main() -> None:
    """Run all and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--entries", type=int, default=2_000)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--suite", choices=SUITES, default=DEFAULT_SUITE)
    options = arguments.parse_args()
    figures: dict[str, float] = {
        "log_size": options.entries + 1,
        "consensus_nodes": CONSENSUS,
        "receipt_bytes_aim": 3072,
        "verify_ms_aim": 2,
    }
    with tempfile.TemporaryDirectory() as name:
        consortium = Consortium(CONSENSUS, options.suite)
        figures |= report("log_key", *with_log_key(consortium, Path(name), options.entries))
        figures |= report("keyless", *keyless(consortium, Path(name), options.entries))
    if options.json:
        print(json.dumps(figures))
        return
    for key, value in figures.items():
        print(f"{key:40} {value:>12,}")


if __name__ == "__main__":
    main()
