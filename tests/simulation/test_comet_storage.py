"""A validator whose disk is full, and one that executes otherwise than the rest: each stops itself and says why.

The full disk is a small file system of its own where this process may mount one; otherwise the ledger's database may
have so many pages and no more, which SQLite answers in the same words.
"""

import contextlib
import errno
import os
import subprocess

import pytest

from puhui.kernel import SystemClock
from puhui.ledger.check import check_ledger
from puhui.ledger.contracts import standard_contracts
from tests.contract.comet_city import CometCity
from tests.contract.comet_node import bent_contracts
from tests.contract.comet_processes import Network, NodeRefused
from tests.contract.consortium import Consortium
from tests.simulation.agreement import committed, level, proved_everywhere, settle

pytestmark = pytest.mark.cometbft

NEVER = 10**9
SIZE = "48m"
PAGES = 40


@pytest.fixture
def city():
    return Consortium(clock=SystemClock())


class SmallFileSystem:
    """A file system of its own in a folder."""

    max_pages = 0

    def __init__(self, folder):
        self._folder = folder
        folder.mkdir(parents=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], check=True, capture_output=True)

    def fill(self):
        """Leave not a byte."""
        path, full = self._folder / "ballast", pytest.raises(OSError, match=os.strerror(errno.ENOSPC))
        with path.open("wb", buffering=0) as ballast, full:
            while ballast.write(bytes(4096)):
                pass

    def free(self, _):
        (self._folder / "ballast").unlink()

    def close(self):
        subprocess.run(["umount", self._folder], check=True)


class FewPages:
    """A limit within the database."""

    max_pages = PAGES

    def fill(self):
        """It fills by itself."""

    def free(self, node):
        node.set(max_pages=0)

    def close(self):
        """Nothing to give back."""


def small_disk(folder):
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        return SmallFileSystem(folder)
    return FewPages()


@pytest.fixture(params=[small_disk, lambda _: FewPages()], ids=["file_system", "database"])
def disk(request, city, tmp_path):
    disk = request.param(tmp_path / city.consensus[3])
    yield disk
    disk.close()


def test_a_full_disk_stops_one_node_with_nothing_half_written_and_it_comes_back(city, tmp_path, disk):
    with Network(city, tmp_path, each={city.consensus[3]: {"max_pages": disk.max_pages}}) as network:
        first, *_, full = network.nodes
        told = committed(network.found(city))
        settle(*network.nodes)
        disk.fill()
        for _ in range(4):
            told += committed(first.submit(*(city.batch() for _ in range(50))))
        full.ask("wait_for", height=NEVER, timeout_s=30)  # returns when it has stopped
        code, cause, remedy = full.ask("stopped")
        assert (code, "disk is full" in cause, "free space" in remedy) == ("disk_full", True, True)
        with pytest.raises(NodeRefused) as refused:
            full.submit(city.batch())
        assert refused.value.code == "disk_full"
        told += committed(first.submit(city.batch()))
        settle(*network.nodes[:3])
        assert full.standing()["size"] < first.standing()["size"]
        full.kill()
        disk.free(full)
        assert check_ledger(full.place.ledger).findings == [], "nothing is half-written"
        full.start()
        full.wait_ready(3)
        settle(*network.nodes)
        level(*network.nodes)
        proved_everywhere([full], [*told[:3], *told[-3:]])
        assert committed(full.submit(city.batch()))


def test_a_node_that_executes_otherwise_stops_and_tells_its_operator(city, tmp_path):
    bent = city.consensus[3]
    contracts = {org: bent_contracts() if org == bent else standard_contracts() for org in city.consensus}
    with CometCity(city, tmp_path, contracts=contracts) as nodes:
        apart = nodes.nodes[bent]
        nodes.submit(city.genesis())
        assert apart.wait_for(nodes.height, 30)
        nodes.submit(city.batch())  # here its state departs
        height = nodes.height
        assert not apart.wait_for(NEVER, 30)
        stopped = apart.stopped
        assert (stopped.code, stopped.data["height"]) == ("executed_otherwise", height)
        assert stopped.data["ours"] == apart.app_hash.hex()
        assert stopped.data["theirs"] != stopped.data["ours"]
        assert not stopped.retriable
        assert "state sync" in stopped.remedy_text.en
        with pytest.raises(type(stopped)):
            apart.submit(city.batch())
        verdict = nodes.submit(city.batch())
        assert nodes.receipt(verdict.entry)
        assert nodes.stopped is None
        again = nodes.restart(bent)  # which mends nothing, and says so again
        assert not again.wait_for(NEVER, 60)
        assert again.stopped.code == "executed_otherwise"
