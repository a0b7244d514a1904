"""What CometBFT says when it fails, turned into what the node's operator must know. Pure.

CometBFT tells of such failures in its log alone: its consensus stops, the process stays. The texts are those of the
version that `tools/cometbft.sh` pins; `tests/simulation` meets each of them for real.
"""

import re

from puhui.kernel import Text
from puhui.ledger.engines.cometbft.errors import ExecutedOtherwise
from puhui.ledger.errors import DiskFull, LedgerStopped

_OTHER_STATE = re.compile(r"wrong Block\.Header\.AppHash\.\s+Expected ([0-9A-F]*), got ([0-9A-F]*)")
_NO_ROOM = re.compile(r"no space left on device|disk quota exceeded|file too large")
_CONSENSUS_ENDED = "CONSENSUS FAILURE"
_CATCHING_UP = "Invalid block"  # of one that more than two thirds signed, while it fetches blocks from peers
_SHOWN_CHARS = 300


def is_fatal(line: str) -> bool:
    """Whether a line of CometBFT's log says that this node takes part no more."""
    return _CONSENSUS_ENDED in line or (_CATCHING_UP in line and _OTHER_STATE.search(line) is not None)


def diagnosed(said: str, height: int) -> LedgerStopped:
    """The error for what CometBFT said last; `height` is the last block that this node executed."""
    other = _OTHER_STATE.search(said)
    if other is not None:
        ours, theirs = (one.lower() for one in other.groups())
        return ExecutedOtherwise(height=height, ours=ours, theirs=theirs, stage="ledger.consensus")
    if _NO_ROOM.search(said):
        return DiskFull(reason=Text(zh="CometBFT 无法写入", en="CometBFT could not write"), stage="ledger.consensus")
    return LedgerStopped(
        reason=Text(
            zh=f"CometBFT 失败：{said.strip()[:_SHOWN_CHARS]}", en=f"CometBFT failed: {said.strip()[:_SHOWN_CHARS]}"
        ),
        stage="ledger.consensus",
    )
