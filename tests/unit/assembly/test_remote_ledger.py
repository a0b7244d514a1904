"""One log, many nodes: whoever is unavailable is passed over, and what is a fact about the log is not asked twice."""

from typing import Any

import pytest

from puhui.assembly.errors import NoConsensusNode, PeerUnreachable
from puhui.assembly.remote_ledger import RemoteLedger
from puhui.desks.errors import NotServedHere, PeerForged
from puhui.kernel import PuhuiError
from puhui.ledger import ReceiptNotReady
from puhui.ledger.engines.cometbft import CometStopped, NotYetDecided


class _Node:
    def __init__(self, org: str, error: PuhuiError | None = None) -> None:
        self.org = org
        self.error = error
        self.asked = 0

    def size(self) -> int:
        self.asked += 1
        if self.error is not None:
            raise self.error
        return 7

    def read(self, _key: str) -> str:
        self.size()
        return self.org


def _ledger(*nodes: Any) -> RemoteLedger:
    return RemoteLedger("bank-a", lambda: nodes)


@pytest.mark.parametrize(
    "error",
    [
        PeerUnreachable(org="x", reason="ConnectError"),
        CometStopped(reason="it ended", tail=""),
        NotServedHere(org="x"),
        PeerForged(org="x", reason="no verdict"),
    ],
)
def test_the_next_node_is_asked_and_stayed_with(error: PuhuiError) -> None:
    down, up = _Node("x", error), _Node("y")
    ledger = _ledger(down, up)
    assert [ledger.read("key"), ledger.read("key")] == ["y", "y"]
    assert down.asked == 1
    up.error, down.error = PeerUnreachable(org="y", reason="ConnectError"), None
    assert ledger.read("key") == "x"


@pytest.mark.parametrize(
    "error",
    [NotYetDecided(entry="00" * 32, waited_s=30.0), ReceiptNotReady(entry="00" * 32, quorum=3, have=1)],
)
def test_what_the_log_has_not_decided_no_other_node_decides(error: PuhuiError) -> None:
    first, second = _Node("x", error), _Node("y")
    with pytest.raises(type(error)):
        _ledger(first, second).size()
    assert second.asked == 0


def test_when_nobody_is_available_the_last_ones_error_is_told() -> None:
    with pytest.raises(PeerUnreachable):
        _ledger(_Node("x", PeerUnreachable(org="x", reason="ConnectError"))).size()
    with pytest.raises(NoConsensusNode):
        _ledger().size()
