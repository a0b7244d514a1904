"""A node that takes part in consensus: its CometBFT engine, and the CometBFT process that is its child.

The process starts with the node and ends with it: told to when the node stops, and by itself when the node dies,
because the engine hangs up. When the process dies first, the node goes on to read and to verify, and refuses what
would need the others' agreement with `CometStopped`, until it is restarted.
"""

import contextlib
import json
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import structlog

from puhui.assembly.errors import SettingsBroken
from puhui.assembly.network import Network, read_card
from puhui.assembly.settings import Comet, Settings
from puhui.kernel import Clock, Signer, Text
from puhui.kernel.ids import EntryId, OrgId
from puhui.ledger import Verdict
from puhui.ledger.engines.cometbft import (
    Card,
    CometLedger,
    CometProcess,
    CometStopped,
    ConsensusUnavailable,
    Pace,
    configure,
)
from puhui.ledger.trust import Trust

PROGRAM = "PUHUI_COMETBFT"
_READY_WITHIN_S = 30.0
_LOOK_EVERY_S = 0.1

_log = structlog.get_logger("puhui.assembly.consensus")


def comet_program() -> Path:
    """CometBFT: where `PUHUI_COMETBFT` says, beside this Python, on the path, or where tools/cometbft.sh puts it."""
    named = os.environ.get(PROGRAM)
    if named:
        return Path(named)
    found = shutil.which("cometbft", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    return Path(found) if found else Path(__file__).resolve().parents[3] / ".tools/bin/cometbft"


class ConsensusLedger:
    """Implements `puhui.ledger.Ledger`. Reads as soon as it is made; submits between `start` and `stop`."""

    def __init__(self, settings: Settings, signer: Signer, clock: Clock) -> None:
        if settings.comet is None:
            raise _broken(settings, Text(zh="设置中没有 CometBFT", en="the settings say nothing of CometBFT"))
        self._settings = settings
        self._comet: Comet = settings.comet
        self._own_sockets = self._comet.sockets is None
        self._sockets = self._comet.sockets or Path(tempfile.mkdtemp(prefix="puhui-"))
        self._process: CometProcess | None = None
        self._ready = threading.Event()  # the process answered once, or never will
        self._stopping = threading.Event()
        self._watch: threading.Thread | None = None
        self._dead: CometStopped | None = None
        self.engine = CometLedger(
            settings.ledger_file,
            org=OrgId(settings.org),
            suite=signer.public_key.suite,
            clock=clock,
            application_socket=self._sockets / "app",
            rpc_socket=self._sockets / "rpc",
            signer=signer,
            retain_blocks=self._comet.retain_blocks,
        )

    # Running.

    def start(self) -> None:
        """Start CometBFT; returns at once. Raises `SettingsBroken` or `CometMissing`."""
        network, card = _chain(self._settings)
        configure(
            self._settings.comet_home,
            network.genesis,
            replace(card, host=self._comet.listen, port=self._comet.port),
            network.cards,
            application=self._sockets / "app",
            rpc=self._sockets / "rpc",
            pace=Pace() if self._comet.pace == "city" else Pace.one_machine(),
        )
        self._process = CometProcess(
            comet_program(), self._settings.comet_home, self._sockets / "rpc", failed=self.engine.fail
        )
        self._watch = threading.Thread(target=self._look_after, args=(self._process,), name="cometbft", daemon=True)
        self._watch.start()

    def stop(self) -> None:
        """End CometBFT by its process id, then let go of the files."""
        self._stopping.set()
        if self._process is not None:
            self._process.stop()
        if self._watch is not None:
            self._watch.join()
        self.engine.close()
        if self._own_sockets:
            shutil.rmtree(self._sockets, ignore_errors=True)

    def terminate(self) -> None:
        """Ask CometBFT to end, without waiting: for who stops several."""
        self._stopping.set()
        if self._process is not None:
            self._process.terminate()

    def wait_until_ready(self, peers: int, within_s: float) -> None:
        """Return when this node takes part, connected with so many others; raises `CometStopped` when it does not."""
        if self._process is not None:
            self._process.wait_until(self.engine.rpc, peers=peers, within_s=within_s)

    def _look_after(self, process: CometProcess) -> None:
        while process.runs:
            if not self._ready.is_set():
                with contextlib.suppress(ConsensusUnavailable, KeyError):
                    if not self.engine.rpc.status()["sync_info"]["catching_up"]:
                        self._ready.set()
            if self._stopping.wait(_LOOK_EVERY_S):
                return
        self._dead = CometStopped(
            reason=Text(zh="进程已结束", en="it ended"), tail=process.tail(), stage="assembly.consensus"
        )
        self._ready.set()
        if not self._stopping.is_set():
            _log.error("CometBFT ended; this node only reads until it is restarted", tail=process.tail())

    # The five verbs of `Ledger`.

    def submit(self, statement: bytes) -> Verdict:
        """See `CometLedger.submit`. Waits for CometBFT to come up; raises `CometStopped` when it has ended."""
        self._ready.wait(_READY_WITHIN_S)
        if self._dead is not None:
            raise self._dead
        return self.engine.submit(statement)

    def verdict(self, entry: EntryId) -> Verdict:
        """See `Ledger.verdict`."""
        return self.engine.verdict(entry)

    def receipt(self, entry: EntryId) -> bytes:
        """See `Ledger.receipt`."""
        return self.engine.receipt(entry)

    def entries(self, start: int, limit: int) -> Sequence[bytes]:
        """See `Ledger.entries`."""
        return self.engine.entries(start, limit)

    def read(self, key: str) -> Any:
        """See `Ledger.read`."""
        return self.engine.read(key)

    def read_many(self, keys: Sequence[str]) -> list[Any]:
        """See `Ledger.read_many`."""
        return self.engine.read_many(keys)

    # Beyond them: see `assembly.node.OwnLedger`.

    @property
    def trust(self) -> Trust | None:
        """Whom a verifier of this log's receipts must trust; None before the genesis."""
        return self.engine.trust

    @property
    def size(self) -> int:
        """How many entries are committed."""
        return self.engine.size

    def wait_for_size(self, size: int, timeout_s: float) -> bool:
        """Wait until this node has made so many entries durable; whether it has."""
        return self.engine.wait_for_size(size, timeout_s)

    def head(self) -> bytes:
        """The newest proved checkpoint, with its lines."""
        return self.engine.head()

    def handovers(self) -> list[bytes]:
        """The proofs by which an older trust file follows the members' changes, oldest first."""
        return self.engine.handovers()

    def states(self, prefix: str) -> dict[str, bytes]:
        """All encoded values of the contracts' state under a prefix that ends in `/`."""
        return self.engine.states(prefix)


def _chain(settings: Settings) -> tuple[Network, Card]:
    """The chain that a node takes part in, and its own card; raises `SettingsBroken`."""
    network = Network.load(settings.network_file)
    if network is None or not network.genesis:
        raise _broken(
            settings, Text(zh=f"没有 {settings.network_file.name}", en=f"there is no {settings.network_file.name}")
        )
    return network, load_card(settings)


def load_card(settings: Settings) -> Card:
    """The card of the node's own CometBFT process; raises `SettingsBroken`."""
    try:
        return read_card(json.loads(settings.card_file.read_bytes()))
    except (OSError, ValueError, LookupError, TypeError) as reason:
        raise _broken(settings, f"{settings.card_file.name}: {reason}") from None


def _broken(settings: Settings, reason: str | Text) -> SettingsBroken:
    return SettingsBroken(
        path=settings.folder,
        reason=reason,
        advice="puhui node join DIR --trust trust.json --peer URL",
        stage="assembly.consensus",
    )
