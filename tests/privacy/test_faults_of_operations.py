"""What goes wrong in a lookup and in a sum, at each party: one error that names it, in bounded time, and no output.

`test_faults.py` has the same for a match, and what is common to all.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from puhui.kernel import PuhuiError, SystemClock
from puhui.kernel.tls import JobAuthority
from puhui.privacy import Op
from puhui.privacy.errors import DiskRefused, PartyLost, PeerUnreachable, SchemaDiffers, TimedOut, WrongCertificate
from puhui.privacy.order import Order
from puhui.privacy.supervising import Progress, Supervisor
from tests.privacy.made_up import Job
from tests.privacy.memory import stopped

pytestmark = pytest.mark.spu
PLACES = [(Op.LOOKUP, 0), (Op.LOOKUP, 1), (Op.SUM, 0), (Op.SUM, 2), (Op.SUM, 3)]  # of four, the last does not compute
MIDDLE = {Op.LOOKUP: "protocol", Op.SUM: "sharing"}
BOUND_S = 60


class Laid:
    """A job laid out for its parties, to be spoiled before it runs."""

    def __init__(self, op: Op, folder: Path, held: ExitStack) -> None:
        self.job = Job(op, folder)
        self.orders: list[Order] = self.job.orders(held, connect_s=20)

    def refused(
        self,
        kinds: type[PuhuiError] | tuple[type[PuhuiError], ...],
        told: Callable[[Progress, Supervisor], None] = lambda *_: None,
        within_s: float = BOUND_S,
    ) -> PuhuiError:
        """The error; nobody has an output, and no worker lives."""
        begun = time.monotonic()
        with Supervisor(self.orders) as supervisor, pytest.raises(kinds) as error:
            supervisor.run(within_s, lambda progress: told(progress, supervisor))
        assert time.monotonic() - begun < BOUND_S
        assert all(worker.process.poll() is not None for worker in supervisor.workers)
        assert not list(self.job.home.glob("*/out"))
        return error.value  # type: ignore[no-any-return]

    def name(self, victim: int) -> str:
        return self.job.spec.parties[victim].name


@pytest.fixture
def lay(tmp_path: Path) -> Iterator[Callable[[Op], Laid]]:
    with ExitStack() as held:
        yield lambda op: Laid(op, tmp_path, held)
    assert not list(tmp_path.glob("puhui-privacy-*"))


@pytest.mark.parametrize("when", ["before", "during"])
@pytest.mark.parametrize(("op", "victim"), PLACES)
def test_a_party_that_dies_is_named(lay: Callable[[Op], Laid], op: Op, victim: int, when: str) -> None:
    laid = lay(op)
    stage = "inputs" if when == "before" else MIDDLE[op]

    def kill(progress: Progress, supervisor: Supervisor) -> None:
        if (progress.party, progress.stage) == (laid.name(victim), stage):
            os.kill(supervisor.workers[victim].process.pid, signal.SIGKILL)

    error = laid.refused(PartyLost, kill)
    assert (error.party, error.data["how"]) == (laid.name(victim), "SIGKILL")
    assert error.retriable


@pytest.mark.parametrize(("op", "victim"), PLACES)
def test_a_party_that_dies_when_all_others_are_through_leaves_them_nothing(
    lay: Callable[[Op], Laid], op: Op, victim: int
) -> None:
    laid = lay(op)
    through: set[str] = set()

    def hold_then_kill(progress: Progress, supervisor: Supervisor) -> None:
        pid = supervisor.workers[victim].process.pid
        if (progress.party, progress.stage) == (laid.name(victim), MIDDLE[op]):
            with stopped(pid):  # nobody reads there: its writer waits
                os.mkfifo(laid.orders[victim].place("out.partial/report.json"))
        through.update({progress.party} if progress.stage == "closing" else ())
        if len(through) == len(laid.orders) - 1:
            os.kill(pid, signal.SIGKILL)

    assert laid.refused(PartyLost, hold_then_kill).party == laid.name(victim)
    assert laid.name(victim) not in through


@pytest.mark.parametrize(("op", "victim"), PLACES)
def test_a_death_after_the_end_takes_nothing_back(lay: Callable[[Op], Laid], op: Op, victim: int) -> None:
    laid = lay(op)
    done: set[str] = set()

    def kill(progress: Progress, supervisor: Supervisor) -> None:
        done.update({progress.party} if progress.stage == "done" else ())
        if len(done) == len(laid.orders):
            os.kill(supervisor.workers[victim].process.pid, signal.SIGKILL)

    with Supervisor(laid.orders) as supervisor:
        supervisor.run(BOUND_S, lambda progress: kill(progress, supervisor))
    assert len(list(laid.job.home.glob("*/out/report.json"))) == len(laid.orders)


@pytest.mark.parametrize("op", [Op.LOOKUP, Op.SUM])
def test_all_leave_by_themselves_once_all_are_done(lay: Callable[[Op], Laid], op: Op) -> None:
    laid = lay(op)
    with Supervisor(laid.orders) as supervisor:
        supervisor.run(BOUND_S)
        assert [worker.process.wait(BOUND_S) for worker in supervisor.workers] == [0] * len(laid.orders)


@pytest.mark.parametrize(("op", "victim"), [(Op.LOOKUP, 0), (Op.SUM, 2)])
def test_a_party_that_falls_silent_is_waited_for_so_long(lay: Callable[[Op], Laid], op: Op, victim: int) -> None:
    laid = lay(op)

    def stop(progress: Progress, supervisor: Supervisor) -> None:
        if (progress.party, progress.stage) == (laid.name(victim), MIDDLE[op]):
            os.kill(supervisor.workers[victim].process.pid, signal.SIGSTOP)

    assert laid.refused((TimedOut, PeerUnreachable), stop, within_s=8).retriable


@pytest.mark.parametrize(("op", "victim"), PLACES)
def test_a_party_that_says_another_number_of_rows_is_found_out(lay: Callable[[Op], Laid], op: Op, victim: int) -> None:
    laid = lay(op)
    file = laid.job.files[victim]
    file.write_text(file.read_text() + file.read_text().splitlines()[-1] + "\n")
    error = laid.refused(SchemaDiffers)
    assert (error.party, error.stage) == (laid.name(victim), "inputs")


@pytest.mark.parametrize(("op", "victim"), [(Op.LOOKUP, 0), (Op.LOOKUP, 1), (Op.SUM, 3)])
def test_a_certificate_of_another_job_is_refused(lay: Callable[[Op], Laid], op: Op, victim: int) -> None:
    laid = lay(op)
    other = JobAuthority("ff" * 32, SystemClock()).issue(laid.name(victim))
    laid.orders[victim].place("tls.crt").write_bytes(other.certificate)
    laid.orders[victim].place("tls.key").write_bytes(other.key)
    assert laid.refused(WrongCertificate).stage == "linking"


@pytest.mark.parametrize(("op", "victim"), PLACES)
def test_a_full_disk_is_told(lay: Callable[[Op], Laid], op: Op, victim: int) -> None:
    laid = lay(op)

    def fill(progress: Progress, supervisor: Supervisor) -> None:
        if (progress.party, progress.stage) == (laid.name(victim), MIDDLE[op]):
            with stopped(supervisor.workers[victim].process.pid):
                laid.orders[victim].place("out.partial/report.json").symlink_to("/dev/full")

    assert laid.refused(DiskRefused, fill).party == laid.name(victim)
