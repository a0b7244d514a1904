"""What a party can see of another: nothing in its worker's memory, its folder, its logs or its output but what the
disclosure names; and sizes on the wire that do not depend on values.

Each value is looked for as it stands in a file, as it is spelt, in hex as the engine gets it, and numbers as the engine
keeps them. Every search is tried on the value's own party first: a search that finds nothing there proves nothing.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from puhui.privacy import Op
from puhui.privacy.supervising import Progress, Supervisor
from tests.privacy.jobs import Job
from tests.privacy.memory import found_in_memory, stopped

pytestmark = pytest.mark.spu
LEFT = Path("/tmp")  # the engine leaves its traces here, whatever TMPDIR says


STAGES = {
    Op.MATCH: ("protocol", "closing"),
    Op.LOOKUP: ("handing over", "protocol", "closing"),
    Op.SUM: ("computing", "closing"),
}


@pytest.fixture
def held() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.mark.parametrize("op", list(STAGES))
def test_neither_memory_nor_files_of_a_party_hold_anothers_values(
    op: Op, tmp_path: Path, held: ExitStack, capfd: pytest.CaptureFixture[str]
) -> None:
    job = Job(op, tmp_path)
    orders = job.orders(held)
    before = set(LEFT.glob("*"))
    words: list[str] = []
    looked: dict[str, set[str]] = {}
    own: dict[str, int] = dict.fromkeys(job.secrets, 0)

    def look(progress: Progress) -> None:
        words.append(repr(progress))
        if progress.stage not in STAGES[op]:
            return
        rank = next(at for at, party in enumerate(job.spec.parties) if party.name == progress.party)
        pid = supervisor.workers[rank].process.pid
        with stopped(pid):
            found = found_in_memory(pid, [one for each in job.secrets.values() for one in each])
            for name, secrets in job.secrets.items():
                if name == progress.party:
                    own[name] += sum(found[one] for one in secrets)
                else:
                    assert not [one for one in secrets if found[one]], (progress, name)
            _no_file_holds(job, rank)
        looked.setdefault(progress.party, set()).add(progress.stage)

    with Supervisor(orders) as supervisor:
        supervisor.run(300, look)
    for rank in range(len(orders)):
        _no_file_holds(job, rank)
    assert all(own.values()), own
    assert all("closing" in stages for stages in looked.values())
    assert len(looked) == len(job.spec.parties)
    everything = [one for each in job.secrets.values() for one in each]
    told = ("".join(words) + "".join(capfd.readouterr())).encode()
    left = b"".join(path.read_bytes() for path in set(LEFT.glob("*.trace")) - before)
    logs = b"".join(path.read_bytes() for path in job.home.rglob("*.log"))
    assert logs
    assert not [one for one in everything if one in told or one in left or one in logs]


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


@pytest.mark.parametrize("op", list(STAGES))
def test_bytes_on_the_wire_do_not_depend_on_values(op: Op, tmp_path: Path) -> None:
    sent = []
    for seed in (1, 2):
        folder = tmp_path / str(seed)
        folder.mkdir()
        with ExitStack() as held:
            job = Job(op, folder, seed)
            with Supervisor(job.orders(held)) as supervisor:
                supervisor.run(300)
                sent.append([worker.traffic[0] for worker in supervisor.workers])
            _sizes_are_as_disclosed(job)
    for one, other in zip(*sent, strict=True):
        assert one == pytest.approx(other, rel=0.02, abs=1500)  # signatures and TLS records differ by some bytes


def _sizes_are_as_disclosed(job: Job) -> None:
    rows = {party.name: party.rows for party in job.spec.parties}
    for rank, party in enumerate(job.spec.parties):
        report = json.loads((job.home / f"party-{rank}/out/report.json").read_text())
        assert report["input"]["rows"] == rows[party.name]
        for fact in report["disclosed"]:
            if fact["learns"] in ("rows", "names_asked"):
                assert fact["value"] == rows[fact["of"]]
