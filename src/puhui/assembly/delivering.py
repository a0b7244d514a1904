"""What the outbox owes, delivered: statements to the ledger, news to other nodes.

The ledger recognises a repeated statement by its id, and a peer a
repeated piece of news by its key, so at-least-once becomes once.
"""

from puhui.assembly.peers import Peers
from puhui.desks.destinations import LEDGER, org_and_path
from puhui.desks.errors import EntryRefused
from puhui.kernel import Category, PuhuiError, Text
from puhui.ledger import Finality, Ledger
from puhui.storage import Message


class EntryUndecided(PuhuiError):
    """The ledger has not decided yet."""

    category = Category.UNAVAILABLE
    cause = Text(zh="账本尚未对条目 {entry} 作出决定", en="the ledger has not decided on entry {entry} yet")
    remedy = Text(zh="稍后自动重试", en="it is tried again by itself")
    retriable = True


class Courier:
    """The `deliver` of the outbox's relay."""

    def __init__(self, ledger: Ledger, peers: Peers) -> None:
        self._ledger = ledger
        self._peers = peers

    def __call__(self, message: Message) -> None:
        """Deliver one message for good, or raise why not."""
        if message.destination == LEDGER:
            self._record(message.payload)
        else:
            org, path = org_and_path(message.destination)
            self._peers.post(org, path, message.payload)

    def _record(self, statement: bytes) -> None:
        verdict = self._ledger.submit(statement)
        if verdict.finality is Finality.INVALID:
            raise EntryRefused(entry=verdict.entry, reason=verdict.reason, stage="assembly.delivering")
        if verdict.finality is not Finality.COMMITTED:
            raise EntryUndecided(entry=verdict.entry, stage="assembly.delivering")
