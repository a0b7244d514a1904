"""Launches a network of real processes on loopback: for each node a CometBFT and a ledger process. Ends them by id."""

import base64
import contextlib
import itertools
import json
import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import Future
from pathlib import Path

from puhui.kernel import SystemClock
from puhui.ledger.engines.cometbft import CometProcess, Pace, SyncStart
from puhui.ledger.engines.cometbft.ledger import RETAIN_BLOCKS
from puhui.ledger.engines.cometbft.local import configure_place, local_network
from puhui.ledger.engines.cometbft.moving import seed
from puhui.ledger.engines.store import FILE
from tests.contract.comet_city import program

ROOT = Path(__file__).parents[2]
ANSWER_WITHIN_S = 60


class NodeRefused(Exception):
    """The node answered with an error; `code` is its name."""

    def __init__(self, code, cause):
        self.code = code
        super().__init__(f"{code}: {cause}")


class NodeProcess:
    """One node: its ledger process and its CometBFT process. `start` after a `kill` is a restart on the same folder."""

    def __init__(
        self,
        place,
        seed,
        *,
        behaviour="",
        decision_wait_s=30.0,
        snapshot_every=1000,
        chunk_bytes=1 << 23,
        clock_ahead_s=0,
        max_pages=0,
        comet=None,
        retain_blocks=RETAIN_BLOCKS,
    ):
        self.place = place
        self._comet = comet or program()
        self._settings = {
            "org": place.org,
            "folder": str(place.folder),
            "sockets": str(place.sockets),
            "seed": seed.hex(),
            "behaviour": behaviour,
            "decision_wait_s": decision_wait_s,
            "snapshot_every": snapshot_every,
            "chunk_bytes": chunk_bytes,
            "clock_ahead_s": clock_ahead_s,
            "max_pages": max_pages,
            "retain_blocks": retain_blocks,
        }
        self._numbers = itertools.count(1)
        self.runs = False

    def start(self):
        self._futures, self._lock = {0: Future()}, threading.Lock()
        self.ledger = subprocess.Popen(
            [sys.executable, "-m", "tests.contract.comet_node", json.dumps(self._settings)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(self.place.folder / "ledger.log").open("ab"),
            text=True,
        )
        threading.Thread(target=self._listen, args=(self.ledger.stdout, self._futures), daemon=True).start()
        self._futures[0].result(ANSWER_WITHIN_S)
        self.runs = True
        self.comet = CometProcess(self._comet, self.place.home, self.place.rpc_socket, self._comet_failed)

    def set(self, **settings):
        """Start with other settings from now on."""
        self._settings |= settings

    def _comet_failed(self, said):
        with contextlib.suppress(OSError, ValueError):  # the ledger's process may be gone too
            self.send("fail", said=said)

    def wait_ready(self, peers, within_s=60):
        never = threading.Event()
        for _ in range(int(within_s / 0.05)):
            if not self.comet.runs:
                break
            with contextlib.suppress(NodeRefused):  # CometBFT does not listen yet
                if self.ask("ready", peers=peers):
                    return
            never.wait(0.05)
        raise AssertionError(f"{self.place.org} is not ready: {self.comet.tail()}")

    def kill(self):
        """Both processes at once, as a loss of power."""
        self.runs = False
        self.ledger.kill()
        self.comet.kill()
        self._reap()

    def stop(self):
        if self.runs:
            self.runs = False
            self.comet.stop()
            with contextlib.suppress(BrokenPipeError):
                self.ledger.stdin.close()
            self._reap()

    def _reap(self):
        self.ledger.wait(ANSWER_WITHIN_S)
        for pipe in (self.ledger.stdin, self.ledger.stdout):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()

    def send(self, do, **asked):
        """Ask without waiting."""
        number, future = next(self._numbers), Future()
        with self._lock:
            self._futures[number] = future
            self.ledger.stdin.write(json.dumps({"id": number, "do": do, **asked}) + "\n")
            self.ledger.stdin.flush()
        return future

    def ask(self, do, **asked):
        return self.send(do, **asked).result(ANSWER_WITHIN_S)

    def submit(self, *statements):
        return self.submitting(*statements).result(ANSWER_WITHIN_S)

    def submitting(self, *statements):
        """Submit without waiting."""
        return self.send("submit", statements=[base64.b64encode(raw).decode() for raw in statements])

    def standing(self):
        return self.ask("standing")

    @staticmethod
    def _listen(stdout, futures):
        try:
            for line in stdout:
                said = json.loads(line)
                future = futures.pop(said["id"])
                if "error" in said:
                    future.set_exception(NodeRefused(said["error"], said["cause"]))
                else:
                    future.set_result(said["answer"])
        except ValueError:  # closed, or cut within a line by a kill
            pass
        for future in list(futures.values()):
            future.set_exception(NodeRefused("gone", "the ledger process ended"))


class Network:
    """All consensus nodes of a consortium as processes."""

    def __init__(
        self,
        city,
        folder,
        *,
        behaviour=None,
        pace=None,
        followers=(),
        wires=None,
        each=None,
        export=None,
        moved=None,
        **options,
    ):
        """`followers` have nodes, too, and are no validators. `wires` join them (see there) in place of plain
        loopback; `each` has more options by organisation. All go on with the `moved` ledger of the `export`."""
        self.folder, self.pace, self.wires = folder, pace or Pace.one_machine(), wires
        places = local_network(
            program(),
            folder,
            [*city.consensus, *followers],
            chain="test",
            clock=SystemClock(),
            pace=self.pace,
            founders=city.consensus,
            moved=moved,
        )
        if wires is not None:
            wires.lay(folder, places, self.pace)
        for place in places if export is not None else ():
            seed(place.ledger, export, (folder / "genesis.json").read_bytes())
        self.nodes = [
            NodeProcess(
                place,
                city.seeds[place.org],
                behaviour=(behaviour or {}).get(place.org, ""),
                comet=None if wires is None else wires.program(place.org),
                **options | (each or {}).get(place.org, {}),
            )
            for place in places
        ]
        self.by_org = {node.place.org: node for node in self.nodes}

    def __enter__(self):
        try:
            for node in self.nodes:
                node.start()
            for node in self.nodes:
                node.wait_ready(len(self.nodes) - 1)
        except BaseException:
            self.close()
            raise
        return self

    def found(self, city):
        """Have the genesis decided, and executed by every node: until then a node admits nothing from any member."""
        answers = self.nodes[0].submit(city.genesis())
        height = self.nodes[0].standing()["height"]
        for node in self.nodes:
            assert node.ask("wait_for", height=height, timeout_s=ANSWER_WITHIN_S), f"{node.place.org} has no genesis"
        return answers

    def lose_everything(self, node, helpers):
        """Leave a killed node nothing but its keys, and let it start from a snapshot that the helpers prove."""
        shutil.rmtree(node.place.home / "data")
        (node.place.home / "data").mkdir()
        (node.place.home / "data/priv_validator_state.json").write_text('{"height": "0", "round": 0, "step": 0}')
        for file in node.place.folder.glob(f"{FILE}*"):
            file.unlink()
        height, block_hash = helpers[0].ask("first_header")
        servers = [helper.place.open_rpc for helper in helpers]
        configure_place(self.folder, node.place, self.pace, SyncStart(servers, height, block_hash))

    def close(self):
        for node in self.nodes:
            if node.runs:
                node.comet.terminate()
        for node in self.nodes:
            node.stop()
        if self.wires is not None:
            self.wires.close()
        shutil.rmtree(self.nodes[0].place.sockets, ignore_errors=True)

    def __exit__(self, *_):
        self.close()
