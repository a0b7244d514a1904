"""Four validators on this machine: contract entries a second and their finality, beside CometBFT's own kvstore.

Both networks run the same CometBFT with the same settings, and get the same load from the same generator: transactions
of the same size, handed to all four nodes over their RPC sockets, 100 at a time, a fixed number under way. An entry is
final when the block that holds it is seen at the first node. Ours is measured twice: the statements of a call bundled
into one transaction, as a node does with statements that wait together, and each in a transaction of its own. The
kvstore is CometBFT's example in Go, in the process of CometBFT itself, and checks no signatures; ours is a process in
Python beside it, that checks a signature an entry, executes contracts, and makes log, state and cosignatures durable.
Rounds alternate; the ratio is the median of the rounds' own.

`..._us_each` are microseconds of processor time an entry, summed over the four nodes, by what used them: CometBFT, our
ledger processes, the load generator. They hold on a machine that others use too, where entries a second do not. Of the
ledger's, `signature_checks_us_each` is the floor: every node checks every signature once.

Then batches: events gathered into a Merkle tree and anchored by one entry each, final at a node and counted by event.
And what all this leaves on the disk of one node; of CometBFT's folder, `retain_blocks` bounds the part that is blocks.

    python bench/consensus.py [--entries 3000] [--rounds 3] [--window 1000] [--json]
"""

import argparse
import base64
import itertools
import json
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from processor import Account, database_bytes, folder_bytes  # noqa: E402

from puhui.evidence import Batcher  # noqa: E402
from puhui.kernel import SystemClock, suite  # noqa: E402
from puhui.ledger.engines.cometbft import CometProcess  # noqa: E402
from puhui.ledger.engines.cometbft.local import local_network  # noqa: E402
from puhui.ledger.engines.cometbft.rpc import Rpc  # noqa: E402
from puhui.ledger.engines.cometbft.transactions import bundle  # noqa: E402
from puhui.ledger.statement import parse_statement  # noqa: E402
from tests.contract.comet_city import program  # noqa: E402
from tests.contract.comet_processes import Network, NodeProcess  # noqa: E402
from tests.contract.consortium import Consortium  # noqa: E402

PER_CALL = 100
LOOK_EVERY_S = 0.01
EVENTS_A_BATCH = 20_000
BATCHES = 5
LATE_S = 120


class Watch:
    """Sees blocks at one node, and when each of the wanted transactions (in base64) was first in one.

    `wanted` tells how many entries each transaction carries.
    """

    def __init__(self, rpc: Rpc, wanted: dict[str, int]) -> None:
        self._rpc = rpc
        self._wanted = wanted
        self._height = int(rpc.status()["sync_info"]["latest_block_height"])
        self._change = threading.Condition()
        self.seen: dict[str, float] = {}
        self._entries = 0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._end.wait(LOOK_EVERY_S):
            top = int(self._rpc.status()["sync_info"]["latest_block_height"])
            while self._height < top:
                self._height += 1
                block = self._rpc.block(self._height)
                now = time.perf_counter()
                with self._change:
                    fresh = (self._wanted.keys() & block) - self.seen.keys()
                    self.seen.update(dict.fromkeys(fresh, now))
                    self._entries += sum(self._wanted[one] for one in fresh)
                    self._change.notify_all()

    def wait_until(self, count: int) -> None:
        """Until so many entries have been seen."""
        with self._change:
            if not self._change.wait_for(lambda: self._entries >= count, LATE_S):
                raise RuntimeError(f"{self._entries} of {count} entries became final")

    def close(self) -> None:
        """Look no more."""
        self._end.set()
        self._thread.join()


def load(rpcs: list[Rpc], entries: list[bytes], window: int, *, bundled: bool = False) -> tuple[float, list[float]]:
    """Send all, so many under way at most; entries a second, and the finality of each transaction in ms."""
    calls = [entries[at : at + PER_CALL] for at in range(0, len(entries), PER_CALL)]
    packed = [[bundle(call)] if bundled else call for call in calls]
    names = {raw: base64.b64encode(raw).decode() for call in packed for raw in call}
    watch = Watch(rpcs[0], dict.fromkeys(names.values(), PER_CALL if bundled else 1))
    sent: dict[str, float] = {}
    under_way = itertools.count(PER_CALL, PER_CALL)
    started = time.perf_counter()
    try:

        def send(share: list[list[bytes]], rpc: Rpc) -> None:
            for call in share:
                watch.wait_until(next(under_way) - window)
                now = time.perf_counter()
                sent.update({names[one]: now for one in call})
                rpc.hand_over(call)

        threads = [
            threading.Thread(target=send, args=(packed[number :: len(rpcs)], rpc)) for number, rpc in enumerate(rpcs)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        watch.wait_until(len(entries))
    finally:
        watch.close()
    elapsed = max(watch.seen.values()) - started
    return len(entries) / elapsed, [1000 * (watch.seen[one] - at) for one, at in sent.items()]


@contextmanager
def kvstore(city: Consortium, folder: Path) -> Iterator[tuple[list[Rpc], list[int]]]:
    """CometBFT's own example application, in a network of the same settings; its nodes' sockets and process ids."""
    places = local_network(program(), folder, city.consensus, chain="kvstore", clock=SystemClock())
    for place in places:
        config = place.home / "config/config.toml"
        lines = config.read_text().splitlines()
        config.write_text(
            "\n".join('proxy_app = "persistent_kvstore"' if one.startswith("proxy_app") else one for one in lines)
        )
    processes = [CometProcess(program(), place.home, place.rpc_socket) for place in places]
    rpcs = [Rpc(place.rpc_socket) for place in places]
    try:
        for process, rpc in zip(processes, rpcs, strict=True):
            process.wait_until(rpc, peers=len(places) - 1)
        yield rpcs, [process.pid for process in processes]
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.stop()
        shutil.rmtree(places[0].sockets, ignore_errors=True)


def percentile(values: list[float], part: float) -> float:
    """The value below which that part of them lies."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


@dataclass
class Side:
    """One of those that are compared, over all its rounds."""

    rpcs: list[Rpc]
    cost: Account
    bundled: bool = False
    rates: list[float] = field(default_factory=list)
    finality_ms: list[float] = field(default_factory=list)

    def run(self, entries: list[bytes], window: int) -> None:
        """One round."""
        with self.cost:
            rate, finality_ms = load(self.rpcs, entries, window, bundled=self.bundled)
        self.rates.append(rate)
        self.finality_ms += finality_ms

    def report(self, name: str, count: int) -> dict[str, float]:
        """Its figures, `count` entries having been loaded."""
        return {
            f"{name}_per_s": round(statistics.median(self.rates)),
            f"{name}_p50_ms": round(percentile(self.finality_ms, 0.5)),
            f"{name}_p99_ms": round(percentile(self.finality_ms, 0.99)),
        } | {f"{name}_{part}_us_each": micros for part, micros in self.cost.micros_each(count).items()}


@dataclass
class Disk:
    """What lies on one node's disk."""

    ledger: int
    cometbft: int

    @classmethod
    def of(cls, node: NodeProcess) -> "Disk":
        """The node's, now."""
        return cls(database_bytes(node.place.ledger), folder_bytes(node.place.home / "data"))

    def growth(self, before: "Disk", things: int, scale: int, name: str) -> dict[str, float]:
        """Bytes by `scale` things when `things` were done since `before`."""
        return {
            f"ledger_bytes_{name}": round((self.ledger - before.ledger) * scale / things),
            f"cometbft_bytes_{name}": round((self.cometbft - before.cometbft) * scale / things),
        }


def batched(network: Network, city: Consortium) -> tuple[float, float]:
    """Events a second, from gathering to a durable and final anchor, all in one caller; seconds a batch."""
    events = [b"event %d" % number for number in range(EVENTS_A_BATCH)]
    started = time.perf_counter()
    for _ in range(BATCHES):
        batcher = Batcher(suite("ed25519-sha256"))
        for event in events:
            batcher.add(event)
        batch = batcher.seal()
        answer = network.nodes[0].submit(city.batch(root=batch.root.hex(), count=batch.count))
        assert answer[0][1] == "committed"
    elapsed = time.perf_counter() - started
    return BATCHES * EVENTS_A_BATCH / elapsed, elapsed / BATCHES


def one_at_a_time(network: Network, city: Consortium) -> list[float]:
    """Milliseconds from submitting a lone entry to its verdict, again and again."""
    took = []
    for _ in range(50):
        statement, began = city.batch(), time.perf_counter()
        network.nodes[0].submit(statement)
        took.append(1000 * (time.perf_counter() - began))
    return took


def signature_check_us(city: Consortium) -> float:
    """Processor microseconds to check one statement's signature."""
    checked = [parse_statement(city.batch()) for _ in range(1000)]
    key = city.signers[checked[0].issuer].public_key
    began = time.process_time()
    assert all(one.is_signed_by(key) for one in checked)
    return 1e6 * (time.process_time() - began) / len(checked)


def measure(options: argparse.Namespace, folder: Path) -> dict[str, float]:
    """All figures."""
    city = Consortium(clock=SystemClock())
    with kvstore(city, folder / "kvstore") as (peer, peer_pids), Network(city, folder / "puhui") as network:
        nodes, load_pid = network.nodes, os.getpid()
        nodes[0].submit(city.genesis())
        rpcs = [Rpc(node.place.rpc_socket) for node in nodes]
        pids = {"cometbft": [one.comet.pid for one in nodes], "ledger": [one.ledger.pid for one in nodes]}
        theirs = Side(peer, Account({"cometbft": peer_pids, "load": [load_pid]}))
        ours = Side(rpcs, Account(pids | {"load": [load_pid]}), bundled=True)
        alone = Side(rpcs, Account(pids | {"load": [load_pid]}))
        size = len(city.batch())
        count = options.rounds * options.entries
        start = Disk.of(nodes[0])
        for number in range(options.rounds):
            theirs.run(
                [f"{number}-{one}=".encode().ljust(size, b"x") for one in range(options.entries)], options.window
            )
            ours.run([city.batch() for _ in range(options.entries)], options.window)
        loaded = Disk.of(nodes[0])
        for _ in range(options.rounds):
            alone.run([city.batch() for _ in range(options.entries)], options.window)
        singles = one_at_a_time(network, city)
        unbatched = Disk.of(nodes[0])
        events, seconds = batched(network, city)
        done = Disk.of(nodes[0])
        assert nodes[0].standing()["size"] >= 2 * count
    return {
        "validators": len(city.consensus),
        "cores": os.cpu_count() or 0,
        "entries": count,
        "transaction_bytes": size,
        "under_way": options.window,
        "ratio_to_kvstore": round(statistics.median(a / b for a, b in zip(ours.rates, theirs.rates, strict=True)), 3),
        "ratio_aim": 0.6,
        **theirs.report("kvstore", count),
        **ours.report("puhui", count),
        "signature_checks_us_each": round(len(city.consensus) * signature_check_us(city)),
        **alone.report("puhui_unbundled", count),
        "one_at_a_time_p50_ms": round(percentile(singles, 0.5)),
        "one_at_a_time_p99_ms": round(percentile(singles, 0.99)),
        "batched_events_per_s": round(events),
        "batched_aim": 20_000,
        "seconds_a_batch": round(seconds, 2),
        **loaded.growth(start, count, 10_000, "per_10k_entries"),
        **done.growth(unbatched, BATCHES * EVENTS_A_BATCH, 1_000_000, "per_1m_batched_events"),
    }


def main() -> None:
    """Run all and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--entries", type=int, default=3000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--window", type=int, default=1000)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        report = measure(options, Path(name))
    if options.json:
        print(json.dumps(report))
        return
    for key, value in report.items():
        print(f"{key:40} {value:>12,}")


if __name__ == "__main__":
    main()
