"""What a party can see of another: nothing in its worker's memory, its folder, its logs or its output but what the
disclosure names; and sizes on the wire that do not depend on values.

Each value is looked for as it stands in a file, as it is spelt, in hex as the engine gets it, and numbers as the engine
keeps them. Every search is tried on the value's own party first: a search that finds nothing there proves nothing.
"""

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from puhui.privacy import Op
from puhui.privacy.supervising import Progress, Supervisor
from tests.privacy.made_up import Job
from tests.privacy.memory import await_reader, found_in_memory, stopped

pytestmark = pytest.mark.spu
LEFT = Path("/tmp")  # the engine leaves its traces here, whatever TMPDIR says


HOLD = {Op.MATCH: "protocol", Op.LOOKUP: "protocol", Op.SUM: "sharing"}
# Thousands of small messages of a sum go into TLS records as they come together: the busier the machine, the fewer
# records, and none of it has to do with values. What its receiver is sent at the end is large, and told apart.
CHANCE = {Op.MATCH: 0.005, Op.LOOKUP: 0.005, Op.SUM: 0.12}


@pytest.fixture
def held() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.mark.parametrize("op", list(HOLD))
def test_neither_memory_nor_files_of_a_party_hold_anothers_values(
    op: Op, tmp_path: Path, held: ExitStack, capfd: pytest.CaptureFixture[str]
) -> None:
    job = Job(op, tmp_path)
    orders = job.orders(held)
    before = set(LEFT.glob("*"))
    words: list[str] = []
    through: set[str] = set()
    looked: list[str] = []
    last = orders[-1]

    def look(progress: Progress) -> None:
        """The last party is held before it says that it is through; when all others wait for it, all are searched."""
        words.append(repr(progress))
        held_back = supervisor.workers[last.rank].process.pid
        report = last.place("out.partial/report.json")
        if (progress.party, progress.stage) == (last.me.name, HOLD[op]):
            with stopped(held_back):
                os.mkfifo(report)
        through.update({progress.party} if progress.stage == "closing" else ())
        if len(through) == len(orders) - 1 and not looked:
            await_reader(held_back)
            with ExitStack() as standing:  # all at once: none waits for an answer of one that stands still
                for worker in supervisor.workers:
                    standing.enter_context(stopped(worker.process.pid))
                for rank, worker in enumerate(supervisor.workers):
                    _search(job, rank, worker.process.pid)
                    looked.append(worker.party)
            held.callback(os.close, os.open(report, os.O_RDONLY | os.O_NONBLOCK))  # let it go on

    with Supervisor(orders) as supervisor:
        supervisor.run(300, look)
    assert looked == [party.name for party in job.spec.parties]
    for rank in range(len(orders)):
        _no_file_holds(job, rank)
    everything = [one for each in job.secrets.values() for one in each]
    told = ("".join(words) + "".join(capfd.readouterr())).encode()
    left = b"".join(path.read_bytes() for path in set(LEFT.glob("*.trace")) - before)
    logs = b"".join(path.read_bytes() for path in job.home.rglob("*.log"))
    assert logs
    assert not [one for one in everything if one in told or one in left or one in logs]


def _search(job: Job, rank: int, pid: int) -> None:
    """The memory of a party that stands still, and its files, hold values of its own and none of another's."""
    mine = job.spec.parties[rank].name
    found = found_in_memory(pid, [one for each in job.secrets.values() for one in each])
    _no_file_holds(job, rank)
    for name, secrets in job.secrets.items():
        assert (name == mine) == any(found[one] for one in secrets), (mine, name)


def _no_file_holds(job: Job, rank: int) -> None:
    """Neither folder, output nor report of this party holds a value of another's."""
    mine = job.spec.parties[rank].name
    for path in (job.home / f"party-{rank}").rglob("*"):
        if not path.is_file():
            continue
        try:
            data = path.read_bytes()
        except FileNotFoundError:  # a worker that runs takes its own files away
            continue
        for name, secrets in job.secrets.items():
            assert name == mine or not [one for one in secrets if one in data], path


@pytest.mark.parametrize("op", list(HOLD))
def test_bytes_on_the_wire_do_not_depend_on_values(op: Op, tmp_path: Path) -> None:
    """What all parties receive together, once they know each other. Within one protocol chance deals the parts."""
    crossed, opened = [], []
    for seed in (1, 2):
        folder = tmp_path / str(seed)
        folder.mkdir()
        at: dict[tuple[str, str], int] = {}
        with ExitStack() as held:
            job = Job(op, folder, seed, groups=500)
            with Supervisor(job.orders(held)) as supervisor:
                supervisor.run(300, lambda told, at=at: at.update({(told.party, told.stage): told.received_bytes}))
            _sizes_are_as_disclosed(job)
        crossed.append(sum(at[party.name, "done"] - at[party.name, "greeting"] for party in job.spec.parties))
        if op is Op.SUM:
            opened.append(at["boc", "output"] - at["boc", "opening"])
    assert crossed[0] > 1000
    assert crossed[0] == pytest.approx(crossed[1], rel=CHANCE[op], abs=1500)  # acknowledgements on their way
    if opened:
        assert opened[0] > 100_000
        assert opened[0] == pytest.approx(opened[1], rel=0.02)


def _sizes_are_as_disclosed(job: Job) -> None:
    rows = {party.name: party.rows for party in job.spec.parties}
    for rank, party in enumerate(job.spec.parties):
        report = json.loads((job.home / f"party-{rank}/out/report.json").read_text())
        assert report["input"]["rows"] == rows[party.name]
        for fact in report["disclosed"]:
            if fact["learns"] in ("rows", "names_asked"):
                assert fact["value"] == rows[fact["of"]]
