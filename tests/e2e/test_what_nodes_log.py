"""What the processes of a city's nodes write while computations run, are refused, fail and die: no value of anybody's.

Not even of one's own: logs are copied, kept and read by others than the data. Everything that a node prints lands in
its `node.log`, its own lines, tracebacks and those of its libraries; each is searched for what was brought, listed,
typed or kept secret. That the search would find such values, and that processes do write there, is shown.
"""

import base64
import contextlib
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import psutil
import pytest

from puhui.city.awaiting import awaited
from puhui.city.desk import Person, RefusedByNode
from puhui.city.errors import StoryStuck
from tests.e2e import processes
from tests.privacy.made_up import texts

pytestmark = pytest.mark.spu

_NOTE = "NOTE-THAT-NOBODY-MAY-LOG"
_TYPED = "TYPED-BY-MISTAKE"
_BROUGHT = [
    f"91110000MA00{at:05d}" for at in range(20)
]  # no check character: they lie in the bank's table all the same
_PROPOSING, _TABLE = "desks.computing.proposing", "desks.computing.sources"  # where it was refused
_RUN_SECONDS = 120


class Node:
    """One node of the city as a process."""

    def __init__(self, process: psutil.Process, folder: Path) -> None:
        self.process, self.folder = process, folder
        self.org, self.log = folder.name, folder / "node.log"

    def workers(self) -> list[psutil.Process]:
        """Its workers now."""
        found = []
        for child in self.process.children():
            with contextlib.suppress(psutil.NoSuchProcess):
                if "puhui.privacy.worker" in child.cmdline():
                    found.append(child)
        return found


@pytest.fixture(scope="module")
def nodes(city: dict[str, Any]) -> dict[str, Node]:
    """The processes of the city's nodes, by organisation."""
    found = {folder.name: Node(process, folder) for process, folder in processes.nodes()}
    assert found.keys() == {one["org"] for one in city["nodes"]}
    return found


@pytest.fixture(scope="module")
def stewards(city: dict[str, Any]) -> Iterator[dict[str, Person]]:
    """Those of the bank and of the court, signed in."""
    with contextlib.ExitStack() as held:
        yield {
            account["org"]: held.enter_context(Person(account["url"], account, "zh-CN"))
            for account in city["accounts"]
            if account["role"] == "steward" and account["org"] in ("bank-a", "court")
        }


@pytest.fixture(scope="module")
def lived(nodes: dict[str, Node], stewards: dict[str, Person]) -> list[str]:
    """A few computations of every fate; how each ended."""
    bank, court = stewards["bank-a"], stewards["court"]
    asked = {"dataset": "court/dishonest-debtors", "receiver": "bank-a", "purpose": "fraud_prevention", "uses": 9}
    mandates = {op: court.post("/mandates", {**asked, "op": op})["mandate"] for op in ("match", "lookup")}
    listed = _listed(nodes["court"])

    def compute(op: str, table: str, **more: Any) -> str:
        request = {"op": op, "mandates": [mandates.get(op, mandates["match"])], "table": table, **more}
        try:
            job = bank.post("/computations", request)["job"]
        except RefusedByNode as refusal:
            return str(refusal.stage)
        return _ended(bank, job)

    everybody = [*_BROUGHT, *listed]
    fates = [
        compute("match", _table(everybody)),
        compute("lookup", _table(everybody[-9:])),
        compute("match", _table(everybody[:2])),  # too few: refused at the court's node
        compute("match", _table(everybody).replace("uscc", _TYPED)),
        compute("match", f'uscc,note\n"{_NOTE},{listed[0]}\n{listed[0]},"{_TYPED}",{_NOTE}'),
        compute("lookup", _table([f"{_TYPED}{at}" for at in range(9)])),
        compute("validate", _table(everybody), target="note", model=f'{{"format": "{_TYPED}"}}'),
        compute("train", _table(everybody), target=_TYPED, minutes=f"{_TYPED} minutes"),
    ]
    with _dying(nodes["court"]):
        fates.append(compute("match", _table(everybody)))
    return fates


def test_no_log_of_a_node_holds_a_value_an_enterprise_a_password_or_a_key(
    lived: list[str], nodes: dict[str, Node], city: dict[str, Any]
) -> None:
    assert lived == ["done", "done", "refused", _PROPOSING, _TABLE, "failed", _PROPOSING, "api", "failed"]
    owners = [one["enterprise"]["uscc"] for one in city["accounts"] if "enterprise" in one]
    secret = texts(_NOTE, _TYPED, *_BROUGHT, *owners, *_listed(nodes["court"]))
    secret += [one["password"].encode() for one in city["accounts"]]
    secret += [form for node in nodes.values() for form in _key(node)]
    assert min(map(len, secret)) >= 8
    for node in nodes.values():
        assert _found(node.log, secret) == [], node.org


def test_what_a_process_prints_is_in_its_log_and_a_value_in_it_is_found(
    lived: list[str], nodes: dict[str, Node], tmp_path: Path
) -> None:
    court = nodes["court"]
    before = len(court.log.read_bytes())
    court.process.send_signal(signal.SIGUSR1)  # it says where its threads are
    stuck = StoryStuck(step="log", reason="nothing came", advice="read it", stage="test")
    said = awaited(lambda: court.log.read_bytes()[before:] or None, stuck)
    assert b"hread 0x" in said
    planted = tmp_path / "planted.log"
    for form in [*texts(_listed(court)[0]), *_key(court)]:
        planted.write_bytes(court.log.read_bytes() + b'{"event": "careless", "value": "' + form + b'"}\n')
        assert _found(planted, [*texts(_listed(court)[0]), *_key(court)])


def _table(codes: list[str]) -> str:
    return "\n".join(["uscc,note", *(f"{code},{_NOTE}" for code in codes), ""])


def _listed(court: Node) -> list[str]:
    """Whom the court lists."""
    return sorted(set(pl.read_parquet(court.folder / "data" / "cases.parquet")["uscc"]))


def _key(node: Node) -> list[bytes]:
    """The forms of an organisation's private key."""
    _, _, seed = (node.folder / "key").read_bytes().strip().partition(b":")
    raw = base64.b64decode(seed, validate=True)
    assert len(raw) >= 32
    return [seed, raw, raw.hex().encode(), repr(raw).encode()]


def _found(log: Path, forms: list[bytes]) -> list[bytes]:
    said = log.read_bytes()
    return [form for form in forms if form in said]


def _ended(person: Person, job: str) -> str:
    def look() -> str | None:
        told = person.find(f"/computations/{job}")
        return str(told["state"]) if told and told["over_at"] else None

    stuck = StoryStuck(step=job[:12], reason="not over", advice="read the logs", stage="test")
    return awaited(look, stuck, _RUN_SECONDS)


@contextlib.contextmanager
def _dying(node: Node) -> Iterator[None]:
    """While it is open, a worker of this node that begins is killed, as often as one begins."""
    over, known = threading.Event(), {worker.pid for worker in node.workers() if "--wait" not in worker.cmdline()}

    def kill() -> None:
        while not over.wait(0.01):
            for worker in node.workers():
                if worker.pid not in known:
                    with contextlib.suppress(psutil.NoSuchProcess):
                        worker.kill()

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
