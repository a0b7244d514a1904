"""Real threads and real processes that die, on real files with real fsync."""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

from puhui.kernel.ids import EntryId
from puhui.ledger import Finality, LedgerStopped, parse_statement
from puhui.ledger.check import check_ledger
from puhui.ledger.disk import Disk
from puhui.ledger.verify import verify_receipt
from tests.contract.consortium import Consortium

ROOT = Path(__file__).parents[2]
KILLS = 5


def check(folder):
    report = check_ledger(folder / "ledger.sqlite", witnesses=tuple(folder.glob("*.witness.sqlite")))
    assert report.findings == [], report.findings
    return report


def live_and_be_killed(folder, seed, acknowledgements):
    """Run the process until it has acknowledged so many, kill it, and return all it acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "tests/simulation/ledger_process.py", str(folder), str(seed)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = [process.stdout.readline() for _ in range(acknowledgements)]
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    assert process.returncode == -signal.SIGKILL
    told = [line.split() for line in lines if line.endswith("\n")]
    return {entry: int(index) for entry, index in told}


def test_a_killed_process_loses_and_doubles_nothing(tmp_path):
    chance, acknowledged = random.Random(5), {}
    for seed in range(1, KILLS + 1):
        told = live_and_be_killed(tmp_path, seed, chance.randint(40, 400))
        assert not told.keys() & acknowledged.keys()
        acknowledged |= told
        check(tmp_path)
    city = Consortium()
    with city.ledger(tmp_path) as ledger:
        for entry, index in acknowledged.items():
            verdict = ledger.verdict(EntryId(entry))
            assert verdict.finality is (Finality.INVALID if index < 0 else Finality.COMMITTED)
            assert verdict.index == (None if index < 0 else index)
        trust = city.trust(ledger)
        for entry in chance.sample([entry for entry, index in acknowledged.items() if index >= 0], 5):
            verify_receipt(ledger.receipt(EntryId(entry)), trust)
        start, seen = 0, set()
        while page := ledger.entries(start, 1000):
            seen.update(parse_statement(raw).entry for raw in page)
            start += len(page)
        assert len(seen) == start, "no entry stands twice"


class FailingDisk(Disk):
    """Its commits to the ledger fail from one on, as on a full or broken disk."""

    def __init__(self, commits):
        super().__init__(synchronous="OFF")
        self._left = commits

    def commit(self, connection):
        path = connection.execute("PRAGMA database_list").fetchone()[2]
        if path.endswith("ledger.sqlite"):
            if self._left == 0:
                raise OSError("no space left on device")
            self._left -= 1
        super().commit(connection)


def test_a_failing_disk_stops_the_engine_and_every_caller_is_told(tmp_path):
    for run in range(10):
        folder = tmp_path / str(run)
        folder.mkdir()
        city, acknowledged, unanswered, lock = Consortium(seed=run), [], [], threading.Lock()
        groups = [[city.batch() for _ in range(20)] for _ in range(6)]
        with city.ledger(folder, disk=FailingDisk(3 + run)) as ledger:
            ledger.submit(city.genesis())

            def send(statements, ledger=ledger, acknowledged=acknowledged, unanswered=unanswered, lock=lock):
                for raw in statements:
                    try:
                        verdict = ledger.submit(raw)
                    except LedgerStopped:
                        with lock:
                            unanswered.append(raw)
                    else:
                        with lock:
                            acknowledged.append(verdict)

            threads = [threading.Thread(target=send, args=(group,)) for group in groups]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert len(acknowledged) + len(unanswered) == 120
        assert unanswered, "the disk failed before the end"
        assert check(folder).entries == len(acknowledged) + 1
        with city.ledger(folder) as again:
            assert [again.verdict(one.entry) for one in acknowledged] == acknowledged
            assert {one.finality for one in again.submit_all(unanswered)} == {Finality.COMMITTED}
        assert check(folder).entries == 121


def test_two_hundred_concurrent_uses_of_fifty_give_fifty(tmp_path):
    city = Consortium()
    preparation, grant = city.grant_statements(50)
    with city.ledger(tmp_path) as ledger:
        for raw in (city.genesis(), *preparation):
            assert ledger.submit(raw).finality is Finality.COMMITTED
        draws, verdicts, lock = [city.use(grant) for _ in range(200)], [], threading.Lock()

        def draw(raw):
            verdict = ledger.submit(raw)
            with lock:
                verdicts.append(verdict)

        threads = [threading.Thread(target=draw, args=(raw,)) for raw in draws]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    permitted = [one.result["n"] for one in verdicts if one.finality is Finality.COMMITTED]
    assert sorted(permitted) == list(range(1, 51))
    assert {one.reason for one in verdicts if one.finality is Finality.INVALID} == {"exhausted"}
    check(tmp_path)
