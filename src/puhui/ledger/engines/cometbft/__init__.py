"""The CometBFT engine: one log that consensus nodes write together, and no one of them can bend.

Promises. What `submit` returns is decided by more than two thirds of the consensus nodes and durable at this node. All
nodes execute the same entries in the same order with the contracts of this room, and consensus holds them to one hash
of log and state. After each block every node cosigns the log's head; the cosignatures travel with the votes, and the
receipt is the one of any engine, but that the log has no key of its own: only its consensus nodes speak for it. With a
third or more of them down nothing is decided and nothing is claimed; it goes on by itself when they return.

A node that cannot go on (its disk is full, its state departed from the others', its CometBFT ended) stops, says why
(`CometLedger.stopped`) and answers reads. What others did wrong is in `accusations`, `cosigning` and `attendance`.

A node is this engine beside a CometBFT process (`tools/cometbft.sh` installs it), joined by Unix sockets in one folder.

Limits: a statement of 64 KiB, 2,000 statements a block, 10,000 in a node's mempool (`QueueFull`: send the same again
later).
"""

from puhui.ledger.engines.cometbft.blocks import Moved
from puhui.ledger.engines.cometbft.double_votes import DoubleVote
from puhui.ledger.engines.cometbft.errors import (
    BadDoubleVote,
    CometMissing,
    CometStopped,
    ConsensusUnavailable,
    ExecutedOtherwise,
    NotYetDecided,
)
from puhui.ledger.engines.cometbft.home import Card, Pace, SyncStart, configure, found_home, genesis
from puhui.ledger.engines.cometbft.ledger import Accusation, CometLedger
from puhui.ledger.engines.cometbft.process import CometProcess

__all__ = [
    "Accusation",
    "BadDoubleVote",
    "Card",
    "CometLedger",
    "CometMissing",
    "CometProcess",
    "CometStopped",
    "ConsensusUnavailable",
    "DoubleVote",
    "ExecutedOtherwise",
    "Moved",
    "NotYetDecided",
    "Pace",
    "SyncStart",
    "configure",
    "found_home",
    "genesis",
]
