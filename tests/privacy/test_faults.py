"""What goes wrong, at real processes: a clear error within a bounded time, no output, nothing left behind."""

import json
import os
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from puhui.kernel import PuhuiError, SystemClock, SystemEntropy, suite
from puhui.kernel.tls import JobAuthority
from puhui.privacy import JobSpec, KeyKind, Op, Party, Scheme, disclosure, evaluating, plan_match
from puhui.privacy.errors import (
    DiskRefused,
    JobDiffers,
    PartyLost,
    PeerUnreachable,
    SchemaDiffers,
    TimedOut,
    WrongCertificate,
)
from puhui.privacy.evaluating import Setting, job_folder, make_orders
from puhui.privacy.order import Order
from puhui.privacy.programs import program_digest
from puhui.privacy.supervising import Progress, Supervisor

pytestmark = pytest.mark.spu
SUITE = suite("ed25519-sha256")
ROWS = 3000
CANARY = "CANARY-{party}-{at:06d}-ZEBRA"


def files(folder: Path) -> list[Path]:
    """Two parties; half of the keys are common, and each row holds values that nobody else may ever see."""
    made = []
    for party, first in (("bank", 0), ("tax", ROWS // 2)):
        lines = [f"KEY{at:08d},{CANARY.format(party=party, at=at)}" for at in range(first, first + ROWS)]
        alone = [f"{party.upper()}ONLY{at:08d},{CANARY.format(party=party, at=at)}" for at in range(50)]
        path = folder / f"{party}.csv"
        path.write_text("\n".join(["id,secret", *lines, *alone]) + "\n")
        made.append(path)
    return made


def spec_of(rows: int = ROWS + 50) -> JobSpec:
    parties = (Party("bank", rows, ("id",)), Party("tax", rows, ("id",)))
    names = ("bank", "tax")
    params = {"key": "id", "kind": "text", "curve": "curve25519"}
    spec = JobSpec(Op.MATCH, Scheme.RR22, parties, names, "", params, disclosure.of_match(parties, names))
    return replace(spec, program=program_digest(spec, SUITE))


class Bench:
    """A job laid out for its parties, to be spoiled before it runs."""

    def __init__(self, folder: Path, held: ExitStack) -> None:
        self.files = files(folder)
        self.setting = Setting(SystemClock(), SystemEntropy(), within_s=60, connect_s=8)
        self.home = held.enter_context(job_folder(folder))
        self.orders = make_orders(spec_of(), self.files, self.home, self.setting, held)

    def run(self, within_s: float = 60, told: Callable[[Progress, Supervisor], None] = lambda *_: None) -> None:
        with Supervisor(self.orders) as supervisor:
            supervisor.run(within_s, lambda progress: told(progress, supervisor))

    def refused(self, kind: type[PuhuiError], **how: object) -> PuhuiError:
        """The error, told within seconds; nobody has an output, and no worker lives."""
        begun = time.monotonic()
        with Supervisor(self.orders) as supervisor, pytest.raises(kind) as error:
            told = how.get("told", lambda *_: None)
            supervisor.run(float(how.get("within_s", 60)), lambda progress: told(progress, supervisor))  # type: ignore
        assert time.monotonic() - begun < 30
        assert all(worker.process.poll() is not None for worker in supervisor.workers)
        assert not list(self.home.glob("*/out"))
        return error.value


@pytest.fixture
def bench(tmp_path: Path) -> object:
    with ExitStack() as held:
        yield Bench(tmp_path, held)
    assert not list(tmp_path.glob("puhui-privacy-*"))


@pytest.mark.parametrize("stage", ["inputs", "linking", "greeting", "protocol"])
@pytest.mark.parametrize("victim", [0, 1])
def test_a_party_killed_in_the_middle_is_named(bench: Bench, stage: str, victim: int) -> None:
    name = bench.orders[victim].me.name

    def kill(progress: Progress, supervisor: Supervisor) -> None:
        if (progress.party, progress.stage) == (name, stage):
            os.kill(supervisor.workers[victim].process.pid, signal.SIGKILL)

    error = bench.refused(PartyLost, told=kill)
    assert error.party == name
    assert error.data["how"] == "SIGKILL"
    assert error.retriable
    assert name in error.cause_text.zh


def test_a_worker_ends_with_its_supervisor(bench: Bench) -> None:
    def hang_up(progress: Progress, supervisor: Supervisor) -> None:
        if (progress.party, progress.stage) == ("tax", "inputs"):
            stdin = supervisor.workers[1].process.stdin
            assert stdin is not None
            stdin.close()

    assert bench.refused(PartyLost, told=hang_up).data["how"] == "exit 4"


def test_a_stopped_party_runs_into_the_deadline(bench: Bench) -> None:
    def stop(progress: Progress, supervisor: Supervisor) -> None:
        if (progress.party, progress.stage) == ("tax", "linking"):
            os.kill(supervisor.workers[1].process.pid, signal.SIGSTOP)

    assert bench.refused((TimedOut, PeerUnreachable), told=stop, within_s=6).retriable  # type: ignore[arg-type]


def test_a_party_that_never_comes_is_missed_in_time(bench: Bench) -> None:
    bench.orders = bench.orders[:1]
    assert bench.refused(PeerUnreachable).party == "bank"


@pytest.mark.parametrize("also_authority", [False, True])
def test_a_certificate_of_another_job_is_refused(bench: Bench, also_authority: bool) -> None:
    other = JobAuthority("ff" * 32, SystemClock()).issue("tax")
    bench.orders[1].place("tls.crt").write_bytes(other.certificate)
    bench.orders[1].place("tls.key").write_bytes(other.key)
    if also_authority:
        bench.orders[1].place("ca.crt").write_bytes(other.authority)
    assert bench.refused(WrongCertificate).stage == "linking"


def test_a_party_that_says_another_number_of_rows_is_found_out(bench: Bench) -> None:
    bench.files[1].write_text(bench.files[1].read_text() + "LATE,1\n")
    error = bench.refused(SchemaDiffers)
    assert (error.party, error.stage) == ("tax", "inputs")
    assert "3050 were declared" in error.cause_text.en


def test_a_party_without_the_declared_column_is_found_out(bench: Bench) -> None:
    bench.files[0].write_text(bench.files[0].read_text().replace("id,", "ident,", 1))
    assert bench.refused(SchemaDiffers).party == "bank"


def test_parties_that_were_told_different_jobs_do_not_compute(bench: Bench) -> None:
    other = replace(spec_of(), receivers=("bank",))
    said = bench.orders[0].as_map()
    bench.orders[0] = Order(**{**said, "job": other.encoded().hex()})
    bench.orders[0].write()
    assert bench.refused(JobDiffers).stage == "greeting"


def test_a_full_disk_is_told(bench: Bench) -> None:
    bench.orders[0].place("out.partial").mkdir()
    bench.orders[0].place("keys.csv").symlink_to("/dev/full")
    assert bench.refused(DiskRefused).party == "bank"


def test_nothing_of_the_other_lies_in_a_partys_folder_or_words(bench: Bench, capfd: pytest.CaptureFixture[str]) -> None:
    events: list[str] = []
    bench.run(told=lambda progress, _: events.append(repr(progress)))
    for mine, theirs in (("bank", "tax"), ("tax", "bank")):
        folder = bench.home / ("party-0" if mine == "bank" else "party-1")
        secret, alone = f"CANARY-{theirs}".encode(), f"{theirs.upper()}ONLY".encode()
        seen = [path for path in folder.rglob("*") if path.is_file()]
        assert len(seen) > 6
        for path in seen:
            data = path.read_bytes()
            assert secret not in data, path
            assert alone not in data, path
            assert alone.hex().encode() not in data, path
        log = b"".join(path.read_bytes() for path in seen if path.suffix == ".log")
        assert b"CANARY" not in log
        assert b"KEY0" not in log
        assert b"KEY0".hex().encode() not in log
        assert CANARY.format(party=mine, at=ROWS - 1).encode() in (folder / "out/matched.csv").read_bytes()
    told = "".join(events) + "".join(capfd.readouterr())
    assert "CANARY" not in told
    assert "KEY0" not in told


def test_an_output_is_never_replaced(tmp_path: Path, setting: Setting) -> None:
    from puhui.privacy.errors import OutputExists

    (tmp_path / "out").mkdir()
    with pytest.raises(OutputExists):
        evaluating.match(
            files(tmp_path),
            key="id",
            kind=KeyKind.TEXT,
            plan=plan_match(1, 1),
            receivers=["bank"],
            out=tmp_path / "out",
            setting=setting,
        )


def test_the_order_of_a_party_names_no_other_partys_file(bench: Bench) -> None:
    told = json.loads(bench.orders[0].place("order.json").read_text())
    assert "tax.csv" not in json.dumps(told)
    assert "secret" not in bytes.fromhex(told["job"]).decode(errors="replace")
