"""Events a second through batches, beside bare SHA-256 Merkle hashing of the same events in the same run.

Ours: `Batcher.add` for every event, `seal`, the anchor committed durably on a ledger with four consensus nodes. Bare:
the hashes alone (`hashlib`, list comprehensions), no checks, nothing kept but the root. Rounds alternate; medians.

    python bench/batches.py [--events 200000] [--rounds 5] [--json]
"""

import argparse
import hashlib
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from puhui.evidence import Batch, Batcher, anchor, anchor_statement, root_of
from puhui.kernel import suite
from puhui.ledger.engines.embedded import EmbeddedLedger

sys.path.insert(0, str(Path(__file__).parent))
from consortium import Consortium

SUITE = suite("ed25519-sha256")


def main() -> None:
    """Run all and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--events", type=int, default=200_000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    events = [b"%08d" % number + bytes(292) for number in range(options.events)]
    bare, ours, each = [], [], []
    with tempfile.TemporaryDirectory() as name:
        consortium = Consortium(4)
        with consortium.ledger(Path(name)) as ledger:
            for _ in range(options.rounds):
                rate, root = _bare(events)
                bare.append(rate)
                rate, batch = _ours(events, consortium, ledger)
                ours.append(rate)
                assert batch.root == root
                each.append(_path_us(events, batch))
    ratio = statistics.median(one / other for one, other in zip(ours, bare, strict=True))
    report = {
        "events": options.events,
        "event_bytes": len(events[0]),
        "bare_merkle_per_s": round(statistics.median(bare)),
        "batches_per_s": round(statistics.median(ours)),
        "ratio": round(ratio, 3),
        "aim_per_s": 100_000,
        "aim_ratio": 0.4,
        "prove_and_verify_one_event_us": round(statistics.median(each)),
    }
    if options.json:
        print(json.dumps(report))
        return
    for key, value in report.items():
        print(f"{key:40} {value:>12,}")


def _bare(events: list[bytes]) -> tuple[float, bytes]:
    started = time.perf_counter()
    sha256 = hashlib.sha256
    level = [sha256(b"\x00" + event).digest() for event in events]
    while len(level) > 1:
        odd = level[-1:] if len(level) & 1 else []
        level = [sha256(b"\x01" + level[at] + level[at + 1]).digest() for at in range(0, len(level) - 1, 2)] + odd
    return len(events) / (time.perf_counter() - started), level[0]


def _ours(events: list[bytes], consortium: Consortium, ledger: EmbeddedLedger) -> tuple[float, Batch]:
    started = time.perf_counter()
    batcher = Batcher(SUITE)
    for event in events:
        batcher.add(event)
    batch = batcher.seal()
    issuer = consortium.orgs[1]
    statement = anchor_statement(
        batch,
        "bench",
        signer=consortium.signers[issuer],
        issuer=issuer,
        clock=consortium.clock,
        entropy=consortium.entropy,
    )
    anchor(ledger, statement)
    return len(events) / (time.perf_counter() - started), batch


def _path_us(events: list[bytes], batch: Batch) -> float:
    places = range(0, len(events), max(1, len(events) // 500))
    started = time.perf_counter()
    for at in places:
        assert root_of(events[at], batch.path(at), SUITE) == batch.root
    return (time.perf_counter() - started) / len(places) * 1e6


if __name__ == "__main__":
    main()
