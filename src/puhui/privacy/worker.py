"""A party's worker: one process, one job, then gone. `python -m puhui.privacy.worker FOLDER --events FD`.

With `--wait` in place of the folder it loads the engine, and waits for the folder on its standard input: a started
process that has no job, no data and no link yet. It still does one job.

In order: read the order, check the pinned program, read the own input, join the mutually authenticated link, compare
the job's digest with every other party's, take part, write the output under a temporary name, wait until all parties
are that far, and only then give it its name. If we die anywhere before, there is no output. Exit code 0: done; 3: told
why not over the pipe; anything else, or a signal: the engine aborted, and the supervisor says so.

The process ends with its supervisor: when its standard input closes, it exits. This is the one place that
names the engine.
"""

import argparse
import contextlib
import os
import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import Protocol, runtime_checkable

from puhui.kernel import PuhuiError, Text
from puhui.privacy.engine import Channel, Engine
from puhui.privacy.errors import DiskRefused, EngineFailed, EngineMissing, JobDiffers, PeerUnreachable, WouldNotFit
from puhui.privacy.knocking import Watch
from puhui.privacy.model import Op
from puhui.privacy.order import Order
from puhui.privacy.policy import check_scheme
from puhui.privacy.reporting import Teller

LOG, OUT, PARTIAL = "worker.log", "out", "out.partial"
TOLD = 3
_ORPHANED = 4


class Operation(Protocol):
    """What a worker does with a link: made of an order before there is one, run once."""

    def run(self, engine: Engine, channel: Channel, teller: Teller, target: Path) -> None:
        """Take part, and write this party's files into `target`."""
        ...


@runtime_checkable
class Prepares(Protocol):
    """An operation that has something for the engine to do before it links."""

    def prepare(self, engine: Engine) -> None:
        """Do it; before `run`."""
        ...


# By name, so that a worker loads what its own operation takes, and no other's.
_OPERATIONS: dict[Op, tuple[str, str]] = {
    Op.MATCH: ("matching", "Match"),
    Op.LOOKUP: ("looking_up", "Lookup"),
    Op.SUM: ("summing", "Sum"),
    Op.TRAIN: ("training", "Train"),
    Op.VALIDATE: ("validating", "Validate"),
    Op.SCORE: ("scoring", "Score"),
    Op.RANK: ("ranking", "Rank"),
}


def main() -> None:
    """Do the job and exit."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path, nargs="?")
    arguments.add_argument("--wait", action="store_true")
    arguments.add_argument("--events", type=int, required=True)
    options = arguments.parse_args()
    os.umask(0o077)
    teller = Teller(options.events)
    folder = _await_folder(teller) if options.wait else options.folder
    threading.Thread(target=_end_with_supervisor, name="supervisor", daemon=True).start()
    try:
        _work(folder, teller)
    except PuhuiError as error:
        teller.error(error)
        _leave(TOLD)
    _leave(0)


def _await_folder(teller: Teller) -> Path:
    """Load what every job needs, hear where this one's folder is, and move in: its log, its temporary files."""
    from puhui.privacy.engines.spu import SpuEngine, loading  # noqa: F401

    for module, _ in _OPERATIONS.values():  # which operation it will be is not known yet
        import_module(f"puhui.privacy.ops.{module}")
    with contextlib.suppress(EngineMissing):  # told when there is a job to tell it to
        loading.ahead()
    teller.stage("waiting")
    said = bytearray()
    while not said.endswith(b"\n"):
        more = os.read(sys.stdin.fileno(), 1)
        if not more:
            _leave(_ORPHANED)
        said += more
    folder = Path(os.fsdecode(bytes(said[:-1])))
    os.chdir(folder)
    os.environ["TMPDIR"] = str(folder / "tmp")
    log = os.open(folder / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.close(log)
    return folder


def _work(folder: Path, teller: Teller) -> None:
    teller.stage("order")
    order = Order.read(folder)
    name = order.me.name
    check_scheme(order.spec.scheme)
    teller.stage("inputs")
    try:
        operation = _operation(order)
        from puhui.privacy.engines.spu import SpuEngine

        engine = SpuEngine(order)
        if isinstance(operation, Prepares):
            teller.stage("compiling")
            operation.prepare(engine)
        teller.stage("linking")
        with Watch(order, teller):
            channel = engine.connect(0)
            teller.traffic = channel.traffic
            teller.stage("greeting")
            _greet(channel, order)
        partial = folder / PARTIAL
        partial.mkdir()
        operation.run(engine, channel, teller, partial)
        teller.stage("closing")
        channel.exchange(b"written")
        partial.rename(folder / OUT)
        teller.stage("done")
        _hang_up(channel)
    except OSError as reason:
        raise DiskRefused.of(reason, party=name, stage=teller.at) from None
    except MemoryError:
        raise WouldNotFit(needed_mb="?", available_mb="?", party=name, stage=teller.at) from None
    except RuntimeError as reason:  # of the engine; its text may quote inputs, so only its place is told
        if teller.at == "linking":
            raise PeerUnreachable(within_s=round(order.connect_s), party=name, stage=teller.at) from None
        raise EngineFailed(where=_place(str(reason)), party=name, stage=teller.at) from None


def _operation(order: Order) -> Operation:
    module, name = _OPERATIONS[order.spec.op]
    made: Operation = getattr(import_module(f"puhui.privacy.ops.{module}"), name)(order)
    return made


def _hang_up(channel: Channel) -> None:
    """Leave when all parties are done. Whatever happens here changes nothing any more."""
    with contextlib.suppress(RuntimeError):
        channel.close()


def _greet(channel: Channel, order: Order) -> None:
    """Every party says which job it was told; raises `JobDiffers` naming the first whose job is another."""
    mine = bytes.fromhex(order.digest)
    for party, said in zip(order.spec.parties, channel.exchange(mine), strict=True):
        if said != mine:
            raise JobDiffers(peer=party.name, party=order.me.name, stage="greeting")


def _place(text: str) -> Text:
    """Where in the engine it failed, `context.cc:194`, without its message."""
    head = text.partition("[")[2].partition("]")[0]
    place = head.rpartition("/")[2]
    return Text(zh=place or "位置不明", en=place or "unknown place")


def _end_with_supervisor() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    _leave(_ORPHANED)


def _leave(code: int) -> None:
    """The engine's own threads may hang in an orderly exit: nothing is left to put in order, so do not wait."""
    sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
