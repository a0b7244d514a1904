"""A whole job on one machine: a folder, an order and a certificate for each party, all workers, the outputs at the end.

Each party's worker reads its own file and has a folder of its own. The job's folder is wiped whatever happens.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from puhui.kernel import Clock, Entropy, suite
from puhui.kernel.ports import reserved_port
from puhui.kernel.tls import JobAuthority
from puhui.privacy.errors import OutputExists
from puhui.privacy.model import JobSpec
from puhui.privacy.order import Order, lay_out
from puhui.privacy.policy import check_scheme
from puhui.privacy.programs import program_digest
from puhui.privacy.starting import Waiting
from puhui.privacy.supervising import Progress, Supervisor
from puhui.privacy.worker import OUT


@dataclass(frozen=True, slots=True)
class Setting:
    """What an evaluation is given from outside. `within_s` bounds the whole job, `connect_s` the linking; `cache` is a
    folder in which each party keeps blinded lists and compiled programs for later jobs, in a folder of its own;
    `waiting` are workers that have started already."""

    clock: Clock
    entropy: Entropy
    suite: str = "ed25519-sha256"
    within_s: float = 3600.0
    connect_s: float = 30.0
    told: Callable[[Progress], None] = lambda _: None
    workplace: Path | None = None
    cache: Path | None = None
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A finished job: its specification, its name, bytes on the wire of each party (sent, received)."""

    spec: JobSpec
    digest: str
    traffic: Mapping[str, tuple[int, int]]


def names_of(files: Sequence[Path]) -> list[str]:
    """A name for each party: its file's, made unique by its place where two are the same."""
    stems = [path.stem for path in files]
    return [stem if stems.count(stem) == 1 else f"{stem}-{at}" for at, stem in enumerate(stems, 1)]


def run_job(
    unpinned: JobSpec,
    files: Sequence[Path | None],
    out: Path,
    setting: Setting,
    *,
    beside: Mapping[str, bytes] | None = None,
) -> Done:
    """Pin the program, run every party's worker, deliver `out/<party>/`; raises `OutputExists` and the job's error.

    A party without data has no file; `beside` are files that each has in its folder.
    """
    check_scheme(unpinned.scheme)
    if out.exists():
        raise OutputExists(path=str(out), stage="output")
    hashing = suite(setting.suite)
    spec = replace(unpinned, program=program_digest(unpinned, hashing))
    with job_folder(setting.workplace) as folder:
        with ExitStack() as held:
            orders = make_orders(spec, files, folder, setting, held)
            for order in orders:
                for name, data in (beside or {}).items():
                    order.place(name).write_bytes(data)
            with Supervisor(orders, setting.waiting) as supervisor:
                supervisor.run(setting.within_s, setting.told)
                traffic = {worker.party: worker.traffic for worker in supervisor.workers}
        _deliver({order.me.name: order.place(OUT) for order in orders}, out)
    return Done(spec, spec.digest(hashing), traffic)


@contextmanager
def job_folder(workplace: Path | None) -> Iterator[Path]:
    """A fresh folder for one job, for its owner only, wiped at the end."""
    folder = Path(tempfile.mkdtemp(prefix="puhui-privacy-", dir=workplace))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def make_orders(
    spec: JobSpec, files: Sequence[Path | None], folder: Path, setting: Setting, held: ExitStack
) -> list[Order]:
    """A folder, an order and a certificate for each party. The ports stay reserved while `held` is open."""
    digest = spec.digest(suite(setting.suite))
    authority = JobAuthority(digest, setting.clock)
    links = [[held.enter_context(reserved_port()) for _ in spec.parties] for _ in range(spec.links)]
    orders = []
    for rank, (party, path) in enumerate(zip(spec.parties, files, strict=True)):
        order = Order(
            job=spec.encoded().hex(),
            suite=setting.suite,
            rank=rank,
            input=str(path.resolve()) if path else "",
            links=links,
            connect_s=setting.connect_s,
            silence_s=setting.within_s,
            folder=str(folder / f"party-{rank}"),
            cache=str((setting.cache / party.name).resolve()) if setting.cache else "",
            at_ms=int(setting.clock.now().timestamp() * 1000),
        )
        lay_out(order, authority.issue(party.name), setting.entropy)
        orders.append(order)
    return orders


def _deliver(outs: Mapping[str, Path], out: Path) -> None:
    """All or nothing: beside its place first, then by one rename."""
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for name, path in outs.items():
            shutil.move(path, beside / name)
        beside.rename(out)
    except OSError:
        shutil.rmtree(beside, ignore_errors=True)
        raise
