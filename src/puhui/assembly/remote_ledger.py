"""The ledger as a node sees it that does not keep it: the `Ledger` verbs over signed calls to those that do.

Nothing that comes back is believed for its own sake where it matters: receipts verify offline, and permits are drawn on
verdicts that the custodian can have proved. A call that is lost may be sent again, to another node too: the ledger is
idempotent, and its log is one.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

from puhui.assembly.errors import NoConsensusNode
from puhui.assembly.peers import Peers
from puhui.desks.errors import PeerForged
from puhui.kernel import NotCanonical, PuhuiError, Text, decode, encode
from puhui.kernel.ids import EntryId, OrgId
from puhui.kernel.suites import Suite
from puhui.ledger import Finality, Verdict, entry_id

T = TypeVar("T")


class RemoteNode:
    """One node that serves the log. Implements `puhui.ledger.following.Source`, and reads state beyond it."""

    def __init__(self, peers: Peers, org: str, suite: Suite) -> None:
        self._peers = peers
        self._suite = suite
        self.org = OrgId(org)

    def head(self) -> bytes:
        """Its newest proved checkpoint, with its lines."""
        return self._peers.get(self.org, "/head")

    def handovers(self, after: int) -> Sequence[bytes]:
        """The receipts of the members' changes after that number, as many as one answer holds."""
        return self._list(self._peers.get(self.org, "/handovers", f"after={after}"))

    def submit(self, statement: bytes) -> Verdict:
        """Have the statement decided."""
        verdict = self._verdict(self._peers.post(self.org, "/entries", statement))
        if verdict.entry != entry_id(statement, self._suite):
            raise self._forged(Text(zh="裁决属于另一条目", en="a verdict on another entry"))
        return verdict

    def verdict(self, entry: EntryId) -> Verdict:
        """What it knows about the entry."""
        verdict = self._verdict(self._peers.get(self.org, f"/entries/{entry}/verdict"))
        if verdict.entry != entry:
            raise self._forged(Text(zh="裁决属于另一条目", en="a verdict on another entry"))
        return verdict

    def receipt(self, entry: EntryId) -> bytes:
        """The entry's receipt, not verified here."""
        return self._peers.get(self.org, f"/entries/{entry}/receipt")

    def entries(self, start: int, limit: int) -> Sequence[bytes]:
        """Committed statements in order."""
        return self._list(self._peers.get(self.org, "/entries", f"start={start}&limit={limit}"))

    def read(self, key: str) -> Any:
        """The contracts' state under `key`."""
        return self._decode(self._peers.get(self.org, f"/state/{quote(key, safe='/')}"))

    def read_many(self, keys: Sequence[str]) -> list[Any]:
        """The contracts' state under each of the keys."""
        if not keys:
            return []
        told = self._decode(self._peers.post(self.org, "/states", encode(list(keys))))
        if type(told) is not list or len(told) != len(keys):
            raise self._forged(Text(zh="答复与所问不符", en="answers that do not fit what was asked"))
        return told

    def size(self) -> int:
        """How many entries it says the log holds."""
        size = self._decode(self._peers.get(self.org, "/size"))
        if type(size) is not int or size < 0:
            raise self._forged(Text(zh="大小不是数字", en="a size that is no number"))
        return size

    def membership(self) -> Mapping[str, Any]:
        """The members as its contracts see them, and the proposals that are open (`assembly.governing`)."""
        told = self._decode(self._peers.get(self.org, "/membership"))
        if type(told) is not dict:
            raise self._forged(Text(zh="成员表不是映射", en="a membership that is no map"))
        return told

    def network(self) -> bytes:
        """The network as it knows it (`assembly.network`)."""
        return self._peers.get(self.org, "/network")

    def _list(self, data: bytes) -> Sequence[bytes]:
        items = self._decode(data)
        if not isinstance(items, list) or not all(isinstance(item, bytes) for item in items):
            raise self._forged(Text(zh="不是字节串列表", en="no list of byte strings"))
        return items

    def _verdict(self, data: bytes) -> Verdict:
        told = self._decode(data)
        try:
            return Verdict(
                entry=EntryId(told["entry"]),
                finality=Finality(told["finality"]),
                index=told["index"],
                reason=told["reason"],
                result=told["result"],
            )
        except (KeyError, TypeError, ValueError):
            raise self._forged(Text(zh="没有裁决", en="no verdict")) from None

    def _decode(self, data: bytes) -> Any:
        try:
            return decode(data)
        except NotCanonical as reason:
            raise self._forged(str(reason)) from None

    def _forged(self, reason: str | Text) -> PeerForged:
        return PeerForged(org=self.org, reason=reason, party=self.org, stage="assembly.remote_ledger")


_ELSEWHERE = {
    "comet_stopped",
    "consensus_unavailable",
    "ledger_stopped",
    "not_served_here",
    "peer_forged",
    "peer_refused",
    "peer_unreachable",
}
"""Facts about one node, which another need not share. `not_yet_decided` and `receipt_not_ready` are about the log."""


class RemoteLedger:
    """Implements `puhui.ledger.Ledger` over any of several nodes, and adds `size`. Safe to call from many threads.

    It stays with the node that answered last; when that one is unavailable, the next is asked.
    """

    def __init__(self, org: str, nodes: Callable[[], Sequence[RemoteNode]]) -> None:
        """`nodes`: those that serve the log now, in the order to try them; asked for again at every call."""
        self._org = org
        self._nodes = nodes
        self._last = ""
        self._lock = threading.Lock()  # guards `_last`

    def submit(self, statement: bytes) -> Verdict:
        """Have the statement decided."""
        return self.any(lambda node: node.submit(statement))

    def verdict(self, entry: EntryId) -> Verdict:
        """What a node knows about the entry."""
        return self.any(lambda node: node.verdict(entry))

    def receipt(self, entry: EntryId) -> bytes:
        """The entry's receipt, not verified here."""
        return self.any(lambda node: node.receipt(entry))

    def entries(self, start: int, limit: int) -> Sequence[bytes]:
        """Committed statements in order."""
        return self.any(lambda node: node.entries(start, limit))

    def read(self, key: str) -> Any:
        """The contracts' state under `key`."""
        return self.any(lambda node: node.read(key))

    def read_many(self, keys: Sequence[str]) -> list[Any]:
        """The contracts' state under each of the keys."""
        return self.any(lambda node: node.read_many(keys))

    def size(self) -> int:
        """How many entries a node says the log holds."""
        return self.any(lambda node: node.size())

    def any(self, ask: Callable[[RemoteNode], T]) -> T:
        """What the first node that is available answers; raises its error, or the last one's when none is."""
        with self._lock:
            last = self._last
        failed: PuhuiError = NoConsensusNode(org=self._org, party=self._org, stage="assembly.remote_ledger")
        for node in sorted(self._nodes(), key=lambda one: one.org != last):
            try:
                answer = ask(node)
            except PuhuiError as error:
                if error.code not in _ELSEWHERE:
                    raise
                failed = error
                continue
            with self._lock:
                self._last = node.org
            return answer
        raise failed
