"""A consensus node and its CometBFT process: what it says when that one dies, and that it comes back."""

import os
import signal
from pathlib import Path

import pytest

from puhui.assembly.consensus import ConsensusLedger
from puhui.assembly.settings import read_signer
from puhui.kernel import SystemClock, SystemEntropy
from puhui.kernel.ids import OrgId
from puhui.ledger import Finality, build_statement
from puhui.ledger.engines.cometbft import CometStopped
from tests.network.consortium import found

pytestmark = pytest.mark.cometbft
PORT = 24_500


def test_a_node_says_that_its_cometbft_ended_goes_on_reading_and_comes_back(tmp_path: Path) -> None:
    (settings,) = found(tmp_path, PORT, {"platform": "operator"})
    signer = read_signer(settings.folder)

    def batch(root: str) -> bytes:
        args = {"root": root * 64, "count": 1, "kind": "test"}
        return build_statement(
            signer, OrgId("platform"), "anchors", "batch", args, clock=SystemClock(), entropy=SystemEntropy()
        )

    ledger = ConsensusLedger(settings, signer, SystemClock())
    ledger.start()
    try:
        assert ledger.submit(batch("a")).finality is Finality.COMMITTED
        assert ledger._process is not None
        os.kill(ledger._process.pid, signal.SIGKILL)
        ledger._watch.join(30)  # it notices by itself
        with pytest.raises(CometStopped):
            ledger.submit(batch("b"))
        assert len(ledger.entries(0, 10)) == 2
    finally:
        ledger.stop()
    sockets = ledger._sockets
    assert not sockets.exists()

    again = ConsensusLedger(settings, signer, SystemClock())
    again.start()
    try:
        assert again.submit(batch("c")).index == 2
    finally:
        again.stop()
